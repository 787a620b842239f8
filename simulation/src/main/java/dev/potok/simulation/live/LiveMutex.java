package dev.potok.simulation.live;

import java.util.ArrayDeque;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Mutex;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/** A lock whose line is served in the order of arrival: an unlock hands it to the first in line. */
final class LiveMutex extends LivePrimitive implements Mutex {
    /** Guarded, like the line. */
    private @Nullable LiveActor holder;
    private final ArrayDeque<Waiter<Void>> line = new ArrayDeque<>();

    LiveMutex(ResourceInfo info) {
        super(info);
    }

    @Override
    public void lock() {
        LiveActor self = LiveActor.current();
        self.checkpoint();
        Waiter<Void> waiter;
        guard.lock();
        try {
            if (holder == self) {
                throw new IllegalMonitorStateException(self.name() + " holds \"" + name()
                        + "\" already and would wait for itself: this lock is not reentrant");
            }
            if (holder == null) {
                holder = self;
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
        LiveActor self = LiveActor.current();
        self.checkpoint();
        guard.lock();
        try {
            if (holder != self) {
                throw new IllegalMonitorStateException(self.name() + " does not hold \"" + name() + "\"");
            }
            record(self, EventKind.RELEASED, 1);
            Waiter<Void> first = line.poll();
            holder = first == null ? null : first.actor;
            if (first != null) {
                recordFor(self, first.actor, EventKind.ACQUIRED, 1);
                first.end(Waiter.End.GRANTED);
            }
        } finally {
            guard.unlock();
        }
    }
}
