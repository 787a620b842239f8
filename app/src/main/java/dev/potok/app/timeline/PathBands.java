package dev.potok.app.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.potok.app.measure.PathMeasure;
import dev.potok.simulation.finding.Stretch;

/**
 * Where the critical path lies among the rows: bands in order of time, from one to the next of which it jumps. There are
 * never more than a picture can show; where there would be, each column of it has the one that it begins with. Pure.
 */
final class PathBands {
    /** Stretches that are taken one by one, for each column of the picture. */
    private static final int FINE = 8;

    private PathBands() {}

    /**
     * A part of the path in a row.
     *
     * @param row       which, -1 where it has none
     * @param fromNanos from when on
     * @param toNanos   until when
     */
    record Band(int row, long fromNanos, long toNanos) {}

    /**
     * The bands in a window.
     *
     * @param rowOf   the rows of actors
     * @param columns columns of the picture
     */
    static List<Band> of(PathMeasure measure, TimeWindow window, Map<Integer, Integer> rowOf, int columns) {
        List<Stretch> stretches = measure.path().stretches();
        int first = Math.max(0, measure.indexAt(window.fromNanos()));
        int last = measure.indexAt(window.toNanos());
        var bands = new ArrayList<Band>();
        if (last - first < FINE * Math.max(1, columns)) {
            for (int i = first; i <= last; i++) {
                add(bands, stretches.get(i), stretches.get(i).fromNanos(), stretches.get(i).toNanos(), rowOf);
            }
            return bands;
        }
        double nanosPerColumn = (double) window.spanNanos() / columns;
        for (int column = 0; column < columns; column++) {
            long from = window.fromNanos() + Math.round(column * nanosPerColumn);
            long to = window.fromNanos() + Math.round((column + 1) * nanosPerColumn);
            int index = measure.indexAt(from);
            if (index >= 0 && stretches.get(index).toNanos() >= from) {
                add(bands, stretches.get(index), from, to, rowOf);
            }
        }
        return bands;
    }

    private static void add(List<Band> bands, Stretch stretch, long from, long to, Map<Integer, Integer> rowOf) {
        int row = rowOf.getOrDefault(stretch.actor(), -1);
        Band before = bands.isEmpty() ? null : bands.getLast();
        if (before != null && before.row == row && before.toNanos >= from) {
            bands.set(bands.size() - 1, new Band(row, before.fromNanos, to));
        } else {
            bands.add(new Band(row, from, to));
        }
    }
}
