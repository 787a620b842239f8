package dev.potok.simulation.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.HdrHistogram.IntCountsHistogram;
import org.jspecify.annotations.Nullable;

import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.TraceCursor;
import dev.potok.simulation.trace.WaitSide;

/**
 * Sums up how long was waited for each resource, and on whose account.
 *
 * <p>
 * Where a thing is held, an integral grows by the time times those who wait, divided by those who hold; each holder is to
 * blame for what it grew by while he held. So an event costs the same few steps however many wait or hold. Its memory is
 * that of the resources somebody waited for (some ten kilobytes each) and of those to blame who have not ended.
 */
final class Waiting {
    /** Resources whose waits have percentiles of their own. */
    private static final int MOST_HISTOGRAMS = 2048;
    /** Two significant digits: true to a hundredth. */
    private static final int DIGITS = 2;

    /** Figures of one resource. */
    private static final class Figures {
        final ResourceInfo resource;
        @Nullable IntCountsHistogram waits;
        long acquisitions;
        long contended;
        long total;
        long maximum;
        // ---- percentiles of the ended waits, made when asked for
        long measured = -1;
        long median;
        long p90;
        long p99;
        // ---- who is to blame
        int waiting;
        int holders;
        double integral;
        long sinceNanos;
        /** By holder, the integral when he began to hold. */
        final Map<Integer, Double> from = new HashMap<>();
        final Map<Integer, Double> blame = new HashMap<>();
        /** Most blamed among those who have ended. */
        int worst;
        double worstNanos;

        Figures(ResourceInfo resource) {
            this.resource = resource;
        }

        void advance(long nanos) {
            if (holders > 0) {
                integral += (double) (nanos - sinceNanos) * waiting / holders;
            }
            sinceNanos = nanos;
        }
    }

    private final Directory directory;
    /** By number of the resource. */
    private final List<@Nullable Figures> byResource = new ArrayList<>();
    /** By actor that has not ended, where it may be to blame. */
    private final Map<Integer, List<Figures>> accused = new HashMap<>();
    private int histograms;

    Waiting(Directory directory) {
        this.directory = directory;
    }

    /** Takes in the next event of the trace; before the waits and holds are told of it. */
    void accept(TraceCursor event) {
        switch (event.kind()) {
            case ACQUIRED, PUT, TAKEN, PASSED, EXCHANGED -> {
                Figures figures = figures(event.resource());
                figures.acquisitions++;
            }
            case ACTOR_FINISHED, ACTOR_FAILED -> ended(event.actor());
            default -> {
                // Nothing is got.
            }
        }
    }

    void begun(Wait wait) {
        if (wait.resource > 0) {
            Figures figures = figures(wait.resource);
            figures.advance(wait.beganNanos);
            figures.waiting++;
            figures.contended++;
        }
    }

    void ended(Wait wait) {
        if (wait.resource == 0) {
            return;
        }
        Figures figures = figures(wait.resource);
        figures.advance(wait.endedNanos);
        figures.waiting--;
        boolean granted = wait.end == Wait.End.GRANTED;
        if (granted && (wait.side == WaitSide.JOIN.ordinal() || figures.resource.kind() == ResourceKind.CONDITION)) {
            figures.acquisitions++; // no event of its own says so
        }
        add(figures, wait.lengthNanos());
        if (!Holds.isHeld(figures.resource.kind()) && wait.by > 0) {
            blame(figures, wait.by, wait.lengthNanos());
        }
    }

    /** A wait that was over when the run was. */
    void add(int resource, long nanos) {
        add(figures(resource), nanos);
    }

    private void add(Figures figures, long nanos) {
        figures.total += nanos;
        figures.maximum = Math.max(figures.maximum, nanos);
        if (figures.waits == null && histograms < MOST_HISTOGRAMS) {
            histograms++;
            figures.waits = new IntCountsHistogram(DIGITS);
        }
        if (figures.waits != null) {
            figures.waits.recordValue(Math.max(0, nanos));
        }
    }

