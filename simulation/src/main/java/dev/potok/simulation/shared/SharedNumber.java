package dev.potok.simulation.shared;

import dev.potok.simulation.environment.Atomic;
import dev.potok.simulation.environment.AtomicCounter;
import dev.potok.simulation.environment.SharedVariable;
import dev.potok.simulation.primitive.Party;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;

/**
 * An integer that processes see: a variable, an atomic or a counter. The critical section binds a step and its record
 * together; it does not bind two steps.
 *
 * <pre>
 * 32  long  the value
 * </pre>
 */
final class SharedNumber extends SharedPrimitive implements SharedVariable, Atomic, AtomicCounter {
    private static final long VALUE = OWN;
    static final long BYTES = OWN + 8;

    SharedNumber(SharedWorld world, ResourceInfo info, long base) {
        super(world, info, base);
    }

    /** Before anybody else knows it. */
    void begin(long value) {
        longWord(VALUE, value);
    }

    @Override
    public long load() {
        Party self = enter();
        lock(self);
        try {
            long value = longWord(VALUE);
            record(self, EventKind.LOADED, value);
            return value;
        } finally {
            unlock(self);
        }
    }

    @Override
    public void store(long value) {
        Party self = enter();
        lock(self);
        try {
            record(self, EventKind.WRITTEN, value);
            longWord(VALUE, value);
        } finally {
            unlock(self);
        }
    }

    /** Of a counter without a record, as that of threads has it. */
    @Override
    public long get() {
        return switch (info.kind()) {
            case ATOMIC -> load();
            default -> longWord(VALUE);
        };
    }

    @Override
    public boolean compareAndSet(long expected, long value) {
        Party self = enter();
        lock(self);
        try {
            long seen = longWord(VALUE);
            if (seen != expected) {
                record(self, EventKind.CAS_FAILED, seen);
                return false;
            }
            record(self, EventKind.WRITTEN, value);
            longWord(VALUE, value);
            return true;
        } finally {
            unlock(self);
        }
    }

    @Override
    public long add(long delta) {
        Party self = enter();
        lock(self);
        try {
            long value = longWord(VALUE) + delta;
            record(self, EventKind.WRITTEN, value);
            longWord(VALUE, value);
            return value;
        } finally {
            unlock(self);
        }
    }
}
