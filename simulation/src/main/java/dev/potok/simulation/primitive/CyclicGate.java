package dev.potok.simulation.primitive;

import java.util.ArrayDeque;
import java.util.function.Supplier;

import dev.potok.simulation.environment.Barrier;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/** A barrier for a fixed number of parties, used again and again. */
final class CyclicGate extends Primitive implements Barrier {
    private final int parties;
    /** Guarded, like all below. */
    private final ArrayDeque<Waiter<Void>> waiting = new ArrayDeque<>();
    private long round = 1;
    private boolean broken;

    CyclicGate(ResourceInfo info, Supplier<? extends Party> current, int parties) {
        super(info, current);
        this.parties = parties;
    }

    @Override
    public long await() {
        Party self = enter();
        Waiter<Void> waiter = null;
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
                waiting.forEach(each -> end(each, Waiter.End.GRANTED));
                waiting.clear();
            } else {
                waiter = new Waiter<>(self, null);
                waiting.add(waiter);
                record(self, EventKind.WAIT_BEGUN, WaitSide.ENTER.ordinal());
            }
        } finally {
            guard.unlock();
        }
        if (waiter != null && !await(waiter)) {
            throw new BrokenBarrierException(name());
        }
        guard.lock();
        try {
            record(self, EventKind.PASSED, mine);
        } finally {
            guard.unlock();
        }
        return mine;
    }

    @Override
    public void abort() {
        Party self = enter();
        guard.lock();
        try {
            if (!broken) {
                broken = true;
                record(self, EventKind.BROKEN, round);
                waiting.forEach(each -> end(each, Waiter.End.REFUSED));
                waiting.clear();
            }
        } finally {
            guard.unlock();
        }
    }
}
