package dev.potok.simulation.trace.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32C;

import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.EventLayout;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.TraceCursor;
import dev.potok.simulation.trace.WaitSide;
import dev.potok.simulation.trace.file.TraceFileException.Reason;

/**
 * Writes and reads {@code .potok} files. Any thread; a call works with one file from its begin to its end.
 *
 * <p>
 * All numbers are little-endian, a text is its length in bytes (int) and so many bytes of UTF-8, a list is the number of
 * its entries (int) and the entries.
 *
 * <pre>
 * header, 36 bytes
 *    0  8 bytes  the magic: 0x89 "POTOK" 0x0D 0x0A
 *    8  int      version of the format, now 1
 *   12  int      bytes of the tables
 *   16  long     number of events
 *   24  int      CRC-32C of the tables
 *   28  int      events in a block, now 4096
 *   32  int      CRC-32C of the 32 bytes before
 * tables
 *   text scenario, text mode, text pace, int cores, long seed, list of settings (text name, text value),
 *   list of actors from 1 (text name, text group, text kind, int parent),
 *   list of resources from 1 (text name, text kind, long capacity), list of texts from 1 (text)
 * blocks, all of them full but the last
 *    0  int      CRC-32C of the events in it
 *    4  events, 32 bytes each: long time, long argument, int actor, int resource, short kind, short core (-1 for none),
 *       short line (unsigned), short 0
 * </pre>
 *
 * <p>
 * So the length of a file follows from its header. Nothing in it names the machine or the time of writing, unless a live
 * run's events do: equal virtual runs give equal files.
 */
public final class TraceFile {
    static final int HEADER_BYTES = 36;
    static final int BLOCK_EVENTS = 4096;

    private static final long MAGIC = 0x0A0D_4B4F_544F_5089L;
    private static final int VERSION = 1;
    private static final int BLOCK_BYTES = Integer.BYTES + BLOCK_EVENTS * EventLayout.BYTES;
    private static final int LARGEST_TABLES = 256 << 20;
    /** As many as the number of a core can tell apart. */
    private static final int MOST_CORES = 1 << 15;

    private TraceFile() {}

    // ---- writing

