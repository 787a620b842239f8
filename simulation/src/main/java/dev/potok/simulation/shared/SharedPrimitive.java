package dev.potok.simulation.shared;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.OwnerDiedException;
import dev.potok.simulation.memory.MemoryMutex;
import dev.potok.simulation.primitive.Party;
import dev.potok.simulation.primitive.Scribe;
import dev.potok.simulation.primitive.Waiter;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/**
 * What all shared primitives have: a critical section in shared memory, the time of the last event in it, and lines made
 * of seats. An object of this class is one process's view of it.
 *
 * <pre>
 *  0  int   the critical section, a {@link MemoryMutex}
 *  4  int   seat of the one who died while he held it, 0 for nobody
 *  8  long  time of the last event on it
 * 16  long  the last ticket
 * 24  int   how many wait, of all sides; parts of it included
 * 32  what the kind of primitive likes
 * </pre>
 */
abstract class SharedPrimitive {
    /** Where a kind's own words begin. */
    static final long OWN = 32;

    static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private static final long ORPHANED_BY = 4;
    private static final long LAST_NANOS = 8;
    private static final long LAST_TICKET = 16;
    private static final long WAITING = 24;

    private static final int TIMED_OUT = 1;
    private static final int NOTHING_GRANTED = 2;

    final SharedWorld world;
    final ResourceInfo info;
    final long base;
    private final MemorySegment memory;
    private final MemoryMutex guard;

    /** A view of the primitive that lies there. */
    SharedPrimitive(SharedWorld world, ResourceInfo info, long base) {
        this.world = world;
        this.info = info;
        this.base = base;
        this.memory = world.memory();
        this.guard = new MemoryMutex(memory, base, world.roster()::gone);
    }

    /** By what it is known when it goes to another process. */
    Object handle() {
        return Handle.of(info, base);
    }

    final String name() {
        return info.name();
    }

    final int resource() {
        return info.id();
    }

    // ---- words

    final int word(long offset) {
        return (int) INT.getAcquire(memory, base + offset);
    }

    final void word(long offset, int value) {
        INT.setRelease(memory, base + offset, value);
    }

    final long longWord(long offset) {
        return (long) LONG.getAcquire(memory, base + offset);
    }

    final void longWord(long offset, long value) {
        LONG.setRelease(memory, base + offset, value);
    }

    // ---- the critical section

    final Party enter() {
        Party self = world.current();
        self.checkpoint();
        return self;
    }

    final Party enterInterruptibly() throws InterruptedException {
        Party self = enter();
        if (self.takeInterrupt()) {
            throw interrupted(self);
        }
        return self;
    }

    final InterruptedException interrupted(Party self) {
        return new InterruptedException(self.name() + " was interrupted at \"" + name() + "\"");
    }

    /** Enters the critical section; one whose last visitor died in it is put right first. */
    final void lock(Scribe self) {
        if (guard.lock(self.seat())) {
            word(WAITING, count(each -> world.roster().waits(each)));
            repair();
        }
    }

    final void unlock(Scribe self) {
        guard.unlock(self.seat());
    }

    /** Somebody died in the critical section: puts right what hangs together. Guarded. */
    void repair() {
        // Nothing, where each change is one word.
    }

    final void record(Scribe self, EventKind kind, long argument) {
        record(self, resource(), kind, argument);
    }

    final void record(Scribe self, int part, EventKind kind, long argument) {
        longWord(LAST_NANOS, self.record(kind, part, argument, lastNanos()));
    }

    /** Records what the one in that seat gets by the calling actor. */
    final void recordFor(Scribe self, int seat, EventKind kind, long argument) {
        recordFor(self, seat, resource(), kind, argument);
    }

    final void recordFor(Scribe self, int seat, int part, EventKind kind, long argument) {
        Roster roster = world.roster();
        longWord(LAST_NANOS, self.recordFor(roster.actor(seat), roster.line(seat), kind, part, argument, lastNanos()));
    }

    private long lastNanos() {
        return longWord(LAST_NANOS);
    }

    // ---- lines

    /** Joins a line; guarded. */
    final SharedWait join(Party self, int part, WaitSide side, long number, boolean interruptible,
            @Nullable Duration timeout) {
        return join(self, part, side, number, interruptible, timeout == null ? Long.MAX_VALUE : self.due(timeout));
    }

    /** The same, until that run time; {@link Long#MAX_VALUE} for no end. */
    final SharedWait join(Party self, int part, WaitSide side, long number, boolean interruptible, long due) {
        int seat = self.seat();
        int ends = (due == Long.MAX_VALUE ? 0 : Roster.TIMED) | (interruptible ? Roster.INTERRUPTIBLE : 0);
        world.roster().wait(seat, part, side.ordinal(), ends, nextTicket(), number, self.line());
        word(WAITING, word(WAITING) + 1);
        record(self, part, EventKind.WAIT_BEGUN, side.ordinal());
        return new SharedWait(this, seat, due);
    }

    /** Waits again in the same place, after a call that led to nothing. Guarded. */
    final void again(int seat) {
        world.roster().standing(seat, Roster.WAITING);
        word(WAITING, word(WAITING) + 1);
    }

    final long nextTicket() {
        long ticket = longWord(LAST_TICKET) + 1;
        longWord(LAST_TICKET, ticket);
        return ticket;
    }

    /** The seat that has waited longest on that side, 0 if none does. Guarded. */
    final int first(int part, WaitSide side) {
        if (word(WAITING) == 0) {
            return 0;
        }
        Roster roster = world.roster();
        int first = 0;
        for (int seat = 1; seat <= roster.last(); seat++) {
            if (roster.waits(seat) && roster.resource(seat) == part && roster.side(seat) == side.ordinal()
                    && !roster.gone(seat) && (first == 0 || roster.ticket(seat) < roster.ticket(first))) {
                first = seat;
            }
        }
        return first;
    }

