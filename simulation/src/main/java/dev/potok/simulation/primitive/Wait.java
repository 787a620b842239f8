package dev.potok.simulation.primitive;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * An actor's place in a wait line, as the one who stands there sees it and those who watch: one object for each wait, so
 * that two looks which find the same object have found the very same wait.
 */
public interface Wait {
    /** Whether the actor may go on. Any thread may ask. */
    boolean ended();

    /** Whether an interrupt ends it. */
    boolean interruptible();

    /** Run time at which it ends by itself, {@link Long#MAX_VALUE} if it does not. */
    long dueNanos();

    /**
     * Ends it with nothing granted; by the actor that waits. Takes effect only if nobody has ended it before and what it
     * waits for can still be done without.
     *
     * @return whether it has ended so
     */
    boolean cancel(Waiter.End how);

    /** Those whose deeds alone can end it, none where it may be anybody's. Any thread may ask; the answer may be outdated. */
    List<Party> owners();

    /** Whether it ends by itself once its time is over. */
    default boolean timed() {
        return dueNanos() < Waiter.UNTIL_TOLD;
    }

    /** The number of the resource it is at. */
    int resource();

    /**
     * Before the actor looks whether it may go on: what {@link #stand} is to be given, so that whatever is told after this
     * look ends the standing.
     */
    default int listen() {
        return 0;
    }

    /** The actor that waits stands still so long at the most, or until it is rung since it listened; perhaps for nothing. */
    default void stand(int heard, long nanos) {
        if (nanos == Long.MAX_VALUE) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, nanos);
        }
    }

    /** Lets the actor look again; any thread, besides unparking its own. */
    default void ring() {
        // A parked thread is unparked by who knows it.
    }
}
