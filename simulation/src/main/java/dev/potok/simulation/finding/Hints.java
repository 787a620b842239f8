package dev.potok.simulation.finding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.finding.Deadlock.Link;
import dev.potok.simulation.finding.Hint.Kind;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.TraceCursor;

/** Finds known faults by the rules that {@link Hint.Kind} states. A few steps for each event. */
final class Hints {
    /** A wait in which others who came later got so often what one waits for. */
    private static final int OVERTAKEN = 20;
    /** Rounds of giving up in vain. */
    private static final int ROUNDS = 3;
    private static final int TIMED_OUT = 1;
    private static final int MOST = 64;

    private final Directory directory;
    private final Waits waits;
    private final Holds holds;
    private final Map<Long, Hint> found = new LinkedHashMap<>();

    /** By lock or semaphore, how often somebody got it who did not hold it. */
    private final Map<Integer, Long> served = new HashMap<>();
    /** When actors that live began to. */
    private final Map<Integer, Long> started = new HashMap<>();

    /** By actor, how often it gave up since anybody got anything done. */
    private final Map<Integer, Integer> gaveUp = new HashMap<>();
    private long gaveUpSince;

    /** By lock, whose holder has ended. */
    private final Map<Integer, Abandoned> abandoned = new HashMap<>();
    /** By condition. */
    private final Map<Integer, Signal> signals = new HashMap<>();
    /** By mutex, its conditions that were signalled in vain. */
    private final Map<Integer, List<Signal>> signalsByMutex = new HashMap<>();
    /** By barrier or phaser. */
    private final Map<Integer, Gate> gates = new TreeMap<>();

    private record Abandoned(int actor, long nanos) {}

    private static final class Gate {
        long arrived;
        long parties;
    }

    /** The last signal of a condition, if it was lost, and who had the mutex since. */
    private static final class Signal {
        int signaller;
        long nanos;
        /** The only one beside the signaller who had the mutex since; 0 for nobody, -1 for several or several times. */
        int next;
        @Nullable Wait missed;
    }

    Hints(Directory directory, Waits waits, Holds holds) {
        this.directory = directory;
        this.waits = waits;
        this.holds = holds;
    }

    // ---- events, before waits and holds are told of them

    void accept(TraceCursor event) {
        int actor = event.actor();
        switch (event.kind()) {
            case ACTOR_STARTED -> started.put(actor, event.timeNanos());
            case ACTOR_FINISHED, ACTOR_FAILED -> {
                progress();
                started.remove(actor);
                for (ResourceInfo lock : holds.locksOf(actor)) {
                    abandoned.put(lock.id(), new Abandoned(actor, event.timeNanos()));
                    checkAbandoned(lock.id());
                }
            }
            case OWNER_DIED -> put(new Hint(Kind.ORPHANED, actor, event.resource(), event.timeNanos(),
                    waits.waitingFor(event.resource())));
            case WAIT_ENDED -> {
                if (event.argument() == TIMED_OUT) {
                    timedOut(event);
                }
            }
            case NOTIFIED -> {
                progress();
                signalled(event);
            }
            case ARRIVED -> gate(event.resource()).arrived++;
            case TRIPPED, BROKEN, MENDED -> gate(event.resource()).arrived = 0;
            case REGISTERED, DEREGISTERED -> {
                progress();
                gate(event.resource()).parties = event.argument();
            }
            case WORK_BEGUN, WORK_ENDED, PUT, TAKEN, WRITTEN, PASSED, EXCHANGED, HANDED_OVER, COUNTED_DOWN, SET,
                    CLEARED,
                    PRINTED, TASK_DONE, SUBTASK_ENDED, SENT, RECEIVED, TASK_ENDED, TASK_FAILED, PROCESS_EXITED,
                    PROCESS_KILLED, ACTOR_CREATED, CLOSED, FORKED, SCOPE_LEFT, IO_ENDED ->
                    progress();
            case RUN_FINISHED -> {
                if (event.argument() == Outcome.DEADLOCKED.ordinal()) {
                    stuck();
                }
            }
            default -> {
                // Tells nothing.
            }
        }
    }

    // ---- waits and holds

    void begun(Wait wait) {
        if (wait.resource == 0) {
            return;
        }
        wait.note = served.getOrDefault(wait.resource, 0L) + waits.waitingFor(wait.resource) - 1;
        checkAbandoned(wait.resource);
        Signal signal = signals.get(wait.resource);
        if (signal != null && signal.missed == null && signal.next == wait.actor) {
            signal.missed = wait;
        }
    }

    void ended(Wait wait, long nowNanos) {
        checkStarved(wait, nowNanos);
    }

    void held(ResourceInfo resource, int actor) {
        served.merge(resource.id(), 1L, Long::sum);
        for (Signal signal : signalsByMutex.getOrDefault(resource.id(), List.of())) {
            if (actor != signal.signaller && signal.missed == null) {
                signal.next = signal.next == 0 ? actor : -1;
            }
        }
    }

    void deadlocked(Link link) {
        int own = link.holders().indexOf(link.actor());
        Wait wait = waits.of(link.actor());
        if (own >= 0 && wait != null) {
            put(new Hint(Kind.SELF_DEADLOCK, link.actor(), link.resource(), wait.beganNanos,
                    link.holderLines().get(own)));
        }
    }

