package dev.potok.simulation.trace;

/**
 * Moves events from rings to a trace in order of time. Confined to one thread, the consumer of all the rings and the one
 * that appends to the trace.
 */
final class Merge {
    /** How many events are appended at most before readers see them and producers get their room back. */
    static final int BATCH = 4096;

    private final Trace trace;

    private EventRing[] rings = {};
    /** A place for each ring: end of what may be taken, and time of its next event. */
    private long[] limits = {};
    private long[] heads = {};
    /** Time of the earliest event but that of the ring that comes first. */
    private long secondTime;
    private long moved;
    private long reached;

    Merge(Trace trace) {
        this.trace = trace;
    }

    /**
     * Moves on all events before the floor.
     *
     * @param known all rings that may have an event before {@code now}
     * @param now   a time that no event of a ring can undercut whose producer begins to write from here on
     * @return how many were moved
     */
    @SuppressWarnings("ReferenceEquality") // the recorder makes another array whenever the rings change
    long upTo(EventRing[] known, long now) {
        if (known != rings) {
            rings = known;
            limits = new long[rings.length];
            heads = new long[rings.length];
        }
        long floor = now;
        for (EventRing ring : rings) {
            floor = Math.min(floor, ring.floor(now));
        }
        reached = Math.max(reached, floor);
        // The floor is read before the limits: what is published in between is later than the floor or taken next time.
        int waiting = 0;
        for (int i = 0; i < rings.length; i++) {
            limits[i] = rings[i].published();
            heads[i] = headOf(i, floor);
            waiting += heads[i] != Long.MAX_VALUE ? 1 : 0;
        }
        moved = 0;
        while (waiting > 0) {
            int first = earliest();
            move(first, secondTime, floor);
            if (heads[first] == Long.MAX_VALUE) {
                waiting--;
            }
        }
        publish();
        return moved;
    }

    /** The ring with the earliest event; {@link #secondTime} is the time of the next one of another ring. */
    private int earliest() {
        int first = 0;
        long second = Long.MAX_VALUE;
        for (int i = 1; i < heads.length; i++) {
            if (heads[i] < heads[first]) {
                second = heads[first];
                first = i;
            } else {
                second = Math.min(second, heads[i]);
            }
        }
        secondTime = second;
        return first;
    }

    /** Moves a run of events of one ring without looking at the others again. */
    private void move(int from, long until, long floor) {
        EventRing ring = rings[from];
        long head;
        do {
            trace.appendFrom(ring);
            moved++;
            head = headOf(from, floor);
            if (moved % BATCH == 0) {
                publish();
            }
        } while (head <= until && head != Long.MAX_VALUE);
        heads[from] = head;
    }

    /** All events before this time were moved, and none that comes later will have an earlier one. */
    long reached() {
        return reached;
    }

    private long headOf(int ring, long floor) {
        long tail = rings[ring].tail();
        if (tail >= limits[ring]) {
            return Long.MAX_VALUE;
        }
        long time = rings[ring].timeAt(tail);
        return time < floor ? time : Long.MAX_VALUE;
    }

    private void publish() {
        trace.publish();
        for (EventRing ring : rings) {
            ring.freeTaken();
        }
    }
}
