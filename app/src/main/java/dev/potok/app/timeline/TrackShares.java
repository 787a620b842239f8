package dev.potok.app.timeline;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * How long a track's value was of which class between any two instants, exactly, at a cost that does not depend on how
 * many changes lie between them.
 *
 * <p>
 * It keeps the sums of time of each class at every {@value #BLOCK}th change, and grows with its track. For one thread.
 */
final class TrackShares {
    /** Changes between two sums kept; what a look-up walks at the most. */
    static final int BLOCK = 32;

    private final TrackReader track;
    private final IntUnaryOperator classOf;
    private final int classes;
    /** The sums at change {@code b * BLOCK} begin at {@code b * classes}. */
    private long[] sums;
    /** When each block begins. */
    private long[] begins = new long[4];
    private int blocks;

    /**
     * Shares of that track.
     *
     * @param classes how many classes there are
     * @param classOf the class of a value, 0 to {@code classes - 1}
     */
    TrackShares(TrackReader track, int classes, IntUnaryOperator classOf) {
        this.track = track;
        this.classes = classes;
        this.classOf = classOf;
        this.sums = new long[classes * 4];
    }

    /** The track itself. */
    TrackReader track() {
        return track;
    }

    /** How many classes there are. */
    int classes() {
        return classes;
    }

    /** The class of a value. */
    int classOf(int value) {
        return classOf.applyAsInt(value);
    }

    /** Takes in what the track has gained. */
    void extend() {
        while (blocks * BLOCK < track.size()) {
            int needed = (blocks + 1) * classes;
            if (needed > sums.length) {
                sums = Arrays.copyOf(sums, Math.max(needed, sums.length * 2));
            }
            if (blocks == begins.length) {
                begins = Arrays.copyOf(begins, blocks * 2);
            }
            begins[blocks] = track.time(blocks * BLOCK);
            if (blocks > 0) {
                int base = blocks * classes;
                System.arraycopy(sums, base - classes, sums, base, classes);
                long from = track.time((blocks - 1) * BLOCK);
                for (int i = (blocks - 1) * BLOCK; i < blocks * BLOCK; i++) {
                    long until = track.time(i + 1);
                    sums[base + classOf(track.value(i))] += until - from;
                    from = until;
                }
            }
            blocks++;
        }
    }

    /**
     * Time in each class from one instant to a later one. Few changes are walked; of many, all but the first and the last
     * few are taken from the sums.
     *
     * @param from  the earlier instant
     * @param index index of the last change not after it
     * @param to    the later instant
     * @param into  receives the nanoseconds of each class
     * @return index of the last change not after the later instant
     */
    int between(long from, int index, long to, long[] into) {
        Arrays.fill(into, 0, classes, 0);
        int walkTo = Math.min(track.size(), (index / BLOCK + 1) * BLOCK);
        long at = from;
        int i = index;
        while (i + 1 < walkTo) {
            long next = track.time(i + 1);
            if (next > to) {
                into[classOf(track.value(i))] += to - at;
                return i;
            }
            into[classOf(track.value(i))] += next - at;
            at = next;
            i++;
        }
        if (i + 1 < track.size() && track.time(i + 1) <= to) {
            into[classOf(track.value(i))] += track.time(i + 1) - at;
            int first = (i + 1) / BLOCK;
            int last = lastBlock(to, first);
            for (int c = 0; c < classes; c++) {
                into[c] += sums[last * classes + c] - sums[first * classes + c];
            }
            i = last * BLOCK;
            at = begins[last];
            while (i + 1 < track.size() && track.time(i + 1) <= to) {
                long next = track.time(i + 1);
                into[classOf(track.value(i))] += next - at;
                at = next;
                i++;
            }
        }
        into[classOf(track.value(i))] += to - at;
        return i;
    }

    /** The last block that begins not after that instant, which the hint does not. */
    private int lastBlock(long to, int hint) {
        int low = hint;
        int step = 1;
        int high = low + step;
        while (high < blocks && begins[high] <= to) {
            low = high;
            step *= 2;
            high = low + step;
        }
        high = Math.min(high, blocks);
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (begins[middle] <= to) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
