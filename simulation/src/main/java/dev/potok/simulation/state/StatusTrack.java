package dev.potok.simulation.state;

import java.util.Arrays;

/**
 * The value of something over time, as a list of the instants at which it changed: an actor's status, the actor on a
 * core, the depth of a queue. Confined to one thread.
 */
public final class StatusTrack {
    private long[] times = new long[16];
    private int[] values = new int[16];
    private int size;

    StatusTrack() {
        size = 0;
    }

    /** How many changes there were. */
    public int size() {
        return size;
    }

    /** When the change with that index happened. */
    public long timeNanos(int index) {
        return times[index];
    }

    /** The value from that change on. */
    public int value(int index) {
        return values[index];
    }

    /** Index of the last change not after {@code timeNanos}, -1 if there is none. */
    public int indexAt(long timeNanos) {
        int found = Arrays.binarySearch(times, 0, size, timeNanos);
        if (found < 0) {
            return -found - 2;
        }
        while (found + 1 < size && times[found + 1] == timeNanos) {
            found++;
        }
        return found;
    }

    void add(long timeNanos, int value) {
        if (size > 0 && values[size - 1] == value) {
            return;
        }
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        times[size] = timeNanos;
        values[size] = value;
        size++;
    }
}
