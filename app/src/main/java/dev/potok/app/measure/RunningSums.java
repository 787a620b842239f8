package dev.potok.app.measure;

import java.util.Arrays;

/**
 * Sums over the time that the values of a track lasted, between any two instants, exactly, at a cost that does not depend
 * on how many changes lie between them.
 *
 * <p>
 * It keeps what has been summed up to every {@value #BLOCK}th change, and grows with its track. For one thread.
 */
public abstract sealed class RunningSums permits TrackShares, TrackAreas {
    /** Changes between two sums kept; what a look-up walks at either end at the most. */
    static final int BLOCK = 32;
    /** Blocks between two looks at the budget. */
    private static final int SLICE = 64;

    private final TrackReader track;
    /** How many sums a block has. */
    private int width;
    /** The sums at change {@code b * BLOCK} begin at {@code b * width}. */
    private long[] sums = new long[0];
    /** When each block begins. */
    private long[] begins = new long[4];
    private int blocks;
    /** The sums from the begin up to {@link #lastTo}, where columns that follow one another go on. */
    private long[] before = new long[0];
    private long[] after = new long[0];
    private long lastTo = Long.MIN_VALUE;
    private int lastIndex = -1;

    RunningSums(TrackReader track, int width) {
        this.track = track;
        this.width = width;
    }

    /** Makes room for one more sum in each block, zero so far. */
    final void widen() {
        long[] wider = new long[begins.length * (width + 1)];
        for (int block = 0; block < Math.min(blocks + 1, begins.length); block++) {
            if ((block + 1) * width <= sums.length) {
                System.arraycopy(sums, block * width, wider, block * (width + 1), width);
            }
        }
        sums = wider;
        width++;
    }

    /** Makes sure that {@link #add} finds a place for that value; may widen. */
    abstract void admit(int value);

    /** Adds a value that lasted so long to the sums that begin at {@code base}. */
    abstract void add(int value, long nanos, long[] kept, int base);

    /** Adds a value that lasted so long to a result. */
    abstract void tell(int value, long nanos, long[] into);

    /** Adds one kept sum to a result. */
    abstract void tellKept(int place, long sum, long[] into);

    /** The track itself. */
    public final TrackReader track() {
        return track;
    }

    /** How many sums a result has. */
    public abstract int sums();

    /** Takes in all that the track has gained. */
    public final void extend() {
        extend(Budget.unlimited());
    }

    /**
     * Takes in what the track has gained, as far as the budget goes.
     *
     * @return whether that was all
     */
    public final boolean extend(Budget budget) {
        int size = track.size();
        for (int done = 1; (long) blocks * BLOCK < size; done++) {
            if (done % SLICE == 0 && budget.spent()) {
                return false;
            }
            addBlock();
        }
        return true;
    }

    private void addBlock() {
        int first = Math.max(0, blocks - 1) * BLOCK;
        int end = blocks * BLOCK;
        for (int i = first; i < end; i++) {
            admit(track.value(i));
        }
        if (blocks == begins.length) {
            begins = Arrays.copyOf(begins, blocks + (blocks >> 1) + 1);
        }
        int needed = (blocks + 1) * width;
        if (needed > sums.length) {
            sums = Arrays.copyOf(sums, begins.length * width);
        }
        begins[blocks] = track.time(end);
        if (blocks > 0) {
            int base = blocks * width;
            System.arraycopy(sums, base - width, sums, base, width);
            long from = begins[blocks - 1];
            for (int i = first; i < end; i++) {
                long until = i + 1 == end ? begins[blocks] : track.time(i + 1);
                add(track.value(i), until - from, sums, base);
                from = until;
            }
        }
        blocks++;
    }

    /** Up to which instant (and not at it) sums can be asked for; {@link Long#MAX_VALUE} once all is taken in. */
    public final long knownUntil() {
        int next = blocks * BLOCK;
        return next >= track.size() ? Long.MAX_VALUE : track.time(next);
    }

    /**
     * The sums from one instant to a later one. Few changes are walked; of many, all but the first and the last few are
     * taken from what is kept.
     *
     * @param from  the earlier instant
     * @param index index of the last change not after it
     * @param to    the later instant, before {@link #knownUntil}
     * @param into  receives the sums
     * @return index of the last change not after the later instant
     */
    public final int between(long from, int index, long to, long[] into) {
        Arrays.fill(into, 0, sums(), 0);
        return addBetween(from, index, to, into);
    }

    /** Adds the sums from one instant to a later one to what is there; see {@link #between}. */
    public final int addBetween(long from, int index, long to, long[] into) {
        int block = index / BLOCK;
        if (block + 1 < blocks && begins[block + 1] <= to) {
            return addBlocks(from, index, to, into);
        }
        int size = track.size();
        long at = from;
        int i = index;
        while (i + 1 < size) {
            long next = track.time(i + 1);
            if (next > to) {
                break;
            }
            tell(track.value(i), next - at, into);
            at = next;
            i++;
        }
        tell(track.value(i), to - at, into);
        return i;
    }

    /** The difference of the sums from the begin of the track; those of the earlier instant are known if it was the last. */
    private int addBlocks(long from, int index, long to, long[] into) {
        if (before.length == 0) {
            before = new long[sums()];
            after = new long[sums()];
        }
        if (lastTo != from || lastIndex != index) {
            sumUntil(from, index / BLOCK, before);
        }
        int last = sumUntil(to, lastBlock(to, index / BLOCK + 1), after);
        for (int sum = 0; sum < before.length; sum++) {
            into[sum] += after[sum] - before[sum];
        }
        long[] swapped = before;
        before = after;
        after = swapped;
        lastTo = to;
        lastIndex = last;
        return last;
    }

    /** The sums from the begin of the track to an instant in or after that block; returns the last change not after it. */
    private int sumUntil(long to, int block, long[] into) {
        Arrays.fill(into, 0);
        for (int place = 0; place < width; place++) {
            tellKept(place, sums[block * width + place], into);
        }
        int size = track.size();
        int i = block * BLOCK;
        long at = begins[block];
        int value = track.value(i);
        while (i + 1 < size) {
            long next = track.time(i + 1);
            if (next > to) {
                break;
            }
            tell(value, next - at, into);
            at = next;
            i++;
            value = track.value(i);
        }
        tell(value, to - at, into);
        return i;
    }

    /** Adds the sums from one instant to a later one; what lies before the first change adds nothing. */
    public final void addBetween(long from, long to, long[] into) {
        if (track.size() == 0 || to <= from) {
            return;
        }
        int index = track.find(from, -1);
        long begin = from;
        if (index < 0) {
            index = 0;
            begin = track.time(0);
        }
        if (begin < to) {
            addBetween(begin, index, to, into);
        }
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

    /** Bytes that the sums take on the heap. */
    public final long bytes() {
        return 8L * (sums.length + begins.length);
    }
}
