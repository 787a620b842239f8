package dev.potok.simulation.environment;

/**
 * A barrier whose parties may come and go. Phases are counted from 0, as in {@code java.util.concurrent}. When the last
 * party has left it is terminated: nobody waits there any more, and every method returns a negative phase.
 */
public interface Phaser {
    /** Adds a party; returns the phase it must arrive at. */
    long register();

    /**
     * Arrives without waiting for the others; returns the phase arrived at.
     *
     * @throws IllegalStateException if all registered parties have arrived already
     */
    long arrive();

    /** Arrives and will not be expected from the next phase on; returns the phase arrived at. */
    long arriveAndDeregister();

    /** Arrives and waits for the others; returns the phase that begins then. An interrupt does not end the wait. */
    long arriveAndAwaitAdvance();

    /**
     * Waits until that phase is over; returns the phase then. At once if another is on.
     *
     * @throws InterruptedException if the caller was interrupted before or while it waited
     */
    long awaitAdvance(long phase) throws InterruptedException;

    /** The phase that goes on now. */
    long phase();
}
