package dev.potok.app.lecture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.TraceCursor;

/**
 * Finds the moments that any recording has: all have started, the first has to wait, the first in line is served, a queue
 * is full, a gate opens, all have ended. Reads each event once, as the trace grows. Confined to one thread.
 */
public final class Moments {
    /** Events read at a time. */
    private static final int BUDGET = 20_000;

    private final Trace trace;
    private final TraceCursor cursor;
    private final Map<String, Moment> found = new LinkedHashMap<>();
    private final Set<Long> waiting = new HashSet<>();
    private final Map<Integer, Long> depth = new LinkedHashMap<>();
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
            case ACQUIRED -> served(who);
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
            case TRIPPED -> find("gate-opens");
            case RUN_FINISHED -> find("end");
            default -> {
                // No moment by itself.
            }
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
}
