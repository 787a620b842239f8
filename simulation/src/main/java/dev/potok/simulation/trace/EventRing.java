package dev.potok.simulation.trace;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A ring of events with one producer and one consumer, in memory outside the heap.
 *
 * <p>
 * The producer never blocks, allocates or locks. Where the ring is full it counts the event as dropped; the next event
 * that finds room is preceded by a {@link EventKind#DROPPED} that tells how many are missing at that point, so the loss
 * has a place in the order. The layout is self-contained (control words, then records), so that it may as well lie in a
 * mapped file that another process writes.
 *
 * <pre>
 *   0  long  progress    events the producer has published, times two, plus 1 while an event is being written
 *   8  long  dropped     events lost so far
 *  16  long  ended       1 once the producer has published its last event      (all three written by the producer)
 * 128  long  consumed    events the consumer has taken           (written by the consumer)
 * 256  records, {@link EventLayout#BYTES} each
 * </pre>
 */
final class EventRing {
    static final long HEADER_BYTES = 256;

    private static final ValueLayout.OfLong CONTROL = ValueLayout.JAVA_LONG.withOrder(ByteOrder.nativeOrder());
    private static final VarHandle WORD = CONTROL.varHandle();
    private static final long PROGRESS = 0;
    private static final long DROPPED = 8;
    private static final long ENDED = 16;
    private static final long CONSUMED = 128;

    private final MemorySegment memory;
    private final long capacity;
    private final int owner;
    private final long mask;

    /** Owned by the producer: how many it published, up to where it knows to have room, and the drops not told yet. */
    private long head;
    private long limit;
    private long untold;

    /** Owned by the consumer. */
    private long tail;
    private long lastTaken;
    private long droppedTold;

    /**
     * Memory for a ring of {@code capacity} events (a power of two). Allocation zeroes it, so its pages are touched before
     * the first event and the producer takes no page fault.
     */
    static MemorySegment allocate(Arena arena, int capacity) {
        if (Integer.bitCount(capacity) != 1 || capacity < 4) {
            throw new IllegalArgumentException("a ring's capacity is a power of two from 4, not " + capacity);
        }
        return arena.allocate(HEADER_BYTES + (long) capacity * EventLayout.BYTES, 128);
    }

    /**
     * An empty ring, made by the thread that will produce.
     *
     * @param memory from {@link #allocate}; it may have been another ring's that both its ends have let go of
     * @param owner  id of the actor in whose name losses are told
     */
    EventRing(MemorySegment memory, int owner) {
        this.memory = memory;
        this.capacity = (memory.byteSize() - HEADER_BYTES) / EventLayout.BYTES;
        this.owner = owner;
        this.mask = capacity - 1;
        this.limit = capacity;
        memory.asSlice(0, HEADER_BYTES).fill((byte) 0);
    }

    private EventRing(MemorySegment memory, int owner, boolean producer) {
        this.memory = memory;
        this.capacity = (memory.byteSize() - HEADER_BYTES) / EventLayout.BYTES;
        this.owner = owner;
        this.mask = capacity - 1;
        this.limit = producer ? capacity : 0;
    }

    /** Bytes for a ring of that many events, at a multiple of 128. */
    static long bytes(int capacity) {
        return HEADER_BYTES + (long) capacity * EventLayout.BYTES;
    }

    /** One end of a ring in memory that is zero, or has been, and whose other end is in another process. */
    static EventRing attached(MemorySegment memory, int owner, boolean producer) {
        return new EventRing(memory, owner, producer);
    }

    /** Consumer, once the producer's process is gone: what it was writing is no event, and nothing will follow. */
    void producerDied() {
        WORD.setOpaque(memory, PROGRESS, (long) WORD.getAcquire(memory, PROGRESS) & ~1L);
        end();
    }

    /** Producer: says that an event is being written, before its time is read. */
    void begin() {
        WORD.setOpaque(memory, PROGRESS, head << 1 | 1);
    }

    /** Producer: publishes one event whose time was read after {@link #begin}. */
    void publish(long time, long argument, long ids, long kind) {
        if (head < limit || makeRoom(time)) {
            EventLayout.write(memory, offset(head), time, argument, ids, kind);
            head++;
        }
        WORD.setRelease(memory, PROGRESS, head << 1);
    }

    /** Looks what was consumed since; if there is room now, tells the losses before, else counts one more. */
    private boolean makeRoom(long time) {
        long end = (long) WORD.getAcquire(memory, CONSUMED) + capacity;
        if (end - head >= (untold > 0 ? 2 : 1)) {
            if (untold > 0) {
                EventLayout.write(memory, offset(head), time, untold, EventLayout.packIds(owner, 0),
                        EventLayout.packKind(EventKind.DROPPED.code(), -1, 0));
                head++;
                untold = 0;
            }
            limit = end;
            return true;
        }
        limit = head; // there may be room for one, but the next one too has to tell the loss before itself
        untold++;
        WORD.setOpaque(memory, DROPPED, (long) WORD.getOpaque(memory, DROPPED) + 1);
        return false;
    }

    /** Producer: nothing will follow. */
    void end() {
        WORD.setRelease(memory, ENDED, 1L);
    }

    private long offset(long index) {
        return HEADER_BYTES + (index & mask) * EventLayout.BYTES;
    }

    /**
     * Consumer: a time that no event published from now on can undercut: {@code now} if none is being written, else the
     * time of the last one published. That one still lies in the ring unless it was taken, and its place is not written
     * again before it is given back.
     */
    long floor(long now) {
        long progress = (long) WORD.getAcquire(memory, PROGRESS);
        if ((progress & 1) == 0) {
            return now;
        }
        long published = progress >>> 1;
        return published > tail ? timeAt(published - 1) : lastTaken;
    }

    /** Consumer: how many events are published. */
    long published() {
        return (long) WORD.getAcquire(memory, PROGRESS) >>> 1;
    }

    /** Consumer: index of the next event to take. */
    long tail() {
        return tail;
    }

    /** Consumer: time of the event at that index, which must be published and not yet consumed. */
    long timeAt(long index) {
        return memory.get(EventLayout.WORD, offset(index));
    }

    /** Consumer: copies the event at the tail into the target and moves on, without giving the room back yet. */
    void takeInto(MemorySegment target, long targetOffset) {
        long from = offset(tail);
        if (EventLayout.kindCode(memory.get(EventLayout.WORD, from + 24)) == EventKind.DROPPED.code()) {
            droppedTold += memory.get(EventLayout.WORD, from + 8);
        }
        lastTaken = timeAt(tail);
        MemorySegment.copy(memory, from, target, targetOffset, EventLayout.BYTES);
        tail++;
    }

    /** Consumer: lets go of everything published, unread; for measurements of the producer alone. */
    void skipPublished() {
        tail = published();
        freeTaken();
    }

    /** Consumer: gives the room of all events taken so far back to the producer. */
    void freeTaken() {
        WORD.setRelease(memory, CONSUMED, tail);
    }

    /** Consumer: whether all that there will ever be was taken. */
    boolean exhausted() {
        return (long) WORD.getAcquire(memory, ENDED) == 1 && tail == published();
    }

    /** For another ring, once this one is {@link #exhausted}; neither end may use it any more. */
    MemorySegment memory() {
        return memory;
    }

    /** Id of the actor in whose name losses are told. */
    int owner() {
        return owner;
    }

    /** Any thread: events lost so far. */
    long dropped() {
        return (long) WORD.getOpaque(memory, DROPPED);
    }

    /** Consumer, once the producer has ended and all was taken: losses that no {@link EventKind#DROPPED} event has told. */
    long droppedUntold() {
        return dropped() - droppedTold;
    }
}
