package dev.potok.simulation.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/** How the words of shared memory are reached. All processes are on one machine, so its own order of bytes serves. */
final class Words {
    /** Aligned integers; takes the segment and the offset. */
    static final VarHandle INT = ValueLayout.JAVA_INT.varHandle().withInvokeExactBehavior();
    /** Aligned longs; takes the segment and the offset. */
    static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle().withInvokeExactBehavior();

    /** Words that different processors write are kept so far apart: two lines, since they are fetched in pairs. */
    static final long APART = 128;

    private Words() {}

    /** The number itself if it is a multiple of the power of two, else the next one. */
    static long aligned(long number, long power) {
        return (number + power - 1) & -power;
    }

    /** Refuses an offset at which there is no such thing, by the number that each thing begins with. */
    static void expect(SharedMemory memory, long offset, int kind, String thing) {
        MemorySegment segment = memory.segment();
        if (offset < 0 || offset % Integer.BYTES != 0 || offset > segment.byteSize() - Integer.BYTES
                || (int) INT.getVolatile(segment, offset) != kind) {
            throw new IllegalArgumentException("there is no " + thing + " at " + offset + " in " + memory.path());
        }
    }
}
