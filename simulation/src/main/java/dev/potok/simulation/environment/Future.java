package dev.potok.simulation.environment;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** What will come of a task. It is done once: with a result, with a failure, or cancelled. */
public interface Future<T> {
    /** How it stands. */
    enum State {
        /** Nobody has begun the task. */
        PENDING,
        /** A worker does it. */
        RUNNING,
        /** There is a result. */
        SUCCEEDED,
        /** The task threw, or the pool broke. */
        FAILED,
        /** It was cancelled before anybody began it. */
        CANCELLED
    }

    /** How it stands now. */
    State state();

    /** Whether it is done, in whatever way. */
    default boolean isDone() {
        return switch (state()) {
            case PENDING, RUNNING -> false;
            case SUCCEEDED, FAILED, CANCELLED -> true;
        };
    }

    /**
     * Waits for the result.
     *
     * @throws ExecutionException                         if the task failed; its cause is what it threw, made again here
     * @throws java.util.concurrent.CancellationException if it was cancelled
     * @throws InterruptedException                       if the caller was interrupted before or while it waited
     */
    T get() throws ExecutionException, InterruptedException;

    /**
     * The same, but waits no longer than that, in run time.
     *
     * @throws TimeoutException if it is not done by then
     */
    T get(Duration timeout) throws ExecutionException, InterruptedException, TimeoutException;

    /** Cancels the task if nobody has begun it; says whether it did. */
    boolean cancel();
}
