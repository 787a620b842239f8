package dev.potok.app.lecture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.potok.simulation.environment.Scope;
import dev.potok.simulation.finding.Findings;
import dev.potok.simulation.finding.LostUpdate;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.TraceCursor;

/**
 * Finds the moments that recordings have: all have started, the first has to wait, the first in line is served, a queue is
 * full, a gate opens, a lamp goes on, two swap, a circle of waits closes, all have ended, and the like; of each kind the
 * first. Reads each event once, as the trace grows. Confined to one thread.
 */
public final class Moments {
    /** Events read at a time. */
    private static final int BUDGET = 20_000;
    /** What goes first where there is no room for all. */
    private static final List<String> LEAST_TELLING = List.of("first-grant", "first-wait", "full", "gate-opens", "swap",
            "phase-advances", "latch-opens", "lamp-on", "interrupt");

    private final Trace trace;
    private final TraceCursor cursor;
    private final Map<String, Moment> found = new LinkedHashMap<>();
    private final Set<Long> waiting = new HashSet<>();
    private final Map<Integer, Long> depth = new HashMap<>();
    private int created;
    private int started;

    /** Moments of that trace, none found yet. */
    public Moments(Trace trace) {
        this.trace = trace;
        this.cursor = trace.cursor();
    }

    /** The trace they are of. */
    public Trace trace() {
        return trace;
    }

    /** Reads on, a bounded number of events. */
    public void advance() {
        for (int i = 0; i < BUDGET && cursor.next(); i++) {
            take();
        }
    }

    /**
     * Takes in what was found in the events. The first update that was lost is a moment where all are known that were lost;
     * it is another as soon as what came later brings an earlier one to light, or makes good for one.
     */
    public void learn(Findings findings) {
        found.remove("lost-update");
        if (findings.lostUpdates().size() == findings.lostUpdateCount()) {
            findings.lostUpdates().stream().min(Comparator.comparingLong(LostUpdate::overwritingEvent)).ifPresent(
                    first -> found.put("lost-update",
                            new Moment("lost-update", first.overwritingEvent() + 1, first.overwritingNanos())));
        }
    }

    private void take() {
        long who = ((long) cursor.actor() << 32) | cursor.resource();
        switch (cursor.kind()) {
            case ACTOR_CREATED -> created++;
            case ACTOR_STARTED -> {
                started++;
                if (started == created && created > 1) {
                    find("start");
                }
            }
            case WAIT_BEGUN -> {
                waiting.add(who);
                find("first-wait");
            }
            case WAIT_ENDED -> waiting.remove(who); // it gave up, or was let go with all the others
            case ACQUIRED, HANDED_OVER -> served(who);
            case PUT -> {
                served(who);
                long now = depth.merge(cursor.resource(), 1L, Long::sum);
                if (now == trace.directory().resource(cursor.resource()).capacity()) {
                    find("full");
                }
            }
            case TAKEN -> {
                served(who);
                depth.merge(cursor.resource(), -1L, Long::sum);
            }
            case TRIPPED -> find(kind() == ResourceKind.PHASER ? "phase-advances" : "gate-opens");
            case SET -> find("lamp-on");
            case COUNTED_DOWN -> {
                if (cursor.argument() == 0) {
                    find("latch-opens");
                }
            }
            case EXCHANGED -> {
                if (waiting.contains(who)) {
                    served(who);
                } else {
                    find("swap"); // told of the one who waited before of the one who came
                }
            }
            case INTERRUPTED -> find("interrupt");
            case SUBTASK_ENDED -> {
                if (cursor.argument() == Scope.State.FAILED.ordinal()) {
                    find("subtask-fails");
                }
            }
            case ACTOR_FAILED -> find("failure");
            case PROCESS_KILLED -> find("process-killed");
            case DEADLOCKED -> closed();
            case RUN_FINISHED -> find(cursor.argument() == Outcome.DEADLOCKED.ordinal() ? "stuck" : "end");
            default -> {
                // No moment by itself.
            }
        }
    }

    private ResourceKind kind() {
        return trace.directory().resource(cursor.resource()).kind();
    }

    /** All members of the first circle are told one after the other; the moment is when they are. */
    private void closed() {
        if (cursor.argument() == 1) {
            found.put("circle", new Moment("circle", cursor.position(), cursor.timeNanos()));
        }
    }

    private void served(long who) {
        if (waiting.remove(who)) {
            find("first-grant");
        }
    }

    private void find(String name) {
        found.putIfAbsent(name, new Moment(name, cursor.position(), cursor.timeNanos()));
    }

    /** The moments found so far, in order of time. */
    public List<Moment> list() {
        var list = new ArrayList<>(found.values());
        list.sort(Comparator.comparingLong(Moment::events));
        return list;
    }

    /** So many of them at the most, in order of time; where there are more, the most telling. */
    public List<Moment> list(int most) {
        List<Moment> list = list();
        for (String name : LEAST_TELLING) {
            if (list.size() > most) {
                list.removeIf(moment -> moment.name().equals(name));
            }
        }
        return list.size() > most ? list.subList(0, most) : list;
    }
}
