package dev.potok.simulation.environment;

import java.time.Duration;

/**
 * A lounge attached to a mutex. Only the owner of the mutex may call any method; anybody else gets an
 * {@link IllegalMonitorStateException}.
 *
 * <p>
 * A signal moves a waiter from the lounge to the end of the mutex's line and nothing more: when it has the mutex at last,
 * others may have been there before. So whoever waits looks again in a loop.
 */
public interface Condition {
    /**
     * Gives the mutex back, however often it was entered, waits for a signal, and then for the mutex.
     *
     * @throws InterruptedException if the caller was interrupted before a signal reached it; it owns the mutex all the
     *                              same
     */
    void await() throws InterruptedException;

    /**
     * The same, but waits for the signal no longer than that, in run time.
     *
     * @return whether a signal came in time; the caller owns the mutex either way
     * @throws InterruptedException as {@link #await()}
     */
    boolean await(Duration timeout) throws InterruptedException;

    /** Moves the one who has waited longest to the line of the mutex. Is lost if nobody waits. */
    void signal();

    /** Moves all who wait to the line of the mutex. */
    void signalAll();
}
