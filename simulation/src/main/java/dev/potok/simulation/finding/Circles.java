package dev.potok.simulation.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.potok.simulation.finding.Deadlock.Link;
import dev.potok.simulation.trace.TraceCursor;

/** Puts the circles of waits together that a trace tells of. */
final class Circles {
    private static final class Circle {
        final List<Link> links = new ArrayList<>();
        long closedNanos = Long.MIN_VALUE;
        long toldNanos;
    }

    private final Waits waits;
    private final Holds holds;
    private final Map<Integer, Circle> circles = new TreeMap<>();

    Circles(Waits waits, Holds holds) {
        this.waits = waits;
        this.holds = holds;
    }

    /** Takes in an event that tells of a member of a circle. */
    Link deadlocked(TraceCursor event) {
        Circle circle = circles.computeIfAbsent((int) event.argument(), number -> new Circle());
        int actor = event.actor();
        Wait wait = waits.of(actor);
        long began = wait == null ? event.timeNanos() : wait.beganNanos;
        circle.closedNanos = Math.max(circle.closedNanos, began);
        circle.toldNanos = event.timeNanos();
        Map<Integer, Holds.Hold> held = event.resource() == 0 ? Map.of() : holds.of(event.resource());
        var link = new Link(actor, event.line() > 0 || wait == null ? event.line() : wait.line, event.resource(),
                event.resource() == 0 && wait != null ? wait.joined : 0, List.copyOf(held.keySet()),
                held.values().stream().map(hold -> hold.line).toList());
        circle.links.add(link);
        return link;
    }

    /** All that were told of. */
    List<Deadlock> list() {
        var all = new ArrayList<Deadlock>();
        circles.forEach((number, circle) -> all
                .add(new Deadlock(number, circle.closedNanos, circle.toldNanos, circle.links)));
        return all;
    }
}
