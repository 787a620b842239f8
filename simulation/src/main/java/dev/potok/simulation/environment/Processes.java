package dev.potok.simulation.environment;

import java.time.Duration;

/**
 * A group of processes made together. {@link #interrupt} sends SIGINT, which interrupts the actor in each of them.
 *
 * <p>
 * A process that fails or is killed fails the run, unless somebody asks for its {@link #exitCode}: he knows.
 */
public interface Processes extends Actors {
    /** On which runtime a process begins. */
    enum Start {
        /** On one that was started before and waits for work; on a new one if there is none. */
        WARM,
        /** On a new one. */
        COLD
    }

    /** Sends SIGTERM to all of them that live: a handler may clean up, and then they end. */
    void terminate();

    /** Sends SIGKILL to all of them that live: they end where they stand. */
    void kill();

    /** The number that the operating system has for that one, from index 0; it must have been started. */
    long pid(int index);

    /** Whether that one has been started and has not ended. */
    boolean isAlive(int index);

    /**
     * How that one ended: 0 if its body returned, 1 if it threw, what it said on {@link Actor#exit}, or 128 and the number
     * of the signal that ended it.
     *
     * @throws IllegalStateException if it has not ended
     */
    int exitCode(int index);

    /** Waits until all of them have ended, no longer than that, in run time; says whether they have. */
    boolean join(Duration timeout);
}
