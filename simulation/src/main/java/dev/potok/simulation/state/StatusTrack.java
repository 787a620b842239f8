package dev.potok.simulation.state;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

import dev.potok.simulation.trace.TraceMemory;

/**
 * The value of something over time, as a list of the instants at which it changed: an actor's status, the actor on a
 * core, the depth of a queue. Long tracks lie beside the trace, outside the heap. Confined to one thread.
 */
public final class StatusTrack {
    /** Changes on the heap; most tracks have no more. */
    private static final int FIRST = 1 << 10;
    private static final int PAGE_SHIFT = 13;
    /** Changes on each further page. */
    private static final int PAGE = 1 << PAGE_SHIFT;
    private static final int MASK = PAGE - 1;
    private static final int VALUES = PAGE * Long.BYTES;
    private static final int PAGE_BYTES = VALUES + PAGE * Integer.BYTES;

    private final TraceMemory memory;
    private long[] times = new long[16];
    private int[] values = new int[16];
    private MemorySegment[] pages = {};
    private int size;
    private int last;

    StatusTrack(TraceMemory memory) {
        this.memory = memory;
    }

    /** How many changes there were. */
    public int size() {
        return size;
    }

    /** When the change with that index happened. */
    public long timeNanos(int index) {
        if (index < FIRST) {
            return times[index];
        }
        int beyond = index - FIRST;
        return pages[beyond >> PAGE_SHIFT].getAtIndex(ValueLayout.JAVA_LONG, beyond & MASK);
    }

    /** The value from that change on. */
    public int value(int index) {
        if (index < FIRST) {
            return values[index];
        }
        int beyond = index - FIRST;
        return pages[beyond >> PAGE_SHIFT].get(ValueLayout.JAVA_INT, VALUES + (beyond & MASK) * 4L);
    }

    /** Index of the last change not after {@code timeNanos}, -1 if there is none. */
    public int indexAt(long timeNanos) {
        int low = -1;
        int high = size;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (timeNanos(middle) <= timeNanos) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void add(long timeNanos, int value) {
        if (size > 0 && last == value) {
            return;
        }
        if (size < FIRST) {
            if (size == times.length) {
                times = Arrays.copyOf(times, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            times[size] = timeNanos;
            values[size] = value;
        } else {
            int beyond = size - FIRST;
            int page = beyond >> PAGE_SHIFT;
            if ((beyond & MASK) == 0) {
                if (page == pages.length) {
                    pages = Arrays.copyOf(pages, Math.max(4, page * 2));
                }
                pages[page] = memory.allocate(PAGE_BYTES);
            }
            pages[page].setAtIndex(ValueLayout.JAVA_LONG, beyond & MASK, timeNanos);
            pages[page].set(ValueLayout.JAVA_INT, VALUES + (beyond & MASK) * 4L, value);
        }
        last = value;
        size++;
    }
}
