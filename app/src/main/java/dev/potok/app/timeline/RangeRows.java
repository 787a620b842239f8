package dev.potok.app.timeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.potok.app.measure.RangeMeasure;
import dev.potok.app.measure.ResourceLevel;
import dev.potok.simulation.state.ActorStatus;

/** Makes the rows of the table of a range, and writes them as text. Pure functions. */
final class RangeRows {
    /** Figures of a resource. */
    static final int USED = 0;
    static final int FULL = 1;
    static final int MEAN = 2;
    static final int MOST_IN_LINE = 3;
    static final int WAITED = 4;
    /** Figures of a core. */
    static final int BUSY = 0;
    static final int UNITS = 1;

    private RangeRows() {}

    /**
     * The rows of a measure, arranged as the lanes are.
     *
     * @param roots  the tree of lanes
     * @param nameOf what a lane is called
     */
    static List<RangeRow> of(RangeMeasure measure, List<LaneNode> roots, Function<LaneNode, String> nameOf) {
        Map<Integer, RangeMeasure.OfActor> actors = measure.actors().stream()
                .collect(Collectors.toMap(actor -> actor.info().id(), actor -> actor));
        Map<Integer, RangeMeasure.OfResource> resources = measure.resources().stream()
                .collect(Collectors.toMap(resource -> resource.info().id(), resource -> resource));
        var found = new ArrayList<RangeRow>();
        for (LaneNode node : roots) {
            switch (node.lane()) {
                case Lane.OfActor actor -> addActors(node, measure, actors, nameOf, found);
                case Lane.OfMembers members -> addActors(node, measure, actors, nameOf, found);
                case Lane.OfSection section -> {
                    // Belongs to its actor.
                }
                case Lane.OfResource of -> {
                    RangeMeasure.OfResource resource = resources.get(of.id());
                    if (resource != null) {
                        found.add(new RangeRow(node.key(), nameOf.apply(node), List.of((double) resource.usedNanos(),
                                ResourceLevel.full(resource.info()) > 0 ? (double) resource.fullNanos() : Double.NaN,
                                resource.meanLevel(), (double) resource.mostInLine(),
                                (double) resource.waitedNanos()), List.of(), measure.lengthNanos(), List.of()));
                    }
                }
                case Lane.OfCore of -> measure.cores().stream().filter(core -> core.core() == of.id()).forEach(
                        core -> found.add(new RangeRow(node.key(), nameOf.apply(node), List.of((double) core
                                .busyNanos(), core.units()), List.of(), measure.lengthNanos(), List.of())));
            }
        }
        return found;
    }

    private static void addActors(LaneNode node, RangeMeasure measure, Map<Integer, RangeMeasure.OfActor> actors,
            Function<LaneNode, String> nameOf, List<RangeRow> into) {
        var children = new ArrayList<RangeRow>();
        if (node.family() != LaneNode.Family.ACTOR) {
            node.children().forEach(child -> addActors(child, measure, actors, nameOf, children));
        }
        long[] times = new long[ActorStatus.values().length];
        List<Integer> ids = node.lane() instanceof Lane.OfMembers members ? members.actors()
                : node.lane() instanceof Lane.OfActor actor ? List.of(actor.id()) : List.of();
        for (int id : ids) {
            RangeMeasure.OfActor actor = actors.get(id);
            for (int status = 0; actor != null && status < times.length; status++) {
                times[status] += actor.times().get(status);
            }
        }
        into.add(new RangeRow(node.key(), nameOf.apply(node), List.of(), Arrays.stream(times).boxed().toList(),
                measure.lengthNanos() * ids.size(), children));
    }

    /** The states in which anybody was while alive, the longest first. */
    static List<ActorStatus> statuses(List<RangeRow> rows) {
        return Arrays.stream(ActorStatus.values()).filter(ActorStatus::alive)
                .filter(status -> together(rows, status) > 0)
                .sorted((one, other) -> Long.compare(together(rows, other), together(rows, one))).toList();
    }

    private static long together(List<RangeRow> rows, ActorStatus status) {
        return rows.stream().mapToLong(row -> row.nanos(status)).sum();
    }

    // ---- text

    /**
     * The rows as text with tabs between the columns, for a spreadsheet: times in milliseconds, shares in percent, with a
     * point before the decimals.
     *
     * @param titles   of the columns: the name; then for actors each status, for others each figure
     * @param statuses of actors: the states to write, in that order; empty for others
     * @param times    of others: which of the figures are times
     */
    static String tabbed(List<RangeRow> rows, List<String> titles, List<ActorStatus> statuses, List<Integer> times) {
        var text = new StringBuilder();
        var head = new ArrayList<String>();
        head.add(titles.getFirst());
        for (int i = 1; i < titles.size(); i++) {
            boolean time = !statuses.isEmpty() || times.contains(i - 1);
            head.add(time ? titles.get(i) + ", ms" : titles.get(i));
            if (!statuses.isEmpty()) {
                head.add(titles.get(i) + ", %");
            }
        }
        text.append(String.join("\t", head)).append('\n');
        rows.forEach(row -> write(row, statuses, times, text));
        return text.toString();
    }

    private static void write(RangeRow row, List<ActorStatus> statuses, List<Integer> times, StringBuilder text) {
        text.append(row.name().replace('\t', ' '));
        for (ActorStatus status : statuses) {
            text.append('\t').append(decimal(row.nanos(status) / 1e6, 6)).append('\t').append(decimal(row.share(status)
                    * 100, 3));
        }
        for (int i = 0; i < row.figures().size(); i++) {
            double figure = row.figures().get(i);
            text.append('\t').append(Double.isNaN(figure) ? ""
                    : times.contains(i) ? decimal(figure / 1e6, 6) : decimal(figure, 3));
        }
        text.append('\n');
        row.children().forEach(child -> write(child, statuses, times, text));
    }

    private static String decimal(double value, int most) {
        return BigDecimal.valueOf(value).setScale(most, RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString();
    }
}
