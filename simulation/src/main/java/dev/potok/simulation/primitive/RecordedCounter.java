package dev.potok.simulation.primitive;

import java.util.function.Supplier;

import dev.potok.simulation.environment.AtomicCounter;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;

/** A counter whose every change is recorded in the order in which it took effect. */
final class RecordedCounter extends Primitive implements AtomicCounter {
    /** Written inside the critical section, read anywhere. */
    private volatile long value;

    RecordedCounter(ResourceInfo info, Supplier<? extends Party> current) {
        super(info, current);
    }

    @Override
    public long add(long delta) {
        Party self = enter();
        guard.lock();
        try {
            long changed = value + delta;
            value = changed;
            record(self, EventKind.WRITTEN, changed);
            return changed;
        } finally {
            guard.unlock();
        }
    }

    @Override
    public long get() {
        return value;
    }

    @Override
    boolean leave(Waiter<?> waiter) {
        return false; // nobody waits for a value
    }
}
