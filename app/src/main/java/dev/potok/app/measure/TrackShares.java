package dev.potok.app.measure;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * How long a track's value was of which class between any two instants. Room is taken only for the classes that occur, of
 * which most tracks have few. For one thread.
 */
public final class TrackShares extends RunningSums {
    private static final int NOWHERE = -1;

    private final IntUnaryOperator classOf;
    /** Where the sum of each class is kept, or {@link #NOWHERE}. */
    private final int[] places;
    /** The class kept at each place. */
    private final int[] classes;
    private int used;

    /**
     * Shares of that track.
     *
     * @param classes how many classes there are
     * @param classOf the class of a value, 0 to {@code classes - 1}
     */
    public TrackShares(TrackReader track, int classes, IntUnaryOperator classOf) {
        super(track, 0);
        this.classOf = classOf;
        this.places = new int[classes];
        this.classes = new int[classes];
        Arrays.fill(places, NOWHERE);
    }

    /** How many classes there are. */
    public int classes() {
        return places.length;
    }

    /** The class of a value. */
    public int classOf(int value) {
        return classOf.applyAsInt(value);
    }

    @Override
    public int sums() {
        return places.length;
    }

    @Override
    void admit(int value) {
        int found = classOf(value);
        if (places[found] == NOWHERE) {
            places[found] = used;
            classes[used++] = found;
            widen();
        }
    }

    @Override
    void add(int value, long nanos, long[] kept, int base) {
        kept[base + places[classOf(value)]] += nanos;
    }

    @Override
    void tell(int value, long nanos, long[] into) {
        into[classOf(value)] += nanos;
    }

    @Override
    void tellKept(int place, long sum, long[] into) {
        into[classes[place]] += sum;
    }
}
