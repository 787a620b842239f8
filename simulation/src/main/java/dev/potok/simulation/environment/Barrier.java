package dev.potok.simulation.environment;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A gate that lets nobody through until all parties stand before it; then it closes again for the next round. */
public interface Barrier {
    /**
     * Arrives, and waits for the others.
     *
     * @return the round just completed, from 1
     * @throws BrokenBarrierException if a party gave up, before or while the caller waited
     * @throws InterruptedException   if the caller was interrupted; the barrier is broken then
     */
    long await() throws InterruptedException;

    /**
     * The same, but waits no longer than that, in run time.
     *
     * @throws TimeoutException if the others did not come in time; the barrier is broken then
     */
    long await(Duration timeout) throws InterruptedException, TimeoutException;

    /** Gives up: breaks the barrier for all who wait and all who will come. */
    void abort();

    /** Breaks it for those who wait, and makes it as new for all who will come. */
    void reset();

    /** A party gave up, so the others can never be complete. */
    final class BrokenBarrierException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Names the barrier. */
        public BrokenBarrierException(String barrier) {
            super("the barrier \"" + barrier + "\" is broken: one of its parties gave up");
        }
    }
}
