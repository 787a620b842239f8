package dev.potok.simulation.primitive;

import org.jspecify.annotations.Nullable;

/**
 * One actor's place in a wait line. Whoever ends the wait does so inside the primitive's critical section; the actor sees
 * that and goes on.
 */
public final class Waiter<T> {
    /** How a wait ends. */
    enum End {
        GRANTED,
        /** The primitive was closed or broken; the actor gets nothing. */
        REFUSED
    }

    final Party party;
    /** What the actor brings (an item to put) or receives (an item taken). Guarded by the primitive until the end. */
    @Nullable T item;
    /** Time of the event that ended the wait; written before the end. */
    private long endNanos;
    private volatile @Nullable End end;

    Waiter(Party party, @Nullable T item) {
        this.party = party;
        this.item = item;
    }

    /** Whether the actor may go on. Any thread may ask. */
    public boolean ended() {
        return end != null;
    }

    boolean granted() {
        return end == End.GRANTED;
    }

    /** When the wait ended; to be asked once it has. */
    long endNanos() {
        return endNanos;
    }

    /** Called inside the critical section, after the event that ends the wait has been recorded at {@code timeNanos}. */
    void end(End how, long timeNanos) {
        endNanos = timeNanos;
        end = how;
        party.wake();
    }
}
