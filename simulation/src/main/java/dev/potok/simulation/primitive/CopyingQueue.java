package dev.potok.simulation.primitive;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import dev.potok.simulation.environment.BoundedQueue;
import dev.potok.simulation.trace.EventKind;

/** A queue between processes of a virtual machine: what is taken is a copy of what was put. */
final class CopyingQueue<T> implements BoundedQueue<T> {
    private final ItemQueue<byte[]> queue;
    private final Supplier<? extends Party> current;

    CopyingQueue(ItemQueue<byte[]> queue, Supplier<? extends Party> current) {
        this.queue = queue;
        this.current = current;
    }

    int resource() {
        return queue.resource();
    }

    private byte[] out(T item) {
        Party self = current.get();
        byte[] bytes = self.pack(item);
        self.record(EventKind.SERIALIZED, resource(), bytes.length, Long.MIN_VALUE);
        return bytes;
    }

    @SuppressWarnings("unchecked") // what comes out is of the class of what went in
    private Optional<T> in(Optional<byte[]> taken) {
        return taken.map(bytes -> {
            Party self = current.get();
            self.record(EventKind.DESERIALIZED, resource(), bytes.length, Long.MIN_VALUE);
            return (T) self.unpack(bytes);
        });
    }

    @Override
    public void put(T item) throws InterruptedException {
        queue.put(out(item));
    }

    @Override
    public boolean offer(T item) {
        return queue.offer(out(item));
    }

    @Override
    public boolean offer(T item, Duration timeout) throws InterruptedException {
        return queue.offer(out(item), timeout);
    }

    @Override
    public Optional<T> take() throws InterruptedException {
        return in(queue.take());
    }

    @Override
    public Optional<T> poll() {
        return in(queue.poll());
    }

    @Override
    public Optional<T> poll(Duration timeout) throws InterruptedException {
        return in(queue.poll(timeout));
    }

    @Override
    public int size() {
        return queue.size();
    }

    @Override
    public boolean isEmpty() {
        return queue.isEmpty();
    }

    @Override
    public void taskDone() {
        queue.taskDone();
    }

    @Override
    public void join() throws InterruptedException {
        queue.join();
    }

    @Override
    public void close() {
        queue.close();
    }
}
