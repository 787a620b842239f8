package dev.potok.simulation.environment;

import java.time.Duration;
import java.util.Optional;

/** A queue without a bound whose producers can wait until their item is in somebody's hands. First in, first out. */
public interface TransferQueue<T> {
    /** Leaves an item and goes on. */
    void put(T item);

    /**
     * Leaves an item and waits until somebody has taken it.
     *
     * @throws InterruptedException if the caller was interrupted before that; the item is taken back
     */
    void transfer(T item) throws InterruptedException;

    /** Hands an item to one who waits for one at this instant; if nobody does, keeps it and says so. */
    boolean tryTransfer(T item);

    /**
     * Leaves an item and waits until somebody has taken it, no longer than that, in run time; if nobody does, takes it back
     * and says so.
     *
     * @throws InterruptedException as {@link #transfer}
     */
    boolean tryTransfer(T item, Duration timeout) throws InterruptedException;

    /**
     * Takes the oldest item, waiting for one.
     *
     * @throws InterruptedException if the caller was interrupted before or while it waited
     */
    T take() throws InterruptedException;

    /**
     * Takes the oldest item, waiting for one no longer than that, in run time.
     *
     * @throws InterruptedException if the caller was interrupted before or while it waited
     */
    Optional<T> poll(Duration timeout) throws InterruptedException;
}
