package dev.potok.app.timeline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Finds round instants to mark on an axis of time. Pure functions. */
public final class TimeAxis {
    private static final long SECOND = 1_000_000_000L;
    private static final long[] WHOLE_STEPS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400,
        43_200};

    /** Letters of a label for which there is always room. */
    private static final int LONGEST = 9;

    private TimeAxis() {}

    /**
     * A marked instant.
     *
     * @param timeNanos when
     * @param label     how it is written; where the whole instant would be too long, its distance from the round one before
     * @param whole     the same with that round instant before it
     */
    public record Tick(long timeNanos, String label, String whole) {
        /** An instant that is written whole. */
        Tick(long timeNanos, String label) {
            this(timeNanos, label, label);
        }
    }

    /**
     * The marks for a window, evenly spaced, none before 0.
     *
     * @param window     what is in sight
     * @param atMost     how many marks there is room for, 1 or more
     * @param russian    whether units and the decimal sign are Russian
     */
    public static List<Tick> ticks(TimeWindow window, int atMost, boolean russian) {
        long step = step(window.spanNanos(), Math.max(1, atMost));
        var ticks = new ArrayList<Tick>();
        long first = Math.max(0, Math.ceilDiv(window.fromNanos(), step) * step);
        for (long time = first; time <= window.toNanos(); time += step) {
            ticks.add(tick(time, step, window.toNanos(), russian));
        }
        return ticks;
    }

    private static Tick tick(long time, long step, long end, boolean russian) {
        String label = label(time, step, end, russian);
        if (label.length() <= LONGEST || step >= SECOND / 1000) {
            return new Tick(time, label);
        }
        long round = 1000;
        while (round < step * 10) {
            round *= 1000;
        }
        long base = time / round * round;
        String whole = label(base, round, end, russian);
        if (time == base) {
            return new Tick(time, whole);
        }
        String distance = "+" + label(time - base, step, round - 1, russian);
        return new Tick(time, distance, whole + "\u2002" + distance);
    }

    /** The least round step of which no more than that many fit. */
    static long step(long spanNanos, int atMost) {
        long least = Math.max(1, Math.ceilDiv(spanNanos, atMost));
        if (least > SECOND / 2) {
            for (long seconds : WHOLE_STEPS) {
                if (seconds * SECOND >= least) {
                    return seconds * SECOND;
                }
            }
            return Math.ceilDiv(least, 86_400 * SECOND) * 86_400 * SECOND;
        }
        long step = 1;
        while (true) {
            for (int digit : new int[] {1, 2, 5}) {
                if (step * digit >= least) {
                    return step * digit;
                }
            }
            step *= 10;
        }
    }

    /** One instant, with as many digits as the step needs, in the unit that suits the window's end. */
    private static String label(long time, long step, long end, boolean russian) {
        if (end >= 60 * SECOND) {
            long seconds = time / SECOND;
            String rest = step >= SECOND ? "" : fraction(time % SECOND, step);
            return clock(seconds) + (russian ? rest.replace('.', ',') : rest);
        }
        String[] units = russian ? new String[] {"нс", "мкс", "мс", "с"} : new String[] {"ns", "µs", "ms", "s"};
        int unit = end >= SECOND ? 3 : end >= 1_000_000 ? 2 : end >= 1_000 ? 1 : 0;
        BigDecimal value = BigDecimal.valueOf(time, unit * 3);
        BigDecimal digits = BigDecimal.valueOf(step, unit * 3).stripTrailingZeros();
        String text = value.setScale(Math.max(0, digits.scale())).toPlainString();
        return (russian ? text.replace('.', ',') : text) + "\u00A0" + units[unit];
    }

    private static String fraction(long nanos, long step) {
        int scale = Math.max(0, BigDecimal.valueOf(step, 9).stripTrailingZeros().scale());
        return BigDecimal.valueOf(nanos, 9).setScale(scale).toPlainString().substring(1);
    }

    private static String clock(long seconds) {
        String tail = String.format(java.util.Locale.ROOT, "%d:%02d", seconds / 60 % 60, seconds % 60);
        return seconds < 3600 ? tail : String.format(java.util.Locale.ROOT, "%d:%02d:%02d", seconds / 3600,
                seconds / 60 % 60, seconds % 60);
    }
}
