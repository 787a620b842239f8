package dev.potok.simulation.environment;

import java.time.Duration;

/**
 * A lamp that is on or off. While it is off, those who come wait on the bench; when it goes on, all of them go on, and so
 * does everybody who comes while it is on. As Python's {@code threading.Event}.
 */
public interface Event {
    /** Switches it on and lets all go who wait. */
    void set();

    /** Switches it off; who comes now waits. */
    void clear();

    /** Whether it is on. */
    boolean isSet();

    /**
     * Waits until it is on.
     *
     * @throws InterruptedException if the caller was interrupted before or while it waited
     */
    void await() throws InterruptedException;

    /**
     * Waits until it is on, no longer than that, in run time.
     *
     * @return whether it was on
     * @throws InterruptedException if the caller was interrupted before or while it waited
     */
    boolean await(Duration timeout) throws InterruptedException;
}
