package dev.potok.app.chart;

import java.util.Arrays;
import java.util.HashSet;

import dev.potok.simulation.metric.CoreSeries;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.CoreState;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.TraceCursor;

/**
 * The figures of a chart, copied from a recording at an instant. Immutable; any thread.
 *
 * <p>
 * A throughput is averaged over the half second before its instant, or over the distance between two points where that is
 * longer.
 */
public final class ChartFigures {
    /** Points that a series has at the most. */
    static final int MOST_POINTS = 300;
    /** Slots that a figure is averaged over. */
    static final int SMOOTHED = 5;
    /** How long work that has not ended may hold back the edge of the chart. */
    private static final long MOST_HELD_BACK = 2_000_000_000L;
    private static final long MOST_SEARCHED = 50_000;

    /** Why there is nothing to draw. */
    public enum Lack {
        /** There is something. */
        NONE,
        /** Nothing has been run. */
        NO_RUN,
        /** There are no figures yet. */
        NO_FIGURES,
        /** Work was done, but the system does not tell on which core. */
        NO_CORES
    }

    private final ChartKind kind;
    private final Lack lack;
    private final long fromNanos;
    private final long toNanos;
    private final double[] seconds;
    private final double[][] values;

    private ChartFigures(ChartKind kind, Lack lack, long fromNanos, long toNanos, double[] seconds, double[][] values) {
        this.kind = kind;
        this.lack = lack;
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
        this.seconds = seconds;
        this.values = values;
    }

    /**
     * Copies the figures of a stretch of run time. For the thread that owns the recording.
     *
     * @param from  first instant in sight, nanoseconds
     * @param to    last instant in sight
     * @param until where the figures end: {@link #settled} while the run goes on
     */
    static ChartFigures of(Recording recording, ChartKind kind, long from, long to, long until) {
        Lack lack = lack(recording, kind);
        if (lack != Lack.NONE) {
            return new ChartFigures(kind, lack, from, to, new double[0], new double[0][]);
        }
        CoreSeries series = recording.series();
        int first = (int) Math.max(0, from / CoreSeries.SLOT_NANOS - 1);
        int last = (int) Math.min(series.slots(), Math.ceilDiv(Math.min(until, to), CoreSeries.SLOT_NANOS));
        int step = Math.max(1, Math.ceilDiv(last - first, MOST_POINTS));
        int points = Math.max(0, Math.ceilDiv(last - first, step));
        double[] seconds = new double[points];
        double[][] values = new double[series.cores()][points];
        for (int point = 0; point < points; point++) {
            int slot = Math.min(last - 1, first + (point + 1) * step - 1);
            long end = Math.min((slot + 1L) * CoreSeries.SLOT_NANOS, Math.max(until, 1));
            seconds[point] = end / 1e9;
            for (int core = 0; core < values.length; core++) {
                values[core][point] = kind == ChartKind.LOAD
                        ? series.load(core, slot) * 100
                        : average(series, core, slot, Math.max(SMOOTHED, step), until);
            }
        }
        return new ChartFigures(kind, Lack.NONE, from, to, seconds, values);
    }

    /** Units a second over those slots up to one; the time of the last is counted as far as it has come. */
    private static double average(CoreSeries series, int core, int slot, int length, long until) {
        double units = 0;
        int first = Math.max(0, slot - length + 1);
        for (int i = first; i <= slot; i++) {
            units += series.unitsPerSecond(core, i);
        }
        long begin = first * CoreSeries.SLOT_NANOS;
        long end = Math.min((slot + 1L) * CoreSeries.SLOT_NANOS, Math.max(until, begin + 1));
        return units * CoreSeries.SLOT_NANOS / Math.max((double) (end - begin), CoreSeries.SLOT_NANOS / 2.0);
    }

    /** The figure of a core at an instant, as the chart would draw it; NaN where there is none. */
    static double at(Recording recording, ChartKind kind, int core, long timeNanos, long until) {
        CoreSeries series = recording.series();
        int slot = (int) Math.min(series.slots() - 1,
                Math.max(0, Math.min(timeNanos, until) - 1) / CoreSeries.SLOT_NANOS);
        if (slot < 0) {
            return Double.NaN;
        }
        return kind == ChartKind.LOAD ? series.load(core, slot) * 100 : average(series, core, slot, SMOOTHED, until);
    }

    /**
     * Up to when a growing recording's throughput will hardly change any more. A piece of work is counted from its begin
     * when it ends, so what is under way is not in the figures yet.
     */
    static long settled(Recording recording, long end) {
        long earliest = Math.max(end - MOST_HELD_BACK, 0);
        var working = new HashSet<Integer>();
        for (ActorState actor : recording.edge().actors()) {
            if (actor.working()) {
                working.add(actor.id());
            }
        }
        long settled = end;
        TraceCursor cursor = recording.trace().cursor();
        long events = recording.edge().events();
        // The last event of work of whoever works is the one that began it.
        for (long i = events - 1; i >= Math.max(0, events - MOST_SEARCHED) && !working.isEmpty(); i--) {
            cursor.moveTo(i);
            if (!cursor.next() || cursor.timeNanos() < earliest) {
                break;
            }
            if (cursor.kind() == EventKind.WORK_BEGUN && working.remove(cursor.actor())) {
                settled = Math.min(settled, cursor.timeNanos());
            }
        }
        if (!working.isEmpty()) {
            settled = earliest;
        }
        // Whole slots only: a slot's figure is that of all its time.
        return Math.max(settled, earliest) / CoreSeries.SLOT_NANOS * CoreSeries.SLOT_NANOS;
    }

    private static Lack lack(Recording recording, ChartKind kind) {
        if (recording.edge().events() == 0) {
            return Lack.NO_RUN;
        }
        CoreSeries series = recording.series();
        if (kind == ChartKind.LOAD) {
            for (int core = 0; core < series.cores(); core++) {
                if (!Double.isNaN(series.load(core, series.slots()))) {
                    return Lack.NONE;
                }
            }
            return Lack.NO_FIGURES;
        }
        long onCores = recording.edge().cores().stream().mapToLong(CoreState::units).sum();
        if (onCores > 0) {
            return Lack.NONE;
        }
        boolean done = recording.edge().actors().stream().anyMatch(actor -> actor.units() > 0);
        return done ? Lack.NO_CORES : Lack.NO_FIGURES;
    }

    /** What they are of. */
    public ChartKind kind() {
        return kind;
    }

    /** Why there is nothing to draw. */
    public Lack lack() {
        return lack;
    }

    /** First instant in sight. */
    public long fromNanos() {
        return fromNanos;
    }

    /** Last instant in sight. */
    public long toNanos() {
        return toNanos;
    }

    /** How many cores have a series. */
    public int cores() {
        return values.length;
    }

    /** How many points each series has. */
    public int points() {
        return seconds.length;
    }

    /** Run time of a point in seconds. */
    public double second(int point) {
        return seconds[point];
    }

    /** Units a second, or percent; NaN where there is no figure. */
    public double value(int core, int point) {
        return values[core][point];
    }

    /** The greatest sum of all cores. */
    public double greatestSum() {
        double greatest = 0;
        for (int point = 0; point < seconds.length; point++) {
            int at = point;
            greatest = Math.max(greatest, Arrays.stream(values).mapToDouble(series -> series[at]).sum());
        }
        return greatest;
    }
}
