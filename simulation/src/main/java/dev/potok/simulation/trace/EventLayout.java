package dev.potok.simulation.trace;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Where the fields of an event lie in its 32 bytes, the same in a ring and in a trace, little-endian.
 *
 * <pre>
 *  0  long   time
 *  8  long   argument
 * 16  int    actor
 * 20  int    resource
 * 24  short  kind        28  short  line (unsigned)
 * 26  short  core        30  short  unused, 0
 * </pre>
 */
public final class EventLayout {
    /** Bytes of one event. */
    public static final int BYTES = 32;

    static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG.withOrder(java.nio.ByteOrder.LITTLE_ENDIAN);

    private EventLayout() {}

    static long packIds(int actor, int resource) {
        return (actor & 0xFFFF_FFFFL) | (long) resource << 32;
    }

    static long packKind(int kind, int core, int line) {
        return (kind & 0xFFFFL) | (core & 0xFFFFL) << 16 | (line & 0xFFFFL) << 32;
    }

    static void write(MemorySegment memory, long offset, long time, long argument, long ids, long kind) {
        memory.set(WORD, offset, time);
        memory.set(WORD, offset + 8, argument);
        memory.set(WORD, offset + 16, ids);
        memory.set(WORD, offset + 24, kind);
    }

    static int actor(long ids) {
        return (int) ids;
    }

    static int resource(long ids) {
        return (int) (ids >>> 32);
    }

    static int kindCode(long kind) {
        return (int) (kind & 0xFFFF);
    }

    static int core(long kind) {
        return (short) (kind >>> 16);
    }

    static int line(long kind) {
        return (int) (kind >>> 32) & 0xFFFF;
    }
}
