package dev.potok.simulation.primitive;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Event;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/** An event, level-triggered: whoever was let go by a set goes on, even if it is cleared before he runs. */
final class LampEvent extends Primitive implements Event {
    /** Guarded, like all below. */
    private boolean on;
    private long sets;
    private final ArrayDeque<Waiter<Void>> line = new ArrayDeque<>();

    LampEvent(ResourceInfo info, Supplier<? extends Party> current) {
        super(info, current);
    }

    @Override
    public void set() {
        Party self = enter();
        guard.lock();
        try {
            if (!on) {
                on = true;
                sets++;
                record(self, EventKind.SET, line.size());
                line.forEach(each -> {
                    each.number = sets;
                    end(each, Waiter.End.GRANTED);
                });
                line.clear();
            }
        } finally {
            guard.unlock();
        }
    }

    @Override
    public void clear() {
        Party self = enter();
        guard.lock();
        try {
            if (on) {
                on = false;
                record(self, EventKind.CLEARED, 0);
            }
        } finally {
            guard.unlock();
        }
    }

    @Override
    public boolean isSet() {
        enter();
        guard.lock();
        try {
            return on;
        } finally {
            guard.unlock();
        }
    }

    @Override
    public void await() throws InterruptedException {
        pass(null);
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        return pass(timeout);
    }

    private boolean pass(@Nullable Duration timeout) throws InterruptedException {
        Party self = enterInterruptibly();
        Waiter<Void> waiter = waiter(self, null, timeout);
        guard.lock();
        try {
            if (on) {
                record(self, EventKind.PASSED, sets);
                return true;
            }
            line.add(waiter);
            record(self, EventKind.WAIT_BEGUN, WaitSide.ENTER.ordinal());
        } finally {
            guard.unlock();
        }
        if (!awaitGrant(waiter)) {
            return false;
        }
        guard.lock();
        try {
            record(self, EventKind.PASSED, waiter.number);
        } finally {
            guard.unlock();
        }
        return true;
    }

    @Override
    boolean leave(Waiter<?> waiter) {
        return line.remove(waiter);
    }
}
