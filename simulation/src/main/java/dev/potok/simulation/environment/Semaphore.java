package dev.potok.simulation.environment;

/** So many permits, and a line for those who find none. Who waits is served in the order of arrival. */
public interface Semaphore {
    /** Waits until the caller has a permit. */
    void acquire();

    /**
     * Gives a permit back.
     *
     * @throws IllegalStateException if no permit is out
     */
    void release();
}
