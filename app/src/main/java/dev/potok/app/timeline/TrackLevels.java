package dev.potok.app.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The least and the greatest value of a track between any two of its changes, at a cost that grows only with the logarithm
 * of how many lie between them. Grows with its track. For one thread.
 */
final class TrackLevels {
    private static final int FAN = 16;

    private final TrackReader track;
    private final List<Row> rows = new ArrayList<>();

    /** What the extremes are of. */
    TrackLevels(TrackReader track) {
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
    record Extremes(int least, int greatest) {
        private Extremes and(int low, int high) {
            return new Extremes(Math.min(least, low), Math.max(greatest, high));
        }
    }

    /** The track itself. */
    TrackReader track() {
        return track;
    }

    /** Takes in what the track has gained. */
    void extend() {
        int below = track.size();
        for (int depth = 0; below >= FAN; depth++) {
            if (depth == rows.size()) {
                rows.add(new Row());
            }
            Row row = rows.get(depth);
            while ((row.size + 1) * FAN <= below) {
                int low = Integer.MAX_VALUE;
                int high = Integer.MIN_VALUE;
                for (int i = row.size * FAN; i < (row.size + 1) * FAN; i++) {
                    low = Math.min(low, depth == 0 ? track.value(i) : rows.get(depth - 1).least[i]);
                    high = Math.max(high, depth == 0 ? track.value(i) : rows.get(depth - 1).greatest[i]);
                }
                row.add(low, high);
            }
            below = row.size;
        }
    }

    /** The extremes of the values from one change to another, both included. */
    Extremes between(int first, int last) {
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

    /** The greatest value there ever was, 0 if there is none. */
    int greatest() {
        return track.size() == 0 ? 0 : between(0, track.size() - 1).greatest;
    }
}
