package dev.potok.simulation.environment;

import java.util.Optional;

/**
 * A first-in first-out line of items with room for a fixed number. Items are numbered from 1 in the order in which they
 * enter.
 */
public interface BoundedQueue<T> {
    /**
     * Puts an item in, waiting for room.
     *
     * @throws IllegalStateException if the queue is closed
     */
    void put(T item);

    /** Takes the oldest item, waiting for one; empty when the queue is closed and nothing is left in it. */
    Optional<T> take();

    /** Says that nothing more will be put. Those who wait for an item that will not come are let go. */
    void close();
}
