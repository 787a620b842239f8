package dev.potok.app.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

import dev.potok.app.transport.Subject;
import dev.potok.simulation.state.Flow;
import dev.potok.simulation.state.FlowFinder;
import dev.potok.simulation.state.Recording;

/**
 * The arrows between lanes: from a release to the acquisition that it allowed, from a put to its take, from a sending to
 * its receipt. It reads no more events than a frame can bear and not more often than somebody can see. For the thread of
 * the recording.
 */
final class FlowArrows {
    /** More arrows than these are a thicket. */
    static final int MOST_ARROWS = 200;
    /** Events that may be read for one picture. */
    static final int MOST_EVENTS = 12_000;
    private static final long PERIOD_NANOS = 100_000_000;

    private @Nullable Recording recording;
    private @Nullable TimeWindow window;
    private long events = -1;
    private long readAtNanos;
    private Optional<List<Flow>> flows = Optional.empty();

    /**
     * An arrow.
     *
     * @param fromNanos where it begins
     * @param fromRow   in which row
     * @param toNanos   where it ends
     * @param toRow     in which row, another one
     * @param chosen    whether it has to do with what was chosen
     */
    record Arrow(long fromNanos, int fromRow, long toNanos, int toRow, boolean chosen) {}

    /**
     * What to draw.
     *
     * @param arrows the arrows
     * @param hidden whether there are more than can be drawn or read
     */
    record Picture(List<Arrow> arrows, boolean hidden) {
        static final Picture NOTHING = new Picture(List.of(), false);
    }

    /**
     * Reads the flows of a window, unless it did so just now.
     *
     * @param nowNanos  time of the frame, of any origin
     * @param knownEvents how many events there are, as far as they can be in the window
     */
    @SuppressWarnings("ReferenceEquality") // a recording is itself alone
    void read(Recording of, TimeWindow wanted, long knownEvents, long nowNanos) {
        boolean other = recording != of;
        boolean same = !other && wanted.equals(window) && events == knownEvents;
        if (same || !other && window != null && nowNanos - readAtNanos < PERIOD_NANOS) {
            return;
        }
        recording = of;
        window = wanted;
        events = knownEvents;
        readAtNanos = nowNanos;
        flows = FlowFinder.between(of, wanted.fromNanos(), wanted.toNanos(), MOST_EVENTS);
    }

    /**
     * Chooses what to draw: all arrows with an end in sight if there are few enough, else those of what was chosen or lies
     * under the mouse.
     *
     * @param inSight whether a row is in sight
     * @param subject what was chosen
     * @param hovered the row under the mouse, -1 for none
     */
    Picture choose(LaneRows rows, TimeWindow seen, IntPredicate inSight, @Nullable Subject subject, int hovered) {
        if (flows.isEmpty()) {
            return new Picture(List.of(), events > 0);
        }
        Map<Integer, Integer> rowOf = rowsOfActors(rows.list());
        var all = new ArrayList<Arrow>();
        var some = new ArrayList<Arrow>();
        for (Flow flow : flows.get()) {
            int from = rowOf.getOrDefault(flow.fromActor(), -1);
            int to = rowOf.getOrDefault(flow.toActor(), -1);
            if (from < 0 || to < 0 || from == to || !inSight.test(from) && !inSight.test(to)
                    || flow.toNanos() < seen.fromNanos() || flow.fromNanos() > seen.toNanos()) {
                continue;
            }
            boolean chosen = switch (subject) {
                case Subject.OfActor actor -> flow.fromActor() == actor.id() || flow.toActor() == actor.id();
                case Subject.OfResource resource -> flow.resource() == resource.id();
                case null -> false;
            };
            var arrow = new Arrow(flow.fromNanos(), from, flow.toNanos(), to, chosen);
            all.add(arrow);
            if (chosen || from == hovered || to == hovered) {
                some.add(arrow);
            }
        }
        if (all.size() <= MOST_ARROWS) {
            return new Picture(all, false);
        }
        return some.size() <= MOST_ARROWS ? new Picture(some, some.isEmpty()) : new Picture(List.of(), true);
    }

    /** The row of each actor: its own, or that of the closed group it is in. */
    static Map<Integer, Integer> rowsOfActors(List<LaneRow> rows) {
        var rowOf = new HashMap<Integer, Integer>();
        for (int row = 0; row < rows.size(); row++) {
            switch (rows.get(row).lane()) {
                case Lane.OfActor actor -> rowOf.put(actor.id(), row);
                case Lane.OfMembers members -> {
                    if (rows.get(row).role() == LaneRow.Role.SUMMARY) {
                        for (int actor : members.actors()) {
                            rowOf.putIfAbsent(actor, row);
                        }
                    }
                }
                case Lane.OfSection section -> {
                    // Arrows go to the actor's own lane.
                }
                case Lane.OfResource resource -> {
                    // Nothing flows between resources.
                }
                case Lane.OfCore core -> {
                    // Nor between cores.
                }
            }
        }
        return rowOf;
    }
}
