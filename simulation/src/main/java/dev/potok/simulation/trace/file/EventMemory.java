package dev.potok.simulation.trace.file;

import java.util.Arrays;

/**
 * What the events of a chunk so far let one guess of the next, the same for whoever writes and whoever reads. An actor
 * in a loop does the same at the same line with the same resource; so those and the argument are remembered by actor
 * and kind, the core by actor. All is 0 (the core: not known) at the beginning of a chunk, so each chunk can be read
 * by itself. Actors whose numbers are 64 apart share a memory, which costs bytes and nothing else.
 */
final class EventMemory {
    /** In the first byte of an event, beside its kind: a second byte with the following bits comes next. */
    static final int FLAGS_FOLLOW = 0x80;
    static final int ACTOR = 1;
    static final int CORE = 2;
    static final int RESOURCE = 4;
    static final int LINE = 8;
    /** The argument is one more than that remembered. */
    static final int ARGUMENT_NEXT = 16;
    static final int ARGUMENT = 32;
    static final int FLAGS = 63;

    private static final int ACTORS = 64;
    private static final int KINDS = 128;

    /** By actor; one more than the core, so that 0 says "not known". */
    final int[] cores = new int[ACTORS];
    /** By {@link #place}, like the two below. */
    final int[] resources = new int[ACTORS * KINDS];
    final int[] lines = new int[ACTORS * KINDS];
    final long[] arguments = new long[ACTORS * KINDS];

    void clear() {
        Arrays.fill(cores, 0);
        Arrays.fill(resources, 0);
        Arrays.fill(lines, 0);
        Arrays.fill(arguments, 0);
    }

    static int place(int actor) {
        return actor & ACTORS - 1;
    }

    static int place(int actor, int kind) {
        return (actor & ACTORS - 1) * KINDS + kind;
    }
}
