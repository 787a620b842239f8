package dev.potok.simulation.primitive;

import java.util.function.Supplier;

import dev.potok.simulation.environment.SharedVariable;
import dev.potok.simulation.trace.ResourceInfo;

/** A variable that nothing protects: nothing binds a load and the store that follows together. */
final class PlainVariable extends SharedValue implements SharedVariable {
    PlainVariable(ResourceInfo info, Supplier<? extends Party> current) {
        super(info, current);
    }

    @Override
    public long load() {
        return read();
    }

    @Override
    public void store(long now) {
        Party self = enter();
        guard.lock();
        try {
            write(self, now);
        } finally {
            guard.unlock();
        }
    }
}