    /** How many seats with this primitive as what they waited for last are so. */
    final int count(IntPredicate which) {
        Roster roster = world.roster();
        int count = 0;
        for (int seat = 1; seat <= roster.last(); seat++) {
            if (mine(roster.resource(seat)) && !roster.gone(seat) && which.test(seat)) {
                count++;
            }
        }
        return count;
    }

    /** Whether that resource is this one or a part of it. */
    boolean mine(int resource) {
        return resource == resource();
    }

    /** Ends a wait; guarded, after its cause was recorded. */
    final void end(int seat, int how) {
        Roster roster = world.roster();
        roster.endNanos(seat, longWord(LAST_NANOS));
        word(WAITING, Math.max(0, word(WAITING) - 1));
        roster.standing(seat, how);
        roster.ring(seat);
    }

    /** Lets all who wait on a side go so. Guarded. */
    final void endAll(int part, WaitSide side, int how) {
        for (int seat = first(part, side); seat != 0; seat = first(part, side)) {
            end(seat, how);
        }
    }

    /**
     * Stands still until the wait has ended.
     *
     * @return {@link Roster#CALLED} or {@link Roster#GRANTED}; or {@link Roster#REFUSED}; or {@link Roster#NONE} if its
     *         time was over
     * @throws OwnerDiedException   if nobody will ever grant it
     * @throws InterruptedException if it was interrupted
     */
    final int await(Party self, SharedWait wait) throws InterruptedException {
        int seat = self.seat();
        self.await(wait);
        Roster roster = world.roster();
        int how = roster.standing(seat);
        switch (how) {
            case Roster.CALLED -> {
                return how; // it goes on in the critical section
            }
            case Roster.GRANTED, Roster.REFUSED, Roster.ORPHANED -> {
                roster.standing(seat, Roster.NONE);
                self.record(EventKind.WAIT_ENDED, roster.resource(seat), how == Roster.GRANTED ? 0 : NOTHING_GRANTED,
                        roster.endNanos(seat));
                if (how == Roster.ORPHANED) {
                    throw ownerDied();
                }
                return how;
            }
            default -> {
                if (roster.number(seat) == INTERRUPTED) {
                    throw interrupted(self);
                }
                return Roster.NONE;
            }
        }
    }

    /** Instead of the number of a wait that was cancelled. */
    private static final long INTERRUPTED = -1;

    /** One that was called goes on: it waits no more. Guarded. */
    final void goOn(Party self, int part) {
        world.roster().standing(self.seat(), Roster.NONE);
        record(self, part, EventKind.WAIT_ENDED, 0);
    }

    final boolean cancel(int seat, Waiter.End how) {
        Party self = world.current();
        lock(self);
        try {
            Roster roster = world.roster();
            if (!roster.waits(seat) || !mayLeave(seat)) {
                return false;
            }
            record(self, roster.resource(seat), EventKind.WAIT_ENDED,
                    how == Waiter.End.TIMED_OUT ? TIMED_OUT : NOTHING_GRANTED);
            roster.number(seat, how == Waiter.End.INTERRUPTED ? INTERRUPTED : 0);
            roster.standing(seat, Roster.NONE);
            word(WAITING, Math.max(0, word(WAITING) - 1));
            left(self);
            return true;
        } finally {
            unlock(self);
        }
    }

    /** Whether what it waits for can still be done without; guarded. */
    boolean mayLeave(int seat) {
        return true;
    }

    /** What follows from somebody's leaving a line with nothing granted; guarded. */
    void left(Scribe self) {
        // Nothing, as a rule.
    }

    /** Seats of those whose deeds alone can end that wait. */
    List<Integer> owners(int seat) {
        return List.of();
    }

    // ---- death

    final boolean orphaned() {
        return word(ORPHANED_BY) != 0;
    }

    final OwnerDiedException ownerDied() {
        return OwnerDiedException.holding(name(), world.roster().name(word(ORPHANED_BY)));
    }

    final void mustHaveLivingOwner() {
        if (orphaned()) {
            throw ownerDied();
        }
    }

    /** The one in that seat died while he held it. Guarded. */
    final void orphan(Scribe undertaker, int dead) {
        recordFor(undertaker, dead, EventKind.OWNER_DIED, 0);
        if (!orphaned()) {
            word(ORPHANED_BY, dead);
        }
    }

    /**
     * Takes the dead out: their waits, and what they held. Called in the process that owns the run, once for each death.
     *
     * @param dead  seats of a process that is gone
     * @param knew  whether that process had it
     * @param killed whether it ended otherwise than by its own will
     */
    final void bury(Scribe undertaker, Set<Integer> dead, boolean knew, boolean killed) {
        lock(undertaker);
        try {
            Roster roster = world.roster();
            boolean waited = false;
            for (int seat : dead) {
                int standing = roster.standing(seat);
                if (standing != Roster.NONE && mine(roster.resource(seat))) {
                    waited = true;
                    recordFor(undertaker, seat, roster.resource(seat), EventKind.WAIT_ENDED, NOTHING_GRANTED);
                    roster.standing(seat, Roster.NONE);
                }
            }
            word(WAITING, count(roster::waits));
            repair();
            lost(undertaker, dead, waited, knew, killed);
        } finally {
            unlock(undertaker);
        }
    }

    /** What follows from the death of those; guarded. Their waits are over. */
    void lost(Scribe undertaker, Set<Integer> dead, boolean waited, boolean knew, boolean killed) {
        // Nothing, as a rule.
    }
}
