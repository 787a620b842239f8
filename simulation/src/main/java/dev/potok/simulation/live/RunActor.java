package dev.potok.simulation.live;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.primitive.RecordedEnvironment;

/** An actor of a live run as the run sees it, wherever it is. Any thread. */
interface RunActor extends RecordedEnvironment.Member {
    boolean started();

    boolean ended();

    /** Time of its last event, once it has ended. */
    long endedNanos();

    /** Whether no scenario code runs: see the package's comment. */
    boolean still();

    /** What the actor waits for without an end in sight, null if it does not: a wait or another actor. */
    @Nullable
    Object stuckOn();

    /** Nanoseconds it has spent on cores so far, 0 where the system does not tell. */
    long spentNanos();

    /** The thread waits for its end; nothing more is to be done once it is told. */
    void addJoiner(Thread joiner);

    /** All is to end: ends blocking calls that can be interrupted. */
    void hurry();

    /** Waits until nothing of it runs any more. */
    void awaitGone();
}
