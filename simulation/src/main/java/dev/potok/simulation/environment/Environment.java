package dev.potok.simulation.environment;

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

    /** A lock for one holder at a time, not reentrant, served in the order of arrival. */
    Mutex mutex(String name);

    /** A semaphore with that many permits, at least 1, served in the order of arrival. */
    Semaphore semaphore(String name, int permits);

    /** A barrier that opens whenever {@code parties} actors (at least 1) have arrived. */
    Barrier barrier(String name, int parties);

    /** A first-in first-out queue with room for {@code capacity} items (at least 1). */
    <T> BoundedQueue<T> queue(String name, int capacity);

    /** An integer that all actors see and add to atomically, starting at 0. */
    AtomicCounter counter(String name);

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
