package dev.potok.simulation.primitive;

import java.util.ArrayDeque;
import java.util.function.Supplier;

import dev.potok.simulation.environment.Semaphore;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/** A semaphore whose line is served in the order of arrival: a permit given back goes straight to the first in line. */
final class FairSemaphore extends Primitive implements Semaphore {
    private final int permits;
    /** Guarded, like all below. */
    private int free;
    private final ArrayDeque<Waiter<Void>> line = new ArrayDeque<>();

    FairSemaphore(ResourceInfo info, Supplier<? extends Party> current, int permits) {
        super(info, current);
        this.permits = permits;
        this.free = permits;
    }

    @Override
    public void acquire() {
        Party self = enter();
        Waiter<Void> waiter;
        guard.lock();
        try {
            if (free > 0) {
                free--;
                record(self, EventKind.ACQUIRED, 1);
                return;
            }
            waiter = new Waiter<>(self, null);
            line.add(waiter);
            record(self, EventKind.WAIT_BEGUN, WaitSide.ENTER.ordinal());
        } finally {
            guard.unlock();
        }
        await(waiter);
    }

    @Override
    public void release() {
        Party self = enter();
        guard.lock();
        try {
            if (free == permits) {
                throw new IllegalStateException("release() of \"" + name() + "\" without a permit taken: all " + permits
                        + " are free");
            }
            record(self, EventKind.RELEASED, 1);
            Waiter<Void> first = line.poll();
            if (first == null) {
                free++;
            } else {
                recordFor(self, first, EventKind.ACQUIRED, 1);
                end(first, Waiter.End.GRANTED);
            }
        } finally {
            guard.unlock();
        }
    }
}
