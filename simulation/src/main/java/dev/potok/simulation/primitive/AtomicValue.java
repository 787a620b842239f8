package dev.potok.simulation.primitive;

import java.util.function.Supplier;

import dev.potok.simulation.environment.Atomic;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;

/** An integer changed by compare-and-set; attempts that fail are recorded with the value that was found. */
final class AtomicValue extends Primitive implements Atomic {
    /** Guarded. */
    private long value;

    AtomicValue(ResourceInfo info, Supplier<? extends Party> current) {
        super(info, current);
        this.value = info.capacity();
    }

    @Override
    public long get() {
        Party self = enter();
        guard.lock();
        try {
            record(self, EventKind.LOADED, value);
            return value;
        } finally {
            guard.unlock();
        }
    }

    @Override
    public boolean compareAndSet(long expected, long now) {
        Party self = enter();
        guard.lock();
        try {
            if (value != expected) {
                record(self, EventKind.CAS_FAILED, value);
                return false;
            }
            value = now;
            record(self, EventKind.WRITTEN, now);
            return true;
        } finally {
            guard.unlock();
        }
    }

    @Override
    boolean leave(Waiter<?> waiter) {
        return false; // nobody waits for a value
    }
}
