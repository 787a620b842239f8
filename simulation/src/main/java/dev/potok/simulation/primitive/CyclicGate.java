package dev.potok.simulation.primitive;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Barrier;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/** A barrier for a fixed number of parties, used again and again. */
final class CyclicGate extends Primitive implements Barrier {
    private final long parties;
    /** Guarded, like all below. */
    private final ArrayDeque<Waiter<Void>> waiting = new ArrayDeque<>();
    private long round = 1;
    private boolean broken;

    CyclicGate(ResourceInfo info, Supplier<? extends Party> current) {
        super(info, current);
        this.parties = info.capacity();
    }

    @Override
    public long await() throws InterruptedException {
        Party self = enterOrBreak();
        return pass(self, arrive(waiter(self, null, null)));
    }

    @Override
    public long await(Duration timeout) throws InterruptedException, TimeoutException {
        Party self = enterOrBreak();
        Passage passage = arrive(waiter(self, null, timeout));
        if (passage.how == Waiter.End.TIMED_OUT) {
            throw new TimeoutException("the others did not come to \"" + name() + "\" in time");
        }
        return pass(self, passage);
    }

    /** One who comes interrupted breaks it, as in {@code java.util.concurrent}. */
    private Party enterOrBreak() throws InterruptedException {
        Party self = enter();
        guard.lock();
        try {
            if (broken) {
                throw new BrokenBarrierException(name());
            }
            if (self.takeInterrupt()) {
                shatter(self);
                throw interrupted(self);
            }
        } finally {
            guard.unlock();
        }
        return self;
    }

    /** How it went for a party in its round. */
    private record Passage(long round, Waiter.End how) {}

    private Passage arrive(Waiter<Void> place) {
        Party self = place.party;
        @Nullable Waiter<Void> waiter = null;
        long mine;
        guard.lock();
        try {
            if (broken) {
                throw new BrokenBarrierException(name());
            }
            mine = round;
            record(self, EventKind.ARRIVED, mine);
            if (waiting.size() + 1 == parties) {
                record(self, EventKind.TRIPPED, mine);
                round++;
                letGo(Waiter.End.GRANTED);
            } else {
                waiter = place;
                waiting.add(waiter);
                record(self, EventKind.WAIT_BEGUN, WaitSide.ENTER.ordinal());
            }
        } finally {
            guard.unlock();
        }
        return new Passage(mine, waiter == null ? Waiter.End.GRANTED : await(waiter));
    }

    private long pass(Party self, Passage passage) throws InterruptedException {
        if (!granted(self, passage.how)) {
            throw new BrokenBarrierException(name());
        }
        guard.lock();
        try {
            record(self, EventKind.PASSED, passage.round);
        } finally {
            guard.unlock();
        }
        return passage.round;
    }

    @Override
    public void abort() {
        Party self = enter();
        guard.lock();
        try {
            shatter(self);
        } finally {
            guard.unlock();
        }
    }

    @Override
    public void reset() {
        Party self = enter();
        guard.lock();
        try {
            if (!waiting.isEmpty()) {
                shatter(self);
            }
            if (broken) {
                broken = false;
                round++;
                record(self, EventKind.MENDED, round);
            }
        } finally {
            guard.unlock();
        }
    }

    /** Guarded. */
    private void shatter(Party self) {
        if (!broken) {
            broken = true;
            record(self, EventKind.BROKEN, round);
            letGo(Waiter.End.REFUSED);
        }
    }

    private void letGo(Waiter.End how) {
        waiting.forEach(each -> end(each, how));
        waiting.clear();
    }

    @Override
    boolean leave(Waiter<?> waiter) {
        return waiting.remove(waiter);
    }

    /** Who does not wait any more will not come again: the others can never be complete. */
    @Override
    void left(Party self, Waiter.End how) {
        shatter(self);
    }
}
