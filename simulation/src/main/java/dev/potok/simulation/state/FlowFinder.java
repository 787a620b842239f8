package dev.potok.simulation.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.TraceCursor;

/**
 * Finds which event brought which other about, reading a trace from anywhere on. What it remembers grows with the items
 * and messages on their way, not with the events read. For one thread.
 */
public final class FlowFinder {
    /** Where a flow begins. */
    private record Origin(int actor, long timeNanos, long event) {}

    /** A thing on its way. */
    private record Thing(Flow.Kind kind, int resource, long number) {}

    /** The resource each actor waits for. */
    private final Map<Integer, Integer> waits = new HashMap<>();
    private final Map<Integer, Origin> releases = new HashMap<>();
    private final Map<Thing, Origin> underWay = new HashMap<>();

    /** Where it is known who waited before the first event that is read; null where that is the first of all. */
    private final @Nullable Recording recording;

    /** Finds flows from the start of a trace on. */
    public FlowFinder() {
        this(null);
    }

    private FlowFinder(@Nullable Recording recording) {
        this.recording = recording;
    }

    /** Takes in the event the cursor is at, and returns the flow that ends in it, if one does. */
    public @Nullable Flow accept(TraceCursor event) {
        int actor = event.actor();
        int resource = event.resource();
        switch (event.kind()) {
            case WAIT_BEGUN -> waits.put(actor, resource);
            case WAIT_ENDED, ACTOR_FINISHED, ACTOR_FAILED -> waits.remove(actor);
            case RELEASED -> releases.put(resource, origin(event));
            case ACQUIRED -> {
                // Whoever did not wait was let in by nobody.
                boolean waited = waits.remove(actor, resource) || waitedBefore(actor, event.timeNanos());
                Origin release = releases.get(resource);
                return waited && release != null ? flow(Flow.Kind.GRANT, 0, release, event) : null;
            }
            case PUT -> underWay.put(new Thing(Flow.Kind.ITEM, resource, event.argument()), origin(event));
            case SENT -> underWay.put(new Thing(Flow.Kind.MESSAGE, resource, event.argument()), origin(event));
            case TAKEN, RECEIVED -> {
                Flow.Kind kind = event.kind() == EventKind.TAKEN ? Flow.Kind.ITEM : Flow.Kind.MESSAGE;
                Origin begun = underWay.remove(new Thing(kind, resource, event.argument()));
                return begun == null ? null : flow(kind, event.argument(), begun, event);
            }
            default -> {
                // Nothing flows.
            }
        }
        return null;
    }

    /** Whether the actor waited until that instant, for whatever an event read later says. */
    private boolean waitedBefore(int actor, long timeNanos) {
        Recording known = recording;
        if (known == null) {
            return false;
        }
        StatusTrack track = known.actorTrack(actor);
        int index = track.indexAt(timeNanos - 1);
        int status = index < 0 ? -1 : track.value(index) % Recording.INFERRED;
        return status == ActorStatus.BLOCKED.ordinal() || status == ActorStatus.WAITING.ordinal();
    }

    private static Origin origin(TraceCursor event) {
        return new Origin(event.actor(), event.timeNanos(), event.position() - 1);
    }

    private static Flow flow(Flow.Kind kind, long number, Origin from, TraceCursor to) {
        return new Flow(kind, to.resource(), number, from.actor, from.timeNanos, from.event, to.actor(), to.timeNanos(),
                to.position() - 1);
    }

    /**
     * The flows that end in a span of time or leave it, in the order in which they end. Those that began long before it
     * (more than {@code mostEvents} events) or end long after it are left out.
     *
     * @param mostEvents how many events may be read
     * @return empty if there is more to read than that
     */
    public static Optional<List<Flow>> between(Recording recording, long fromNanos, long toNanos, int mostEvents) {
        long known = recording.edge().events();
        long first = Math.min(known, recording.trace().countUntil(fromNanos - 1));
        long end = Math.min(known, recording.trace().countUntil(toNanos));
        if (end - first > mostEvents) {
            return Optional.empty();
        }
        // What is left of the allowance goes to flows that stick out on either side.
        long aside = (mostEvents - (end - first)) / 2;
        var finder = new FlowFinder(recording);
        long last = Math.min(known, end + aside);
        TraceCursor cursor = recording.trace().cursor();
        cursor.moveTo(Math.max(0, first - aside));
        var found = new ArrayList<Flow>();
        while (cursor.position() < last && cursor.next()) {
            Flow flow = finder.accept(cursor);
            if (flow != null && flow.toNanos() >= fromNanos && flow.fromNanos() <= toNanos) {
                found.add(flow);
            }
        }
        return Optional.of(found);
    }
}
