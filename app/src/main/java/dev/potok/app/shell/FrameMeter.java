package dev.potok.app.shell;

import java.util.Arrays;

/**
 * Measures frames: how far apart they are, and for how long each keeps the JavaFX thread on a core, with everything that
 * JavaFX itself does there. For the JavaFX thread.
 */
final class FrameMeter {
    private static final int MOST = 1 << 14;

    private final long[] gaps = new long[MOST];
    private final long[] works = new long[MOST];
    private int count;
    private long last;
    private long lastSpent;

    /** Counts a frame at that time; the thread has spent so long on cores since it began. */
    void frame(long nowNanos, long spentNanos) {
        if (last != 0 && count < MOST) {
            gaps[count] = nowNanos - last;
            works[count] = spentNanos - lastSpent;
            count++;
        }
        last = nowNanos;
        lastSpent = spentNanos;
    }

    /** Begins anew. */
    void reset() {
        count = 0;
        last = 0;
    }

    int count() {
        return count;
    }

    /** Frames a second, on average. */
    double perSecond() {
        long sum = Arrays.stream(gaps, 0, count).sum();
        return sum == 0 ? 0 : count * 1e9 / sum;
    }

    /** The gap that a part of all gaps does not exceed, nanoseconds. */
    long gapNanos(double part) {
        return percentile(gaps, part);
    }

    /** The work that a part of all frames does not exceed, nanoseconds. */
    long workNanos(double part) {
        return percentile(works, part);
    }

    private long percentile(long[] values, double part) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(count - 1L, Math.round(part * (count - 1)))];
    }
}
