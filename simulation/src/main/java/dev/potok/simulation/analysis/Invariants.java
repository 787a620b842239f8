package dev.potok.simulation.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.potok.simulation.run.CheckResult;
import dev.potok.simulation.run.CheckResult.Verdict;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.TraceCursor;

/**
 * Folds the events of a trace and holds them against what the primitives promise. A check appears only if the trace has
 * something to judge it by. Where events were lost, a fault is inconclusive, since what is missing may be what
 * matters.
 */
public final class Invariants {
    private final Directory directory;
    private final Map<Integer, Rule> rules = new TreeMap<>();
    /** By actor, the condition it waits at. */
    private final Map<Integer, ConditionRule> lounges = new HashMap<>();
    private final Set<Integer> ended = new HashSet<>();
    private long joins;
    private long joinFaults;
    private long orderFaults;

    private Invariants(Directory directory) {
        this.directory = directory;
    }

    /** All checks there is something to judge by, in a fixed order. */
    public static List<CheckResult> check(Trace trace) {
        var fold = new Invariants(trace.directory());
        TraceCursor cursor = trace.cursor();
        long last = Long.MIN_VALUE;
        while (cursor.next()) {
            if (cursor.timeNanos() < last) {
                fold.orderFaults++;
            }
            last = cursor.timeNanos();
            fold.take(cursor);
        }
        return fold.verdicts(trace);
    }

    private void take(TraceCursor event) {
        switch (event.kind()) {
            case ACTOR_FINISHED, ACTOR_FAILED, PROCESS_EXITED, PROCESS_KILLED -> ended.add(event.actor());
            case JOIN_ENDED -> {
                joins++;
                if (!ended.contains((int) event.argument())) {
                    joinFaults++;
                }
            }
            case COUNTER, DEADLOCKED -> {
                // Told by the run, and no doing on the resource.
            }
            default -> {
                if (event.resource() != 0) {
                    ofResource(event,
                            rules.computeIfAbsent(event.resource(), id -> Rule.of(directory.resource(id))));
                }
            }
        }
    }

    private void ofResource(TraceCursor event, Rule rule) {
        if (event.kind() == EventKind.WAIT_BEGUN) {
            ConditionRule lounge = lounges.remove(event.actor());
            if (lounge != null) {
                lounge.called(event.actor());
            }
            if (rule instanceof ConditionRule condition) {
                lounges.put(event.actor(), condition);
            }
        } else if (event.kind() == EventKind.WAIT_ENDED) {
            lounges.remove(event.actor());
        }
        rule.accept(event);
    }

    private List<CheckResult> verdicts(Trace trace) {
        var checks = new ArrayList<CheckResult>();
        long dropped = trace.dropped();
        checks.add(CheckResult.of("time-order", orderFaults == 0 && trace.late() == 0, trace.size(), orderFaults,
                trace.late()));
        checks.add(CheckResult.of("nothing-lost", dropped == 0, dropped));
        if (joins > 0) {
            add(checks, dropped, "join-after-end", joinFaults, joins, joinFaults);
        }
        for (Rule rule : rules.values()) {
            rule.judge((check, faults, figures) -> add(checks, dropped, check, faults, figures));
        }
        return checks;
    }

    /** What was found amiss may be but a gap where events were lost. */
    private static void add(List<CheckResult> checks, long dropped, String name, long faults, Object... figures) {
        Verdict verdict = faults == 0 ? Verdict.OK : dropped > 0 ? Verdict.INCONCLUSIVE : Verdict.FAILED;
        checks.add(new CheckResult(name, verdict, List.of(figures)));
    }
}
