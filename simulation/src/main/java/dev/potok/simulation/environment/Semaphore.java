package dev.potok.simulation.environment;

import java.time.Duration;

/** So many permits, and a line for those who find none. It has no owner: whoever likes may give a permit back. */
public interface Semaphore {
    /**
     * Waits until the caller has a permit.
     *
     * @throws InterruptedException if the caller was interrupted before or while it waited
     */
    void acquire() throws InterruptedException;

    /** Takes a permit if there is one at this instant, also past a line of others; says whether it did. */
    boolean tryAcquire();

    /**
     * Waits for a permit no longer than that, in run time.
     *
     * @return whether the caller has one now
     * @throws InterruptedException if the caller was interrupted before or while it waited
     */
    boolean tryAcquire(Duration timeout) throws InterruptedException;

    /**
     * Gives a permit back.
     *
     * @throws IllegalStateException if no permit is out
     */
    void release();
}
