package dev.potok.simulation.environment;

import java.time.Duration;
import java.util.Optional;

/**
 * A line of items with room for a fixed number, or for any number. Items are numbered from 1 in the order in which they
 * enter; which of them leaves next is a matter of the queue's {@link Order}. At both ends who waits is served in the order
 * of arrival.
 */
public interface BoundedQueue<T> {
    /** Which item leaves next. */
    enum Order {
        /** The oldest. */
        FIFO,
        /** The youngest: a stack. */
        LIFO,
        /** The one of the least rank, and of equals the oldest. Items must be {@link Ranked}. */
        PRIORITY
    }

    /** An item that says how urgent it is. */
    interface Ranked {
        /** The less, the sooner it leaves. */
        long rank();
    }

    /**
     * Puts an item in, waiting for room.
     *
     * @throws IllegalStateException if the queue is closed
     * @throws InterruptedException  if the caller was interrupted before or while it waited
     */
    void put(T item) throws InterruptedException;

    /** Puts an item in if there is room at this instant; says whether it did. */
    boolean offer(T item);

    /**
     * Puts an item in, waiting for room no longer than that, in run time; says whether it did.
     *
     * @throws InterruptedException if the caller was interrupted before or while it waited
     */
    boolean offer(T item, Duration timeout) throws InterruptedException;

    /**
     * Takes the next item, waiting for one; empty when the queue is closed and nothing is left in it.
     *
     * @throws InterruptedException if the caller was interrupted before or while it waited
     */
    Optional<T> take() throws InterruptedException;

    /** Takes the next item if there is one at this instant. */
    Optional<T> poll();

    /**
     * Takes the next item, waiting for one no longer than that, in run time.
     *
     * @throws InterruptedException if the caller was interrupted before or while it waited
     */
    Optional<T> poll(Duration timeout) throws InterruptedException;

    /** How many items are in it. The answer is of the past as soon as it is given. */
    int size();

    /** Whether nothing is in it, at this instant and perhaps no longer. */
    boolean isEmpty();

    /**
     * Says that a taken item has been dealt with. When that is so of all that were put, those go on who {@link #join}.
     *
     * @throws IllegalStateException if it is said more often than items were put
     */
    void taskDone();

    /**
     * Waits until all items that were put have been dealt with.
     *
     * @throws InterruptedException if the caller was interrupted before or while it waited
     */
    void join() throws InterruptedException;

    /** Says that nothing more will be put. Those who wait for an item that will not come are let go. */
    void close();
}
