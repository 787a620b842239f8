package dev.potok.simulation.virtual;

import java.util.BitSet;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.RunStoppedException;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;

/**
 * Decides who acts next, at which virtual time and on which core; see the package's comment for the rules.
 *
 * <p>
 * It belongs to whoever has the baton and is never entered by two threads at once. An actor enters it to spend time, to
 * stand still or to leave; it comes back when it is that actor's turn again, other actors having acted in between.
 */
final class Scheduler {
    /** What every operation on a primitive costs. */
    private static final long OPERATION_NANOS = 1_000;
    /** A switch costs this and something drawn below {@link #SWITCH_SPREAD_NANOS}. */
    private static final long SWITCH_NANOS = 1_000;
    private static final int SWITCH_SPREAD_NANOS = 4_000;
    private static final long LECTURE_UNIT_NANOS = 100_000_000;
    private static final long FLAT_OUT_UNIT_NANOS = 50_000;
    private static final int CALL_UNITS = 4;
    /** Not a whole number of units, so that an actor is not stopped just before the end of its work as a rule. */
    private static final double SLICE_UNITS = 2.5;
    /** Virtual time ends after 146 years, so that no sum of times can overflow. */
    private static final long END_NANOS = Long.MAX_VALUE / 2;
    /** Readers see the trace grow in steps of so many events. */
    private static final int EVENTS_TO_PUBLISH = 64;

    private final VirtualRun run;
    private final Trace trace;
    private final Draw draw;
    private final Baton control;
    private final long unitNanos;
    private final long sliceNanos;

    private final DueLine due = new DueLine();
    private final ReadyLine ready = new ReadyLine();
    private final BitSet freeCores = new BitSet();
    private long now;
    private long lastRecorded = -1;
    private int unpublished;
    private @Nullable VirtualActor running;
    /** Who waits until nobody acts. */
    private @Nullable VirtualActor attendant;
    private final int cores;
    private boolean unwinding;

    /** A machine that stands at time 0; the calling thread is the one that controls the run. */
    Scheduler(VirtualRun run, Trace trace, int cores, long seed, Pace pace) {
        this.run = run;
        this.trace = trace;
        this.draw = new Draw(seed);
        this.control = new Baton(Thread.currentThread());
        this.unitNanos = pace == Pace.LECTURE ? LECTURE_UNIT_NANOS : FLAT_OUT_UNIT_NANOS;
        this.sliceNanos = (long) (SLICE_UNITS * unitNanos);
        this.cores = cores;
        freeCores.set(0, cores);
    }

    // ---- for the control thread

    /** Lets the actors act; returns when none can any more or the run is stopped. */
    void run() {
        handToNext();
        control.await();
    }

    /** Lets that actor, which stands still, leave its body with a {@link RunStoppedException}; returns when it has. */
    void unwind(VirtualActor actor) {
        unwinding = true;
        hand(actor);
        control.await();
    }

    // ---- for the acting actor

    /** The actor that has the baton, null if it is the control thread. */
    @Nullable
    VirtualActor running() {
        return running;
    }

    /** The end of a piece of work of that many units is this much later. */
    long nanosOf(long units) {
        if (units > END_NANOS / unitNanos) {
            throw endOfTime();
        }
        return Math.max(0, units) * unitNanos;
    }

    /** How long a blocking call takes. */
    long callNanos() {
        return CALL_UNITS * unitNanos;
    }

    /** Spends what an operation on a primitive costs. */
    void operation(VirtualActor self) {
        spend(self, OPERATION_NANOS);
    }

    /**
     * Keeps the actor's core for that long in all, its own core or another's if it has to make room in between.
     *
     * @throws RunStoppedException if the run is stopped
     */
    void spend(VirtualActor self, long nanos) {
        long left = nanos;
        do {
            run.holdOrStop();
            fillCores();
            if (now >= self.sliceEnd) {
                if (!ready.isEmpty()) {
                    makeRoom(self);
                    continue;
                }
                self.sliceEnd = now + sliceNanos;
            }
            long step = Math.min(left, self.sliceEnd - now);
            if (due.isEmpty() && ready.isEmpty()) {
                step = left; // nobody is there who could want the core
            }
            left -= step;
            long until = later(step);
            VirtualActor first = due.first();
            if (first == null || first.dueNanos > until) {
                now = until;
            } else {
                due.add(self, until);
                switchFrom(self);
            }
        } while (left > 0);
    }

    /** Gives the core away for that long, or until {@link #wake}. */
    void rest(VirtualActor self, long nanos) {
        run.holdOrStop();
        standStill(self, later(Math.max(0, nanos)));
    }

    /** Gives the core away until another actor calls {@link #wake} for this one, or until that time. */
    void block(VirtualActor self, long untilNanos) {
        standStill(self, untilNanos);
    }

