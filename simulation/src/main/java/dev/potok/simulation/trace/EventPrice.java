package dev.potok.simulation.trace;

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
    private static final int RING = 1 << 13;
    private static final long FIRST_NANOS = 2_000_000;

    /** Guarded by the class. */
    private static double least = Double.POSITIVE_INFINITY;

    private EventPrice() {}

    /** Nanoseconds an event, its time and core included, that the recording thread spends. */
    public static synchronized double nanos() {
        var clock = new RunClock();
        long begun = System.nanoTime();
        boolean first = least == Double.POSITIVE_INFINITY;
        try (var recorder = Recorder.withRingCapacity(clock, RING)) {
            Recorder.Lane lane = recorder.open(0);
            do {
                for (int batch = 0; batch < RING / BATCH; batch++) {
                    least = Math.min(least, batch(lane));
                }
                recorder.rings()[0].skipPublished();
            } while (first && System.nanoTime() - begun < FIRST_NANOS);
        }
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
