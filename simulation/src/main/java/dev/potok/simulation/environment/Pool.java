package dev.potok.simulation.environment;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Workers that do tasks: threads, or processes, to which tasks, items and results go as copies. Both families of calls are
 * there, those of Python's {@code multiprocessing.Pool} and those of an executor.
 *
 * <p>
 * A worker that dies breaks the pool: all that was not done fails with {@link BrokenPoolException}, as with CPython's
 * {@code ProcessPoolExecutor}. Where many items are given at once they are handed out in chunks; one that fails fails its
 * whole chunk. Any actor of the process that made it may call its methods.
 */
public interface Pool extends AutoCloseable {
    /** What is done with an item. */
    @FunctionalInterface
    interface Task<T, R> extends Serializable {
        /** Does it, on a worker. */
        R call(Actor worker, T item) throws Exception;
    }

    /** What is done with two items that belong together. */
    @FunctionalInterface
    interface PairTask<A, B, R> extends Serializable {
        /** Does it, on a worker. */
        R call(Actor worker, A first, B second) throws Exception;
    }

    /** Something to be done once. */
    @FunctionalInterface
    interface Call<R> extends Serializable {
        /** Does it, on a worker. */
        R call(Actor worker) throws Exception;
    }

    /** Two items that belong together. */
    record Pair<A, B>(A first, B second) implements Serializable {}

    /** Results as they come. */
    interface Results<R> {
        /**
         * Waits for the next; empty when there are no more.
         *
         * @throws ExecutionException   if its task failed; the following ones can be had all the same
         * @throws InterruptedException if the caller was interrupted before or while it waited
         */
        Optional<R> next() throws ExecutionException, InterruptedException;
    }

    /** Does the task with each item and waits for all results, which are in the order of the items. */
    default <T, R> List<R> map(List<T> items, Task<T, R> task) throws ExecutionException, InterruptedException {
        return map(items, 0, task);
    }

    /** The same, handing out so many items at once; 0 for a number that gives each worker about four chunks. */
    <T, R> List<R> map(List<T> items, int chunk, Task<T, R> task) throws ExecutionException, InterruptedException;

    /** Does the task with each pair and waits for all results, which are in the order of the pairs. */
    <A, B, R> List<R> starmap(List<Pair<A, B>> pairs, PairTask<A, B, R> task)
            throws ExecutionException, InterruptedException;

    /** Does the task with each item; results come in the order of the items, each as soon as it can. */
    <T, R> Results<R> imap(List<T> items, int chunk, Task<T, R> task);

    /** Does the task with each item; results come as they are there. */
    <T, R> Results<R> imapUnordered(List<T> items, int chunk, Task<T, R> task);

    /**
     * Does the task with each item, and returns at once.
     *
     * @param done   is told the results, in the order of the items
     * @param failed is told what a task threw; both are called by the actor that takes in the results of the pool
     */
    <T, R> Future<List<R>> mapAsync(List<T> items, int chunk, Task<T, R> task, Consumer<List<R>> done,
            Consumer<Throwable> failed);

    /** Does that once, and returns at once. */
    <R> Future<R> submit(Call<R> call);

    /** Those futures of this pool, as they are done. */
    <R> Results<Future<R>> asCompleted(List<Future<R>> futures);

    /** How many tasks have been done so far by each of the workers there have been. */
    List<Integer> tasksByWorker();

    /** The workers there have been, in the order in which they were made. */
    List<String> workers();

    /** Kills that worker, from 0, if it is a process: for those who want to see what comes of it. */
    void kill(int worker);

    /** Takes no more tasks; what was given is done. */
    @Override
    void close();

    /**
     * Waits until the workers have ended.
     *
     * @throws IllegalStateException unless it was closed or terminated before
     */
    void join() throws InterruptedException;

    /** Takes no more tasks and lets those go that nobody has begun: they are cancelled. */
    void terminate();
}
