package dev.potok.simulation.shared;

import java.util.Objects;

import dev.potok.simulation.environment.SharedArray;
import dev.potok.simulation.primitive.Party;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;

/**
 * Integers in a row that processes see.
 *
 * <pre>
 * 32  long  each of them
 * </pre>
 */
final class SharedRow extends SharedPrimitive implements SharedArray {
    SharedRow(SharedWorld world, ResourceInfo info, long base) {
        super(world, info, base);
    }

    static long bytes(long length) {
        return OWN + 8 * length;
    }

    @Override
    public int length() {
        return (int) info.capacity();
    }

    private long place(int index) {
        return OWN + 8L * Objects.checkIndex(index, length());
    }

    @Override
    public long get(int index) {
        Party self = enter();
        long place = place(index);
        lock(self);
        try {
            record(self, EventKind.ELEMENT, index);
            long value = longWord(place);
            record(self, EventKind.LOADED, value);
            return value;
        } finally {
            unlock(self);
        }
    }

    @Override
    public void set(int index, long value) {
        Party self = enter();
        long place = place(index);
        lock(self);
        try {
            record(self, EventKind.ELEMENT, index);
            record(self, EventKind.WRITTEN, value);
            longWord(place, value);
        } finally {
            unlock(self);
        }
    }
}
