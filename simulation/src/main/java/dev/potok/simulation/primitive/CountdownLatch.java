package dev.potok.simulation.primitive;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Latch;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/** A latch: once its count is 0, nobody waits there any more. */
final class CountdownLatch extends Primitive implements Latch {
    /** Guarded, like the line. */
    private long count;
    private final ArrayDeque<Waiter<Void>> line = new ArrayDeque<>();

    CountdownLatch(ResourceInfo info, Supplier<? extends Party> current) {
        super(info, current);
        this.count = info.capacity();
    }

    @Override
    public void countDown() {
        Party self = enter();
        guard.lock();
        try {
            if (count == 0) {
                return;
            }
            count--;
            record(self, EventKind.COUNTED_DOWN, count);
            if (count == 0) {
                line.forEach(each -> end(each, Waiter.End.GRANTED));
                line.clear();
            }
        } finally {
            guard.unlock();
        }
    }

    @Override
    public void await() throws InterruptedException {
        pass(null);
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        return pass(timeout);
    }

    private boolean pass(@Nullable Duration timeout) throws InterruptedException {
        Party self = enterInterruptibly();
        Waiter<Void> waiter = waiter(self, null, timeout);
        guard.lock();
        try {
            if (count == 0) {
                record(self, EventKind.PASSED, 0);
                return true;
            }
            line.add(waiter);
            record(self, EventKind.WAIT_BEGUN, WaitSide.ENTER.ordinal());
        } finally {
            guard.unlock();
        }
        if (!awaitGrant(waiter)) {
            return false;
        }
        guard.lock();
        try {
            record(self, EventKind.PASSED, count);
        } finally {
            guard.unlock();
        }
        return true;
    }

    @Override
    public long count() {
        enter();
        guard.lock();
        try {
            return count;
        } finally {
            guard.unlock();
        }
    }

    @Override
    boolean leave(Waiter<?> waiter) {
        return line.remove(waiter);
    }
}
