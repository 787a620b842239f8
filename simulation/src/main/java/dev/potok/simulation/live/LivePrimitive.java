package dev.potok.simulation.live;

import java.util.concurrent.locks.ReentrantLock;

import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;

/**
 * What all primitives of a live run share: a critical section in which their state changes and in which each change is
 * recorded, so that the trace has the changes in the order in which they took effect.
 */
abstract class LivePrimitive {
    private final ResourceInfo info;
    /** The critical section; held for some tens of nanoseconds and never while waiting or at a safe point. */
    final ReentrantLock guard = new ReentrantLock();
    /** Time of the last event on this resource; guarded. */
    private long lastNanos = Long.MIN_VALUE;

    LivePrimitive(ResourceInfo info) {
        this.info = info;
    }

    String name() {
        return info.name();
    }

    int id() {
        return info.id();
    }

    /** Records what the calling actor did; inside the critical section. */
    void record(LiveActor self, EventKind kind, long argument) {
        var lane = self.lane();
        lastNanos = lane.record(kind, self.id(), lane.core(), id(), self.line(), argument, lastNanos);
    }

    /** Records what happened to an actor that waits and has no core; inside the critical section. */
    void recordFor(LiveActor self, LiveActor waiting, EventKind kind, long argument) {
        lastNanos = self.lane().record(kind, waiting.id(), -1, id(), waiting.line(), argument, lastNanos);
    }

    /**
     * Waits for the end of a wait begun inside the critical section, and records that the actor runs again.
     *
     * @return whether it was granted
     */
    boolean await(Waiter<?> waiter) {
        boolean granted = waiter.await();
        waiter.actor.record(EventKind.WAIT_ENDED, id(), granted ? 0 : 2);
        return granted;
    }
}
