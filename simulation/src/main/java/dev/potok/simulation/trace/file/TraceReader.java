package dev.potok.simulation.trace.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.file.TraceFileException.Reason;

/** Reads one file, chunk by chunk. Used once, by one thread. */
final class TraceReader {
    private static final int MOST_PROCESSORS = 1024;

    private final SeekableByteChannel in;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer head = ByteBuffer.allocate(ChunkKind.HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    /** Grows with the largest chunk that is really there. */
    private byte[] bytes = {};

    private final Directory directory = new Directory();
    private final Trace trace = new Trace(directory);
    private final EventCheck check = new EventCheck();
    private final List<Long> marks = new ArrayList<>();
    private int actors;
    private int resources;
    private int texts;
    private long events;
    private int eventChunks;
    /** Made with the first events. */
    private @Nullable EventDecoder decoder;
    private @Nullable RunDescription description;
    private @Nullable Map<String, String> machine;
    private boolean marked;
    private boolean ended;

    TraceReader(SeekableByteChannel in) {
        this.in = in;
    }

    /**
     * Reads it.
     *
     * @param salvaging whether to give what comes before a damage rather than to throw
     */
    StoredRun read(boolean salvaging) throws IOException {
        long there = in.size();
        ByteBuffer first = ByteBuffer.allocate((int) Math.min(Header.BYTES, there)).order(ByteOrder.LITTLE_ENDIAN);
        readAll(first);
        Header header = Header.decode(first);
        Notice.Kind notice = null;
        try {
            if (!header.finished()) {
                notice = readWhole(there) ? null : Notice.Kind.UNFINISHED;
            } else {
                readFinished(header, there, salvaging);
            }
        } catch (TraceFileException damage) {
            if (!salvaging || eventChunks == 0) {
                throw damage;
            }
            notice = damage.reason() == Reason.TRUNCATED ? Notice.Kind.TRUNCATED : Notice.Kind.DAMAGED;
        }
        RunDescription run = description;
        if (run == null) {
            throw new TraceFileException(Reason.TRUNCATED, there + " bytes, without a description of the run");
        }
        trace.finish();
        Map<String, String> ranOn = machine;
        return new StoredRun(
                ranOn == null ? run
                        : new RunDescription(run.scenario(), run.settings(), run.mode(), run.pace(), run.cores(),
                                run.seed(), ranOn),
                trace, marks,
                notice == null ? List.of() : List.of(new Notice(notice, List.of(trace.size(), trace.endNanos()))));
    }

    private void readFinished(Header header, long there, boolean salvaging) throws IOException {
        TraceFileException wrongLength = there < header.length() ? truncated(there, header.length())
                : there > header.length() ? ChunkPayload.damaged((there - header.length()) + " bytes after the end")
                        : null;
        if (wrongLength != null && !salvaging) {
            throw wrongLength;
        }
        long end = Math.min(there, header.length());
        boolean ended = readWhole(end);
        if (wrongLength != null) {
            throw wrongLength;
        }
        if (!ended || in.position() < end) {
            throw ChunkPayload.damaged("the chunk at byte " + in.position());
        }
        if (header.events() != events) {
            throw ChunkPayload.damaged(events + " events, where the header says " + header.events());
        }
    }

    /**
     * Reads all chunks before that byte that are whole: of a kind that there is, as long as they say, with the checksum
     * that they say.
     *
     * @return whether the last chunk was among them; the channel is behind the last that is whole
     * @throws TraceFileException if a whole chunk says what cannot be
     */
    private boolean readWhole(long end) throws IOException {
        while (in.position() < end) {
            long begin = in.position();
            ChunkKind kind = null;
            int length = 0;
            if (end - begin >= ChunkKind.HEAD_BYTES) {
                readAll(head.clear());
                kind = ChunkKind.ofCode(head.getInt());
                length = head.getInt();
            }
            if (kind == null || length < 0 || length > kind.mostBytes() || length > end - in.position()
                    || !sumIsRight(length, head.getInt())) {
                in.position(begin);
                return ended;
            }
            understand(kind, new ChunkPayload(bytes, length));
        }
        return ended;
    }

    private boolean sumIsRight(int length, int sum) throws IOException {
        if (bytes.length < length) {
            bytes = new byte[length + length / 2];
        }
        readAll(ByteBuffer.wrap(bytes, 0, length));
        return sum == ChunkBuilder.checksum(crc, head.array(), bytes, 0, length);
    }

    private void understand(ChunkKind kind, ChunkPayload in) throws TraceFileException {
        check(!ended && (kind == ChunkKind.RUN) == (description == null), "a chunk " + kind + " out of place");
        switch (kind) {
            case RUN -> description = description(in);
            case MACHINE -> {
                check(machine == null, "a machine for the second time");
                machine = in.pairs();
            }
            case NAMES -> names(in);
            case EVENTS -> events(in);
            case MARKS -> marks(in);
            case END -> {
                check(in.number() == events && in.number() == actors && in.number() == resources
                        && in.number() == texts, "the totals");
                ended = true;
            }
        }
        in.end();
    }

    private static RunDescription description(ChunkPayload in) throws TraceFileException {
        String scenario = in.text();
        Mode mode = in.constant(Mode.class);
        Pace pace = in.constant(Pace.class);
        int cores = in.number(MOST_PROCESSORS);
        check(mode == Mode.LIVE || cores > 0, "a virtual run without a core");
        long seed = in.signed();
        return new RunDescription(scenario, in.pairs(), mode, pace, cores, seed, Map.of());
    }

    private void names(ChunkPayload in) throws TraceFileException {
        check(in.number() == actors + 1L && in.number() == resources + 1L && in.number() == texts + 1L,
                "names out of place");
        while (in.remaining() > 0) {
            switch (in.octet()) {
                case TraceEncoder.ACTOR_ENTRY -> {
                    String name = in.text();
                    String group = in.text();
                    ActorKind kind = in.constant(ActorKind.class);
                    directory.addActor(name, group, kind, in.number(actors));
                    actors++;
                }
                case TraceEncoder.RESOURCE_ENTRY -> {
                    String name = in.text();
                    ResourceKind kind = in.constant(ResourceKind.class);
                    long capacity = in.signed();
                    int partOf = in.number(resources);
                    int said = in.number(TraceEncoder.FAIR | TraceEncoder.SHARED);
                    directory.addResource(name, kind, capacity, partOf, (said & TraceEncoder.FAIR) != 0,
                            (said & TraceEncoder.SHARED) != 0);
                    resources++;
                }
                case TraceEncoder.TEXT_ENTRY -> {
                    check(directory.idOf(in.text()) == texts + 1, "a text that is there twice");
                    texts++;
                }
                default -> throw ChunkPayload.damaged("a name of no kind");
            }
        }
        check.known(actors, resources, texts);
    }

    private void events(ChunkPayload in) throws TraceFileException {
        check(in.number() == events && !marked, "events out of place");
        int count = in.number(TraceEncoder.MOST_EVENTS);
        check(count > 0, "a chunk without events");
        long time = in.number();
        check(time >= 0, "the time of event " + events);
        EventDecoder reading = decoder == null ? new EventDecoder() : decoder;
        decoder = reading;
        reading.read(in, count, time, events, check, trace);
        trace.publish();
        events += count;
        eventChunks++;
    }

    private void marks(ChunkPayload in) throws TraceFileException {
        check(!marked && in.remaining() > 0, "marks out of place");
        marked = true;
        long last = -1;
        while (in.remaining() > 0) {
            long skipped = in.number();
            check(skipped >= 0 && skipped < events - last, "a mark after the end");
            last += skipped + 1;
            marks.add(last);
        }
    }

    private void readAll(ByteBuffer buffer) throws IOException {
        buffer.mark();
        while (buffer.hasRemaining()) {
            if (in.read(buffer) < 0) {
                throw new TraceFileException(Reason.TRUNCATED, "it became shorter while it was read");
            }
        }
        buffer.reset();
    }

    static TraceFileException truncated(long there, long expected) {
        return new TraceFileException(Reason.TRUNCATED, there + " bytes, where " + expected + " are expected");
    }

    private static void check(boolean holds, String what) throws TraceFileException {
        if (!holds) {
            throw ChunkPayload.damaged(what);
        }
    }
}
