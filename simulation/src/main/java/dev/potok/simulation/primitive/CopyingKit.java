package dev.potok.simulation.primitive;

import dev.potok.simulation.environment.Actors;
import dev.potok.simulation.environment.Atomic;
import dev.potok.simulation.environment.AtomicCounter;
import dev.potok.simulation.environment.Barrier;
import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.BoundedQueue;
import dev.potok.simulation.environment.Event;
import dev.potok.simulation.environment.Fairness;
import dev.potok.simulation.environment.Mutex;
import dev.potok.simulation.environment.Pool;
import dev.potok.simulation.environment.Processes;
import dev.potok.simulation.environment.ReentrantMutex;
import dev.potok.simulation.environment.Semaphore;
import dev.potok.simulation.environment.SharedVariable;
import dev.potok.simulation.trace.ResourceKind;

/**
 * Processes within one virtual machine: actors that get copies of what they are given. What they share are the primitives
 * that threads share as well, since only one of them acts at a time.
 */
final class CopyingKit implements Workshop {
    private final RecordedEnvironment environment;
    private final Copies copies;

    CopyingKit(RecordedEnvironment environment, Copies copies) {
        this.environment = environment;
        this.copies = copies;
        copies.surround(environment);
    }

    private <P extends Primitive> P share(P primitive) {
        copies.share(primitive.resource(), primitive);
        return primitive;
    }

    @Override
    public Actors actors(String name, int count, Body body) {
        return environment.processes(name, count, body);
    }

    @Override
    public RecordedEnvironment.Member member(String name, String group, int index, Body body) {
        return environment.addProcess(name, group, index, Processes.Start.WARM, body);
    }

    @Override
    public boolean copies() {
        return true;
    }

    @Override
    public Mutex mutex(String name, Fairness fairness) {
        return share(environment.ownedMutex(name, ResourceKind.MUTEX, fairness, true));
    }

    @Override
    public ReentrantMutex reentrantMutex(String name) {
        return share(environment.ownedMutex(name, ResourceKind.REENTRANT_MUTEX, Fairness.FAIR, true));
    }

    @Override
    public Semaphore semaphore(String name, int permits, Fairness fairness) {
        return share(environment.permits(name, permits, fairness, true));
    }

    @Override
    public Barrier barrier(String name, int parties) {
        return share(environment.gate(name, parties, true));
    }

    @Override
    public Event event(String name) {
        return share(environment.lamp(name, true));
    }

    @Override
    public <T> BoundedQueue<T> queue(String name, int capacity, BoundedQueue.Order order) {
        return copying(name, capacity, order, 0);
    }

    @Override
    public <T> BoundedQueue<T> queueOf(String name, int partOf) {
        return copying(name, 0, BoundedQueue.Order.FIFO, partOf);
    }

    private <T> BoundedQueue<T> copying(String name, int capacity, BoundedQueue.Order order, int partOf) {
        RecordedEnvironment.mustBeFifo(name, order);
        ItemQueue<byte[]> queue = environment.items(name, capacity, order, partOf, true);
        var copying = new CopyingQueue<T>(queue, environment::current);
        copies.share(queue.resource(), copying);
        return copying;
    }

    @Override
    public SharedVariable variable(String name, long initial) {
        return share(environment.plain(name, initial, true));
    }

    @Override
    public Atomic atomic(String name, long initial) {
        return share(environment.atomicValue(name, initial, true));
    }

    @Override
    public AtomicCounter counter(String name) {
        return share(environment.recordedCounter(name, true));
    }

    @Override
    public Pool pool(String name, int workers, Body initializer, int tasks) {
        return environment.pool(this, name, workers, initializer, tasks);
    }
}
