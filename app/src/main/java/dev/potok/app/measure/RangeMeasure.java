package dev.potok.app.measure;

import java.util.ArrayList;
import java.util.List;

import dev.potok.simulation.metric.CoreSeries;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.ResourceInfo;

/**
 * Who did what for how long in a stretch of run time, from exact sums. Immutable.
 *
 * @param fromNanos its begin
 * @param toNanos   its end
 * @param complete  whether the sums reached far enough; while they do not, nothing else is in it
 * @param actors    a row for each actor, in the order of the recording
 * @param resources a row for each resource that has a level
 * @param cores     a row for each core
 */
public record RangeMeasure(long fromNanos, long toNanos, boolean complete, List<OfActor> actors,
        List<OfResource> resources, List<OfCore> cores) {
    private static final int STATUSES = ActorStatus.values().length;

    /** Keeps copies of the lists. */
    public RangeMeasure {
        actors = List.copyOf(actors);
        resources = List.copyOf(resources);
        cores = List.copyOf(cores);
    }

    /**
     * What an actor did.
     *
     * @param info  who it is
     * @param times nanoseconds in each status, in the order of {@link ActorStatus}
     */
    public record OfActor(ActorInfo info, List<Long> times) {
        /** Nanoseconds in that status. */
        public long nanos(ActorStatus status) {
            return times.get(status.ordinal());
        }

        /** Nanoseconds in which it was alive. */
        public long aliveNanos() {
            long alive = 0;
            for (ActorStatus status : ActorStatus.values()) {
                alive += status.alive() ? nanos(status) : 0;
            }
            return alive;
        }
    }

    /**
     * How a resource was used.
     *
     * @param info        what it is
     * @param usedNanos   how long something was in use of it
     * @param fullNanos   how long nothing was left of it; 0 for a resource without such a level
     * @param meanLevel   how much of it was in use on average
     * @param mostInLine  the most that waited for it at once
     * @param waitedNanos the waiting times of all who waited for it, together
     */
    public record OfResource(ResourceInfo info, long usedNanos, long fullNanos, double meanLevel, int mostInLine,
            long waitedNanos) {}

    /**
     * What a core did.
     *
     * @param core      its number
     * @param busyNanos how long one of our actors was seen on it
     * @param units     units of work done on it
     */
    public record OfCore(int core, long busyNanos, double units) {}

    /** How long the stretch is. */
    public long lengthNanos() {
        return toNanos - fromNanos;
    }

    /**
     * Measures a stretch. Costs the same however many events lie in it, once the sums have been extended.
     *
     * @param budget how long the sums may be extended
     */
    public static RangeMeasure of(RecordingSums sums, long fromNanos, long toNanos, Budget budget) {
        Recording recording = sums.recording();
        RunState edge = recording.edge();
        var actors = new ArrayList<OfActor>();
        var resources = new ArrayList<OfResource>();
        var cores = new ArrayList<OfCore>();
        boolean complete = true;
        for (ActorState actor : edge.actors()) {
            if (actor.info().kind() != ActorKind.SYSTEM) {
                TrackShares shares = sums.actor(actor.id());
                complete = complete && shares.extend(budget);
                if (complete) {
                    actors.add(actor(actor.info(), shares, fromNanos, toNanos));
                }
            }
        }
        for (ResourceState resource : edge.resources()) {
            if (ResourceLevel.has(resource.info())) {
                int id = resource.info().id();
                complete = complete && sums.fill(id).extend(budget) && sums.line(id).extend(budget)
                        && sums.lineLevels(id).extend(budget);
                if (complete) {
                    resources.add(resource(resource.info(), sums, fromNanos, toNanos));
                }
            }
        }
        for (int core = 0; core < edge.cores().size(); core++) {
            TrackShares shares = sums.core(core);
            complete = complete && shares.extend(budget);
            if (complete) {
                long[] byHue = new long[shares.classes()];
                shares.addBetween(fromNanos, toNanos, byHue);
                long busy = 0;
                for (int hue = 1; hue < byHue.length; hue++) {
                    busy += byHue[hue];
                }
                cores.add(new OfCore(core, busy, units(recording.series(), core, fromNanos, toNanos)));
            }
        }
        return complete
                ? new RangeMeasure(fromNanos, toNanos, true, actors, resources, cores)
                : new RangeMeasure(fromNanos, toNanos, false, List.of(), List.of(), List.of());
    }

    private static OfActor actor(ActorInfo info, TrackShares shares, long from, long to) {
        long[] times = new long[STATUSES];
        shares.addBetween(from, to, times);
        var listed = new ArrayList<Long>(STATUSES);
        for (long time : times) {
            listed.add(time);
        }
        return new OfActor(info, List.copyOf(listed));
    }

    private static OfResource resource(ResourceInfo info, RecordingSums sums, long from, long to) {
        long[] fill = new long[TrackAreas.SUMS];
        sums.fill(info.id()).addBetween(from, to, fill);
        long[] line = new long[TrackAreas.SUMS];
        sums.line(info.id()).addBetween(from, to, line);
        TrackLevels inLine = sums.lineLevels(info.id());
        int last = inLine.track().find(to - 1, -1);
        int most = last < 0 ? 0 : Math.max(0, inLine.between(Math.max(0, inLine.track().find(from, -1)), last)
                .greatest());
        return new OfResource(info, fill[TrackAreas.ABOVE_ZERO], fill[TrackAreas.FULL],
                (double) fill[TrackAreas.AREA] / Math.max(1, to - from), most, line[TrackAreas.AREA]);
    }

    /** Units are spread evenly within a slot of the series. */
    private static double units(CoreSeries series, int core, long from, long to) {
        long slot = CoreSeries.SLOT_NANOS;
        double units = 0;
        long last = Math.min(series.slots() - 1L, (to - 1) / slot);
        for (long s = Math.max(0, from / slot); s <= last; s++) {
            long inside = Math.min(to, (s + 1) * slot) - Math.max(from, s * slot);
            units += series.unitsPerSecond(core, (int) s) * inside / 1e9;
        }
        return units;
    }
}
