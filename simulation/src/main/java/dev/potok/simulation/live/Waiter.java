package dev.potok.simulation.live;

import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * One actor's place in a wait line. The primitive that owns the line ends the wait inside its critical section; the actor
 * sees that and goes on.
 */
final class Waiter<T> {
    /** How a wait ends. */
    enum End {
        GRANTED,
        /** The primitive was closed or broken; the actor gets nothing. */
        REFUSED
    }

    final LiveActor actor;
    /** What the actor brings (an item to put) or receives (an item taken). Guarded by the primitive until the end. */
    @Nullable T item;
    private volatile @Nullable End end;

    Waiter(LiveActor actor, @Nullable T item) {
        this.actor = actor;
        this.item = item;
    }

    boolean ended() {
        return end != null;
    }

    /** Called by the primitive, inside its critical section. */
    void end(End how) {
        end = how;
        LockSupport.unpark(actor.thread());
    }

    /**
     * Called by the actor, outside the critical section: waits for the end.
     *
     * @return whether the wait was granted
     */
    boolean await() {
        actor.beginStill(this);
        while (end == null && !actor.run().stopping()) {
            LockSupport.park(this);
        }
        actor.endStill();
        return end == End.GRANTED;
    }
}
