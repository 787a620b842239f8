package dev.potok.simulation.environment;

import java.time.Duration;
import java.util.Optional;

/**
 * A connection with two ends; what is sent at one is received at the other, in order, once, as a copy. Python's
 * {@code multiprocessing.Pipe}.
 */
public interface Pipe<T> {
    /** One end. */
    End<T> first();

    /** The other. */
    End<T> second();

    /** An end of a pipe. */
    interface End<T> {
        /**
         * Sends a copy, waiting for room.
         *
         * @throws CannotCrossException  if it is not serializable or larger than the pipe; nothing is sent then
         * @throws IllegalStateException if the pipe is closed
         * @throws InterruptedException  if the caller was interrupted before or while it waited
         */
        void send(T message) throws InterruptedException;

        /**
         * Waits for the next message; empty when the pipe is closed and nothing is left in it.
         *
         * @throws OwnerDiedException   if the process at the other end was killed and nothing is left
         * @throws InterruptedException if the caller was interrupted before or while it waited
         */
        Optional<T> receive() throws InterruptedException;

        /** Waits for the next message, no longer than that, in run time. */
        Optional<T> receive(Duration timeout) throws InterruptedException;

        /** Closes the pipe: nothing more is sent in either direction. */
        void close();
    }
}
