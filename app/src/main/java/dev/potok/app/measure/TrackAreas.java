package dev.potok.app.measure;

/**
 * What a level amounts to between any two instants: how long it was above zero, how long it was at its capacity, and the
 * sum of the level over time. For one thread.
 */
public final class TrackAreas extends RunningSums {
    /** Place in a result of the nanoseconds in which the level was above zero. */
    public static final int ABOVE_ZERO = 0;
    /** Place in a result of the nanoseconds in which the level was at its capacity. */
    public static final int FULL = 1;
    /** Place in a result of the level times nanoseconds. */
    public static final int AREA = 2;
    /** How many sums a result has. */
    public static final int SUMS = 3;

    private final long capacity;

    /**
     * Areas of that track.
     *
     * @param capacity the level that is full, 0 where there is no such
     */
    public TrackAreas(TrackReader track, long capacity) {
        super(track, SUMS);
        this.capacity = capacity;
    }

    @Override
    public int sums() {
        return SUMS;
    }

    @Override
    void admit(int value) {
        // Every level has its place.
    }

    @Override
    void add(int value, long nanos, long[] kept, int base) {
        kept[base + ABOVE_ZERO] += value > 0 ? nanos : 0;
        kept[base + FULL] += capacity > 0 && value >= capacity ? nanos : 0;
        kept[base + AREA] += value * nanos;
    }

    @Override
    void tell(int value, long nanos, long[] into) {
        add(value, nanos, into, 0);
    }

    @Override
    void tellKept(int place, long sum, long[] into) {
        into[place] += sum;
    }
}
