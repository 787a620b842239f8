package dev.potok.simulation.primitive;

import java.util.function.Supplier;

import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;

/** An integer that actors share. Reading and writing it are steps, recorded in the order in which they took effect. */
abstract class SharedValue extends Primitive {
    /** Guarded. */
    long value;

    SharedValue(ResourceInfo info, Supplier<? extends Party> current) {
        super(info, current);
        this.value = info.capacity();
    }

    /** Copies the value into the caller's hands. */
    final long read() {
        Party self = enter();
        guard.lock();
        try {
            record(self, EventKind.LOADED, value);
            return value;
        } finally {
            guard.unlock();
        }
    }

    /** Changes the value and records that; guarded. */
    final void write(Party self, long now) {
        value = now;
        record(self, EventKind.WRITTEN, now);
    }

    @Override
    final boolean leave(Waiter<?> waiter) {
        return false; // nobody waits for a value
    }
}
