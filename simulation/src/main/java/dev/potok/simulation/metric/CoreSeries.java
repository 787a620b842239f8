package dev.potok.simulation.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.TraceCursor;

/**
 * Throughput and load of each core over time, in slots of 100 milliseconds of run time.
 *
 * <p>
 * The units of a piece of work are spread evenly from its begin to its end and counted for the cores on which the actor was
 * seen meanwhile, each for its share of the time; so long pieces make a level and not a spike. Confined to one thread.
 */
public final class CoreSeries {
    /** Length of a slot. */
    public static final long SLOT_NANOS = 100_000_000;
    private static final String LOAD = "load-";
    /** Figures end after so many slots, four and a half days: virtual time can jump by years. */
    private static final int MOST_SLOTS = 1 << 22;
    private static final long END_NANOS = MOST_SLOTS * SLOT_NANOS;
    /** Figures of all cores together, 64 MiB; what goes beyond is left out, as is what a lie about cores and times asks for. */
    private static final long MOST_FIGURES = 1 << 23;

    private final List<double[]> units = new ArrayList<>();
    private final List<double[]> loads = new ArrayList<>();
    private final Map<Integer, Work> workBegun = new HashMap<>();
    private int slots;
    private long figures;

    /** A series without figures. */
    public CoreSeries() {
        slots = 0;
    }

    /** Slots there are figures for; the last one may still be filling. */
    public int slots() {
        return slots;
    }

    /** Cores there are figures for. */
    public int cores() {
        return Math.max(units.size(), loads.size());
    }

    /** Units a second that the core did in that slot. */
    public double unitsPerSecond(int core, int slot) {
        return core < units.size() && slot < units.get(core).length ? units.get(core)[slot] * 1e9 / SLOT_NANOS : 0;
    }

    /** Units a second that the core did in the part of that slot before the end of the run. */
    public double unitsPerSecondUntil(int core, int slot, long endNanos) {
        long length = Math.clamp(endNanos - slot * SLOT_NANOS, 1, SLOT_NANOS);
        return unitsPerSecond(core, slot) * SLOT_NANOS / length;
    }

    /** Slots for which there may be figures of that core. */
    public int slots(int core) {
        int known = Math.max(core < units.size() ? units.get(core).length : 0,
                core < loads.size() ? loads.get(core).length : 0);
        return Math.min(slots, known);
    }

    /** Load of the core in that slot as the system told it, 0 to 1; the last one told before where none fell into it. */
    public double load(int core, int slot) {
        if (core >= loads.size()) {
            return Double.NaN;
        }
        double[] samples = loads.get(core);
        for (int i = Math.min(slot, samples.length - 1); i >= 0; i--) {
            if (!Double.isNaN(samples[i])) {
                return samples[i];
            }
        }
        return Double.NaN;
    }

    /** Units a second on a core, averaged over the whole second before that time. */
    public double recentUnitsPerSecond(int core, long timeNanos) {
        int last = (int) Math.min(timeNanos / SLOT_NANOS, MOST_SLOTS);
        int first = Math.max(0, last - 10);
        double sum = 0;
        for (int slot = first; slot < last; slot++) {
            sum += unitsPerSecond(core, slot);
        }
        return last == first ? 0 : sum / (last - first);
    }

    /** Takes in the event the cursor is at; most have no figure in them. */
    public void accept(TraceCursor event, Directory directory) {
        switch (event.kind()) {
            case WORK_BEGUN -> workBegun(event.actor(), event.timeNanos());
            case WORKING -> working(event.actor(), event.core(), event.timeNanos());
            case WORK_ENDED -> workEnded(event.actor(), event.core(), event.timeNanos(), event.argument());
            case COUNTER -> {
                int core = coreOfLoad(directory.resource(event.resource()));
                if (core >= 0) {
                    load(core, event.timeNanos(), event.argument() / 10_000.0);
                }
            }
            default -> {
                // No figure in it.
            }
        }
    }

    /** The core whose load that counter samples, in hundredths of a percent; -1 if it is another counter. */
    public static int coreOfLoad(ResourceInfo info) {
        if (info.kind() != ResourceKind.COUNTER || !info.name().startsWith(LOAD)) {
            return -1;
        }
        String number = info.name().substring(LOAD.length());
        return number.matches("\\d{1,4}") ? Integer.parseInt(number) : -1;
    }

