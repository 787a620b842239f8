package dev.potok.simulation.environment;

/** An integer that changes only if it is still what the one who changes it has seen. */
public interface Atomic {
    /** The value now, as a copy in the caller's hands. */
    long get();

    /**
     * Replaces the value if it is the expected one, in one step; says whether it did.
     */
    boolean compareAndSet(long expected, long value);
}
