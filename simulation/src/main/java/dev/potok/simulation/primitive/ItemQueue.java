package dev.potok.simulation.primitive;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.BoundedQueue;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.WaitSide;

/**
 * A queue, bounded or not, of any order. Whoever makes room or brings an item serves the first in the other line himself,
 * inside the critical section; so the lines, the depth and the numbers on the stage are the true ones at every event.
 */
final class ItemQueue<T> extends Primitive implements BoundedQueue<T> {
    private record Numbered<T>(long number, long rank, T item) {}

    private final long capacity;
    /** Guarded, like all below. Not both of the lines for putting and taking have somebody in them. */
    private final Queue<Numbered<T>> items;
    private final ArrayDeque<Waiter<T>> putters = new ArrayDeque<>();
    private final ArrayDeque<Waiter<T>> takers = new ArrayDeque<>();
    private final ArrayDeque<Waiter<T>> joiners = new ArrayDeque<>();
    private long lastNumber;
    /** Items put and not said to be done. */
    private long unfinished;
    private boolean closed;

    ItemQueue(ResourceInfo info, Supplier<? extends Party> current) {
        super(info, current);
        this.capacity = info.capacity() == 0 ? Long.MAX_VALUE : info.capacity();
        this.items = switch (info.kind()) {
            case STACK -> Collections.asLifoQueue(new ArrayDeque<>());
            case PRIORITY_QUEUE -> new PriorityQueue<>(
                    Comparator.<Numbered<T>>comparingLong(Numbered::rank).thenComparingLong(Numbered::number));
            default -> new ArrayDeque<>();
        };
    }

    // ---- in

    @Override
    public void put(T item) throws InterruptedException {
        Party self = enterInterruptibly();
        if (!put(waiter(self, item, null))) {
            throw closedException();
        }
    }

    @Override
    public boolean offer(T item, Duration timeout) throws InterruptedException {
        Party self = enterInterruptibly();
        return put(waiter(self, item, timeout));
    }

    @Override
    public boolean offer(T item) {
        Party self = enter();
        guard.lock();
        try {
            return add(self, item);
        } finally {
            guard.unlock();
        }
    }

    /** Whether it was put; false where the time was over, or the queue was closed meanwhile. */
    private boolean put(Waiter<T> waiter) throws InterruptedException {
        Party self = waiter.party;
        T item = java.util.Objects.requireNonNull(waiter.item);
        guard.lock();
        try {
            if (add(self, item)) {
                return true;
            }
            putters.add(waiter);
            record(self, EventKind.WAIT_BEGUN, WaitSide.PUT.ordinal());
        } finally {
            guard.unlock();
        }
        Waiter.End how = await(waiter);
        if (how == Waiter.End.REFUSED) {
            throw closedException();
        }
        return granted(self, how);
    }

    /** Puts it in if there is room, and serves one who waits for it. Guarded. */
    private boolean add(Party self, T item) {
        if (closed) {
            throw closedException();
        }
        long rank = rankOf(item); // before anything changes, and before anybody waits with an item that has none
        if (items.size() >= capacity) {
            return false;
        }
        long number = ++lastNumber;
        if (info.kind() == ResourceKind.PRIORITY_QUEUE) {
            record(self, EventKind.RANKED, rank);
        }
        record(self, EventKind.PUT, number);
        unfinished++;
        items.add(new Numbered<>(number, rank, item));
        Waiter<T> taker = takers.poll();
        if (taker != null) {
            Numbered<T> next = items.remove();
            recordFor(self, taker, EventKind.TAKEN, next.number);
            taker.item = next.item;
            end(taker, Waiter.End.GRANTED);
        }
        return true;
    }

    private long rankOf(T item) {
        if (info.kind() != ResourceKind.PRIORITY_QUEUE) {
            return 0;
        }
        if (item instanceof Ranked ranked) {
            return ranked.rank();
        }
        throw new IllegalArgumentException("\"" + name() + "\" serves by rank, and " + item.getClass().getSimpleName()
                + " has none: let it implement BoundedQueue.Ranked");
    }

