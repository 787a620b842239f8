package dev.potok.app.measure;

import dev.potok.simulation.state.StatusTrack;

/** Looks things up in a track and counts how often, so that a test can bound the cost of a picture. For one thread. */
public final class TrackReader {
    private final StatusTrack track;
    private long lookups;

    /** Reads that track. */
    public TrackReader(StatusTrack track) {
        this.track = track;
    }

    /** How many changes there were. */
    public int size() {
        return track.size();
    }

    /** The value from that change on. */
    public int value(int index) {
        lookups++;
        return track.value(index);
    }

    /** When that change happened. */
    public long time(int index) {
        lookups++;
        return track.timeNanos(index);
    }

    /** When the value of that change ended: at the next change, or at {@code end} for the last one. */
    public long endOf(int index, long end) {
        return index + 1 < track.size() ? time(index + 1) : Math.max(end, time(index));
    }

    /** Reads of the track so far. */
    public long lookups() {
        return lookups;
    }

    /**
     * Index of the last change not after that time, -1 if there is none. Quick where that is near the hint.
     *
     * @param hint index of a change not after that time, or -1
     */
    public int find(long timeNanos, int hint) {
        int low = Math.max(hint, -1);
        int step = 1;
        int high = low + step;
        while (high < track.size() && time(high) <= timeNanos) {
            low = high;
            step *= 2;
            high = low + step;
        }
        high = Math.min(high, track.size());
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (time(middle) <= timeNanos) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
