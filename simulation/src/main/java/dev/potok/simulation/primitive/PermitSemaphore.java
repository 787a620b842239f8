package dev.potok.simulation.primitive;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.Supplier;

import dev.potok.simulation.environment.Semaphore;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/**
 * A semaphore. Served in order, a permit given back goes straight to the first in line; else it wakes that one, who keeps
 * its place and takes the permit unless somebody was quicker.
 */
final class PermitSemaphore extends Primitive implements Semaphore {
    private final long permits;
    /** Guarded, like all below. */
    private long free;
    private final ArrayDeque<Waiter<Void>> line = new ArrayDeque<>();

    PermitSemaphore(ResourceInfo info, Supplier<? extends Party> current) {
        super(info, current);
        this.permits = info.capacity();
        this.free = permits;
    }

    @Override
    public void acquire() throws InterruptedException {
        Party self = enterInterruptibly();
        acquire(waiter(self, null, null));
    }

    @Override
    public boolean tryAcquire(Duration timeout) throws InterruptedException {
        Party self = enterInterruptibly();
        return acquire(waiter(self, null, timeout));
    }

    @Override
    public boolean tryAcquire() {
        Party self = enter();
        guard.lock();
        try {
            return take(self);
        } finally {
            guard.unlock();
        }
    }

    /** Guarded. */
    private boolean take(Party self) {
        if (free == 0) {
            return false;
        }
        free--;
        record(self, EventKind.ACQUIRED, 1);
        return true;
    }

    private boolean acquire(Waiter<Void> first) throws InterruptedException {
        Waiter<Void> waiter = first;
        Party self = waiter.party;
        guard.lock();
        try {
            if (take(self)) {
                return true;
            }
            line.add(waiter);
            record(self, EventKind.WAIT_BEGUN, WaitSide.ENTER.ordinal());
        } finally {
            guard.unlock();
        }
        while (true) {
            Waiter.End how = await(waiter);
            if (how != Waiter.End.RETRY) {
                return granted(self, how);
            }
            guard.lock();
            try {
                line.remove(waiter);
                if (take(self)) {
                    record(self, EventKind.WAIT_ENDED, 0);
                    passOn();
                    return true;
                }
                waiter = waiter.again();
                line.addFirst(waiter);
            } finally {
                guard.unlock();
            }
        }
    }

    @Override
    public void release() {
        Party self = enter();
        guard.lock();
        try {
            if (free == permits) {
                throw new IllegalStateException("release() of \"" + name() + "\" without a permit taken: all " + permits
                        + " are free");
            }
            record(self, EventKind.RELEASED, 1);
            Waiter<Void> next = info.fair() ? line.poll() : null;
            if (next == null) {
                free++;
                passOn();
            } else {
                recordFor(self, next, EventKind.ACQUIRED, 1);
                end(next, Waiter.End.GRANTED);
            }
        } finally {
            guard.unlock();
        }
    }

    /** Permits are free: wakes the first in line, if it is not awake, to try for one. Guarded. */
    private void passOn() {
        Waiter<Void> first = line.peek();
        if (free > 0 && first != null && !first.ended()) {
            end(first, Waiter.End.RETRY);
        }
    }

    @Override
    boolean leave(Waiter<?> waiter) {
        return line.remove(waiter);
    }
}
