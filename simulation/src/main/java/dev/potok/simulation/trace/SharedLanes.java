package dev.potok.simulation.trace;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A few lanes for very many threads: each event borrows one that nobody else is writing to. A virtual thread does not leave
 * its carrier while it records, so no more lanes are in use at once than there are carriers, and one is free as a rule at
 * the first or second look. Any thread.
 */
public final class SharedLanes {
    private final Recorder.Lane[] lanes;
    /** 1 while somebody records there; the step from and to 0 hands the lane's own fields on. */
    private final AtomicIntegerArray busy;

    SharedLanes(Recorder.Lane[] lanes) {
        this.lanes = lanes;
        this.busy = new AtomicIntegerArray(lanes.length);
    }

    /**
     * Records an event as {@link Recorder.Lane#record(EventKind, int, int, int, int, long, long)} does.
     *
     * @param here whether the event has the core of the calling thread; else it has none
     */
    public long record(EventKind kind, int actor, boolean here, int resource, int line, long argument, long last) {
        int core = lanes[0].core();
        int place = Math.floorMod(core, lanes.length);
        while (!busy.compareAndSet(place, 0, 1)) {
            place = (place + 1) % lanes.length;
        }
        try {
            return lanes[place].record(kind, actor, here ? core : -1, resource, line, argument, last);
        } finally {
            busy.set(place, 0);
        }
    }

    /** The core the calling thread is on, or -1. */
    public int core() {
        return lanes[0].core();
    }
}
