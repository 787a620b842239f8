package dev.potok.simulation.primitive;

import java.util.function.Supplier;

import dev.potok.simulation.environment.SharedVariable;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;

/**
 * A variable that nothing protects: each load and each store is one step, recorded in the order in which they took effect,
 * and nothing binds them together.
 */
final class PlainVariable extends Primitive implements SharedVariable {
    /** Guarded. */
    private long value;

    PlainVariable(ResourceInfo info, Supplier<? extends Party> current) {
        super(info, current);
        this.value = info.capacity();
    }

    @Override
    public long load() {
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
    public void store(long now) {
        Party self = enter();
        guard.lock();
        try {
            value = now;
            record(self, EventKind.WRITTEN, now);
        } finally {
            guard.unlock();
        }
    }

    @Override
    boolean leave(Waiter<?> waiter) {
        return false; // nobody waits for a value
    }
}
