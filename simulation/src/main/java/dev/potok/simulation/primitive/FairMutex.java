package dev.potok.simulation.primitive;

import java.util.ArrayDeque;
import java.util.function.Supplier;

import dev.potok.simulation.environment.Mutex;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/** A lock whose line is served in the order of arrival: an unlock hands it to the first in line. */
final class FairMutex extends Primitive implements Mutex {
    /** Number of the actor that holds it, 0 for none; guarded, like the line. */
    private int holder;
    private final ArrayDeque<Waiter<Void>> line = new ArrayDeque<>();

    FairMutex(ResourceInfo info, Supplier<? extends Party> current) {
        super(info, current);
    }

    @Override
    public void lock() {
        Party self = enter();
        Waiter<Void> waiter;
        guard.lock();
        try {
            if (holder == self.id()) {
                throw new IllegalMonitorStateException(self.name() + " holds \"" + name()
                        + "\" already and would wait for itself: this lock is not reentrant");
            }
            if (holder == 0) {
                holder = self.id();
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
    public void unlock() {
        Party self = enter();
        guard.lock();
        try {
            if (holder != self.id()) {
                throw new IllegalMonitorStateException(self.name() + " does not hold \"" + name() + "\"");
            }
            record(self, EventKind.RELEASED, 1);
            Waiter<Void> first = line.poll();
            holder = first == null ? 0 : first.party.id();
            if (first != null) {
                recordFor(self, first, EventKind.ACQUIRED, 1);
                end(first, Waiter.End.GRANTED);
            }
        } finally {
            guard.unlock();
        }
    }
}
