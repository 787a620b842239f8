package dev.potok.simulation.primitive;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Condition;
import dev.potok.simulation.environment.ReentrantMutex;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.WaitSide;

/**
 * A lock with one owner, reentrant or not, and its conditions. Served in order, an unlock hands it to the first in line;
 * else it wakes that one, who keeps its place and takes the lock unless somebody was quicker.
 */
final class OwnedMutex extends Primitive implements ReentrantMutex {
    private final BiFunction<String, ResourceInfo, ResourceInfo> conditions;
    private final boolean reentrant;
    /** Who has it; written inside the critical section, read anywhere. */
    private volatile @Nullable Party owner;
    /** How often the owner has entered. Guarded, like the line. */
    private int depth;
    private final ArrayDeque<Waiter<Lounge>> line = new ArrayDeque<>();

    /** With a function that makes the resource of a condition from its name and the resource of its mutex. */
    OwnedMutex(ResourceInfo info, Supplier<? extends Party> current,
            BiFunction<String, ResourceInfo, ResourceInfo> conditions) {
        super(info, current);
        this.conditions = conditions;
        this.reentrant = info.kind() == ResourceKind.REENTRANT_MUTEX;
    }

    // ---- the lock

    @Override
    public void lock() {
        Party self = enter();
        acquire(waiter(self, null));
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        Party self = enterInterruptibly();
        granted(self, acquire(waiter(self, null, null)));
    }

    @Override
    public boolean tryLock(Duration timeout) throws InterruptedException {
        Party self = enterInterruptibly();
        return granted(self, acquire(waiter(self, null, timeout)));
    }

    @Override
    public boolean tryLock() {
        Party self = enter();
        guard.lock();
        try {
            return take(self);
        } finally {
            guard.unlock();
        }
    }

    private Waiter.End acquire(Waiter<Lounge> waiter) {
        Party self = waiter.party;
        waiter.number = 1;
        guard.lock();
        try {
            boolean own = self.equals(owner);
            if (own && !reentrant && waiter.dueNanos() == Waiter.NEVER) {
                throw new IllegalMonitorStateException(self.name() + " holds \"" + name()
                        + "\" already and would wait for itself: this lock is not reentrant");
            }
            if (take(self)) {
                return Waiter.End.GRANTED;
            }
            line.add(waiter);
            record(self, EventKind.WAIT_BEGUN, WaitSide.ENTER.ordinal());
        } finally {
            guard.unlock();
        }
        return awaitTurn(waiter);
    }

    /** Takes it if that can be done at once. Guarded. */
    private boolean take(Party self) {
        if (owner == null) {
            owner = self;
            depth = 1;
        } else if (reentrant && self.equals(owner)) {
            depth++;
        } else {
            return false;
        }
        record(self, EventKind.ACQUIRED, 1);
        return true;
    }

    /** Waits until it owns the lock, or until its wait ends otherwise. */
    private Waiter.End awaitTurn(Waiter<Lounge> first) {
        Waiter<Lounge> waiter = first;
        while (true) {
            Waiter.End how = await(waiter);
            if (how != Waiter.End.RETRY) {
                return how;
            }
            Party self = waiter.party;
            guard.lock();
            try {
                line.remove(waiter);
                if (owner == null) {
                    owner = self;
                    depth = (int) waiter.number;
                    record(self, EventKind.ACQUIRED, depth);
                    record(self, EventKind.WAIT_ENDED, 0);
                    return Waiter.End.GRANTED;
                }
                waiter = waiter.again();
                line.addFirst(waiter);
            } finally {
                guard.unlock();
            }
        }
    }

    @Override
    public void unlock() {
        Party self = enter();
        guard.lock();
        try {
            mustOwn(self);
            depth--;
            record(self, EventKind.RELEASED, 1);
            if (depth == 0) {
                pass(self);
            }
        } finally {
            guard.unlock();
        }
    }

