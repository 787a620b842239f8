package dev.potok.simulation.primitive;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * One actor's place in a wait line. Whoever ends the wait does so inside the primitive's critical section; the actor sees
 * that and goes on. A wait with a time-out, or one that an interrupt can end, is ended by the actor itself, also inside
 * the critical section: whichever comes first there counts.
 */
public final class Waiter<T> implements Wait {
    /** Run time at which a wait without a time-out is due. */
    static final long NEVER = Long.MAX_VALUE;
    /** The same of a wait that somebody outside the run will end: not without an end in sight. */
    static final long UNTIL_TOLD = Long.MAX_VALUE - 1;

    /** How a wait ends. */
    public enum End {
        /** It got what it waited for. */
        GRANTED,
        /** The primitive was closed or broken; the actor gets nothing. */
        REFUSED,
        /** It may try again; it keeps its place in the line until it succeeds. */
        RETRY,
        /** Its time was over. */
        TIMED_OUT,
        /** It was interrupted. */
        INTERRUPTED
    }

    final Primitive at;
    final Party party;
    private volatile boolean interruptible;
    private volatile long dueNanos;
    /** What the actor brings (an item to put) or receives (an item taken). Guarded by the primitive until the end. */
    @Nullable T item;
    /** A number that goes with it, as the primitive likes. Guarded. */
    long number;
    /** Whether it was signalled and has to wait for its mutex now, which it cannot do without. Guarded. */
    boolean called;
    /** Time of the event that ended the wait; written before the end. */
    private long endNanos;
    private volatile @Nullable End end;

    Waiter(Primitive at, Party party, @Nullable T item, boolean interruptible, long dueNanos) {
        this.at = at;
        this.party = party;
        this.item = item;
        this.interruptible = interruptible;
        this.dueNanos = dueNanos;
    }

    /** The same place, to wait on after an attempt that failed. */
    Waiter<T> again() {
        var again = new Waiter<T>(at, party, item, interruptible, dueNanos);
        again.number = number;
        again.called = called;
        return again;
    }

    /** Signalled: only another can end it from now on. Guarded. */
    void call() {
        called = true;
        interruptible = false;
        dueNanos = NEVER;
    }

    @Override
    public boolean ended() {
        return end != null;
    }

    @Override
    public boolean interruptible() {
        return interruptible;
    }

    @Override
    public long dueNanos() {
        return dueNanos;
    }

    @Override
    public boolean cancel(End how) {
        return at.cancel(this, how);
    }

    @Override
    public List<Party> owners() {
        return at.owners(this);
    }

    @Override
    public int resource() {
        return at.resource();
    }

    /** How it ended; to be asked once it has. */
    End how() {
        return Objects.requireNonNull(end);
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

    /** Called inside the critical section by the actor that waits itself. */
    void cancelled(End how, long timeNanos) {
        endNanos = timeNanos;
        end = how;
    }
}
