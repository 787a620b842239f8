package dev.potok.simulation.interchange;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Texts by numbers from 0 in order of appearance, found again without making a string of each that is looked up. For one
 * thread.
 */
final class NameTable {
    /** Longer texts are cut; it is enough for a name to be known by. */
    static final int LONGEST = 200;

    /** Drawn anew for each table, so that nobody can prepare a file whose names all fall into one place. */
    private final long factor = ThreadLocalRandom.current().nextLong() | 1;
    private char[] characters = new char[1 << 12];
    private int used;
    /** Where each text begins; one more for the end of the last. */
    private int[] begins = new int[64];
    private long[] hashes = new long[64];
    private int size;
    /** Numbers plus one, 0 for an empty place. */
    private int[] places = new int[128];

    /** How many texts there are. */
    int size() {
        return size;
    }

    /** Characters in all of them together. */
    int length() {
        return used;
    }

    /** The text with that number. */
    String text(int number) {
        return new String(characters, begins[number], begins[number + 1] - begins[number]);
    }

    int idOf(String text) {
        return idOf(text.toCharArray(), 0, text.length());
    }

    /** The number of that text, adding it if it is new. */
    int idOf(char[] text, int offset, int givenLength) {
        int length = cut(text, offset, givenLength);
        long hash = hash(text, offset, length);
        int mask = places.length - 1;
        int place = (int) (hash >>> 32) & mask;
        while (places[place] != 0) {
            int number = places[place] - 1;
            if (hashes[number] == hash && Arrays.equals(characters, begins[number], begins[number + 1], text, offset,
                    offset + length)) {
                return number;
            }
            place = (place + 1) & mask;
        }
        add(text, offset, length, hash);
        places[place] = size;
        if (size * 2 > places.length) {
            grow();
        }
        return size - 1;
    }

    private static int cut(char[] text, int offset, int length) {
        if (length <= LONGEST) {
            return length;
        }
        return Character.isHighSurrogate(text[offset + LONGEST - 1]) ? LONGEST - 1 : LONGEST;
    }

    /** A number for a text, of which all bits depend on all of it; the same only within this table. */
    long hash(char[] text, int offset, int length) {
        long hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = (hash ^ text[i]) * factor;
            hash ^= hash >>> 29;
        }
        return hash * factor;
    }

    private void add(char[] text, int offset, int length, long hash) {
        if (used + length > characters.length) {
            characters = Arrays.copyOf(characters, Math.max(Math.addExact(characters.length, characters.length / 2),
                    used + length));
        }
        if (size + 2 > begins.length) {
            begins = Arrays.copyOf(begins, begins.length * 2);
            hashes = Arrays.copyOf(hashes, hashes.length * 2);
        }
        System.arraycopy(text, offset, characters, used, length);
        used += length;
        hashes[size] = hash;
        begins[++size] = used;
    }

    private void grow() {
        places = new int[places.length * 2];
        int mask = places.length - 1;
        for (int number = 0; number < size; number++) {
            int place = (int) (hashes[number] >>> 32) & mask;
            while (places[place] != 0) {
                place = (place + 1) & mask;
            }
            places[place] = number + 1;
        }
    }
}
