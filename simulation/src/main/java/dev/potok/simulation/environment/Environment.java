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
public interface Environment extends Kit {
    /**
     * The kit of that name: of "threads" this environment itself, of "processes" one whose actors are processes and whose
     * primitives lie in memory that they share.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    Kit with(String kind);

    /** Makes threads, see {@link #threads}. */
    @Override
    default Actors actors(String name, int count, Body body) {
        return threads(name, count, body);
    }

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

    /**
     * Makes {@code count} processes named {@code name-1}, {@code name-2} …; they run when the group is started, on
     * runtimes that stand ready where there are any. Each gets copies of all that the body has caught, except of
     * primitives that processes can share.
     */
    default Processes processes(String name, int count, Body body) {
        return processes(name, count, Processes.Start.WARM, body);
    }

    /** The same, with runtimes of that sort. */
    Processes processes(String name, int count, Processes.Start start, Body body);

    /** Makes one process of that name. */
    default Processes process(String name, Body body) {
        return processes(name, 1, body);
    }

    /** Has that many runtimes started ahead for processes to come, and waits until they are ready, as far as they can be. */
    void prepare(int processes);

    /** A pipe with two ends, each of which can send to the other; between processes. */
    <T> Pipe<T> pipe(String name);

    /** That many integers in memory that processes share, 0 to begin with. */
    SharedArray array(String name, int length);

    /** A lock for many readers or one writer, served in the order of arrival. */
    ReadWriteLock readWriteLock(String name);

    /** A lock for many readers or one writer that can also be read without holding it. */
    StampedLock stampedLock(String name);

    /** A latch that opens when it was counted down {@code count} times (at least 1). */
    Latch latch(String name, int count);

    /** A phaser with that many parties to begin with, 0 or more. */
    Phaser phaser(String name, int parties);

    /** A table at which two swap. */
    <T> Exchanger<T> exchanger(String name);

    /** A queue without a bound whose producers can wait for their takers. */
    <T> TransferQueue<T> transferQueue(String name);

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
