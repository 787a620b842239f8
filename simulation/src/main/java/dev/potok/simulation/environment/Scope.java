package dev.potok.simulation.environment;

import java.util.concurrent.ExecutionException;

/**
 * A family of subtasks that is not left before each of them has ended. If one fails, the others are interrupted. After
 * {@code java.util.concurrent.StructuredTaskScope}, see JEP 505; only the actor that opened it may call its methods.
 */
public interface Scope extends AutoCloseable {
    /** What a subtask does. */
    @FunctionalInterface
    interface Task<T> {
        /**
         * Runs once, on an actor of its own.
         *
         * @throws Exception fails the subtask, and with it the scope
         */
        T run(Actor self) throws Exception;
    }

    /** How a subtask stands. */
    enum State {
        /** It goes on. */
        RUNNING,
        /** It has a result. */
        DONE,
        /** It threw before anybody wanted it to end. */
        FAILED,
        /** It was told to end because another had failed, or was never begun for that reason. */
        CANCELLED
    }

    /** One of the family. */
    interface Subtask<T> {
        /** How it stands now. */
        State state();

        /**
         * Its result, after {@link Scope#join}.
         *
         * @throws IllegalStateException if it has none
         */
        T get();
    }

    /**
     * Begins a subtask on an actor of that name, which must be unique in the run.
     *
     * @throws IllegalStateException after {@link #join}
     */
    <T> Subtask<T> fork(String name, Task<T> task);

    /**
     * Waits until all subtasks have ended; as soon as one fails the others are interrupted.
     *
     * @throws ExecutionException   if one failed; its cause is what that one threw
     * @throws InterruptedException if the caller was interrupted; so are the subtasks, and they have ended by then
     */
    void join() throws ExecutionException, InterruptedException;

    /** Leaves the scope: interrupts what still runs, and waits until all have ended. */
    @Override
    void close();
}
