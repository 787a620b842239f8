package dev.potok.simulation.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.trace.TraceCursor;
import dev.potok.simulation.trace.WaitSide;

/**
 * Finds which event brought which other about, reading a trace from anywhere on. What it remembers grows with those who
 * wait and with the items and messages on their way, not with the events read. For one thread.
 */
public final class FlowFinder {
    /** Where a flow begins. */
    private record Origin(int actor, int resource, long timeNanos, long event) {}

    /** A thing on its way. */
    private record Thing(Flow.Kind kind, int resource, long number) {}

    /** Where an actor waits, and at which side. */
    private record Place(int resource, long side) {}

    private final Map<Integer, Place> waits = new HashMap<>();
    /** By resource, who wait there. */
    private final Map<Integer, Set<Integer>> lines = new HashMap<>();
    private final Map<Integer, Origin> releases = new HashMap<>();
    private final Map<Integer, Origin> takes = new HashMap<>();
    private final Map<Integer, Origin> notifications = new HashMap<>();
    /** By actor that was let go with others and has not gone on yet, by what. */
    private final Map<Integer, Origin> letGo = new HashMap<>();
    /** By actor whose process was sent a signal, who sent it. */
    private final Map<Integer, Origin> signals = new HashMap<>();
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
            case WAIT_BEGUN -> {
                return waitBegun(event);
            }
            case WAIT_ENDED -> {
                leave(actor);
                Origin origin = letGo.remove(actor);
                boolean granted = event.argument() == 0 && origin != null && origin.resource == resource;
                return granted && origin != null ? flow(Flow.Kind.SIGNAL, 0, origin, event) : null;
            }
            case ACTOR_FINISHED, ACTOR_FAILED -> {
                leave(actor);
                letGo.remove(actor);
            }
            case SIGNALLED -> signals.put((int) event.argument(), origin(event));
            case PROCESS_EXITED, PROCESS_KILLED -> {
                leave(actor);
                letGo.remove(actor);
                Origin signal = signals.remove(actor);
                return signal == null ? null : flow(Flow.Kind.SIGNAL, 0, signal, event);
            }
            case RELEASED -> releases.put(resource, origin(event));
            case ACQUIRED -> {
                // Whoever did not wait was let in by nobody.
                Place place = waits.get(actor);
                boolean waited = place == null ? waitedBefore(actor, event.timeNanos()) : place.resource == resource;
                if (place != null && waited) {
                    leave(actor);
                }
                Origin release = releases.get(resource);
                return waited && release != null ? flow(Flow.Kind.GRANT, 0, release, event) : null;
            }
            case PUT, OFFERED -> underWay.put(new Thing(Flow.Kind.ITEM, resource, event.argument()), origin(event));
            case SENT -> underWay.put(new Thing(Flow.Kind.MESSAGE, resource, event.argument()), origin(event));
            case WITHDRAWN -> underWay.remove(new Thing(Flow.Kind.ITEM, resource, event.argument()));
            case TAKEN -> {
                takes.put(resource, origin(event));
                return arrival(Flow.Kind.ITEM, event);
            }
            case EXCHANGED -> {
                return arrival(Flow.Kind.ITEM, event);
            }
            case RECEIVED -> {
                return arrival(Flow.Kind.MESSAGE, event);
            }
            case HANDED_OVER -> {
                Origin take = takes.get(resource);
                boolean waited = leave(actor);
                return waited && take != null ? flow(Flow.Kind.SIGNAL, 0, take, event) : null;
            }
            case NOTIFIED -> notifications.put(resource, origin(event));
            case SET -> letGo(event, -1);
            case COUNTED_DOWN -> {
                if (event.argument() == 0) {
                    letGo(event, -1);
                }
            }
            case TASK_DONE -> {
                if (event.argument() == 0) {
                    letGo(event, WaitSide.JOIN.ordinal());
                }
            }
            case SUBTASK_ENDED -> {
                // The owner goes on after the last of them, so the latest one counts.
                Origin ended = origin(event);
                lines.getOrDefault(resource, Set.of()).forEach(owner -> letGo.put(owner, ended));
            }
            default -> {
                // Nothing flows.
            }
        }
        return null;
    }

    /** Whoever waited elsewhere before was moved from there by a notification. */
    private @Nullable Flow waitBegun(TraceCursor event) {
        int actor = event.actor();
        Place before = waits.get(actor);
        leave(actor);
        letGo.remove(actor);
        waits.put(actor, new Place(event.resource(), event.argument()));
        lines.computeIfAbsent(event.resource(), id -> new HashSet<>()).add(actor);
        Origin notification = before == null ? null : notifications.get(before.resource);
        return notification == null ? null : flow(Flow.Kind.SIGNAL, 0, notification, event);
    }

    /** Whether the actor stood in a line, which it leaves. */
    private boolean leave(int actor) {
        Place place = waits.remove(actor);
        if (place == null) {
            return false;
        }
        Set<Integer> line = lines.get(place.resource);
        if (line != null) {
            line.remove(actor);
            if (line.isEmpty()) {
                lines.remove(place.resource);
            }
        }
        return true;
    }

    /** All who wait there at that side, or at any, may go on. */
    private void letGo(TraceCursor event, int side) {
        Origin origin = origin(event);
        for (int actor : List.copyOf(lines.getOrDefault(event.resource(), Set.of()))) {
            Place place = waits.get(actor);
            if (place != null && (side < 0 || place.side == side)) {
                leave(actor);
                letGo.put(actor, origin);
            }
        }
    }

    private @Nullable Flow arrival(Flow.Kind kind, TraceCursor event) {
        Origin begun = underWay.remove(new Thing(kind, event.resource(), event.argument()));
        return begun == null ? null : flow(kind, event.argument(), begun, event);
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
        return new Origin(event.actor(), event.resource(), event.timeNanos(), event.position() - 1);
    }

    private static Flow flow(Flow.Kind kind, long number, Origin from, TraceCursor to) {
        return new Flow(kind, from.resource, number, from.actor, from.timeNanos, from.event, to.actor(), to.timeNanos(),
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
