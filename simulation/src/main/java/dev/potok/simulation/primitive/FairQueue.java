package dev.potok.simulation.primitive;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Supplier;

import dev.potok.simulation.environment.BoundedQueue;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/**
 * A bounded queue. Whoever makes room or brings an item serves the first in the other line himself, inside the critical
 * section; so the lines, the depth and the numbers on the stage are the true ones at every event.
 */
final class FairQueue<T> extends Primitive implements BoundedQueue<T> {
    private record Numbered<T>(long number, T item) {}

    private final int capacity;
    /** Guarded, like all below. At most one of the lines is not empty. */
    private final ArrayDeque<Numbered<T>> items = new ArrayDeque<>();
    private final ArrayDeque<Waiter<T>> putters = new ArrayDeque<>();
    private final ArrayDeque<Waiter<T>> takers = new ArrayDeque<>();
    private long lastNumber;
    private boolean closed;

    FairQueue(ResourceInfo info, Supplier<? extends Party> current, int capacity) {
        super(info, current);
        this.capacity = capacity;
    }

    @Override
    public void put(T item) {
        Party self = enter();
        Waiter<T> waiter;
        guard.lock();
        try {
            if (closed) {
                throw closedException();
            }
            if (items.size() < capacity) {
                lastNumber++;
                record(self, EventKind.PUT, lastNumber);
                items.add(new Numbered<>(lastNumber, item));
                Waiter<T> taker = takers.poll();
                if (taker != null) {
                    Numbered<T> oldest = items.remove();
                    recordFor(self, taker, EventKind.TAKEN, oldest.number);
                    taker.item = oldest.item;
                    end(taker, Waiter.End.GRANTED);
                }
                return;
            }
            waiter = new Waiter<>(self, item);
            putters.add(waiter);
            record(self, EventKind.WAIT_BEGUN, WaitSide.PUT.ordinal());
        } finally {
            guard.unlock();
        }
        if (!await(waiter)) {
            throw closedException();
        }
    }

    @Override
    public Optional<T> take() {
        Party self = enter();
        Waiter<T> waiter;
        guard.lock();
        try {
            Numbered<T> oldest = items.poll();
            if (oldest != null) {
                record(self, EventKind.TAKEN, oldest.number);
                Waiter<T> putter = putters.poll();
                if (putter != null && putter.item != null) {
                    lastNumber++;
                    recordFor(self, putter, EventKind.PUT, lastNumber);
                    items.add(new Numbered<>(lastNumber, putter.item));
                    end(putter, Waiter.End.GRANTED);
                }
                return Optional.of(oldest.item);
            }
            if (closed) {
                return Optional.empty();
            }
            waiter = new Waiter<>(self, null);
            takers.add(waiter);
            record(self, EventKind.WAIT_BEGUN, WaitSide.TAKE.ordinal());
        } finally {
            guard.unlock();
        }
        return await(waiter) ? Optional.ofNullable(waiter.item) : Optional.empty();
    }

    @Override
    public void close() {
        Party self = enter();
        guard.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            record(self, EventKind.CLOSED, items.size());
            takers.forEach(each -> end(each, Waiter.End.REFUSED));
            takers.clear();
            putters.forEach(each -> end(each, Waiter.End.REFUSED));
            putters.clear();
        } finally {
            guard.unlock();
        }
    }

    private IllegalStateException closedException() {
        return new IllegalStateException("put() into \"" + name() + "\" after it was closed");
    }
}
