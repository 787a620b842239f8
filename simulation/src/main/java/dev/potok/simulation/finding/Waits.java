package dev.potok.simulation.finding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.trace.TraceCursor;
import dev.potok.simulation.trace.WaitSide;

/**
 * Follows who waits for what, and tells at whose hand each wait ended. A wait ends when what it is for is granted, which is
 * before the actor runs again.
 *
 * <p>
 * Who ended a wait: where the event is recorded for the one who waits (an acquisition, an item, a swap), whoever acted on
 * the same resource last before it; where all are let go at once (a barrier, an event, a latch, a closed queue), whoever
 * did that; of a wait for an actor's end, that actor; of one that was interrupted, whoever interrupted. A wait that timed
 * out has ended by itself. Takes a few steps for each event; its memory is that of the waits that go on.
 */
final class Waits {
    private static final int TIMED_OUT = 1;
    private static final int REFUSED_OR_INTERRUPTED = 2;

    /** Hears of waits, on the thread that feeds the events. */
    interface Listener {
        /** It has begun. */
        void begun(Wait wait);

        /** It has ended. */
        void ended(Wait wait);
    }

    /** What is known of a resource. */
    private static final class Place {
        /** Who wait there, in order of arrival. */
        final LinkedHashSet<Wait> line = new LinkedHashSet<>();
        int running;
        int actor;
        long nanos;
        long event;
    }

    /** An act that may have ended a wait. */
    private record Act(int actor, long nanos, long event) {}

    private final Listener listener;
    private final List<@Nullable Wait> current = new ArrayList<>();
    private final List<@Nullable Place> places = new ArrayList<>();
    private final Map<Integer, List<Wait>> joiners = new HashMap<>();
    /** The last interrupt of each actor that waited when it came. */
    private final Map<Integer, Act> interrupts = new HashMap<>();

    Waits(Listener listener) {
        this.listener = listener;
    }

    /** The wait that an actor is in, null if it is in none. */
    @Nullable
    Wait of(int actor) {
        return actor > 0 && actor < current.size() ? current.get(actor) : null;
    }

    /** All waits that go on, by actor. */
    List<Wait> all() {
        var all = new ArrayList<Wait>();
        for (Wait wait : current) {
            if (wait != null) {
                all.add(wait);
            }
        }
        return all;
    }

    /** How many wait for that resource. */
    int waitingFor(int resource) {
        Place place = resource > 0 && resource < places.size() ? places.get(resource) : null;
        return place == null ? 0 : place.line.size();
    }

    /** Takes in the next event of the trace. */
    void accept(TraceCursor event) {
        int actor = event.actor();
        int resource = event.resource();
        switch (event.kind()) {
            case WAIT_BEGUN -> begin(event, 0, (int) event.argument());
            case JOIN_BEGUN -> begin(event, (int) event.argument(), WaitSide.JOIN.ordinal());
            case WAIT_ENDED -> waitEnded(event, actor, resource);
            case JOIN_ENDED -> endByItself(actor, event);
            case ACTOR_FINISHED, ACTOR_FAILED -> actorEnded(event, actor);
            case INTERRUPTED -> {
                if (of(actor) != null) {
                    interrupts.put(actor, new Act((int) event.argument(), event.timeNanos(), event.position() - 1));
                }
            }
            case ACQUIRED, EXCHANGED, HANDED_OVER -> grant(event, actor, resource);
            case PUT, TAKEN -> {
                if (!grant(event, actor, resource)) {
                    act(event);
                }
            }
            case RELEASED, OFFERED, NOTIFIED -> act(event);
            case TRIPPED, SET, BROKEN -> letAllGo(event, resource, -1);
            case COUNTED_DOWN -> {
                if (event.argument() == 0) {
                    letAllGo(event, resource, -1);
                }
            }
            case TASK_DONE -> {
                if (event.argument() == 0) {
                    letAllGo(event, resource, WaitSide.JOIN.ordinal());
                }
            }
            case CLOSED -> {
                letAllGo(event, resource, WaitSide.PUT.ordinal());
                letAllGo(event, resource, WaitSide.TAKE.ordinal());
            }
            case FORKED -> place(resource).running++;
            case SUBTASK_ENDED -> {
                place(resource).running--;
                if (place(resource).running <= 0) {
                    letAllGo(event, resource, WaitSide.JOIN.ordinal());
                }
            }
            default -> {
                // Nobody waits for that.
            }
        }
    }

