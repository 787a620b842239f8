package dev.potok.simulation.environment;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The world a scenario runs in: it makes actors and the primitives they share, and takes what the run is to show.
 *
 * <p>
 * Names are shown on the stage and must be unique among their kind within a run. Any actor may call any method.
 */
public interface Environment {
    /** Makes {@code count} threads named {@code name-1}, {@code name-2} …; they run when the group is started. */
    Actors threads(String name, int count, Body body);

    /** Makes one thread of that name. */
    default Actors thread(String name, Body body) {
        return threads(name, 1, body);
    }

    /**
     * Makes {@code count} virtual threads named {@code name-1}, {@code name-2} …: threads of the runtime that take turns
     * on a few threads of the system, their carriers. They run when the group is started.
     */
    Actors virtualThreads(String name, int count, Body body);

    /** A lock for one holder at a time, not reentrant, served in the order of arrival. */
    default Mutex mutex(String name) {
        return mutex(name, Fairness.FAIR);
    }

    /** A lock for one holder at a time, not reentrant. */
    Mutex mutex(String name, Fairness fairness);

    /** A lock for one holder at a time, who may enter it again; served in the order of arrival. */
    ReentrantMutex reentrantMutex(String name);

    /** A lock for many readers or one writer, served in the order of arrival. */
    ReadWriteLock readWriteLock(String name);

    /** A lock for many readers or one writer that can also be read without holding it. */
    StampedLock stampedLock(String name);

    /** A semaphore with that many permits, at least 1, served in the order of arrival. */
    default Semaphore semaphore(String name, int permits) {
        return semaphore(name, permits, Fairness.FAIR);
    }

    /** A semaphore with that many permits, at least 1. */
    Semaphore semaphore(String name, int permits, Fairness fairness);

    /** A barrier that opens whenever {@code parties} actors (at least 1) have arrived. */
    Barrier barrier(String name, int parties);

    /** A latch that opens when it was counted down {@code count} times (at least 1). */
    Latch latch(String name, int count);

    /** A phaser with that many parties to begin with, 0 or more. */
    Phaser phaser(String name, int parties);

    /** A table at which two swap. */
    <T> Exchanger<T> exchanger(String name);

    /** A lamp, off to begin with. */
    Event event(String name);

    /** A first-in first-out queue with room for {@code capacity} items (at least 1). */
    default <T> BoundedQueue<T> queue(String name, int capacity) {
        return queue(name, capacity, BoundedQueue.Order.FIFO);
    }

    /** A queue of that order with room for {@code capacity} items, 0 for any number. */
    <T> BoundedQueue<T> queue(String name, int capacity, BoundedQueue.Order order);

    /** A queue without a bound whose producers can wait for their takers. */
    <T> TransferQueue<T> transferQueue(String name);

    /** An integer that nothing protects. */
    SharedVariable variable(String name, long initial);

    /** An integer that is changed by compare-and-set. */
    Atomic atomic(String name, long initial);

    /** An integer that all actors see and add to atomically, starting at 0. */
    AtomicCounter counter(String name);

    /** Opens a family of subtasks; the calling actor is its owner. */
    Scope scope(String name);

    /** A remote control on which these presses are made first. A run has one at the most. */
    Remote remote(List<Press> first);

    /**
     * Promises something about the result, judged once all actors have ended: what a scenario must be true of. Invariants
     * of the primitives need no promise; they are checked on every trace.
     *
     * @param name    id of the check in kebab-case; its sentence is in the messages
     * @param holds   whether it is kept
     * @param figures what was found, for the places of the check's message
     */
    void expect(String name, BooleanSupplier holds, Supplier<?>... figures);

    /**
     * Hands out a result of the run: a number, a text, or a list of {@link ResultRow}s.
     *
     * @param name id of the result in kebab-case
     */
    void result(String name, Object value);
}
