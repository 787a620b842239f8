package dev.potok.simulation.trace;

import java.lang.foreign.Arena;

/**
 * What recording one event costs on this machine. Any thread may ask; one at a time measures, on a ring of its own.
 *
 * <p>
 * The first measurement takes a few milliseconds, any other some ten microseconds. The least that was ever measured
 * counts, so the price falls while the program's code is still being compiled, and an interruption does not raise it.
 */
public final class EventPrice {
    private static final int BATCH = 512;
    /** A ring that a core's first cache cannot hold, as a run's can't. */
    private static final int CAPACITY = 1 << 13;
    private static final long FIRST_NANOS = 2_000_000;

    /** All guarded by the class. */
    private static final EventRing RING = new EventRing(EventRing.allocate(Arena.ofAuto(), CAPACITY), 0);
    private static final RunClock CLOCK = new RunClock();
    private static double least = Double.POSITIVE_INFINITY;

    private EventPrice() {}

    /** Nanoseconds an event, its time and core included, that the recording thread spends. */
    public static synchronized double nanos() {
        var lane = new Recorder.Lane(RING, CLOCK, CoreLocator.ofCurrentThread());
        boolean first = least == Double.POSITIVE_INFINITY;
        long begun = System.nanoTime();
        do {
            least = Math.min(least, batch(lane));
            RING.skipPublished();
        } while (first && System.nanoTime() - begun < FIRST_NANOS);
        return least;
    }

    private static double batch(Recorder.Lane lane) {
        long begun = System.nanoTime();
        for (int i = 0; i < BATCH; i++) {
            lane.record(EventKind.WORKING, 1, 0, 1, i);
        }
        return (double) (System.nanoTime() - begun) / BATCH;
    }
}
