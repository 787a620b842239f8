package dev.potok.simulation.primitive;

import java.time.Duration;
import java.util.function.Supplier;

import dev.potok.simulation.environment.Lock;
import dev.potok.simulation.environment.ReadWriteLock;
import dev.potok.simulation.trace.Access;
import dev.potok.simulation.trace.ResourceInfo;

/** A reentrant read-write lock. */
final class TwoLocks extends SharedRoom implements ReadWriteLock {
    private final Lock read = new Side(Access.READ);
    private final Lock write = new Side(Access.WRITE);

    TwoLocks(ResourceInfo info, Supplier<? extends Party> current) {
        super(info, current, true);
    }

    @Override
    public Lock readLock() {
        return read;
    }

    @Override
    public Lock writeLock() {
        return write;
    }

    private final class Side implements Lock {
        private final Access access;

        Side(Access access) {
            this.access = access;
        }

        @Override
        public void lock() {
            Party self = enter();
            acquire(waiter(self, access), access);
        }

        @Override
        public void lockInterruptibly() throws InterruptedException {
            Party self = enterInterruptibly();
            granted(self, acquire(waiter(self, access, null), access));
        }

        @Override
        public boolean tryLock() {
            return tryAcquire(enter(), access);
        }

        @Override
        public boolean tryLock(Duration timeout) throws InterruptedException {
            Party self = enterInterruptibly();
            return granted(self, acquire(waiter(self, access, timeout), access));
        }

        @Override
        public void unlock() {
            Party self = enter();
            guard.lock();
            try {
                leave(self, access);
            } finally {
                guard.unlock();
            }
        }
    }
}
