package dev.potok.simulation.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.potok.simulation.run.CheckResult;
import dev.potok.simulation.run.CheckResult.Verdict;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.TraceCursor;
import dev.potok.simulation.trace.WaitSide;

/**
 * Folds the events of a trace and holds them against what the primitives promise. A check appears only if the trace has
 * something to judge it by. Where events were lost, a fault is inconclusive, since what is missing may be what
 * matters.
 */
public final class Invariants {
    private final Directory directory;
    private final Map<Integer, Resource> resources = new TreeMap<>();
    private final Map<Integer, EventKind> ends = new HashMap<>();
    private long joins;
    private long joinFaults;
    private long orderFaults;

    private Invariants(Directory directory) {
        this.directory = directory;
    }

    /** What the events say of one resource. */
    private static final class Resource {
        final ResourceInfo info;
        final ArrayDeque<Integer> enterLine = new ArrayDeque<>();
        final ArrayDeque<Integer> putLine = new ArrayDeque<>();
        final ArrayDeque<Integer> takeLine = new ArrayDeque<>();
        final ArrayDeque<Long> items = new ArrayDeque<>();
        final Map<Long, Integer> arrived = new HashMap<>();
        long tripped;
        long inside;
        /** Who acquired last; of a mutex, who holds it. */
        int holder;
        long mostInside;
        long served;
        long puts;
        long takes;
        long passes;
        long overfull;
        long outOfTurn;
        long outOfOrder;
        long tooEarly;

        Resource(ResourceInfo info) {
            this.info = info;
        }
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
        int actor = event.actor();
        switch (event.kind()) {
            case ACTOR_FINISHED, ACTOR_FAILED -> ends.put(actor, event.kind());
            case JOIN_ENDED -> {
                joins++;
                if (!ends.containsKey((int) event.argument())) {
                    joinFaults++;
                }
            }
            default -> {
                if (event.resource() != 0 && event.kind() != EventKind.COUNTER) {
                    ofResource(event, resources.computeIfAbsent(event.resource(),
                            id -> new Resource(directory.resource(id))));
                }
            }
        }
    }

    private static void ofResource(TraceCursor event, Resource resource) {
        int actor = event.actor();
        long argument = event.argument();
        switch (event.kind()) {
            case WAIT_BEGUN -> lineOf(resource, (int) argument).add(actor);
            case ACQUIRED -> {
                serve(resource, resource.enterLine, actor);
                resource.inside += argument;
                resource.holder = actor;
                resource.mostInside = Math.max(resource.mostInside, resource.inside);
                if (resource.inside > resource.info.capacity()) {
                    resource.overfull++;
                }
            }
            case RELEASED -> {
                resource.inside -= argument;
                boolean another = resource.info.kind() == ResourceKind.MUTEX && resource.holder != actor;
                if (resource.inside < 0 || another) {
                    resource.overfull++;
                }
            }
            case PUT -> {
                serve(resource, resource.putLine, actor);
                resource.puts++;
                if (argument != resource.puts) {
                    resource.outOfOrder++;
                }
                resource.items.add(argument);
                resource.mostInside = Math.max(resource.mostInside, resource.items.size());
                if (resource.info.capacity() > 0 && resource.items.size() > resource.info.capacity()) {
                    resource.overfull++;
                }
            }
            case TAKEN -> {
                serve(resource, resource.takeLine, actor);
                resource.takes++;
                Long oldest = resource.items.poll();
                if (oldest == null || oldest != argument) {
                    resource.outOfOrder++;
                }
            }
            case CLOSED, BROKEN -> {
                resource.takeLine.clear();
                resource.putLine.clear();
                resource.enterLine.clear();
            }
            case ARRIVED -> resource.arrived.merge(argument, 1, Integer::sum);
            case TRIPPED -> {
                resource.tripped++;
                if (resource.tripped != argument
                        || resource.arrived.getOrDefault(argument, 0) != resource.info.capacity()) {
                    resource.tooEarly++;
                }
                resource.enterLine.clear();
            }
            case PASSED -> {
                resource.passes++;
                if (argument > resource.tripped) {
                    resource.tooEarly++;
                }
            }
            case WAIT_ENDED -> {
                if (argument != 0) {
                    resource.enterLine.remove(actor);
                    resource.putLine.remove(actor);
                    resource.takeLine.remove(actor);
                }
            }
            default -> {
                // Promises nothing.
            }
        }
    }

    private static ArrayDeque<Integer> lineOf(Resource resource, int side) {
        if (side == WaitSide.PUT.ordinal()) {
            return resource.putLine;
        }
        return side == WaitSide.TAKE.ordinal() ? resource.takeLine : resource.enterLine;
    }

    /** Somebody got what the line waits for: it must be the first in it, unless the line is empty. */
    private static void serve(Resource resource, ArrayDeque<Integer> line, int actor) {
        resource.served++;
        if (line.isEmpty()) {
            return;
        }
        if (line.peek() != actor) {
            resource.outOfTurn++;
        }
        line.remove(actor);
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
        for (Resource resource : resources.values()) {
            ResourceInfo info = resource.info;
            switch (info.kind()) {
                case MUTEX, SEMAPHORE -> {
                    if (resource.served > 0) {
                        add(checks, dropped, "permits-kept", resource.overfull, info, resource.served,
                                resource.mostInside, info.capacity());
                        add(checks, dropped, "served-in-turn", resource.outOfTurn, info, resource.outOfTurn,
                                resource.served);
                    }
                }
                case BARRIER -> {
                    if (!resource.arrived.isEmpty()) {
                        add(checks, dropped, "none-leaves-early", resource.tooEarly, info, resource.tripped,
                                info.capacity(), resource.passes, resource.tooEarly);
                    }
                }
                case QUEUE -> {
                    if (resource.puts > 0) {
                        add(checks, dropped, "depth-within-capacity", resource.overfull, info, resource.mostInside,
                                info.capacity());
                        add(checks, dropped, "each-item-once-in-order", resource.outOfOrder, info, resource.puts,
                                resource.takes, resource.items.size());
                        add(checks, dropped, "served-in-turn", resource.outOfTurn, info, resource.outOfTurn,
                                resource.served);
                    }
                }
                case CELL, COUNTER -> {
                    // Any value is a right one.
                }
            }
        }
        return checks;
    }

    /** What was found amiss may be but a gap where events were lost. */
    private static void add(List<CheckResult> checks, long dropped, String name, long faults, Object... figures) {
        Verdict verdict = faults == 0 ? Verdict.OK : dropped > 0 ? Verdict.INCONCLUSIVE : Verdict.FAILED;
        checks.add(new CheckResult(name, verdict, List.of(figures)));
    }
}