    /** All found so far, those about waits that go on included. */
    List<Hint> list(long nowNanos) {
        waits.all().forEach(wait -> checkStarved(wait, nowNanos));
        return List.copyOf(found.values());
    }

    // ---- the rules

    private void checkStarved(Wait wait, long nowNanos) {
        if (!Holds.isHeld(directory.resource(wait.resource).kind())) {
            return;
        }
        long overtaken = served.getOrDefault(wait.resource, 0L) - wait.note;
        long length = nowNanos - wait.beganNanos;
        long life = nowNanos - started.getOrDefault(wait.actor, Long.MAX_VALUE);
        if (overtaken >= OVERTAKEN && length >= life / 2 && life > 0) {
            Hint known = found.get(key(Kind.STARVATION, wait.actor, wait.resource));
            if (known == null || known.figure1() < overtaken) {
                put(new Hint(Kind.STARVATION, wait.actor, wait.resource, overtaken, length));
            }
        }
    }

    private void progress() {
        if (!gaveUp.isEmpty()) {
            gaveUp.clear();
        }
    }

    private void timedOut(TraceCursor event) {
        if (!directory.resource(event.resource()).kind().isLock()) {
            return;
        }
        for (int holder : holds.of(event.resource()).keySet()) {
            Wait wait = waits.of(holder);
            boolean inVain = wait != null && directory.resource(wait.resource).kind().isLock()
                    || gaveUp.containsKey(holder);
            if (!inVain) {
                return; // whoever has the lock may be doing something with it
            }
        }
        if (gaveUp.isEmpty()) {
            gaveUpSince = event.timeNanos();
        }
        gaveUp.merge(event.actor(), 1, Integer::sum);
        int often = 0;
        int total = 0;
        int most = 0;
        for (var each : gaveUp.entrySet()) {
            often += each.getValue() >= ROUNDS ? 1 : 0;
            total += each.getValue();
            most = most == 0 || gaveUp.getOrDefault(most, 0) < each.getValue() ? each.getKey() : most;
        }
        if (often >= 2 && most == event.actor()) {
            Hint known = found.get(LIVELOCK);
            if (known == null || known.figure1() < total) {
                put(LIVELOCK, new Hint(Kind.LIVELOCK, most, event.resource(), total,
                        event.timeNanos() - gaveUpSince));
            }
        }
    }

    private void checkAbandoned(int resource) {
        Abandoned by = abandoned.get(resource);
        int waiting = by == null ? 0 : waits.waitingFor(resource);
        if (by != null && waiting > 0) {
            Hint known = found.get(key(Kind.ABANDONED_LOCK, by.actor, resource));
            if (known == null || known.figure2() < waiting) {
                put(new Hint(Kind.ABANDONED_LOCK, by.actor, resource, by.nanos, waiting));
            }
        }
    }

    private void signalled(TraceCursor event) {
        int condition = event.resource();
        int mutex = directory.resource(condition).partOf();
        Signal signal = signals.computeIfAbsent(condition, id -> {
            var made = new Signal();
            signalsByMutex.computeIfAbsent(mutex, of -> new ArrayList<>()).add(made);
            return made;
        });
        signal.signaller = event.actor();
        signal.nanos = event.timeNanos();
        // One that was heard promises nothing to those who come later.
        signal.next = event.argument() == 0 ? 0 : -1;
        signal.missed = null;
    }

    private Gate gate(int resource) {
        return gates.computeIfAbsent(resource, id -> {
            var gate = new Gate();
            gate.parties = directory.resource(id).capacity();
            return gate;
        });
    }

    /** The run could go no further. */
    private void stuck() {
        var first = new TreeMap<Integer, Wait>();
        for (Wait wait : waits.all()) {
            if (wait.resource != 0) {
                first.merge(wait.resource, wait, (one, other) -> one.beganEvent <= other.beganEvent ? one : other);
            }
        }
        first.forEach((resource, wait) -> {
            Signal signal = signals.get(resource);
            ResourceKind kind = directory.resource(resource).kind();
            if (signal != null && signal.missed != null && signal.missed.end == Wait.End.NONE) {
                put(new Hint(Kind.LOST_SIGNAL, signal.missed.actor, resource, signal.nanos,
                        signal.missed.beganNanos));
            } else if (kind == ResourceKind.BARRIER || kind == ResourceKind.PHASER) {
                Gate gate = gate(resource);
                put(new Hint(Kind.MISSING_PARTY, wait.actor, resource, gate.arrived, gate.parties));
            } else if (!Holds.isHeld(kind) && kind != ResourceKind.SCOPE) {
                put(new Hint(Kind.ENDLESS_WAIT, wait.actor, resource, wait.beganNanos, waits.waitingFor(resource)));
            }
        });
    }

    private static final long LIVELOCK = key(Kind.LIVELOCK, 0, 0);

    private static long key(Kind kind, int actor, int resource) {
        return ((long) actor << 32 | resource) * Kind.values().length + kind.ordinal();
    }

    private void put(Hint hint) {
        put(key(hint.kind(), hint.actor(), hint.resource()), hint);
    }

    private void put(long key, Hint hint) {
        if (found.size() < MOST || found.containsKey(key)) {
            found.put(key, hint);
        }
    }
}
