package dev.potok.simulation.trace;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/** A list that only grows. One thread at a time may add (the owner's guard sees to it); any thread may read at once. */
final class AppendOnlyList<T> {
    /** Elements beyond {@link #size} are not there yet; the array is replaced when it is full. */
    private volatile Object[] elements = new Object[16];
    private volatile int size;

    int add(T element) {
        int index = size;
        Object[] array = elements;
        if (index == array.length) {
            array = Arrays.copyOf(array, index * 2);
            elements = array;
        }
        array[index] = element;
        size = index + 1; // publishes the element and the array
        return index;
    }

    int size() {
        return size;
    }

    @SuppressWarnings("unchecked") // only add() writes, and it takes a T
    T get(int index) {
        int visible = size;
        if (index < 0 || index >= visible) {
            throw new IndexOutOfBoundsException("index " + index + " of " + visible);
        }
        return (T) elements[index];
    }

    /** The elements from that index on, as they stand now; what is added later does not show in it. */
    List<T> from(int start) {
        int end = size;
        return new AbstractList<>() {
            @Override
            public T get(int index) {
                return AppendOnlyList.this.get(start + java.util.Objects.checkIndex(index, size()));
            }

            @Override
            public int size() {
                return end - start;
            }
        };
    }
}
