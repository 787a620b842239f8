package dev.potok.simulation.trace;

import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicBoolean;
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
    /** From one look to the next; longer while little comes: on a busy core each look costs the workload up to 0.1 ms. */
    private static final long SHORT_PAUSE_NANOS = 2_000_000;
    private static final long LONG_PAUSE_NANOS = 12_000_000;
    /** A look that moves fewer events lets the next one come later. */
    private static final int FEW = 2048;
    /** The rehearsal is over when an event of so many rounds together costs no more than that, or after that time. */
    private static final int REHEARSED_ROUNDS = 8;
    private static final long REHEARSED_NANOS_PER_EVENT = 100;
    private static final long REHEARSAL_NANOS = 250_000_000;
    private static final AtomicBoolean REHEARSED = new AtomicBoolean();

    private final Recorder recorder;
    private final Trace trace;
    private final Thread thread;
    private volatile boolean ending;

    /** Starts collecting at once. */
    public Collector(Recorder recorder, Trace trace) {
        this.recorder = recorder;
        this.trace = trace;
        this.thread = new Thread(this::run, "potok-collector");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    /** Id of its thread. */
    public long threadId() {
        return thread.threadId();
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
        if (REHEARSED.compareAndSet(false, true)) {
            rehearse();
        }
        var merge = new Merge(trace);
        long pause = SHORT_PAUSE_NANOS;
        while (!ending) {
            // The time is read before the rings: what a ring that is opened in between brings is later.
            long now = recorder.clock().settled(VISIBILITY_NANOS);
            EventRing[] rings = recorder.rings();
            long moved = merge.upTo(rings, now);
            retireExhausted(rings, Math.max(0, merge.reached() - 1));
            pause = moved < FEW ? Math.min(2 * pause, LONG_PAUSE_NANOS) : SHORT_PAUSE_NANOS;
            if (moved < Merge.BATCH) {
                LockSupport.parkNanos(this, pause);
            }
        }
        EventRing[] rings = recorder.rings();
        while (merge.upTo(rings, Long.MAX_VALUE) > 0) {
            Thread.onSpinWait();
        }
        long end = Math.max(trace.endNanos(), recorder.clock().now());
        for (EventRing ring : rings) {
            tellLosses(ring, end);
        }
        trace.finish();
    }

    /** Lets go of the rings whose threads have ended and whose events are all in the trace. */
    private void retireExhausted(EventRing[] rings, long time) {
        for (EventRing ring : rings) {
            if (ring.exhausted()) {
                tellLosses(ring, time);
                recorder.retire(ring);
            }
        }
    }

    private void tellLosses(EventRing ring, long time) {
        long untold = ring.droppedUntold();
        if (untold > 0) {
            trace.append(time, EventKind.DROPPED, ring.owner(), -1, 0, 0, untold);
        }
    }

    /**
     * Merges invented events into a trace that nobody sees. Interpreted, merging is ten times too slow for threads that
     * record all they can, and while they keep the cores busy the compiler comes too late: most of a first second would be
     * lost. So the compiler is asked here, while the first actor's thread is still made. Whatever can happen does happen,
     * losses too; or it would undo its work at the first loss, and that would bring the next ones.
     */
    private void rehearse() {
        int capacity = 1 << 10;
        try (var arena = Arena.ofShared()) {
            var merge = new Merge(new Trace(new Directory()));
            EventRing[] rings = {new EventRing(EventRing.allocate(arena, capacity), 0),
                new EventRing(EventRing.allocate(arena, capacity), 0),
                new EventRing(EventRing.allocate(arena, 4), 0)};
            int time = 0;
            long begun = System.nanoTime();
            long costPerEvent = Long.MAX_VALUE;
            while (costPerEvent > REHEARSED_NANOS_PER_EVENT && System.nanoTime() - begun < REHEARSAL_NANOS && !ending) {
                long before = System.nanoTime();
                int timeBefore = time;
                for (int round = 0; round < REHEARSED_ROUNDS; round++) {
                    time = rehearse(merge, rings, time, round % 4 == 3 ? 2 * capacity + 16 : 2 * capacity - 16);
                }
                costPerEvent = (System.nanoTime() - before) / (time - timeBefore);
            }
        }
    }

    /** Merges so many events, which may be more than the rings hold; while it does, another is being written. */
    private static int rehearse(Merge merge, EventRing[] rings, int begin, int events) {
        for (int i = 0; i < events; i++) {
            EventRing ring = rings[i & 1];
            ring.begin();
            ring.publish(begin + i, 0, 0, EventLayout.packKind(EventKind.COUNTER.code(), 0, 0));
        }
        rings[0].begin();
        merge.upTo(rings, begin + events);
        return begin + events;
    }
}
