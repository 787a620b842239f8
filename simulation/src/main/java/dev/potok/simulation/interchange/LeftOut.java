package dev.potok.simulation.interchange;

import java.util.ArrayList;
import java.util.List;

/** Counts what cannot be shown, by the letter of its phase. For one thread. */
final class LeftOut {
    /** In the place of the letter of what has none, or one that is unknown. */
    static final char OTHER = '?';

    private final long[] counts = new long[128];

    void count(char phase) {
        counts[phase > ' ' && phase < 127 ? phase : OTHER]++;
    }

    long sum() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** Such as {@code P × 12, b × 3}: the letters of the format and how many there were. */
    String kinds() {
        List<String> kinds = new ArrayList<>();
        for (int phase = 0; phase < counts.length; phase++) {
            if (counts[phase] > 0) {
                kinds.add((char) phase + " × " + counts[phase]);
            }
        }
        return String.join(", ", kinds);
    }
}
