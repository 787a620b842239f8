package dev.potok.simulation.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * An array of longs that processes share. Every access is one step and volatile, so all of them lie in one order; two
 * accesses are two steps. Python's {@code multiprocessing.Array}, and with a length of one its {@code Value}.
 *
 * <pre>
 *   0  int   kind, int length     (written by who creates it)
 *  64  long  numbers[length]
 * </pre>
 *
 * <p>
 * Any thread of any process may call any method; a dead process leaves nothing half-done.
 */
public final class SharedNumbers {
    private static final int KIND = 0x4e554d42; // NUMB

    private static final long LENGTH_AT = 4;
    private static final long FIRST_AT = 64;

    private final MemorySegment memory;
    private final long offset;
    private final int length;

    private SharedNumbers(MemorySegment all, long offset) {
        this.offset = offset;
        this.length = all.get(ValueLayout.JAVA_INT, offset + LENGTH_AT);
        this.memory = all.asSlice(offset, FIRST_AT + length * (long) Long.BYTES);
    }

    /** Allocates so many numbers, all zero. */
    public static SharedNumbers create(SharedMemory memory, int length) {
        if (length < 1) {
            throw new IllegalArgumentException("at least one number, not " + length);
        }
        long offset = memory.allocate(FIRST_AT + length * (long) Long.BYTES, 64);
        memory.segment().set(ValueLayout.JAVA_INT, offset + LENGTH_AT, length);
        Words.INT.setVolatile(memory.segment(), offset, KIND);
        return new SharedNumbers(memory.segment(), offset);
    }

    /**
     * The numbers at that offset, which were {@linkplain #create created} before, in this process or another.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static SharedNumbers at(SharedMemory memory, long offset) {
        Words.expect(memory, offset, KIND, "numbers");
        return new SharedNumbers(memory.segment(), offset);
    }

    /** Where they lie, for other processes. */
    public long offset() {
        return offset;
    }

    /** How many there are. */
    public int length() {
        return length;
    }

    private long place(int index) {
        return FIRST_AT + Objects.checkIndex(index, length) * (long) Long.BYTES;
    }

    /** The number at that index. */
    public long get(int index) {
        return (long) Words.LONG.getVolatile(memory, place(index));
    }

    /** Sets it. */
    public void set(int index, long value) {
        Words.LONG.setVolatile(memory, place(index), value);
    }

    /** Sets it if it is what is expected; tells whether it was. */
    public boolean compareAndSet(int index, long expected, long value) {
        return Words.LONG.compareAndSet(memory, place(index), expected, value);
    }

    /** Adds to it in one step; it wraps. Returns what it is then. */
    public long add(int index, long summand) {
        return (long) Words.LONG.getAndAdd(memory, place(index), summand) + summand;
    }
}
