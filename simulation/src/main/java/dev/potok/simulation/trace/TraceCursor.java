package dev.potok.simulation.trace;

import java.lang.foreign.MemorySegment;

/**
 * Reads a trace event by event without making an object for each. Used by one thread at a time.
 *
 * <p>
 * {@code while (cursor.next()) { … cursor.kind() … }} reads what is there now; when the trace has grown, calling
 * {@code next()} again goes on.
 */
public final class TraceCursor {
    private final Trace trace;
    private long next;
    private MemorySegment chunk = MemorySegment.NULL;
    private long offset;
    private long ids;
    private long kind;

    TraceCursor(Trace trace) {
        this.trace = trace;
    }

    /** Moves to the next event; false if there is none yet. */
    public boolean next() {
        if (next >= trace.size()) {
            return false;
        }
        offset = Trace.offset(next);
        if (offset == 0 || chunk.byteSize() == 0) {
            chunk = trace.chunk(next);
        }
        ids = chunk.get(EventLayout.WORD, offset + 16);
        kind = chunk.get(EventLayout.WORD, offset + 24);
        next++;
        return true;
    }

    /** Places the cursor so that {@link #next()} reads the event with that index. */
    public void moveTo(long index) {
        next = java.util.Objects.checkIndex(index, trace.size() + 1);
        chunk = MemorySegment.NULL;
    }

    /** Index of the event that {@link #next()} will read. */
    public long position() {
        return next;
    }

    /** Run time of the event, nanoseconds. */
    public long timeNanos() {
        return chunk.get(EventLayout.WORD, offset);
    }

    /** What happened. */
    public EventKind kind() {
        return EventKind.ofCode(EventLayout.kindCode(kind));
    }

    /** Id of the actor, 0 for the run itself. */
    public int actor() {
        return EventLayout.actor(ids);
    }

    /** Id of the resource, 0 for none. */
    public int resource() {
        return EventLayout.resource(ids);
    }

    /** The core, or -1. */
    public int core() {
        return EventLayout.core(kind);
    }

    /** The source line, or 0. */
    public int line() {
        return EventLayout.line(kind);
    }

    /** The argument; {@link EventKind} says what it means. */
    public long argument() {
        return chunk.get(EventLayout.WORD, offset + 8);
    }

    /** The event as a value. */
    public Event event() {
        return new Event(timeNanos(), kind(), actor(), core(), resource(), line(), argument());
    }
}
