package dev.potok.simulation.environment;

/** Integers in a row that processes share and nothing protects. Python's {@code multiprocessing.Array} without its lock. */
public interface SharedArray {
    /** How many there are. */
    int length();

    /** Copies that one, from 0, into the caller's hands. */
    long get(int index);

    /** Replaces that one. */
    void set(int index, long value);
}