    /** Takes in a piece of counted work that an actor began. */
    public void workBegun(int actor, long timeNanos) {
        workBegun.put(actor, new Work(timeNanos));
        if (timeNanos < END_NANOS) {
            slots = Math.max(slots, (int) (timeNanos / SLOT_NANOS) + 1);
        }
    }

    /** Takes in that the actor, in the middle of its work, was on that core. */
    public void working(int actor, int core, long timeNanos) {
        Work work = workBegun.get(actor);
        if (work != null) {
            work.add(timeNanos, core);
        }
    }

    /** Takes in the end of the work that the actor began last. */
    public void workEnded(int actor, int core, long timeNanos, long done) {
        Work known = workBegun.remove(actor);
        if (timeNanos >= END_NANOS) {
            return;
        }
        slots = Math.max(slots, (int) (timeNanos / SLOT_NANOS) + 1);
        Work work = known == null ? new Work(timeNanos) : known;
        work.add(timeNanos, core);
        long length = timeNanos - work.times[0];
        for (int i = 1; i < work.size; i++) {
            long from = work.times[i - 1];
            long until = work.times[i];
            spread(work.cores[i], from, until, length == 0 ? done : done * ((double) (until - from) / length));
        }
    }

    /** Adds units to a core evenly from one time to another. */
    private void spread(int core, long begun, long ended, double done) {
        int first = (int) (begun / SLOT_NANOS);
        int last = (int) (ended / SLOT_NANOS);
        double[] slotsOfCore = slotsOf(units, Math.max(0, core), last, 0);
        if (last >= slotsOfCore.length) {
            return;
        }
        if (first == last) {
            slotsOfCore[last] += done;
            return;
        }
        double perNano = done / (ended - begun);
        for (int slot = first; slot <= last; slot++) {
            long from = Math.max(begun, slot * SLOT_NANOS);
            long until = Math.min(ended, (slot + 1) * SLOT_NANOS);
            slotsOfCore[slot] += perNano * (until - from);
        }
    }

    /** A piece of work: when it began, and on which core the actor was seen at which times since. */
    private static final class Work {
        private long[] times = new long[4];
        private int[] cores = new int[4];
        private int size = 1;

        Work(long begun) {
            times[0] = begun;
        }

        void add(long timeNanos, int core) {
            if (size > 1 && cores[size - 1] == core) {
                times[size - 1] = timeNanos; // still there: the stretch grows
                return;
            }
            if (size == times.length) {
                times = Arrays.copyOf(times, size * 2);
                cores = Arrays.copyOf(cores, size * 2);
            }
            times[size] = timeNanos;
            cores[size] = core;
            size++;
        }
    }

    /** Takes in a sampled load, 0 to 1. */
    public void load(int core, long timeNanos, double load) {
        if (timeNanos >= END_NANOS) {
            return;
        }
        int slot = (int) (timeNanos / SLOT_NANOS);
        slots = Math.max(slots, slot + 1);
        double[] slotsOfCore = slotsOf(loads, core, slot, Double.NaN);
        if (slot < slotsOfCore.length) {
            slotsOfCore[slot] = load;
        }
    }

    /** The slots of that core, up to that one where there is room for so many. */
    private double[] slotsOf(List<double[]> series, int core, int slot, double empty) {
        while (series.size() <= core) {
            series.add(new double[0]);
        }
        double[] known = series.get(core);
        if (slot < known.length) {
            return known;
        }
        int length = Math.max(64, Math.max(slot + 1, (int) Math.min(known.length * 2L, MOST_SLOTS)));
        if (figures + length - known.length > MOST_FIGURES) {
            return known;
        }
        figures += length - known.length;
        double[] grown = filled(length, known.length, known, empty);
        series.set(core, grown);
        return grown;
    }

    private static double[] filled(int length, int kept, double[] old, double empty) {
        double[] grown = Arrays.copyOf(old, length);
        Arrays.fill(grown, kept, length, empty);
        return grown;
    }
}
