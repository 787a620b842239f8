package dev.potok.simulation.live;

import java.time.Duration;

import dev.potok.simulation.run.Pace;
import dev.potok.simulation.shared.SharedWorld;
import dev.potok.simulation.trace.Names;
import dev.potok.simulation.trace.Recorder;
import dev.potok.simulation.trace.RunClock;

/** The run as its actors see it, in whichever process they are. Any thread. */
interface World {
    RunClock clock();

    Pace pace();

    /** How far threads of actors stand back for the rest of the machine. */
    int nice();

    /** How long a sleep or a time-out lasts. */
    long sleepNanos(Duration asked);

    /** Whether to go on at all. */
    boolean haltRequested();

    /** Whether the reason to halt is that all is to end. */
    boolean stopping();

    Names names();

    /** A ring for the calling thread. */
    Recorder.Lane openLane(int owner);

    /** The carriers of its virtual threads. */
    Carriers carriers();

    /** What it shares with other processes. */
    SharedWorld shared();

    /** An actor threw. */
    void failed(LiveActor actor, Throwable thrown);

    /** An actor left before its end, because the run is stopped. */
    void cutShort();

    /** An actor is about to be started, by one that lives. */
    void actorStarts();

    /** An actor has ended, or could not be started. */
    void actorEnded(LiveActor actor);

    /** The process is to end with that code; only where it is one of the run's. */
    void exit(int code);

    /** Has that done when this process is asked to end; only where it is one of the run's. */
    void onTerminate(LiveActor actor, dev.potok.simulation.environment.Body cleanup);
}
