package dev.potok.simulation.environment;

import java.time.Duration;

/** A gate that opens once a number has been counted down to 0, and stays open. */
public interface Latch {
    /** Takes one off the number; at 0 all who wait go on. Does nothing when it is open. */
    void countDown();

    /**
     * Waits until it is open.
     *
     * @throws InterruptedException if the caller was interrupted before or while it waited
     */
    void await() throws InterruptedException;

    /**
     * Waits until it is open, no longer than that, in run time.
     *
     * @return whether it is open
     * @throws InterruptedException if the caller was interrupted before or while it waited
     */
    boolean await(Duration timeout) throws InterruptedException;

    /** What is left to be counted down. */
    long count();
}
