package dev.potok.simulation.run;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.potok.simulation.trace.Trace;

/**
 * One run, from its start on. Any thread may call any method; none of them waits.
 */
public interface Run {
    /** What was asked for. */
    RunRequest request();

    /** What has happened so far; it grows while the run goes on. */
    Trace trace();

    /** Where the run is now. */
    Phase phase();

    /** Run time now, nanoseconds. */
    long nowNanos();

    /** Asks all actors to stand still at their next safe point, or to stay where they stand if they were let go just now. */
    void pause();

    /** Lets the actors go on; takes back a pause not reached yet. */
    void resume();

    /** Ends the run: every actor leaves at its next safe point. Does nothing if it has ended. */
    void stop();

    /**
     * What actors can be told to do, once the scenario has offered it; empty for a scenario that offers nothing and for a
     * run that nobody attends.
     */
    default Optional<RemoteControl> remote() {
        return Optional.empty();
    }

    /** Done when the run has ended, all its threads are gone and its trace is complete. Never fails. */
    CompletableFuture<RunResult> result();
}
