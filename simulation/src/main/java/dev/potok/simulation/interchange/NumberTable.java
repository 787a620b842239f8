package dev.potok.simulation.interchange;

import java.util.Arrays;

/** Long numbers by small ones from 0 in order of appearance. For one thread. */
final class NumberTable {
    private long[] numbers = new long[64];
    private int size;
    /** Small numbers plus one, 0 for an empty place. */
    private int[] places = new int[128];

    int size() {
        return size;
    }

    /** The number kept under that small one. */
    long number(int index) {
        return numbers[index];
    }

    /** The small number of that number, adding it if it is new. */
    int indexOf(long number) {
        int place = place(number);
        while (places[place] != 0) {
            if (numbers[places[place] - 1] == number) {
                return places[place] - 1;
            }
            place = (place + 1) & (places.length - 1);
        }
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size++] = number;
        places[place] = size;
        if (size * 2 > places.length) {
            grow();
        }
        return size - 1;
    }

    /** One number made of two that are not negative. */
    static long pair(int first, int second) {
        return (long) first << 32 | second;
    }

    private int place(long number) {
        long mixed = number * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed ^ mixed >>> 32) & (places.length - 1);
    }

    private void grow() {
        places = new int[places.length * 2];
        for (int index = 0; index < size; index++) {
            int place = place(numbers[index]);
            while (places[place] != 0) {
                place = (place + 1) & (places.length - 1);
            }
            places[place] = index + 1;
        }
    }
}
