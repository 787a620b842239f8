package dev.potok.simulation.primitive;

import java.util.function.Supplier;

import dev.potok.simulation.environment.Atomic;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;

/** An integer changed by compare-and-set; attempts that fail are recorded with the value that was found. */
final class AtomicValue extends SharedValue implements Atomic {
    AtomicValue(ResourceInfo info, Supplier<? extends Party> current) {
        super(info, current);
    }

    @Override
    public long get() {
        return read();
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
            write(self, now);
            return true;
        } finally {
            guard.unlock();
        }
    }
}
