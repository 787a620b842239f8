package dev.potok.simulation.trace;

import java.lang.foreign.MemorySegment;

/**
 * What happened, in order of time: an append-only sequence of events and the {@link Directory} of their names.
 *
 * <p>
 * One thread appends (a run's collector, a virtual environment, a file reader). Any thread may read the prefix that
 * {@link #size()} promises; it never changes. Events lie in chunks of {@link TraceMemory}, outside the heap and past a
 * bound on disk, so a long run is no burden to the garbage collector; the memory goes when the trace is no longer
 * reachable.
 */
public final class Trace {
    /** Events in one chunk, which fill a piece of memory. */
    static final int CHUNK_EVENTS = TraceMemory.PIECE_BYTES / EventLayout.BYTES;
    private static final int CHUNK_SHIFT = 15;
    private static final long CHUNK_MASK = CHUNK_EVENTS - 1L;

    private final Directory directory;
    private final TraceMemory memory;
    private final AppendOnlyList<MemorySegment> chunks = new AppendOnlyList<>();
    private volatile long size;
    private volatile boolean complete;

    /** Owned by the appending thread. */
    private long appended;
    private long lastTime = Long.MIN_VALUE;
    private long lateCount;
    private long droppedCount;
    /** The two counts as readers see them. */
    private volatile long late;
    private volatile long dropped;

    /** An empty trace whose names are in the given directory. */
    public Trace(Directory directory) {
        this(directory, new TraceMemory());
    }

    /** An empty trace that lies in that memory. */
    public Trace(Directory directory, TraceMemory memory) {
        this.directory = directory;
        this.memory = memory;
    }

    /** The names of actors, resources and texts. */
    public Directory directory() {
        return directory;
    }

    /** Where it lies, with all that is derived from it and has its size. */
    public TraceMemory memory() {
        return memory;
    }

    /** Events that can be read. It only grows. */
    public long size() {
        return size;
    }

    /** Whether nothing will be appended any more. Once true, {@link #size()} is final. */
    public boolean complete() {
        return complete;
    }

    /** Events that were lost while recording, as far as told by the events read. */
    public long dropped() {
        return dropped;
    }

    /**
     * Events that reached the collector after one with a later time had been appended; they were given that later time.
     * It is 0 unless the collector's promise (see {@link Collector}) was broken.
     */
    public long late() {
        return late;
    }

    /** Time of the last event, 0 where there is none. */
    public long endNanos() {
        long end = size;
        return end == 0 ? 0 : timeAt(end - 1);
    }

    /** Time of the event with that index. */
    public long timeAt(long index) {
        return chunk(index).get(EventLayout.WORD, offset(index));
    }

    /** How many events have a time not after {@code timeNanos}: the index of the first later one. */
    public long countUntil(long timeNanos) {
        long low = 0;
        long high = size;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (timeAt(middle) <= timeNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A cursor before the first event. */
    public TraceCursor cursor() {
        return new TraceCursor(this);
    }

    /** The event with that index as a value. */
    public Event event(long index) {
        TraceCursor cursor = cursor();
        cursor.moveTo(index);
        cursor.next();
        return cursor.event();
    }

    /** Appends one event; visible to readers only after {@link #publish()}. For the appending thread alone. */
    public void append(long time, EventKind kind, int actor, int core, int resource, int line, long argument) {
        MemorySegment chunk = chunkToAppend();
        EventLayout.write(chunk, offset(appended), time, argument, EventLayout.packIds(actor, resource),
                EventLayout.packKind(kind.code(), core, line));
        appended(chunk);
    }

    /** Lets the ring copy its next event here. */
    void appendFrom(EventRing ring) {
        MemorySegment chunk = chunkToAppend();
        ring.takeInto(chunk, offset(appended));
        appended(chunk);
    }

    /** Makes all that was appended visible to readers. For the appending thread alone. */
    public void publish() {
        size = appended;
    }

    /** Publishes, and says that nothing will follow. For the appending thread alone. */
    public void finish() {
        publish();
        complete = true;
    }

    private void appended(MemorySegment chunk) {
        long offset = offset(appended);
        long time = chunk.get(EventLayout.WORD, offset);
        if (time < lastTime) {
            chunk.set(EventLayout.WORD, offset, lastTime);
            late = ++lateCount;
        } else {
            lastTime = time;
        }
        if (EventLayout.kindCode(chunk.get(EventLayout.WORD, offset + 24)) == EventKind.DROPPED.code()) {
            droppedCount += chunk.get(EventLayout.WORD, offset + 8);
            dropped = droppedCount;
        }
        appended++;
    }

    private MemorySegment chunkToAppend() {
        int index = (int) (appended >>> CHUNK_SHIFT);
        if (index == chunks.size()) {
            chunks.add(memory.piece());
        } else if ((appended & CHUNK_MASK) == CHUNK_EVENTS / 2) {
            memory.prepare();
        }
        return chunks.get(index);
    }

    MemorySegment chunk(long index) {
        return chunks.get((int) (index >>> CHUNK_SHIFT));
    }

    static long offset(long index) {
        return (index & CHUNK_MASK) * EventLayout.BYTES;
    }
}