    /**
     * Gives the core away until nobody acts: all others stand still until they are woken, or until a time that has not come.
     */
    void awaitRest(VirtualActor self) {
        run.holdOrStop();
        VirtualActor first = due.first();
        boolean othersRest = ready.isEmpty() && freeCores.cardinality() == cores - 1
                && (first == null || first.dueNanos > now);
        if (othersRest) {
            return;
        }
        attendant = self;
        standStill(self, Long.MAX_VALUE);
    }

    private void standStill(VirtualActor self, long untilNanos) {
        leaveCore(self);
        self.still = true;
        if (untilNanos <= END_NANOS) {
            self.resting = true;
            due.add(self, Math.max(now, untilNanos));
        }
        switchFrom(self);
    }

    /** That actor can go on; does nothing to one that does not stand still. */
    void wake(VirtualActor actor) {
        if (actor.still) {
            if (actor.resting) {
                due.remove(actor);
            }
            ready(actor);
        }
    }

    /** That actor, which has no core and is in no line, can go on. */
    void ready(VirtualActor actor) {
        actor.resting = false;
        actor.still = false;
        ready.add(actor);
    }

    /** Virtual time after that much more of it. */
    long after(long nanos) {
        return later(Math.max(0, nanos));
    }

    boolean isPast(long timeNanos) {
        return now >= timeNanos;
    }

    /** The actor has ended: it gives its core and the baton away for good. Nothing may follow. */
    void leave(VirtualActor self) {
        leaveCore(self);
        handToNext();
    }

    /**
     * Appends an event at the present time, or a nanosecond after the last one.
     *
     * @return its time
     */
    long record(EventKind kind, int actor, int core, int resource, int line, long argument) {
        now = Math.max(now, lastRecorded + 1);
        lastRecorded = now;
        trace.append(now, kind, actor, core, resource, line, argument);
        if (++unpublished == EVENTS_TO_PUBLISH) {
            publish();
        }
        return now;
    }

    /** Lets readers see all that was recorded. */
    void publish() {
        unpublished = 0;
        trace.publish();
    }

    // ---- choices

    /** Takes the core away from an actor whose time is up, in favour of one that is ready. */
    private void makeRoom(VirtualActor self) {
        record(EventKind.PREEMPTED, self.id(), self.core, 0, self.line(), 0);
        leaveCore(self);
        fillCores(); // before the actor is ready itself, so that it is not drawn
        ready.add(self);
        switchFrom(self);
        record(EventKind.DISPATCHED, self.id(), self.core, 0, self.line(), 0);
    }

    /** Gives every free core to a ready actor, as far as there are any. */
    private void fillCores() {
        while (!ready.isEmpty() && !freeCores.isEmpty()) {
            VirtualActor actor = ready.draw(draw);
            int core = actor.lastCore >= 0 && freeCores.get(actor.lastCore) ? actor.lastCore : freeCores.nextSetBit(0);
            freeCores.clear(core);
            actor.core = core;
            actor.lastCore = core;
            long begins = now + SWITCH_NANOS + draw.below(SWITCH_SPREAD_NANOS);
            actor.sliceEnd = begins + sliceNanos;
            due.add(actor, begins);
        }
    }

    private void leaveCore(VirtualActor actor) {
        if (actor.core >= 0) {
            freeCores.set(actor.core);
            actor.core = -1;
        }
    }

    /** The actor whose turn it is, at the time that has come then; null if nobody can go on. */
    private @Nullable VirtualActor next() {
        while (true) {
            VirtualActor first = due.first();
            if (first != null && first.resting && first.dueNanos <= now) {
                ready(due.poll()); // all who wake at this instant are drawn from
                continue;
            }
            fillCores();
            VirtualActor attends = attendant;
            if (attends != null && freeCores.cardinality() == cores) { // so nobody is ready either
                attendant = null;
                ready(attends);
                continue;
            }
            if (due.isEmpty()) {
                return null;
            }
            VirtualActor chosen = due.poll();
            now = Math.max(now, chosen.dueNanos);
            if (!chosen.resting) {
                return chosen;
            }
            ready(chosen);
        }
    }

    private long later(long nanos) {
        if (nanos > END_NANOS - now) {
            throw endOfTime();
        }
        return now + nanos;
    }

    private static IllegalStateException endOfTime() {
        return new IllegalStateException("virtual time ends after 146 years, and this would last longer");
    }

    // ---- the baton

    /** Lets others act until it is this actor's turn. */
    private void switchFrom(VirtualActor self) {
        VirtualActor next = next();
        if (next == self) {
            return;
        }
        hand(next);
        self.baton().await();
        if (unwinding) {
            throw new RunStoppedException();
        }
    }

    private void handToNext() {
        hand(unwinding || run.stopping() ? null : next());
    }

    private void hand(@Nullable VirtualActor next) {
        running = next;
        if (next == null) {
            control.give();
        } else {
            next.takeBaton();
        }
    }
}
