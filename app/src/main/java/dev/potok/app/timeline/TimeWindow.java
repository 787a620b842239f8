package dev.potok.app.timeline;

/**
 * A stretch of run time that is in sight. Immutable.
 *
 * @param fromNanos its first instant; may lie before the run's start by a little
 * @param toNanos   its end, later than its first instant
 */
public record TimeWindow(long fromNanos, long toNanos) {
    /** The least a window spans. */
    public static final long SHORTEST_NANOS = 100;
    /** The most a window spans: a day. */
    public static final long LONGEST_NANOS = 86_400_000_000_000L;

    /** Checks the order. */
    public TimeWindow {
        if (toNanos <= fromNanos) {
            throw new IllegalArgumentException("a window ends after it begins, unlike " + fromNanos + " to " + toNanos);
        }
    }

    /** How much time it spans. */
    public long spanNanos() {
        return toNanos - fromNanos;
    }

    /** Whether that instant is in it. */
    public boolean contains(long timeNanos) {
        return timeNanos >= fromNanos && timeNanos < toNanos;
    }

    /** The same span, later by that much. */
    public TimeWindow movedBy(long nanos) {
        return new TimeWindow(fromNanos + nanos, toNanos + nanos);
    }

    /** The same span, with that instant at a place between its ends, 0 to 1. */
    public TimeWindow with(long timeNanos, double place) {
        long from = timeNanos - Math.round(spanNanos() * place);
        return new TimeWindow(from, from + spanNanos());
    }

    /** Spans {@code factor} times as much, within the bounds; that instant keeps its place. */
    public TimeWindow scaled(double factor, long aboutNanos) {
        long span = Math.clamp(Math.round(spanNanos() * factor), SHORTEST_NANOS, LONGEST_NANOS);
        double place = (double) (aboutNanos - fromNanos) / spanNanos();
        long from = aboutNanos - Math.round(span * place);
        return new TimeWindow(from, from + span);
    }
}
