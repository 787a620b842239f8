package dev.potok.simulation.trace;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread that drains all rings of a {@link Recorder}, merges them by time and appends them to the {@link Trace}.
 *
 * <p>
 * An event may only be appended when no ring can still bring an earlier one. For a ring that is not writing, nothing
 * published later can be older than the time at which the collector looked, less {@link #VISIBILITY_NANOS}, in which
 * the "I am writing" mark of another core becomes visible (a store leaves its core's buffer within microseconds, and at
 * once when the thread is descheduled). For a ring that is writing, nothing can be older than the last event it
 * published. The smallest of these bounds is the floor: only events below it move on. So the trace is in order without a
 * fence on the recording path, and a thread that is descheduled in the middle of an event holds the river back rather
 * than putting it out of order.
 */
public final class Collector {
    private static final long VISIBILITY_NANOS = 500_000;
    private static final long IDLE_NANOS = 2_000_000;
    /** How many events are appended at most before readers see them and producers get their room back. */
    private static final int BATCH = 4096;

    private final Recorder recorder;
    private final Trace trace;
    private final Thread thread;
    private volatile boolean ending;

    private EventRing[] rings = {};
    /** Owned by the collector thread, a place for each ring: end of what may be taken, and time of its next event. */
    private long[] limits = {};
    private long[] heads = {};

    /** Starts collecting at once. */
    public Collector(Recorder recorder, Trace trace) {
        this.recorder = recorder;
        this.trace = trace;
        this.thread = new Thread(this::run, "potok-collector");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    /**
     * Takes all that is left, in order, and completes the trace. To be called when every recording thread has ended;
     * returns when readers can see everything.
     */
    public void end() throws InterruptedException {
        ending = true;
        LockSupport.unpark(thread);
        thread.join();
    }

    private void run() {
        while (!ending) {
            if (drain(recorder.clock().settled(VISIBILITY_NANOS)) < BATCH) {
                LockSupport.parkNanos(this, IDLE_NANOS);
            }
        }
        while (drain(Long.MAX_VALUE) > 0) {
            Thread.onSpinWait();
        }
        for (EventRing ring : rings) {
            long untold = ring.droppedUntold();
            if (untold > 0) {
                trace.append(Math.max(0, recorder.clock().now()), EventKind.DROPPED, ring.owner(), -1, 0, 0, untold);
            }
        }
        trace.finish();
    }

    /** Moves on all events up to the floor; returns how many. */
    private long drain(long now) {
        List<EventRing> known = recorder.rings();
        if (known.size() != rings.length) {
            rings = known.toArray(EventRing[]::new);
            limits = new long[rings.length];
            heads = new long[rings.length];
        }
        long floor = now;
        for (EventRing ring : rings) {
            floor = Math.min(floor, ring.floor(now));
        }
        // The floor is read before the limits: what is published in between is later than the floor or taken next time.
        int waiting = 0;
        for (int i = 0; i < rings.length; i++) {
            limits[i] = rings[i].published();
            heads[i] = headOf(i, floor);
            waiting += heads[i] != Long.MAX_VALUE ? 1 : 0;
        }
        long moved = 0;
        while (waiting > 0) {
            int first = 0;
            long second = Long.MAX_VALUE;
            for (int i = 1; i < rings.length; i++) {
                if (heads[i] < heads[first]) {
                    second = heads[first];
                    first = i;
                } else {
                    second = Math.min(second, heads[i]);
                }
            }
            // A run of events of one ring moves without looking at the others again.
            do {
                trace.appendFrom(rings[first]);
                moved++;
                heads[first] = headOf(first, floor);
                if (moved % BATCH == 0) {
                    publish();
                }
            } while (heads[first] <= second && heads[first] != Long.MAX_VALUE);
            if (heads[first] == Long.MAX_VALUE) {
                waiting--;
            }
        }
        publish();
        return moved;
    }

    private long headOf(int ring, long floor) {
        long tail = rings[ring].tail();
        if (tail >= limits[ring]) {
            return Long.MAX_VALUE;
        }
        long time = rings[ring].timeAt(tail);
        return time < floor ? time : Long.MAX_VALUE;
    }

    private void publish() {
        trace.publish();
        for (EventRing ring : rings) {
            ring.freeTaken();
        }
    }
}