    /**
     * Writes what the trace holds now. The file appears whole or not at all: it is written beside its place and moved there
     * at the end, over a file of that name.
     *
     * @throws IOException if it cannot be written; nothing is left behind then
     */
    public static void write(Trace trace, RunDescription description, Path file) throws IOException {
        Path target = file.toAbsolutePath();
        String suffix = "." + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".part";
        Path part = target.resolveSibling(target.getFileName() + suffix);
        try {
            try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                write(trace, description, out);
                out.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void write(Trace trace, RunDescription description, FileChannel out) throws IOException {
        long events = trace.size(); // before the names, so that no event lacks its names
        byte[] tables = new Tables(description, trace.directory()).encode();
        if (tables.length > LARGEST_TABLES) {
            throw new IOException("the names and texts of the recording take " + tables.length
                    + " bytes, and a file holds " + LARGEST_TABLES);
        }
        ByteBuffer header = buffer(HEADER_BYTES)
                .putLong(MAGIC)
                .putInt(VERSION)
                .putInt(tables.length)
                .putLong(events)
                .putInt(crc(ByteBuffer.wrap(tables)))
                .putInt(BLOCK_EVENTS);
        header.putInt(crc(header.slice(0, header.position())));
        writeAll(out, header.flip());
        writeAll(out, ByteBuffer.wrap(tables));

        TraceCursor cursor = trace.cursor();
        ByteBuffer block = buffer(BLOCK_BYTES);
        for (long written = 0; written < events;) {
            int count = (int) Math.min(BLOCK_EVENTS, events - written);
            block.clear().position(Integer.BYTES);
            for (int i = 0; i < count && cursor.next(); i++) {
                block.putLong(cursor.timeNanos())
                        .putLong(cursor.argument())
                        .putInt(cursor.actor())
                        .putInt(cursor.resource())
                        .putShort((short) cursor.kind().code())
                        .putShort((short) cursor.core())
                        .putShort((short) cursor.line())
                        .putShort((short) 0);
            }
            block.putInt(0, crc(block.slice(Integer.BYTES, block.position() - Integer.BYTES)));
            writeAll(out, block.flip());
            written += count;
        }
    }

    private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    // ---- reading

    /**
     * Reads a file whole. No more memory is taken than the file's own length justifies, whatever it says.
     *
     * @throws TraceFileException if it is no recording, or not an undamaged one that this program knows how to read
     * @throws IOException        if it cannot be read at all
     */
    public static StoredRun read(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(in);
        }
    }

    private static StoredRun read(FileChannel in) throws IOException {
        long length = in.size();
        ByteBuffer header = buffer((int) Math.min(HEADER_BYTES, length));
        readAll(in, header);
        if (length < Long.BYTES || header.getLong() != MAGIC) {
            throw new TraceFileException(Reason.NOT_A_TRACE, "the first bytes are not those of a recording");
        }
        if (length < HEADER_BYTES) {
            throw truncated(length, HEADER_BYTES);
        }
        int version = header.getInt();
        if (version > VERSION) {
            throw new TraceFileException(Reason.NEWER_VERSION, "version " + version + ", known up to " + VERSION);
        }
        int tableBytes = header.getInt();
        long events = header.getLong();
        int tablesCrc = header.getInt();
        int blockEvents = header.getInt();
        check(header.getInt() == crc(header.slice(0, HEADER_BYTES - Integer.BYTES)), "the header's checksum");
        check(version == VERSION && blockEvents == BLOCK_EVENTS && tableBytes >= 0 && tableBytes <= LARGEST_TABLES
                && events >= 0, "the header");
        checkLength(length, tableBytes, events);

        byte[] tables = new byte[tableBytes];
        readAll(in, ByteBuffer.wrap(tables));
        check(crc(ByteBuffer.wrap(tables)) == tablesCrc, "the checksum of the tables");
        Tables decoded = Tables.decode(tables);
        var trace = new Trace(decoded.directory());
        readEvents(in, events, trace);
        return new StoredRun(decoded.description(), trace, List.of(), List.of());
    }

    private static void checkLength(long length, int tableBytes, long events) throws TraceFileException {
        if (events > length / EventLayout.BYTES) {
            throw truncated(length, events);
        }
        long blocks = (events + BLOCK_EVENTS - 1) / BLOCK_EVENTS;
        long expected = HEADER_BYTES + tableBytes + blocks * Integer.BYTES + events * EventLayout.BYTES;
        if (length < expected) {
            throw truncated(length, expected);
        }
        check(length == expected, (length - expected) + " bytes after the end");
    }

    private static void readEvents(FileChannel in, long events, Trace trace) throws IOException {
        var checker = new EventCheck(trace.directory());
        ByteBuffer block = buffer((int) Math.min(BLOCK_BYTES, Integer.BYTES + events * EventLayout.BYTES));
        for (long read = 0; read < events;) {
            int count = (int) Math.min(BLOCK_EVENTS, events - read);
            block.clear().limit(Integer.BYTES + count * EventLayout.BYTES);
            readAll(in, block);
            int crc = block.getInt();
            check(crc == crc(block.slice()),
                    "the checksum of the block from event " + read);
            for (int i = 0; i < count; i++) {
                append(trace, block, checker, read + i);
            }
            read += count;
        }
        trace.finish();
    }

    private static void append(Trace trace, ByteBuffer block, EventCheck checker, long index)
            throws TraceFileException {
        long time = block.getLong();
        long argument = block.getLong();
        int actor = block.getInt();
        int resource = block.getInt();
        int code = block.getShort();
        int core = block.getShort();
        int line = block.getShort() & 0xFFFF;
        boolean unused = block.getShort() == 0;
        EventKind kind;
        try {
            kind = EventKind.ofCode(code);
        } catch (IllegalArgumentException unknown) {
            throw Tables.damaged("kind " + code + " of event " + index);
        }
        check(unused && core >= -1 && checker.holds(time, kind, actor, resource, argument),
                "event " + index + " (" + kind + ")");
        trace.append(time, kind, actor, core, resource, line, argument);
    }

    /** Whether events can follow each other and point to what is there. */
    private static final class EventCheck {
        private final int actors;
        private final int resources;
        private final int texts;
        private long last;

        EventCheck(Directory directory) {
            actors = directory.actors().size();
            resources = directory.resources().size();
            texts = directory.texts().size();
        }

        boolean holds(long time, EventKind kind, int actor, int resource, long argument) {
            boolean inOrder = time >= last;
            last = time;
            return inOrder && within(actor, actors) && within(resource, resources) && switch (kind) {
                case RUN_STARTED -> argument >= 1 && argument <= MOST_CORES;
                case RUN_FINISHED -> within(argument, Outcome.values().length - 1);
                case ACTOR_CREATED, JOIN_BEGUN, JOIN_ENDED -> within(argument, actors);
                case ACTOR_FAILED, IO_BEGUN, PRINTED -> within(argument, texts);
                case WAIT_BEGUN -> within(argument, WaitSide.values().length - 1);
                case DROPPED -> argument > 0;
                default -> true;
            };
        }

        private static boolean within(long id, int last) {
            return id >= 0 && id <= last;
        }
    }

    // ---- both

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Fills the buffer and turns it for reading. */
    private static void readAll(FileChannel in, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (in.read(buffer) < 0) {
                throw new TraceFileException(Reason.TRUNCATED, "it became shorter while it was read");
            }
        }
        buffer.flip();
    }

    /** Of all that remains in the buffer, which is read by that. */
    static int crc(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static TraceFileException truncated(long length, long expected) {
        return new TraceFileException(Reason.TRUNCATED, length + " bytes, where " + expected + " are expected");
    }

    private static void check(boolean holds, String what) throws TraceFileException {
        if (!holds) {
            throw Tables.damaged(what);
        }
    }
}
