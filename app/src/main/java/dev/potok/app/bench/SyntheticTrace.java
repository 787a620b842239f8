package dev.potok.app.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.WaitSide;

/**
 * A trace of any length for measurements: actors on eight cores that work, lock, put, take and sleep by a seeded script.
 * It obeys every rule of a real one; nothing in it happened.
 */
public final class SyntheticTrace {
    private static final int CORES = 8;
    private static final int LOCKS = 6;
    private static final int QUEUES = 2;
    private static final int SLOTS = 32;
    private static final int LINES = 90;

    private final Trace trace;
    private final long wanted;
    private final SplittableRandom random = new SplittableRandom(42);
    private final Deque<Actor> ready = new ArrayDeque<>();
    private final PriorityQueue<Actor> sleeping = new PriorityQueue<>((a, b) -> Long.compare(a.wakes, b.wakes));
    private final @Nullable Actor[] cores = new @Nullable Actor[CORES];
    private final List<Lock> locks = new ArrayList<>();
    private final List<Conveyor> conveyors = new ArrayList<>();
    private final int mostTakers;
    private int takers;
    private long time;
    private long count;
    private long items;

    /** Somebody in the script. */
    private static final class Actor {
        private final int id;
        /** What happens to it first when it has a core again: a wait ended, or nothing. */
        private int waitedFor;
        private boolean slept;
        private @Nullable Lock held;
        private long wakes;

        Actor(int id) {
            this.id = id;
        }
    }

    private static final class Lock {
        private final int id;
        private int free;
        private final Deque<Actor> line = new ArrayDeque<>();

        Lock(int id, int permits) {
            this.id = id;
            this.free = permits;
        }
    }

    private static final class Conveyor {
        private final int id;
        private final Deque<Long> items = new ArrayDeque<>();
        private final Deque<Actor> takers = new ArrayDeque<>();

        Conveyor(int id) {
            this.id = id;
        }
    }

    private SyntheticTrace(int actors, long wanted) {
        this.wanted = wanted;
        this.mostTakers = actors / 4;
        var directory = new Directory();
        trace = new Trace(directory);
        add(EventKind.RUN_STARTED, 0, -1, 0, CORES);
        for (int i = 0; i < LOCKS; i++) {
            int permits = i % 2 == 0 ? 1 : 3;
            locks.add(new Lock(directory.addResource("lock-" + (i + 1),
                    permits == 1 ? ResourceKind.MUTEX : ResourceKind.SEMAPHORE, permits).id(), permits));
        }
        for (int i = 0; i < QUEUES; i++) {
            conveyors.add(new Conveyor(directory.addResource("queue-" + (i + 1), ResourceKind.QUEUE, SLOTS).id()));
        }
        for (int i = 0; i < actors; i++) {
            String group = "worker-" + (char) ('a' + i * 4 / actors);
            var actor = new Actor(directory.addActor(group + "-" + (i + 1), group, ActorKind.PLATFORM_THREAD, 0).id());
            add(EventKind.ACTOR_CREATED, actor.id, -1, 0, 0);
            ready.add(actor);
        }
        for (Lock lock : locks) {
            add(EventKind.RESOURCE_CREATED, 0, -1, lock.id, lock.free);
        }
        for (Conveyor conveyor : conveyors) {
            add(EventKind.RESOURCE_CREATED, 0, -1, conveyor.id, SLOTS);
        }
    }

    /** A trace of so many actors and events, always the same. */
    public static Trace of(int actors, long events) {
        var made = new SyntheticTrace(actors, events);
        made.act();
        return made.trace;
    }

    private void add(EventKind kind, int actor, int core, int resource, long argument) {
        time += 40 + random.nextInt(1200);
        int line = actor == 0 ? 0 : 1 + random.nextInt(LINES);
        trace.append(time, kind, actor, core, resource, line, argument);
        count++;
    }

