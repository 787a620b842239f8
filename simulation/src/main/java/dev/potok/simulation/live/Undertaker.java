package dev.potok.simulation.live;

import java.util.ArrayDeque;

import dev.potok.simulation.primitive.Scribe;
import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Recorder;

/**
 * Sees off the processes of a run, on a thread of its own: takes each that has gone out of all that is shared, and records
 * its end.
 */
final class Undertaker implements Scribe {
    private final LiveRun run;
    private final Recorder.Lane lane;
    private final int seat;
    private final Thread thread;
    /** Guarded by this, like all below. */
    private final ArrayDeque<ProcessActor> gone = new ArrayDeque<>();
    private boolean closed;

    private Undertaker(LiveRun run, int seat) {
        this.run = run;
        this.seat = seat;
        this.thread = new Thread(this::work, "potok-undertaker");
        this.lane = run.openLane(0);
        thread.setDaemon(true);
    }

    static Undertaker start(LiveRun run) {
        var undertaker = new Undertaker(run,
                run.shared().seat(new ActorInfo(0, "run", "run", ActorKind.SYSTEM, 0)));
        undertaker.thread.start();
        return undertaker;
    }

    /** The process of that one has gone; any thread. */
    synchronized void bring(ProcessActor dead) {
        gone.add(dead);
        notifyAll();
    }

    /** Nothing will be brought any more; returns when all is done. */
    void end() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        for (ProcessActor next = next(); next != null; next = next()) {
            ProcessActor dead = next;
            run.whileGoing(() -> dead.bury(this));
        }
        lane.end();
    }

    private synchronized @org.jspecify.annotations.Nullable ProcessActor next() {
        while (gone.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException nobodyInterruptsThis) {
                continue;
            }
        }
        return gone.poll();
    }

    // ---- for its own thread

    @Override
    public long record(EventKind kind, int resource, long argument, long lastNanos) {
        return lane.record(kind, 0, -1, resource, 0, argument, lastNanos);
    }

    @Override
    public long recordFor(int waiting, int line, EventKind kind, int resource, long argument, long lastNanos) {
        return lane.record(kind, waiting, -1, resource, line, argument, lastNanos);
    }

    @Override
    public int seat() {
        return seat;
    }
}
