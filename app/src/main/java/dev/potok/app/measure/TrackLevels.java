package dev.potok.app.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The least and the greatest value of a track between any two of its changes, at a cost that grows only with the logarithm
 * of how many lie between them. Grows with its track. For one thread.
 */
public final class TrackLevels {
    private static final int FAN = 16;
    /** Runs between two looks at the budget. */
    private static final int SLICE = 128;

    private final TrackReader track;
    private final List<Row> rows = new ArrayList<>();

    /** What the extremes are of. */
    public TrackLevels(TrackReader track) {
        this.track = track;
    }

    /** Extremes of runs of equal length. */
    private static final class Row {
        private int[] least = new int[16];
        private int[] greatest = new int[16];
        private int size;

        private void add(int low, int high) {
            if (size == least.length) {
                least = Arrays.copyOf(least, size * 2);
                greatest = Arrays.copyOf(greatest, size * 2);
            }
            least[size] = low;
            greatest[size++] = high;
        }
    }

    /**
     * Two extremes.
     *
     * @param least    the lower
     * @param greatest the higher
     */
    public record Extremes(int least, int greatest) {
        private Extremes and(int low, int high) {
            return new Extremes(Math.min(least, low), Math.max(greatest, high));
        }
    }

    /** The track itself. */
    public TrackReader track() {
        return track;
    }

    /** Takes in all that the track has gained. */
    public void extend() {
        extend(Budget.unlimited());
    }

    /**
     * Takes in what the track has gained, as far as the budget goes.
     *
     * @return whether that was all
     */
    public boolean extend(Budget budget) {
        int runs = track.size() / FAN;
        int first = knownChanges() / FAN;
        for (int run = first; run < runs; run++) {
            if (run > first && (run - first) % SLICE == 0 && budget.spent()) {
                return false;
            }
            add(0);
        }
        return true;
    }

    /** Adds the next run of a row, and whatever that completes above it. */
    private void add(int depth) {
        if (depth == rows.size()) {
            rows.add(new Row());
        }
        Row row = rows.get(depth);
        int low = Integer.MAX_VALUE;
        int high = Integer.MIN_VALUE;
        for (int i = row.size * FAN; i < (row.size + 1) * FAN; i++) {
            low = Math.min(low, depth == 0 ? track.value(i) : rows.get(depth - 1).least[i]);
            high = Math.max(high, depth == 0 ? track.value(i) : rows.get(depth - 1).greatest[i]);
        }
        row.add(low, high);
        if (row.size % FAN == 0) {
            add(depth + 1);
        }
    }

    /** How many changes are taken in, but for the last few; up to there {@link #between} is quick. */
    public int knownChanges() {
        return rows.isEmpty() ? 0 : rows.getFirst().size * FAN;
    }

    /** Up to which instant (and not at it) all is taken in; {@link Long#MAX_VALUE} once that is everything. */
    public long knownUntil() {
        int next = knownChanges();
        return next + FAN > track.size() ? Long.MAX_VALUE : track.time(next);
    }

    /** The extremes of the values from one change to another, both included. */
    public Extremes between(int first, int last) {
        var found = new Extremes(Integer.MAX_VALUE, Integer.MIN_VALUE);
        int at = first;
        while (at <= last) {
            int depth = -1;
            int length = 1;
            while (depth + 1 < rows.size() && at % (length * FAN) == 0 && at + length * FAN - 1 <= last
                    && at / (length * FAN) < rows.get(depth + 1).size) {
                depth++;
                length *= FAN;
            }
            if (depth < 0) {
                int value = track.value(at);
                found = found.and(value, value);
            } else {
                Row row = rows.get(depth);
                found = found.and(row.least[at / length], row.greatest[at / length]);
            }
            at += length;
        }
        return found;
    }

    /** The greatest value of what is taken in, 0 if that is nothing. */
    public int greatestKnown() {
        int last = knownUntil() == Long.MAX_VALUE ? track.size() : knownChanges();
        return last == 0 ? 0 : between(0, last - 1).greatest;
    }

    /** The greatest value there ever was, 0 if there is none. */
    public int greatest() {
        return track.size() == 0 ? 0 : between(0, track.size() - 1).greatest;
    }
}
