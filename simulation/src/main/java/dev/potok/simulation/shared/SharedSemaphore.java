package dev.potok.simulation.shared;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Semaphore;
import dev.potok.simulation.primitive.Party;
import dev.potok.simulation.primitive.Scribe;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/**
 * Permits among processes. Who has how many is said for each seat, and the free ones are what is left of all: so a permit
 * passes from one to another in one word. Permits of the dead are lost, and who finds none from then on is told.
 *
 * <pre>
 * 32  int   of each seat, how many permits it has
 * </pre>
 */
final class SharedSemaphore extends SharedPrimitive implements Semaphore {
    private static final long HELD = OWN;
    static final long BYTES = HELD + 4L * Roster.SEATS;

    SharedSemaphore(SharedWorld world, ResourceInfo info, long base) {
        super(world, info, base);
    }

    private int held(int seat) {
        return word(HELD + 4L * seat);
    }

    private void held(int seat, int permits) {
        word(HELD + 4L * seat, permits);
    }

    /** Guarded. */
    private long free() {
        long free = info.capacity();
        for (int seat = 0; seat <= world.roster().last(); seat++) {
            free -= held(seat);
        }
        return free;
    }

    @Override
    public void acquire() throws InterruptedException {
        acquire(enterInterruptibly(), null);
    }

    @Override
    public boolean tryAcquire(Duration timeout) throws InterruptedException {
        return acquire(enterInterruptibly(), timeout);
    }

    @Override
    public boolean tryAcquire() {
        Party self = enter();
        lock(self);
        try {
            return take(self);
        } finally {
            unlock(self);
        }
    }

    /** Guarded. */
    private boolean take(Party self) {
        if (free() <= 0) {
            return false;
        }
        record(self, EventKind.ACQUIRED, 1);
        held(self.seat(), held(self.seat()) + 1);
        return true;
    }

    private boolean acquire(Party self, @Nullable Duration timeout) throws InterruptedException {
        SharedWait wait;
        lock(self);
        try {
            if (take(self)) {
                return true;
            }
            mustHaveLivingOwner();
            wait = join(self, resource(), WaitSide.ENTER, held(self.seat()) + 1L, true, timeout);
        } finally {
            unlock(self);
        }
        while (true) {
            int how = await(self, wait);
            if (how != Roster.CALLED) {
                return how == Roster.GRANTED;
            }
            lock(self);
            try {
                if (take(self)) {
                    goOn(self, resource());
                    passOn();
                    return true;
                }
                if (orphaned()) {
                    goOn(self, resource());
                    throw ownerDied();
                }
                again(self.seat());
            } finally {
                unlock(self);
            }
        }
    }

    @Override
    public void release() {
        Party self = enter();
        lock(self);
        try {
            int giver = self.seat();
            for (int seat = 1; held(giver) == 0 && seat <= world.roster().last(); seat++) {
                giver = held(seat) > 0 ? seat : giver; // whoever likes may give a permit back
            }
            if (held(giver) == 0) {
                throw new IllegalStateException("release() of \"" + name() + "\" without a permit taken: all "
                        + info.capacity() + " are free");
            }
            record(self, EventKind.RELEASED, 1);
            int next = info.fair() ? first(resource(), WaitSide.ENTER) : 0;
            held(giver, held(giver) - 1);
            if (next == 0) {
                passOn();
            } else {
                grant(self, next);
            }
        } finally {
            unlock(self);
        }
    }

    private void grant(Scribe self, int seat) {
        recordFor(self, seat, EventKind.ACQUIRED, 1);
        held(seat, held(seat) + 1);
        end(seat, Roster.GRANTED);
    }

    /** Permits are free: calls the first in line to try for one, unless one is called already. Guarded. */
    private void passOn() {
        int first = first(resource(), WaitSide.ENTER);
        boolean called = count(seat -> world.roster().standing(seat) == Roster.CALLED) > 0;
        if (first != 0 && !called && free() > 0) {
            end(first, Roster.CALLED);
        }
    }

    /** A permit may be free that somebody was about to pass on. */
    private void serve(Scribe self) {
        for (int first = first(resource(), WaitSide.ENTER); info.fair() && first != 0 && free() > 0; first = first(
                resource(), WaitSide.ENTER)) {
            grant(self, first);
        }
        passOn();
    }

    /** A permit was passed on and the one who has it was not told: who waits had one less when he came. */
    @Override
    void repair() {
        Roster roster = world.roster();
        for (int seat = 1; seat <= roster.last(); seat++) {
            if (roster.waits(seat) && roster.resource(seat) == resource() && held(seat) >= roster.number(seat)) {
                end(seat, Roster.GRANTED);
            }
        }
    }

    @Override
    void lost(Scribe undertaker, Set<Integer> dead, boolean waited, boolean knew, boolean killed) {
        for (int seat : dead) {
            int permits = held(seat);
            for (int i = 0; i < permits; i++) {
                orphan(undertaker, seat);
            }
            if (permits > 0) {
                held(seat, 0);
                held(0, held(0) + permits); // nobody's: they are not free again
            }
        }
        serve(undertaker);
        if (orphaned()) {
            endAll(resource(), WaitSide.ENTER, Roster.ORPHANED);
        }
    }
}
