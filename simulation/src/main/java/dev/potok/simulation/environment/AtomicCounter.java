package dev.potok.simulation.environment;

/** An integer that any number of actors may change at once without losing a change. */
public interface AtomicCounter {
    /**
     * Adds.
     *
     * @return the new value
     */
    long add(long delta);

    /** The value now. */
    long get();
}
