package dev.potok.simulation.primitive;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.Exchanger;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/** An exchanger: whoever comes second swaps for both. */
final class SwapTable<T> extends Primitive implements Exchanger<T> {
    /** Who sits there and waits; guarded, like the number of the last item. */
    private @Nullable Waiter<T> first;
    private long lastNumber;

    SwapTable(ResourceInfo info, Supplier<? extends Party> current) {
        super(info, current);
    }

    @Override
    public T exchange(T mine) throws InterruptedException {
        Party self = enterInterruptibly();
        return Objects.requireNonNull(swap(waiter(self, mine, null)));
    }

    @Override
    public T exchange(T mine, Duration timeout) throws InterruptedException, TimeoutException {
        Party self = enterInterruptibly();
        T other = swap(waiter(self, mine, timeout));
        if (other == null) {
            throw new TimeoutException("nobody came to \"" + name() + "\" in time");
        }
        return other;
    }

    /** What the partner brought, null if none came in time. */
    private @Nullable T swap(Waiter<T> place) throws InterruptedException {
        Party self = place.party;
        guard.lock();
        try {
            long number = ++lastNumber;
            place.number = number;
            record(self, EventKind.OFFERED, number);
            Waiter<T> partner = first;
            if (partner != null) {
                first = null;
                T theirs = partner.item;
                partner.item = place.item;
                recordFor(self, partner, EventKind.EXCHANGED, number);
                record(self, EventKind.EXCHANGED, partner.number);
                end(partner, Waiter.End.GRANTED);
                return theirs;
            }
            first = place;
            record(self, EventKind.WAIT_BEGUN, WaitSide.ENTER.ordinal());
        } finally {
            guard.unlock();
        }
        return awaitGrant(place) ? place.item : null;
    }

    @Override
    boolean leave(Waiter<?> waiter) {
        if (waiter.equals(first)) {
            first = null;
            record(waiter.party, EventKind.WITHDRAWN, waiter.number);
            return true;
        }
        return false;
    }
}
