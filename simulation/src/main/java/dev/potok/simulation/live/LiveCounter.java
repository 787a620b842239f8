package dev.potok.simulation.live;

import dev.potok.simulation.environment.AtomicCounter;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;

/** A counter whose every change is recorded in the order in which it took effect. */
final class LiveCounter extends LivePrimitive implements AtomicCounter {
    /** Written inside the critical section, read anywhere. */
    private volatile long value;

    LiveCounter(ResourceInfo info) {
        super(info);
    }

    @Override
    public long add(long delta) {
        LiveActor self = LiveActor.current();
        self.checkpoint();
        guard.lock();
        try {
            long changed = value + delta;
            value = changed;
            record(self, EventKind.WRITTEN, changed);
            return changed;
        } finally {
            guard.unlock();
        }
    }

    @Override
    public long get() {
        return value;
    }
}
