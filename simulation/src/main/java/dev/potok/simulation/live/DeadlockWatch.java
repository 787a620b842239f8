package dev.potok.simulation.live;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.potok.simulation.primitive.Party;
import dev.potok.simulation.primitive.WaitCircle;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Recorder;

/**
 * Looks for closed circles of waits among the actors of a live run, also while others go on, and records each one once.
 * For the control thread.
 */
final class DeadlockWatch {
    /** Actors in circles that were recorded. */
    private final Set<Party> told = new HashSet<>();
    /** The circle found at the last look, as its waits. */
    private List<Object> suspected = List.of();
    private int circles;

    /**
     * Looks once, and records a circle that the look before has found as well: its waits being the very same ones, none of
     * its members can have run in between.
     *
     * @return whether another look should follow soon
     */
    boolean look(Collection<? extends RunActor> actors, Recorder.Lane lane) {
        for (RunActor actor : actors) {
            if (!actor.started() || actor.ended() || told.contains(actor)
                    || actor.waiter() == null && actor.joining() == null) {
                continue;
            }
            List<Party> circle = WaitCircle.through(actor);
            if (circle.isEmpty()) {
                continue;
            }
            List<Object> waits = WaitCircle.waits(circle);
            if (same(waits, suspected)) {
                record(circle, lane);
                suspected = List.of();
            } else {
                suspected = waits;
            }
            return true;
        }
        suspected = List.of();
        return false;
    }

    private void record(List<Party> circle, Recorder.Lane lane) {
        circles++;
        for (Party member : circle) {
            lane.record(EventKind.DEADLOCKED, member.id(), -1, WaitCircle.resource(member), member.line(), circles,
                    Long.MIN_VALUE);
            told.add(member);
        }
    }

    /**
     * Whether two looks found actors in the very same waits. Only a running actor can end a wait; had one of them run between
     * the looks, its own wait of the first look would have ended or be another by now.
     */
    @SuppressWarnings("ReferenceEquality") // the very same waits are meant, not equal ones
    static boolean same(List<Object> now, List<Object> before) {
        if (now.size() != before.size()) {
            return false;
        }
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i) != before.get(i)) {
                return false;
            }
        }
        return true;
    }
}
