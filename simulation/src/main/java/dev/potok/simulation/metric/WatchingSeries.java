package dev.potok.simulation.metric;

import java.util.Arrays;

import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

/**
 * What watching a live run cost over time, as the run itself estimated it a few times a second. Confined to one thread.
 */
public final class WatchingSeries {
    private static final String COUNTER = "watching";
    private static final double WHOLE = 1_000_000;
    /** A value stands for no longer than that; a run whose actors sleep has none. */
    private static final long STANDS_NANOS = 2_000_000_000;

    private long[] times = new long[16];
    private float[] shares = new float[16];
    private int size;

    /** A series without values. */
    public WatchingSeries() {
        size = 0;
    }

    /** Takes the value of a counter, if it is the one; times never decrease from call to call. */
    public void counter(ResourceInfo counter, long timeNanos, long value) {
        if (counter.kind() != ResourceKind.COUNTER || counter.capacity() != (long) WHOLE
                || !counter.name().equals(COUNTER)) {
            return;
        }
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            shares = Arrays.copyOf(shares, size * 2);
        }
        times[size] = timeNanos;
        shares[size] = (float) (value / WHOLE);
        size++;
    }

    /**
     * The time on cores that watching took, as a share of what the actors had for themselves; 0.004 is 0.4 %.
     *
     * @return NaN where nothing is known of that time: before the first value, where actors did next to nothing, in a
     *         virtual run
     */
    public double at(long timeNanos) {
        int found = Arrays.binarySearch(times, 0, size, timeNanos);
        int last = found >= 0 ? found : -found - 2;
        return last >= 0 && timeNanos - times[last] <= STANDS_NANOS ? shares[last] : Double.NaN;
    }
}
