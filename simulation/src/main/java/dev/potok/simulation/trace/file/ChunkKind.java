package dev.potok.simulation.trace.file;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/** What a chunk of a file is. Its name in the file is four letters, and no chunk of a kind is larger than its bound. */
enum ChunkKind {
    /** What was run; the first of all. */
    RUN("RUN ", 1 << 24),
    /** What it really ran on; at most one, none for a virtual run. */
    MACHINE("MACH", 1 << 20),
    /** Actors, resources and texts, before the first event that names them. */
    NAMES("NAME", 1 << 27),
    /** Events, 1 to {@link TraceEncoder#MOST_EVENTS}. */
    EVENTS("EVNT", 64 + TraceEncoder.MOST_EVENTS * EventEncoder.MOST_BYTES),
    /** Places that somebody marked; at most one, after the events. */
    MARKS("MARK", 1 << 20),
    /** How much there was of everything; the last of all. */
    END("END ", 64);

    /** Bytes before the payload: name, length of the payload, checksum. */
    static final int HEAD_BYTES = 12;

    private static final ChunkKind[] ALL = values();

    private final int code;
    private final int mostBytes;

    ChunkKind(String letters, int mostBytes) {
        byte[] ascii = letters.getBytes(StandardCharsets.US_ASCII);
        this.code = ascii[0] | ascii[1] << 8 | ascii[2] << 16 | ascii[3] << 24;
        this.mostBytes = mostBytes;
    }

    /** Its four letters as they lie in the file, as a little-endian number. */
    int code() {
        return code;
    }

    /** Bytes that its payload has at most. */
    int mostBytes() {
        return mostBytes;
    }

    /** The kind with that code, null if none has it. */
    static @Nullable ChunkKind ofCode(int code) {
        for (ChunkKind kind : ALL) {
            if (kind.code == code) {
                return kind;
            }
        }
        return null;
    }
}
