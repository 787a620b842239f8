package dev.potok.simulation.primitive;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.TransferQueue;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/** A transfer queue. Whoever brings an item gives it to the first who waits for one; whoever takes one lets its producer go. */
final class HandOverQueue<T> extends Primitive implements TransferQueue<T> {
    /** An item, and whoever waits for it to be taken. */
    private record Parcel<T>(long number, T item, @Nullable Waiter<T> sender) {}

    /** Guarded, like all below. Not both have somebody in them. */
    private final ArrayDeque<Parcel<T>> parcels = new ArrayDeque<>();
    private final ArrayDeque<Waiter<T>> takers = new ArrayDeque<>();
    private long lastNumber;

    HandOverQueue(ResourceInfo info, Supplier<? extends Party> current) {
        super(info, current);
    }

    @Override
    public void put(T item) {
        Party self = enter();
        guard.lock();
        try {
            if (!hand(self, item, false)) {
                lastNumber++;
                record(self, EventKind.PUT, lastNumber);
                parcels.add(new Parcel<>(lastNumber, item, null));
            }
        } finally {
            guard.unlock();
        }
    }

    @Override
    public boolean tryTransfer(T item) {
        Party self = enter();
        guard.lock();
        try {
            return hand(self, item, true);
        } finally {
            guard.unlock();
        }
    }

    @Override
    public void transfer(T item) throws InterruptedException {
        Party self = enterInterruptibly();
        transfer(waiter(self, item, null));
    }

    @Override
    public boolean tryTransfer(T item, Duration timeout) throws InterruptedException {
        Party self = enterInterruptibly();
        return transfer(waiter(self, item, timeout));
    }

    private boolean transfer(Waiter<T> sender) throws InterruptedException {
        Party self = sender.party;
        T item = Objects.requireNonNull(sender.item);
        guard.lock();
        try {
            if (hand(self, item, true)) {
                return true;
            }
            lastNumber++;
            sender.number = lastNumber;
            record(self, EventKind.PUT, lastNumber);
            parcels.add(new Parcel<>(lastNumber, item, sender));
            record(self, EventKind.WAIT_BEGUN, WaitSide.PUT.ordinal());
        } finally {
            guard.unlock();
        }
        return awaitGrant(sender);
    }

    /** Gives it to the first who waits for an item, if somebody does. Guarded. */
    private boolean hand(Party self, T item, boolean told) {
        Waiter<T> taker = takers.poll();
        if (taker == null) {
            return false;
        }
        lastNumber++;
        record(self, EventKind.PUT, lastNumber);
        recordFor(self, taker, EventKind.TAKEN, lastNumber);
        taker.item = item;
        if (told) {
            record(self, EventKind.HANDED_OVER, lastNumber);
        }
        end(taker, Waiter.End.GRANTED);
        return true;
    }

    @Override
    public T take() throws InterruptedException {
        Party self = enterInterruptibly();
        return Objects.requireNonNull(take(waiter(self, null, null)));
    }

    @Override
    public Optional<T> poll(Duration timeout) throws InterruptedException {
        Party self = enterInterruptibly();
        return Optional.ofNullable(take(waiter(self, null, timeout)));
    }

    private @Nullable T take(Waiter<T> taker) throws InterruptedException {
        Party self = taker.party;
        guard.lock();
        try {
            Parcel<T> oldest = parcels.poll();
            if (oldest != null) {
                record(self, EventKind.TAKEN, oldest.number);
                if (oldest.sender != null) {
                    recordFor(self, oldest.sender, EventKind.HANDED_OVER, oldest.number);
                    end(oldest.sender, Waiter.End.GRANTED);
                }
                return oldest.item;
            }
            takers.add(taker);
            record(self, EventKind.WAIT_BEGUN, WaitSide.TAKE.ordinal());
        } finally {
            guard.unlock();
        }
        return awaitGrant(taker) ? taker.item : null;
    }

    @Override
    boolean leave(Waiter<?> waiter) {
        if (takers.remove(waiter)) {
            return true;
        }
        if (parcels.removeIf(parcel -> waiter.equals(parcel.sender))) {
            record(waiter.party, EventKind.WITHDRAWN, waiter.number);
            return true;
        }
        return false;
    }
}
