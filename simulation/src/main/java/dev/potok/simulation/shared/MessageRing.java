package dev.potok.simulation.shared;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * Messages in the order in which they were put, in a ring of bytes in shared memory. What it belongs to guards it. A
 * message is there once {@link #TAIL} says so, and gone once {@link #HEAD} does: one word each, so who dies in the middle
 * leaves it whole.
 *
 * <pre>
 *  0  long  head: bytes that have ever left      8  long  tail: bytes that have ever come
 * 16  the ring: of each message a long number, an int length, 4 bytes of nothing, the bytes, up to a multiple of 8
 * </pre>
 */
final class MessageRing {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final long HEAD = 0;
    private static final long TAIL = 8;
    private static final long RING = 16;
    private static final long HEADER = 16;

    private final MemorySegment memory;
    private final long base;
    private final long capacity;

    /** With that many bytes in the ring, a multiple of 8. */
    MessageRing(MemorySegment memory, long base, long capacity) {
        this.memory = memory;
        this.base = base;
        this.capacity = capacity;
    }

    /** What a ring of that many bytes takes. */
    static long bytes(long capacity) {
        return RING + capacity;
    }

    /** The largest message that goes into one of that many bytes. */
    static long largest(long capacity) {
        return capacity - HEADER;
    }

    private long head() {
        return (long) LONG.getAcquire(memory, base + HEAD);
    }

    private long tail() {
        return (long) LONG.getAcquire(memory, base + TAIL);
    }

    private static long size(long length) {
        return HEADER + (length + 7 & ~7L);
    }

    boolean isEmpty() {
        return head() == tail();
    }

    boolean hasRoomFor(long length) {
        return capacity - (tail() - head()) >= size(length);
    }

    /**
     * Writes one that there is room for behind the last; it is not there before that is {@linkplain #publish published}.
     *
     * @return what is to be published
     */
    long write(byte[] message, long number) {
        long tail = tail();
        putLong(tail, number);
        putLong(tail + 8, message.length);
        long place = (tail + HEADER) % capacity;
        int first = (int) Math.min(message.length, capacity - place);
        MemorySegment.copy(message, 0, memory, ValueLayout.JAVA_BYTE, base + RING + place, first);
        MemorySegment.copy(message, first, memory, ValueLayout.JAVA_BYTE, base + RING, message.length - first);
        return tail + size(message.length);
    }

    /** From now on the message that was written is there. */
    void publish(long written) {
        LONG.setRelease(memory, base + TAIL, written);
    }

    /** A copy of the first one; there must be one. */
    byte[] first() {
        long head = head();
        byte[] message = new byte[(int) getLong(head + 8)];
        long place = (head + HEADER) % capacity;
        int first = (int) Math.min(message.length, capacity - place);
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, base + RING + place, message, 0, first);
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, base + RING, message, first, message.length - first);
        return message;
    }

    /** The number of the first one. */
    long firstNumber() {
        return getLong(head());
    }

    /** Takes the first one out. */
    void removeFirst() {
        long head = head();
        LONG.setRelease(memory, base + HEAD, head + size(getLong(head + 8)));
    }

    /** How many there are, by going through all of them. */
    int count() {
        int count = 0;
        for (long at = head(); at < tail(); at += size(getLong(at + 8))) {
            count++;
        }
        return count;
    }

    /** The number of the last one, or that if there is none. */
    long lastNumber(long none) {
        long last = none;
        for (long at = head(); at < tail(); at += size(getLong(at + 8))) {
            last = getLong(at);
        }
        return last;
    }

    private void putLong(long position, long value) {
        memory.set(ValueLayout.JAVA_LONG, base + RING + position % capacity, value);
    }

    private long getLong(long position) {
        return memory.get(ValueLayout.JAVA_LONG, base + RING + position % capacity);
    }
}
