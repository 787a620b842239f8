package dev.potok.app.timeline;

import java.util.List;

import dev.potok.simulation.state.ActorStatus;

/**
 * A row of the table of a range.
 *
 * @param key      of its lane
 * @param name     as it is shown
 * @param figures  the numbers of its columns, as {@link RangeRows} numbers them
 * @param times    of actors: nanoseconds in each status, in the order of {@link ActorStatus}; empty for others
 * @param ofNanos  of actors: what all their times are a share of, the range for each member
 * @param children rows of what belongs to it
 */
record RangeRow(String key, String name, List<Double> figures, List<Long> times, long ofNanos,
        List<RangeRow> children) {
    RangeRow {
        figures = List.copyOf(figures);
        times = List.copyOf(times);
        children = List.copyOf(children);
    }

    /** Nanoseconds in that status. */
    long nanos(ActorStatus status) {
        return times.isEmpty() ? 0 : times.get(status.ordinal());
    }

    /** Share of its time in that status, 0 to 1. */
    double share(ActorStatus status) {
        return ofNanos <= 0 ? 0 : (double) nanos(status) / ofNanos;
    }
}
