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
     * Time in each class from the first change to that instant.
     *
     * @param hint index of a change not after that instant, or -1
     * @param into receives the nanoseconds of each class
     * @return index of the last change not after that instant, -1 if there is none
     */
    int until(long timeNanos, int hint, long[] into) {
        int index = track.find(timeNanos, hint);
        if (index < 0) {
            Arrays.fill(into, 0, classes, 0);
            return index;
        }
        int block = Math.min(index / BLOCK, blocks - 1);
        System.arraycopy(sums, block * classes, into, 0, classes);
        long from = track.time(block * BLOCK);
        for (int i = block * BLOCK; i < index; i++) {
            long until = track.time(i + 1);
            into[classOf(track.value(i))] += until - from;
            from = until;
        }
        into[classOf(track.value(index))] += timeNanos - from;
        return index;
    }
}
