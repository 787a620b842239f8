package dev.potok.simulation.primitive;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.potok.simulation.environment.StampedLock;
import dev.potok.simulation.trace.Access;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;

/**
 * A stamped lock. A stamp is the version of what is guarded, times 2<sup>20</sup>; readers who hold the lock have a serial
 * number in its lower part, so that each can give back only what is its own.
 */
final class VersionedLock extends SharedRoom implements StampedLock {
    private static final int SHIFT = 20;
    private static final long SERIALS = (1L << SHIFT) - 1;

    /** Who reads under which stamp. Guarded, like the last serial number. */
    private final Map<Long, Party> reads = new HashMap<>();
    private long serial;

    VersionedLock(ResourceInfo info, Supplier<? extends Party> current) {
        super(info, current, false);
    }

    @Override
    public long writeLock() {
        Party self = enter();
        acquire(waiter(self, Access.WRITE), Access.WRITE);
        guard.lock();
        try {
            return version() << SHIFT;
        } finally {
            guard.unlock();
        }
    }

    @Override
    public long readLock() {
        Party self = enter();
        acquire(waiter(self, Access.READ), Access.READ);
        guard.lock();
        try {
            do {
                serial = serial % SERIALS + 1;
            } while (reads.containsKey(version() << SHIFT | serial));
            long stamp = version() << SHIFT | serial;
            reads.put(stamp, self);
            return stamp;
        } finally {
            guard.unlock();
        }
    }

    @Override
    public void unlockWrite(long stamp) {
        Party self = enter();
        guard.lock();
        try {
            if (stamp != version() << SHIFT) {
                throw notTheirs(self, stamp);
            }
            leave(self, Access.WRITE);
        } finally {
            guard.unlock();
        }
    }

    @Override
    public void unlockRead(long stamp) {
        Party self = enter();
        guard.lock();
        try {
            if (!reads.remove(stamp, self)) {
                throw notTheirs(self, stamp);
            }
            leave(self, Access.READ);
        } finally {
            guard.unlock();
        }
    }

    private IllegalMonitorStateException notTheirs(Party self, long stamp) {
        return new IllegalMonitorStateException("the stamp " + stamp + " is none that " + self.name() + " holds \""
                + name() + "\" by");
    }

    @Override
    public long tryOptimisticRead() {
        Party self = enter();
        guard.lock();
        try {
            long stamp = (version() & 1) == 0 ? version() << SHIFT : 0;
            record(self, EventKind.OPTIMISTIC_READ, stamp);
            return stamp;
        } finally {
            guard.unlock();
        }
    }

    @Override
    public boolean validate(long stamp) {
        Party self = enter();
        guard.lock();
        try {
            boolean holds = stamp != 0 && stamp >>> SHIFT == version();
            record(self, EventKind.VALIDATED, holds ? 1 : 0);
            return holds;
        } finally {
            guard.unlock();
        }
    }

    @Override
    public long tryConvertToWriteLock(long stamp) {
        Party self = enter();
        guard.lock();
        try {
            if (stamp == 0 || stamp >>> SHIFT != version()) {
                return 0;
            }
            if ((version() & 1) == 1) {
                return stamp;
            }
            boolean reads0 = self.equals(reads.get(stamp));
            if (reads0 ? !readsAlone(self) : (stamp & SERIALS) != 0) {
                return 0;
            }
            if (reads0) {
                reads.remove(stamp);
                exchangeForWrite(self);
            } else if (!tryAcquire(self, Access.WRITE)) {
                return 0;
            }
            return version() << SHIFT;
        } finally {
            guard.unlock();
        }
    }
}
