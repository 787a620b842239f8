package dev.potok.simulation.shared;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Condition;
import dev.potok.simulation.environment.OwnerDiedException;
import dev.potok.simulation.environment.ReentrantMutex;
import dev.potok.simulation.primitive.Party;
import dev.potok.simulation.primitive.Scribe;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.WaitSide;

/**
 * A lock with one owner among processes, reentrant or not, and its conditions. Whoever has it when his process ends has it
 * for ever: all who wait are told, and so is everybody who comes.
 *
 * <pre>
 * 32  int   seat of the owner, 0 for nobody: the one word that decides
 * 36  int   how often the owner has entered
 * 40  int   how many conditions there are, and from 44 on their resources
 * </pre>
 */
final class SharedMutex extends SharedPrimitive implements ReentrantMutex {
    private static final long OWNER = OWN;
    private static final long DEPTH = OWN + 4;
    private static final long CONDITIONS = OWN + 8;
    private static final int MOST_CONDITIONS = 32;
    static final long BYTES = CONDITIONS + 4 + 4 * MOST_CONDITIONS;

    private final boolean reentrant;

    SharedMutex(SharedWorld world, ResourceInfo info, long base) {
        super(world, info, base);
        this.reentrant = info.kind() == ResourceKind.REENTRANT_MUTEX;
    }

    // ---- the lock

    @Override
    public void lock() {
        Party self = enter();
        try {
            acquire(self, false, null);
        } catch (InterruptedException never) {
            throw new IllegalStateException("a wait that no interrupt ends was interrupted", never);
        }
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        acquire(enterInterruptibly(), true, null);
    }

    @Override
    public boolean tryLock(Duration timeout) throws InterruptedException {
        return acquire(enterInterruptibly(), true, timeout);
    }

    @Override
    public boolean tryLock() {
        Party self = enter();
        lock(self);
        try {
            mustHaveLivingOwner();
            return take(self);
        } finally {
            unlock(self);
        }
    }

    private boolean acquire(Party self, boolean interruptible, @Nullable Duration timeout)
            throws InterruptedException {
        SharedWait wait;
        lock(self);
        try {
            mustHaveLivingOwner();
            if (!reentrant && timeout == null && word(OWNER) == self.seat()) {
                throw new IllegalMonitorStateException(self.name() + " holds \"" + name()
                        + "\" already and would wait for itself: this lock is not reentrant");
            }
            if (take(self)) {
                return true;
            }
            wait = join(self, resource(), WaitSide.ENTER, 1, interruptible, timeout);
        } finally {
            unlock(self);
        }
        return awaitTurn(self, wait);
    }

    /** Takes it if that can be done at once. Guarded. */
    private boolean take(Party self) {
        int owner = word(OWNER);
        if (owner == 0) {
            word(DEPTH, 1);
            record(self, EventKind.ACQUIRED, 1);
            word(OWNER, self.seat());
        } else if (reentrant && owner == self.seat()) {
            record(self, EventKind.ACQUIRED, 1);
            word(DEPTH, word(DEPTH) + 1);
        } else {
            return false;
        }
        return true;
    }

    private boolean awaitTurn(Party self, SharedWait wait) throws InterruptedException {
        while (true) {
            int how = await(self, wait);
            if (how != Roster.CALLED) {
                return how == Roster.GRANTED;
            }
            lock(self);
            try {
                if (orphaned()) {
                    goOn(self, resource());
                    throw ownerDied();
                }
                if (word(OWNER) == 0) {
                    int depth = (int) world.roster().number(self.seat());
                    word(DEPTH, depth);
                    record(self, EventKind.ACQUIRED, depth);
                    word(OWNER, self.seat());
                    goOn(self, resource());
                    return true;
                }
                again(self.seat());
            } finally {
                unlock(self);
            }
        }
    }

    @Override
    public void unlock() {
        Party self = enter();
        lock(self);
        try {
            mustOwn(self);
            int depth = word(DEPTH) - 1;
            record(self, EventKind.RELEASED, 1);
            word(DEPTH, depth);
            if (depth == 0) {
                pass(self);
            }
        } finally {
            unlock(self);
        }
    }

    private void mustOwn(Party self) {
        if (word(OWNER) != self.seat()) {
            throw new IllegalMonitorStateException(self.name() + " does not hold \"" + name() + "\"");
        }
    }

    /** The lock is free: lets the first in line have it, or try. Guarded. */
    private void pass(Scribe self) {
        int first = first(resource(), WaitSide.ENTER);
        if (first == 0 || !info.fair()) {
            word(OWNER, 0);
            if (first != 0) {
                end(first, Roster.CALLED);
            }
            return;
        }
        int depth = (int) world.roster().number(first);
        word(DEPTH, depth);
        recordFor(self, first, EventKind.ACQUIRED, depth);
        word(OWNER, first);
        end(first, Roster.GRANTED);
    }

    @Override
    public int holdCount() {
        Party self = enter();
        lock(self);
        try {
            return word(OWNER) == self.seat() ? word(DEPTH) : 0;
        } finally {
            unlock(self);
        }
    }

    @Override
    List<Integer> owners(int seat) {
        int owner = word(OWNER);
        return owner == 0 || world.roster().resource(seat) != resource() ? List.of() : List.of(owner);
    }

    // ---- death

