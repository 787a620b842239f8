package dev.potok.simulation.state;

import java.util.Arrays;

/** A short ordered list of numbers (actors in a wait line, items in a queue), with the order of arrival kept. */
public final class IdLine {
    private static final long[] NOBODY = {};

    private long[] ids;
    private int start;
    private int size;

    /** An empty line. */
    public IdLine() {
        ids = NOBODY;
    }

    private IdLine(IdLine other) {
        ids = other.size == 0 ? NOBODY : Arrays.copyOfRange(other.ids, other.start, other.start + other.size);
        size = other.size;
    }

    /** How many are in it. */
    public int size() {
        return size;
    }

    /** Whether nobody is in it. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** The one at that place, 0 being the first. */
    public long get(int index) {
        return ids[start + java.util.Objects.checkIndex(index, size)];
    }

    /** Whether that number is in it. */
    public boolean contains(long id) {
        return indexOf(id) >= 0;
    }

    /** The place of that number, or -1. */
    public int indexOf(long id) {
        for (int i = 0; i < size; i++) {
            if (ids[start + i] == id) {
                return i;
            }
        }
        return -1;
    }

    void add(long id) {
        if (start + size == ids.length) {
            long[] target = size * 2 >= ids.length ? new long[Math.max(4, ids.length * 2)] : ids;
            System.arraycopy(ids, start, target, 0, size);
            ids = target;
            start = 0;
        }
        ids[start + size++] = id;
    }

    /** Puts that number at that place; those from there on move on by one. */
    void insert(int index, long id) {
        add(id);
        System.arraycopy(ids, start + index, ids, start + index + 1, size - 1 - index);
        ids[start + index] = id;
    }

    /** Replaces the number at that place. */
    void set(int index, long id) {
        ids[start + java.util.Objects.checkIndex(index, size)] = id;
    }

    /** Takes the one at that place out. */
    void removeAt(int index) {
        java.util.Objects.checkIndex(index, size);
        if (index == 0) {
            start++;
        } else {
            System.arraycopy(ids, start + index + 1, ids, start + index, size - index - 1);
        }
        size--;
    }

    /** Takes the first of that number out; false if it is not there. */
    boolean remove(long id) {
        int index = indexOf(id);
        if (index < 0) {
            return false;
        }
        removeAt(index);
        return true;
    }

    /** Takes the last one out, if there is one. */
    void removeLast() {
        if (size > 0) {
            size--;
        }
    }

    void clear() {
        size = 0;
        start = 0;
    }

    IdLine copy() {
        return new IdLine(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdLine line && Arrays.equals(ids, start, start + size, line.ids, line.start,
                line.start + line.size);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(Arrays.copyOfRange(ids, start, start + size));
    }

    @Override
    public String toString() {
        return Arrays.toString(Arrays.copyOfRange(ids, start, start + size));
    }
}
