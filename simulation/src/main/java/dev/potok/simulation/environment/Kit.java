package dev.potok.simulation.environment;

/**
 * Actors of one sort and what they can share: threads and primitives of their process, or processes and primitives in
 * memory that they share. A scenario that works with either is written against this.
 *
 * <p>
 * Names are shown on the stage and must be unique among their kind within a run. Any actor may call any method.
 */
public interface Kit {
    /** Makes {@code count} actors named {@code name-1}, {@code name-2} …; they run when the group is started. */
    Actors actors(String name, int count, Body body);

    /** Makes one actor of that name. */
    default Actors actor(String name, Body body) {
        return actors(name, 1, body);
    }

    /** A lock for one holder at a time, not reentrant, served in the order of arrival. */
    default Mutex mutex(String name) {
        return mutex(name, Fairness.FAIR);
    }

    /** A lock for one holder at a time, not reentrant. */
    Mutex mutex(String name, Fairness fairness);

    /** A lock for one holder at a time, who may enter it again; served in the order of arrival. */
    ReentrantMutex reentrantMutex(String name);

    /** A semaphore with that many permits, at least 1, served in the order of arrival. */
    default Semaphore semaphore(String name, int permits) {
        return semaphore(name, permits, Fairness.FAIR);
    }

    /** A semaphore with that many permits, at least 1. */
    Semaphore semaphore(String name, int permits, Fairness fairness);

    /** A barrier that opens whenever {@code parties} actors (at least 1) have arrived. */
    Barrier barrier(String name, int parties);

    /** A lamp, off to begin with. */
    Event event(String name);

    /** A first-in first-out queue with room for {@code capacity} items, 0 for any number. */
    default <T> BoundedQueue<T> queue(String name, int capacity) {
        return queue(name, capacity, BoundedQueue.Order.FIFO);
    }

    /**
     * A queue of that order with room for {@code capacity} items, 0 for any number. What processes put into one is
     * copied; all that is in it at once has room in some megabytes.
     *
     * @throws IllegalArgumentException for another order than first in, first out between processes
     */
    <T> BoundedQueue<T> queue(String name, int capacity, BoundedQueue.Order order);

    /** An integer that nothing protects. */
    SharedVariable variable(String name, long initial);

    /** An integer that is changed by compare-and-set. */
    Atomic atomic(String name, long initial);

    /** An integer that all actors see and add to atomically, starting at 0. */
    AtomicCounter counter(String name);

    /** A pool of that many workers that do tasks, one after another. */
    default Pool pool(String name, int workers) {
        return pool(name, workers, self -> {}, 0);
    }

    /**
     * A pool of that many workers that do tasks, one after another.
     *
     * @param initializer what each worker does before its first task
     * @param tasks       so many tasks retire a worker, and a new one takes its place; 0 for no such bound
     */
    Pool pool(String name, int workers, Body initializer, int tasks);
}