    @Override
    boolean mine(int resource) {
        if (resource == resource()) {
            return true;
        }
        for (int i = 0; i < word(CONDITIONS); i++) {
            if (word(CONDITIONS + 4 + 4L * i) == resource) {
                return true;
            }
        }
        return false;
    }

    @Override
    boolean mayLeave(int seat) {
        return !world.roster().endless(seat) || world.roster().interruptible(seat);
    }

    /** Ownership was passed on and the new owner not told: tells him. */
    @Override
    void repair() {
        int owner = word(OWNER);
        if (owner != 0 && world.roster().waits(owner) && world.roster().resource(owner) == resource()) {
            end(owner, Roster.GRANTED);
        }
    }

    @Override
    void lost(Scribe undertaker, Set<Integer> dead, boolean waited, boolean knew, boolean killed) {
        int owner = word(OWNER);
        if (dead.contains(owner)) {
            orphan(undertaker, owner);
            word(OWNER, 0);
            endAll(resource(), WaitSide.ENTER, Roster.ORPHANED);
            for (int i = 0; i < word(CONDITIONS); i++) {
                endAll(word(CONDITIONS + 4 + 4L * i), WaitSide.ENTER, Roster.ORPHANED);
            }
        } else if (owner == 0 && !orphaned()) {
            int first = first(resource(), WaitSide.ENTER); // it may have been free for one who died when called
            if (first != 0) {
                pass(undertaker);
            }
        }
    }

    // ---- its conditions

    @Override
    public Condition condition(String name) {
        Party self = enter();
        ResourceInfo lounge = world.describe(self, name, ResourceKind.CONDITION, 0, resource(), true);
        lock(self);
        try {
            int count = word(CONDITIONS);
            if (count == MOST_CONDITIONS) {
                throw new IllegalStateException(
                        "\"" + name() + "\" has " + MOST_CONDITIONS + " conditions, which is as many as it may have");
            }
            word(CONDITIONS + 4 + 4L * count, lounge.id());
            word(CONDITIONS, count + 1);
        } finally {
            unlock(self);
        }
        return world.keep(new Lounge(lounge));
    }

    /** A condition; the critical section of its mutex guards it. */
    final class Lounge implements Condition, SharedWorld.Shared {
        private final ResourceInfo lounge;

        Lounge(ResourceInfo lounge) {
            this.lounge = lounge;
        }

        @Override
        public Object handle() {
            return new Handle.OfLounge(lounge.id(), lounge.name(), info.id(), info.name(), info.kind(), info.fair(),
                    base);
        }

        @Override
        public int resource() {
            return lounge.id();
        }

        @Override
        public void await() throws InterruptedException {
            rest(null);
        }

        @Override
        public boolean await(Duration timeout) throws InterruptedException {
            return rest(timeout);
        }

        private boolean rest(@Nullable Duration timeout) throws InterruptedException {
            Party self = enterInterruptibly();
            SharedWait wait;
            int entered;
            SharedMutex.this.lock(self);
            try {
                mustHaveLivingOwner();
                mustOwn(self);
                entered = word(DEPTH);
                record(self, EventKind.RELEASED, entered);
                wait = join(self, resource(), WaitSide.ENTER, entered, true, timeout);
                pass(self);
            } finally {
                SharedMutex.this.unlock(self);
            }
            InterruptedException told = null;
            try {
                if (awaitTurn(self, wait)) {
                    return true;
                }
            } catch (OwnerDiedException nobodyWillHaveIt) {
                throw nobodyWillHaveIt;
            } catch (InterruptedException thrown) {
                told = thrown;
            }
            enterAgain(self, entered);
            if (told != null) {
                throw told;
            }
            return false;
        }

        /** Whatever ended the wait, the caller has the mutex as often as before. */
        private void enterAgain(Party self, int entered) {
            SharedWait wait;
            SharedMutex.this.lock(self);
            try {
                mustHaveLivingOwner();
                if (word(OWNER) == 0) {
                    word(DEPTH, entered);
                    record(self, EventKind.ACQUIRED, entered);
                    word(OWNER, self.seat());
                    return;
                }
                wait = join(self, SharedMutex.this.resource(), WaitSide.ENTER, entered, false, null);
            } finally {
                SharedMutex.this.unlock(self);
            }
            try {
                awaitTurn(self, wait);
            } catch (InterruptedException never) {
                throw new IllegalStateException("a wait that no interrupt ends was interrupted", never);
            }
        }

        @Override
        public void signal() {
            signal(1);
        }

        @Override
        public void signalAll() {
            signal(Integer.MAX_VALUE);
        }

        private void signal(int most) {
            Party self = enter();
            SharedMutex.this.lock(self);
            try {
                mustOwn(self);
                Roster roster = world.roster();
                int guests = count(seat -> roster.waits(seat) && roster.resource(seat) == resource());
                int moved = Math.min(most, guests);
                record(self, resource(), EventKind.NOTIFIED, moved);
                for (int i = 0; i < moved; i++) {
                    int guest = first(resource(), WaitSide.ENTER);
                    roster.move(guest, SharedMutex.this.resource(), WaitSide.ENTER.ordinal(), nextTicket());
                    recordFor(self, guest, EventKind.WAIT_BEGUN, WaitSide.ENTER.ordinal());
                }
            } finally {
                SharedMutex.this.unlock(self);
            }
        }
    }

    /** The condition of that description, as this process sees it. */
    Lounge lounge(ResourceInfo lounge) {
        return new Lounge(lounge);
    }
}
