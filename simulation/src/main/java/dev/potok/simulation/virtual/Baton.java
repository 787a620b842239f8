package dev.potok.simulation.virtual;

import java.util.concurrent.locks.LockSupport;

/**
 * The right to run, as one thread gets it from another. What was done before {@link #give} is visible after
 * {@link #await}.
 */
final class Baton {
    private final Thread owner;
    private volatile boolean here;

    /** For that thread, which alone may await it. */
    Baton(Thread owner) {
        this.owner = owner;
    }

    /** Lets the owner run; from here on the caller must not do anything that only one may do. */
    void give() {
        here = true;
        LockSupport.unpark(owner);
    }

    /** Waits for it, by the owner. Interrupts are forgotten: a run is stopped by other means. */
    void await() {
        while (!here) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                continue; // with the mark left set, the next park would not wait
            }
        }
        here = false;
    }
}