    void held(ResourceInfo resource, int actor, long nanos) {
        Figures figures = figures(resource.id());
        figures.advance(nanos);
        figures.holders++;
        figures.from.put(actor, figures.integral);
    }

    void freed(ResourceInfo resource, int actor, long nanos) {
        Figures figures = figures(resource.id());
        figures.advance(nanos);
        figures.holders--;
        Double from = figures.from.remove(actor);
        if (from != null && figures.integral > from) {
            blame(figures, actor, figures.integral - from);
        }
    }

    private void blame(Figures figures, int actor, double nanos) {
        if (figures.blame.merge(actor, nanos, Double::sum) == nanos) {
            accused.computeIfAbsent(actor, who -> new ArrayList<>()).add(figures);
        }
    }

    /** Whoever has ended adds nothing any more: of these only the worst is kept. */
    private void ended(int actor) {
        List<Figures> where = accused.remove(actor);
        if (where == null) {
            return;
        }
        for (Figures figures : where) {
            Double nanos = figures.blame.remove(actor);
            if (nanos != null && nanos > figures.worstNanos) {
                figures.worst = actor;
                figures.worstNanos = nanos;
            }
        }
    }

    private Figures figures(int resource) {
        while (byResource.size() <= resource) {
            byResource.add(null);
        }
        Figures known = byResource.get(resource);
        if (known == null) {
            known = new Figures(directory.resource(resource));
            byResource.set(resource, known);
        }
        return known;
    }

    /** As things stand at that time, with the waits that go on then. */
    List<Contention> now(long nanos, List<Wait> going) {
        var more = new HashMap<Integer, long[]>(); // the sum and the longest of those
        for (Wait wait : going) {
            long[] of = more.computeIfAbsent(wait.resource, id -> new long[2]);
            of[0] += nanos - wait.beganNanos;
            of[1] = Math.max(of[1], nanos - wait.beganNanos);
        }
        var all = new ArrayList<Contention>();
        for (Figures figures : byResource) {
            if (figures != null && figures.contended > 0) {
                all.add(contention(figures, nanos, more.getOrDefault(figures.resource.id(), new long[2])));
            }
        }
        all.sort(Comparator.comparingLong(Contention::totalWaitNanos).reversed());
        return all;
    }

    private static Contention contention(Figures figures, long nanos, long[] going) {
        measure(figures);
        figures.advance(Math.max(nanos, figures.sinceNanos));
        int worst = figures.worst;
        double worstNanos = figures.worstNanos;
        for (var each : figures.blame.entrySet()) {
            double blamed = each.getValue();
            Double from = figures.from.get(each.getKey());
            blamed += from == null ? 0 : figures.integral - from;
            if (blamed > worstNanos) {
                worst = each.getKey();
                worstNanos = blamed;
            }
        }
        for (var each : figures.from.entrySet()) {
            double blamed = figures.integral - each.getValue();
            if (!figures.blame.containsKey(each.getKey()) && blamed > worstNanos) {
                worst = each.getKey();
                worstNanos = blamed;
            }
        }
        return new Contention(figures.resource.id(), figures.acquisitions, figures.contended, figures.total + going[0],
                figures.median, figures.p90, figures.p99, Math.max(figures.maximum, going[1]), worst,
                Math.round(worstNanos));
    }

    /** The percentiles, if there were waits since they were made. */
    private static void measure(Figures figures) {
        IntCountsHistogram waits = figures.waits;
        if (waits != null && figures.measured != waits.getTotalCount()) {
            figures.measured = waits.getTotalCount();
            figures.median = within(waits, 50, figures.maximum);
            figures.p90 = within(waits, 90, figures.maximum);
            figures.p99 = within(waits, 99, figures.maximum);
        }
    }

    /** The upper end of a step of the histogram may lie above the longest wait. */
    private static long within(IntCountsHistogram waits, double percent, long maximum) {
        return Math.min(maximum, waits.getValueAtPercentile(percent));
    }
}
