package dev.potok.simulation.interchange;

import java.util.Arrays;

import dev.potok.simulation.trace.file.TraceFileException;

/** What was read of a file, in columns: 25 bytes an event and no object. For one thread. */
final class ChromeEvents {
    /** More are not taken in: with what is needed to sort them and with the trace they become, they have 128 bytes each. */
    private static final int MOST = (int) Math.min(1 << 25, Runtime.getRuntime().maxMemory() / 128);

    /** Left out after all. */
    static final byte NOTHING = 0;
    /** A section with both its ends. Value: when it ends. */
    static final byte SECTION = 1;
    /** A section begins. */
    static final byte BEGIN = 2;
    /** The innermost section ends. */
    static final byte END = 3;
    /** A flow begins. Value: what it is known by. */
    static final byte FLOW_BEGIN = 4;
    /** A flow goes through. Value: as above. */
    static final byte FLOW_STEP = 5;
    /** A flow ends. Value: as above. */
    static final byte FLOW_END = 6;
    /** A figure. Value: a thousandfold. */
    static final byte FIGURE = 7;

    /** Nanoseconds of the file's own clock. */
    long[] times = new long[1024];
    long[] values = new long[1024];
    /** Threads from 1; 0 for all figures. */
    int[] owners = new int[1024];
    /** Names of sections, series of figures. */
    int[] names = new int[1024];
    byte[] kinds = new byte[1024];
    int size;

    void add(byte kind, long time, int owner, int name, long value) throws TraceFileException {
        if (size == times.length) {
            grow();
        }
        kinds[size] = kind;
        times[size] = time;
        owners[size] = owner;
        names[size] = name;
        values[size] = value;
        size++;
    }

    private void grow() throws TraceFileException {
        if (size >= MOST) {
            throw new TraceFileException(TraceFileException.Reason.TOO_LARGE, "> " + MOST);
        }
        int length = Math.min(MOST, size * 2);
        times = Arrays.copyOf(times, length);
        values = Arrays.copyOf(values, length);
        owners = Arrays.copyOf(owners, length);
        names = Arrays.copyOf(names, length);
        kinds = Arrays.copyOf(kinds, length);
    }

    /** Numbers of all events by owner, those of one in the order of the file. The last entry of {@code ends} is theirs. */
    int[] byOwner(int[] ends) {
        int[] next = new int[ends.length];
        for (int i = 0; i < size; i++) {
            ends[owners[i]]++;
        }
        for (int owner = 1; owner < ends.length; owner++) {
            next[owner] = ends[owner - 1];
            ends[owner] += ends[owner - 1];
        }
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[next[owners[i]]++] = i;
        }
        return order;
    }

    /**
     * Puts a part of such an order into that of time; those of one time stay as they are, or with {@code longestFirst} come
     * by the length of the section.
     */
    void sort(int[] order, int from, int to, boolean longestFirst, int[] spare) {
        if (to - from < 2 || sorted(order, from, to, longestFirst)) {
            return;
        }
        if (to - from <= 12) {
            insert(order, from, to, longestFirst);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(order, from, middle, longestFirst, spare);
        sort(order, middle, to, longestFirst, spare);
        if (!after(order[middle - 1], order[middle], longestFirst)) {
            return;
        }
        int length = middle - from;
        System.arraycopy(order, from, spare, 0, length);
        int left = 0;
        int right = middle;
        int at = from;
        while (left < length) {
            if (right < to && after(spare[left], order[right], longestFirst)) {
                order[at++] = order[right++];
            } else {
                order[at++] = spare[left++];
            }
        }
    }

    private boolean sorted(int[] order, int from, int to, boolean longestFirst) {
        for (int i = from + 1; i < to; i++) {
            if (after(order[i - 1], order[i], longestFirst)) {
                return false;
            }
        }
        return true;
    }

    private void insert(int[] order, int from, int to, boolean longestFirst) {
        for (int i = from + 1; i < to; i++) {
            int moving = order[i];
            int at = i;
            while (at > from && after(order[at - 1], moving, longestFirst)) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = moving;
        }
    }

    /** Whether the first, which is before the second in the file, belongs after it. */
    private boolean after(int first, int second, boolean longestFirst) {
        long early = times[first];
        long late = times[second];
        return early > late || early == late && longestFirst && length(first) < length(second);
    }

    private long length(int event) {
        return kinds[event] == SECTION ? values[event] - times[event] : -1;
    }
}
