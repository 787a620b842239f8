package dev.potok.simulation.live;

import dev.potok.simulation.trace.ActorInfo;

/** A thread that a process of the run has made within itself. */
final class GuestActor extends DistantActor {
    private final ProcessActor process;

    GuestActor(LiveRun run, ActorInfo info, ProcessActor process) {
        super(run, info);
        this.process = process;
    }

    ProcessActor process() {
        return process;
    }

    @Override
    boolean endComes() {
        return process.endComes();
    }

    /** Its process has let it begin. */
    @Override
    public boolean started() {
        return run.shared().roster().begun(seat()) || ended();
    }

    @Override
    public void start() {
        throw new IllegalStateException("\"" + name() + "\" is started by its own process");
    }

    @Override
    public void interrupt() {
        process.interrupt();
    }

    @Override
    public void interruptNow() {
        process.interruptNow();
    }

    @Override
    public long spentNanos() {
        return 0; // its process's
    }

    @Override
    public void nudge() {
        process.nudge();
    }

    @Override
    public void awaitGone() {
        process.awaitGone();
    }
}
