package dev.potok.simulation.environment;

import java.time.Duration;

/**
 * Something that is held for a while and then given back, by the one who took it. As
 * {@code java.util.concurrent.locks.Lock} has it.
 */
public interface Lock {
    /**
     * Waits until the caller holds it. An interrupt does not end the wait; it is kept for the next wait it can end.
     *
     * @throws IllegalMonitorStateException if the caller holds it already and it is not reentrant: it would wait for
     *                                      itself for ever
     */
    void lock();

    /**
     * Waits until the caller holds it, as {@link #lock} does, or is interrupted.
     *
     * @throws InterruptedException if the caller was interrupted before or while it waited; it does not hold it then
     */
    void lockInterruptibly() throws InterruptedException;

    /** Takes it if it is free at this instant, also past a line of others; says whether it did. */
    boolean tryLock();

    /**
     * Waits for it no longer than that, in run time: paused time is not counted, and flat out it is a hundredth of it.
     *
     * @return whether the caller holds it now
     * @throws InterruptedException if the caller was interrupted before or while it waited
     */
    boolean tryLock(Duration timeout) throws InterruptedException;

    /**
     * Gives it back.
     *
     * @throws IllegalMonitorStateException if the caller does not hold it
     */
    void unlock();
}
