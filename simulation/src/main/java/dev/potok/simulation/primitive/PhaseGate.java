package dev.potok.simulation.primitive;

import java.util.ArrayDeque;
import java.util.function.Supplier;

import dev.potok.simulation.environment.Phaser;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/** A phaser without tiers; its rules are those of {@code java.util.concurrent.Phaser}. */
final class PhaseGate extends Primitive implements Phaser {
    /** Guarded, like all below. */
    private long parties;
    private long missing;
    private long phase;
    private boolean terminated;
    private final ArrayDeque<Waiter<Void>> line = new ArrayDeque<>();

    PhaseGate(ResourceInfo info, Supplier<? extends Party> current) {
        super(info, current);
        this.parties = info.capacity();
        this.missing = parties;
    }

    @Override
    public long register() {
        Party self = enter();
        guard.lock();
        try {
            if (!terminated) {
                parties++;
                missing++;
                record(self, EventKind.REGISTERED, parties);
            }
            return shownPhase();
        } finally {
            guard.unlock();
        }
    }

    @Override
    public long arrive() {
        Party self = enter();
        guard.lock();
        try {
            long mine = shownPhase();
            if (!terminated) {
                arrive(self);
            }
            return mine;
        } finally {
            guard.unlock();
        }
    }

    @Override
    public long arriveAndDeregister() {
        Party self = enter();
        guard.lock();
        try {
            long mine = shownPhase();
            if (!terminated) {
                mustBeExpected();
                parties--;
                missing--;
                record(self, EventKind.DEREGISTERED, parties);
                advanceIfComplete(self);
            }
            return mine;
        } finally {
            guard.unlock();
        }
    }

    @Override
    public long arriveAndAwaitAdvance() {
        Party self = enter();
        Waiter<Void> waiter = waiter(self, null);
        long mine;
        boolean waits;
        guard.lock();
        try {
            if (terminated) {
                return shownPhase();
            }
            mine = phase;
            arrive(self);
            waits = phase == mine && !terminated;
            if (waits) {
                line.add(waiter);
                record(self, EventKind.WAIT_BEGUN, WaitSide.ENTER.ordinal());
            }
        } finally {
            guard.unlock();
        }
        if (waits) {
            await(waiter);
        }
        return passed(self, mine);
    }

    @Override
    public long awaitAdvance(long awaited) throws InterruptedException {
        Party self = enterInterruptibly();
        Waiter<Void> waiter = waiter(self, null, null);
        guard.lock();
        try {
            if (terminated || awaited != phase) {
                return shownPhase();
            }
            line.add(waiter);
            record(self, EventKind.WAIT_BEGUN, WaitSide.ENTER.ordinal());
        } finally {
            guard.unlock();
        }
        awaitGrant(waiter);
        return passed(self, awaited);
    }

    private long passed(Party self, long mine) {
        guard.lock();
        try {
            record(self, EventKind.PASSED, mine);
            return shownPhase();
        } finally {
            guard.unlock();
        }
    }

    @Override
    public long phase() {
        enter();
        guard.lock();
        try {
            return shownPhase();
        } finally {
            guard.unlock();
        }
    }

    /** Negative once it is terminated, as the field has it. */
    private long shownPhase() {
        return terminated ? Integer.MIN_VALUE + phase : phase;
    }

    /** Guarded. */
    private void arrive(Party self) {
        mustBeExpected();
        missing--;
        record(self, EventKind.ARRIVED, phase);
        advanceIfComplete(self);
    }

    private void mustBeExpected() {
        if (missing == 0) {
            throw new IllegalStateException("nobody is expected at \"" + name() + "\" in phase " + phase + ": "
                    + parties + " parties are registered, and all have arrived");
        }
    }

    private void advanceIfComplete(Party self) {
        if (missing == 0) {
            record(self, EventKind.TRIPPED, phase);
            phase++;
            missing = parties;
            terminated = parties == 0;
            line.forEach(each -> end(each, Waiter.End.GRANTED));
            line.clear();
        }
    }

    @Override
    boolean leave(Waiter<?> waiter) {
        return line.remove(waiter);
    }
}