    private void mustOwn(Party self) {
        if (!self.equals(owner)) {
            throw new IllegalMonitorStateException(self.name() + " does not hold \"" + name() + "\"");
        }
    }

    /** The lock is free: lets the first in line have it, or try. Guarded. */
    private void pass(Party self) {
        owner = null;
        Waiter<Lounge> first = line.peek();
        if (first == null) {
            return;
        }
        if (!info.fair()) {
            if (!first.ended()) {
                end(first, Waiter.End.RETRY);
            }
            return;
        }
        line.remove();
        owner = first.party;
        depth = (int) first.number;
        recordFor(self, first, EventKind.ACQUIRED, depth);
        end(first, Waiter.End.GRANTED);
    }

    @Override
    public int holdCount() {
        Party self = enter();
        guard.lock();
        try {
            return self.equals(owner) ? depth : 0;
        } finally {
            guard.unlock();
        }
    }

    // ---- for primitives and the deadlock watch

    @Override
    ResourceInfo placeOf(Waiter<?> waiter) {
        return waiter.item instanceof Lounge lounge ? lounge.info : info;
    }

    @Override
    boolean leave(Waiter<?> waiter) {
        if (waiter.item instanceof Lounge lounge) {
            return lounge.guests.remove(waiter);
        }
        return !waiter.called && line.remove(waiter);
    }

    @Override
    List<Party> owners(Waiter<?> waiter) {
        Party holds = owner;
        return holds == null || waiter.item instanceof Lounge ? List.of() : List.of(holds);
    }

    // ---- its conditions

    @Override
    public Condition condition(String name) {
        return new Lounge(conditions.apply(name, info));
    }

    /** A condition. It shares the critical section of its mutex, and what is below is guarded by that. */
    final class Lounge implements Condition {
        private final ResourceInfo info;
        private final ArrayDeque<Waiter<Lounge>> guests = new ArrayDeque<>();

        Lounge(ResourceInfo info) {
            this.info = info;
        }

        OwnedMutex mutex() {
            return OwnedMutex.this;
        }

        int resource() {
            return info.id();
        }

        String name() {
            return info.name();
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
            Waiter<Lounge> waiter = waiter(self, this, timeout);
            int entered;
            guard.lock();
            try {
                mustOwn(self);
                entered = depth;
                waiter.number = entered;
                depth = 0;
                record(self, EventKind.RELEASED, entered);
                guests.add(waiter);
                record(self, info, EventKind.WAIT_BEGUN, WaitSide.ENTER.ordinal());
                pass(self);
            } finally {
                guard.unlock();
            }
            Waiter.End how = awaitTurn(waiter);
            if (how == Waiter.End.GRANTED) {
                return true;
            }
            comeBack(self, entered);
            return granted(self, how);
        }

        /** Waits for the mutex after a wait that no signal ended. */
        private void comeBack(Party self, int entered) {
            Waiter<Lounge> waiter = waiter(self, null);
            waiter.number = entered;
            guard.lock();
            try {
                if (owner == null) {
                    owner = self;
                    depth = entered;
                    record(self, EventKind.ACQUIRED, entered);
                    return;
                }
                line.add(waiter);
                record(self, EventKind.WAIT_BEGUN, WaitSide.ENTER.ordinal());
            } finally {
                guard.unlock();
            }
            awaitTurn(waiter);
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
            guard.lock();
            try {
                mustOwn(self);
                int moved = Math.min(most, guests.size());
                record(self, info, EventKind.NOTIFIED, moved);
                for (int i = 0; i < moved; i++) {
                    Waiter<Lounge> guest = guests.remove();
                    guest.item = null;
                    guest.call();
                    line.add(guest);
                    recordFor(self, guest, EventKind.WAIT_BEGUN, WaitSide.ENTER.ordinal());
                }
            } finally {
                guard.unlock();
            }
        }
    }
}