    private void act() {
        while (count < wanted) {
            while (!sleeping.isEmpty() && sleeping.element().wakes <= time) {
                ready.add(sleeping.remove());
            }
            int core = random.nextInt(CORES);
            Actor actor = cores[core];
            if (actor == null) {
                Actor next = ready.poll();
                if (next != null) {
                    cores[core] = next;
                    begin(next, core);
                } else if (!sleeping.isEmpty() && Arrays.stream(cores).allMatch(each -> each == null)) {
                    time = Math.max(time, sleeping.element().wakes);
                }
            } else {
                step(actor, core);
            }
        }
        trace.finish();
    }

    private void begin(Actor actor, int core) {
        if (actor.waitedFor != 0) {
            add(EventKind.WAIT_ENDED, actor.id, core, actor.waitedFor, 0);
            actor.waitedFor = 0;
        } else if (actor.slept) {
            add(EventKind.SLEEP_ENDED, actor.id, core, 0, 0);
            actor.slept = false;
        } else {
            add(EventKind.ACTOR_STARTED, actor.id, core, 0, 0);
        }
    }

    private void step(Actor actor, int core) {
        int dice = random.nextInt(10);
        Lock held = actor.held;
        if (held != null && dice < 5) {
            release(actor, held, core);
        } else if (dice < 4) {
            add(EventKind.WORK_BEGUN, actor.id, core, 0, 1);
            time += random.nextInt(20_000);
            add(EventKind.WORK_ENDED, actor.id, core, 0, 1);
        } else if (dice < 6 && held == null) {
            acquire(actor, core, locks.get(random.nextInt(LOCKS)));
        } else if (dice < 8) {
            put(actor, core, conveyors.get(random.nextInt(QUEUES)));
        } else if (dice < 9 && held == null) {
            take(actor, core, conveyors.get(random.nextInt(QUEUES)));
        } else if (held == null) {
            long nanos = random.nextLong(20_000, 420_000);
            add(EventKind.SLEEP_BEGUN, actor.id, core, 0, nanos);
            actor.slept = true;
            actor.wakes = time + nanos;
            sleeping.add(actor);
            cores[core] = null;
        }
    }

    private void acquire(Actor actor, int core, Lock lock) {
        if (lock.free > 0) {
            lock.free--;
            actor.held = lock;
            add(EventKind.ACQUIRED, actor.id, core, lock.id, 1);
        } else {
            waits(actor, core, lock.id, WaitSide.ENTER);
            lock.line.add(actor);
        }
    }

    private void waits(Actor actor, int core, int resource, WaitSide side) {
        add(EventKind.WAIT_BEGUN, actor.id, core, resource, side.ordinal());
        actor.waitedFor = resource;
        cores[core] = null;
    }

    private void release(Actor actor, Lock lock, int core) {
        actor.held = null;
        add(EventKind.RELEASED, actor.id, core, lock.id, 1);
        Actor next = lock.line.poll();
        if (next == null) {
            lock.free++;
        } else {
            add(EventKind.ACQUIRED, next.id, -1, lock.id, 1);
            next.held = lock;
            ready.add(next);
        }
    }

    private void put(Actor actor, int core, Conveyor conveyor) {
        if (conveyor.items.size() == SLOTS) {
            return; // it finds something else to do
        }
        long item = ++items;
        add(EventKind.PUT, actor.id, core, conveyor.id, item);
        Actor taker = conveyor.takers.poll();
        if (taker == null) {
            conveyor.items.add(item);
        } else {
            takers--;
            add(EventKind.TAKEN, taker.id, -1, conveyor.id, item);
            ready.add(taker);
        }
    }

    private void take(Actor actor, int core, Conveyor conveyor) {
        Long item = conveyor.items.poll();
        if (item == null && takers < mostTakers) {
            takers++;
            waits(actor, core, conveyor.id, WaitSide.TAKE);
            conveyor.takers.add(actor);
        } else if (item != null) {
            add(EventKind.TAKEN, actor.id, core, conveyor.id, item);
        }
    }
}
