package dev.potok.simulation.trace.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Map;

import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.TraceCursor;

/**
 * Writes the chunks of one file, in the order in which its methods are called. Used by one thread at a time.
 *
 * <p>
 * The bytes depend on what is written and on where {@link #rest} cuts, and on nothing else: names go before the first
 * chunk of events that needs them and not earlier, however many more there are by then.
 */
final class TraceEncoder {
    /** Events in a chunk at most. */
    static final int MOST_EVENTS = 4096;

    /** What is said of a resource, added up. */
    static final int FAIR = 1;
    static final int SHARED = 2;
    static final int ACTOR_ENTRY = 1;
    static final int RESOURCE_ENTRY = 2;
    static final int TEXT_ENTRY = 3;

    /** A chunk of names is full when it has so many bytes. */
    private static final int NAMES_BYTES = 1 << 20;

    private final FileChannel out;
    private final ChunkBuilder chunk = new ChunkBuilder();
    private final ChunkBuilder names = new ChunkBuilder();
    private final EventEncoder encoder = new EventEncoder();
    private final EventCheck check = new EventCheck();
    private long written;
    private int actors;
    private int resources;
    private int texts;
    /** Bytes of a chunk of names without names. */
    private int emptyNames;

    /** Writes to that channel, which is empty and stays the caller's. */
    TraceEncoder(FileChannel out) {
        this.out = out;
    }

    /** Writes header and description. */
    void begin(RunDescription description) throws IOException {
        write(Header.unfinished().encode());
        chunk.begin(ChunkKind.RUN).text(description.scenario()).text(description.mode().name())
                .text(description.pace().name()).number(description.cores()).signed(description.seed());
        pairs(description.settings());
    }

    /** Writes what it ran on; nothing if nothing is known of that. */
    void machine(Map<String, String> machine) throws IOException {
        if (!machine.isEmpty()) {
            chunk.begin(ChunkKind.MACHINE);
            pairs(machine);
        }
    }

    private void pairs(Map<String, String> pairs) throws IOException {
        chunk.number(pairs.size());
        pairs.forEach((name, value) -> chunk.text(name).text(value));
        write(chunk.sealed());
    }

    /** Events written so far. */
    long written() {
        return written;
    }

    /** Writes the events up to that number, as far as they fill chunks. */
    void full(TraceCursor cursor, Directory directory, long end) throws IOException {
        while (end - written >= MOST_EVENTS) {
            events(cursor, directory, MOST_EVENTS);
        }
    }

    /** Writes the events up to that number; the last chunk is as full as there are events for it. */
    void rest(TraceCursor cursor, Directory directory, long end) throws IOException {
        full(cursor, directory, end);
        if (end > written) {
            events(cursor, directory, (int) (end - written));
        }
    }

    private void events(TraceCursor cursor, Directory directory, int count) throws IOException {
        check.known(directory.actors().size(), directory.resources().size(), directory.texts().size());
        chunk.begin(ChunkKind.EVENTS).number(written).number(count);
        long lastActor = 0;
        long lastResource = 0;
        long lastText = 0;
        for (int i = 0; i < count; i++) {
            if (!cursor.next()) {
                throw new IllegalStateException("event " + (written + i) + " is promised and not there");
            }
            long argument = cursor.argument();
            if (!check.holds(cursor.timeNanos(), cursor.kind(), cursor.actor(), cursor.resource(), argument)) {
                throw new IOException("event " + (written + i) + " cannot be: " + cursor.event());
            }
            if (i == 0) {
                chunk.number(cursor.timeNanos());
                encoder.begin(cursor.timeNanos());
            }
            encoder.write(cursor, chunk);
            lastActor = Math.max(lastActor, cursor.actor());
            lastResource = Math.max(lastResource, cursor.resource());
            switch (EventCheck.reference(cursor.kind())) {
                case ACTOR -> lastActor = Math.max(lastActor, argument);
                case TEXT -> lastText = Math.max(lastText, argument);
                case NOTHING -> {}
            }
        }
        names(directory, (int) lastActor, (int) lastResource, (int) lastText);
        write(chunk.sealed());
        written += count;
    }

    /** Writes the names up to those numbers that are not written yet. */
    private void names(Directory directory, int lastActor, int lastResource, int lastText) throws IOException {
        beginNames();
        while (actors < lastActor) {
            ActorInfo actor = directory.actor(++actors);
            if (actor.parent() < 0 || actor.parent() >= actors) {
                throw new IOException("actor " + actors + " has the parent " + actor.parent());
            }
            names.number(ACTOR_ENTRY).text(actor.name()).text(actor.group()).text(actor.kind().name())
                    .number(actor.parent());
            endFullNames();
        }
        while (resources < lastResource) {
            ResourceInfo resource = directory.resource(++resources);
            names.number(RESOURCE_ENTRY).text(resource.name()).text(resource.kind().name())
                    .signed(resource.capacity()).number(resource.partOf())
                    .number((resource.fair() ? FAIR : 0) | (resource.shared() ? SHARED : 0));
            endFullNames();
        }
        while (texts < lastText) {
            names.number(TEXT_ENTRY).text(directory.text(++texts));
            endFullNames();
        }
        endNames();
    }

    private void beginNames() {
        names.begin(ChunkKind.NAMES).number(actors + 1L).number(resources + 1L).number(texts + 1L);
        emptyNames = names.length();
    }

    private void endFullNames() throws IOException {
        if (names.length() >= NAMES_BYTES) {
            endNames();
            beginNames();
        }
    }

    private void endNames() throws IOException {
        if (names.length() > emptyNames) {
            write(names.sealed());
        }
    }

    /**
     * Writes what is left of the names, the marks and the totals, and says in the header that all is there.
     *
     * @param marks ascending numbers from 0 to that of all events
     */
    void end(Directory directory, List<Long> marks) throws IOException {
        names(directory, directory.actors().size(), directory.resources().size(), directory.texts().size());
        if (!marks.isEmpty()) {
            chunk.begin(ChunkKind.MARKS);
            long last = -1;
            for (long mark : marks) {
                if (mark <= last || mark > written) {
                    throw new IllegalArgumentException("marks " + marks + " of " + written + " events");
                }
                chunk.number(mark - last - 1);
                last = mark;
            }
            write(chunk.sealed());
        }
        write(chunk.begin(ChunkKind.END).number(written).number(actors).number(resources).number(texts).sealed());
        out.force(true); // before the header says so
        ByteBuffer header = new Header(true, out.position(), written).encode();
        for (int at = 0; header.hasRemaining();) {
            at += out.write(header, at);
        }
        out.force(true);
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