    private IllegalStateException closedException() {
        return new IllegalStateException("put() into \"" + name() + "\" after it was closed");
    }

    // ---- out

    @Override
    public Optional<T> take() throws InterruptedException {
        Party self = enterInterruptibly();
        return take(waiter(self, null, null));
    }

    @Override
    public Optional<T> poll(Duration timeout) throws InterruptedException {
        Party self = enterInterruptibly();
        return take(waiter(self, null, timeout));
    }

    @Override
    public Optional<T> poll() {
        Party self = enter();
        guard.lock();
        try {
            return Optional.ofNullable(remove(self));
        } finally {
            guard.unlock();
        }
    }

    private Optional<T> take(Waiter<T> waiter) throws InterruptedException {
        Party self = waiter.party;
        guard.lock();
        try {
            T next = remove(self);
            if (next != null || closed) {
                return Optional.ofNullable(next);
            }
            takers.add(waiter);
            record(self, EventKind.WAIT_BEGUN, WaitSide.TAKE.ordinal());
        } finally {
            guard.unlock();
        }
        return awaitGrant(waiter) ? Optional.ofNullable(waiter.item) : Optional.empty();
    }

    /** Takes the next item, if there is one, and lets one in who waits for room. Guarded. */
    private @Nullable T remove(Party self) {
        Numbered<T> next = items.poll();
        if (next == null) {
            return null;
        }
        record(self, EventKind.TAKEN, next.number);
        Waiter<T> putter = putters.poll();
        if (putter != null && putter.item != null) {
            long number = ++lastNumber;
            long rank = rankOf(putter.item);
            if (info.kind() == ResourceKind.PRIORITY_QUEUE) {
                recordFor(self, putter, EventKind.RANKED, rank);
            }
            recordFor(self, putter, EventKind.PUT, number);
            unfinished++;
            items.add(new Numbered<>(number, rank, putter.item));
            end(putter, Waiter.End.GRANTED);
        }
        return next.item;
    }

    @Override
    public int size() {
        enter();
        guard.lock();
        try {
            return items.size();
        } finally {
            guard.unlock();
        }
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    // ---- done with

    @Override
    public void taskDone() {
        Party self = enter();
        guard.lock();
        try {
            if (unfinished == 0) {
                throw new IllegalStateException(
                        "taskDone() of \"" + name() + "\" called more often than items were put");
            }
            unfinished--;
            record(self, EventKind.TASK_DONE, unfinished);
            if (unfinished == 0) {
                letGo(joiners, Waiter.End.GRANTED);
            }
        } finally {
            guard.unlock();
        }
    }

    @Override
    public void join() throws InterruptedException {
        Party self = enterInterruptibly();
        Waiter<T> waiter = waiter(self, null, null);
        guard.lock();
        try {
            if (unfinished == 0) {
                return;
            }
            joiners.add(waiter);
            record(self, EventKind.WAIT_BEGUN, WaitSide.JOIN.ordinal());
        } finally {
            guard.unlock();
        }
        awaitGrant(waiter);
    }

    @Override
    public void close() {
        Party self = enter();
        guard.lock();
        try {
            if (!closed) {
                closed = true;
                record(self, EventKind.CLOSED, items.size());
                letGo(takers, Waiter.End.REFUSED);
                letGo(putters, Waiter.End.REFUSED);
            }
        } finally {
            guard.unlock();
        }
    }

    private void letGo(ArrayDeque<Waiter<T>> line, Waiter.End how) {
        line.forEach(each -> end(each, how));
        line.clear();
    }

    @Override
    boolean leave(Waiter<?> waiter) {
        return putters.remove(waiter) || takers.remove(waiter) || joiners.remove(waiter);
    }
}