    private void begin(TraceCursor event, int joined, int side) {
        int actor = event.actor();
        if (actor <= 0) {
            return;
        }
        Wait before = of(actor);
        if (before != null) { // a signal moves it from one line to the next
            end(before, Wait.End.GRANTED, event.timeNanos(), lastActOf(before, event));
        }
        var wait = new Wait(actor, event.resource(), joined, side, event.line(), event.timeNanos(),
                event.position() - 1);
        while (current.size() <= actor) {
            current.add(null);
        }
        current.set(actor, wait);
        if (wait.resource > 0) {
            place(wait.resource).line.add(wait);
        } else if (joined > 0) {
            joiners.computeIfAbsent(joined, who -> new ArrayList<>()).add(wait);
        }
        listener.begun(wait);
    }

    /** Whether the actor waited there and has got it now. */
    private boolean grant(TraceCursor event, int actor, int resource) {
        Wait wait = of(actor);
        if (wait == null || wait.resource != resource) {
            return false;
        }
        end(wait, Wait.End.GRANTED, event.timeNanos(), lastActOf(wait, event));
        return true;
    }

    private void waitEnded(TraceCursor event, int actor, int resource) {
        Wait wait = of(actor);
        if (wait != null && wait.resource == resource) {
            Act interrupt = interrupts.get(actor);
            if (event.argument() == 0) {
                end(wait, Wait.End.GRANTED, event.timeNanos(), lastActOf(wait, event));
            } else if (event.argument() == REFUSED_OR_INTERRUPTED && interrupt != null && interrupt.actor > 0) {
                end(wait, Wait.End.BY_ITSELF, event.timeNanos(), interrupt);
            } else {
                end(wait, Wait.End.BY_ITSELF, event.timeNanos(), null);
            }
        }
        if (event.argument() == TIMED_OUT || event.argument() == REFUSED_OR_INTERRUPTED) {
            act(event); // those behind who are let in now owe it to the one who left
        }
    }

    private void endByItself(int actor, TraceCursor event) {
        Wait wait = of(actor);
        if (wait != null && wait.resource == 0) {
            end(wait, Wait.End.BY_ITSELF, event.timeNanos(), null);
        }
    }

    private void actorEnded(TraceCursor event, int actor) {
        List<Wait> waiting = joiners.remove(actor);
        if (waiting != null) {
            var act = new Act(actor, event.timeNanos(), event.position() - 1);
            waiting.forEach(wait -> end(wait, Wait.End.GRANTED, event.timeNanos(), act));
        }
        Wait own = of(actor);
        if (own != null) { // only where events were lost
            end(own, Wait.End.BY_ITSELF, event.timeNanos(), null);
        }
    }

    private void letAllGo(TraceCursor event, int resource, int side) {
        act(event);
        var act = new Act(event.actor(), event.timeNanos(), event.position() - 1);
        for (Wait wait : List.copyOf(place(resource).line)) {
            if (side < 0 || wait.side == side) {
                end(wait, Wait.End.GRANTED, event.timeNanos(), act);
            }
        }
    }

    /** Whoever acted there last, if that was while it waited. */
    private @Nullable Act lastActOf(Wait wait, TraceCursor event) {
        Place place = place(wait.resource);
        boolean since = place.event > wait.beganEvent && place.event < event.position();
        return since && place.actor > 0 && place.actor != wait.actor ? new Act(place.actor, place.nanos, place.event)
                : null;
    }

    private void end(Wait wait, Wait.End how, long nanos, @Nullable Act act) {
        if (wait.end != Wait.End.NONE) {
            return;
        }
        wait.end = how;
        wait.endedNanos = nanos;
        if (act != null && act.actor != wait.actor) {
            wait.by = act.actor;
            wait.byNanos = act.nanos;
            wait.byEvent = act.event;
        }
        current.set(wait.actor, null);
        interrupts.remove(wait.actor);
        if (wait.resource > 0) {
            place(wait.resource).line.remove(wait);
        }
        List<Wait> others = joiners.get(wait.joined);
        if (wait.joined > 0 && others != null) {
            others.remove(wait);
        }
        listener.ended(wait);
    }

    private void act(TraceCursor event) {
        Place place = place(event.resource());
        place.actor = event.actor();
        place.nanos = event.timeNanos();
        place.event = event.position() - 1;
    }

    private Place place(int resource) {
        while (places.size() <= resource) {
            places.add(null);
        }
        Place known = places.get(resource);
        if (known == null) {
            known = new Place();
            places.set(resource, known);
        }
        return known;
    }
}
