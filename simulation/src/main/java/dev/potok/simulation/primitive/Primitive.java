package dev.potok.simulation.primitive;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;

/**
 * What all primitives share: a critical section in which their state changes and in which each change is recorded, so
 * that the trace has the changes in the order in which they took effect.
 */
abstract class Primitive {
    private final ResourceInfo info;
    private final Supplier<? extends Party> current;
    /** The critical section; held for some tens of nanoseconds and never while waiting or at a safe point. */
    final ReentrantLock guard = new ReentrantLock();
    /** Time of the last event on this resource; guarded. */
    private long lastNanos = Long.MIN_VALUE;

    /** For the resource of that number; {@code current} tells who calls. */
    Primitive(ResourceInfo info, Supplier<? extends Party> current) {
        this.info = info;
        this.current = current;
    }

    String name() {
        return info.name();
    }

    /** The caller, after a safe point. */
    Party enter() {
        Party self = current.get();
        self.checkpoint();
        return self;
    }

    /** Records what the calling actor did; inside the critical section. */
    void record(Party self, EventKind kind, long argument) {
        lastNanos = self.record(kind, info.id(), argument, lastNanos);
    }

    /** Records what one who waits got from the calling actor; inside the critical section. */
    void recordFor(Party self, Waiter<?> waiting, EventKind kind, long argument) {
        lastNanos = self.recordFor(waiting.party, kind, info.id(), argument, lastNanos);
    }

    /** Ends a wait; inside the critical section, after its cause was recorded. */
    void end(Waiter<?> waiter, Waiter.End how) {
        waiter.end(how, lastNanos);
    }

    /**
     * Waits for the end of a wait begun inside the critical section, and records that the actor runs again.
     *
     * @return whether it was granted
     */
    boolean await(Waiter<?> waiter) {
        Party self = waiter.party;
        self.await(waiter);
        self.record(EventKind.WAIT_ENDED, info.id(), waiter.granted() ? 0 : 2, waiter.endNanos());
        return waiter.granted();
    }
}
