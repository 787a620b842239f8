package dev.potok.simulation.shared;

import dev.potok.simulation.environment.Actors;
import dev.potok.simulation.environment.Atomic;
import dev.potok.simulation.environment.AtomicCounter;
import dev.potok.simulation.environment.Barrier;
import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.BoundedQueue;
import dev.potok.simulation.environment.Event;
import dev.potok.simulation.environment.Fairness;
import dev.potok.simulation.environment.Mutex;
import dev.potok.simulation.environment.Pipe;
import dev.potok.simulation.environment.Pool;
import dev.potok.simulation.environment.Processes;
import dev.potok.simulation.environment.ReentrantMutex;
import dev.potok.simulation.environment.Semaphore;
import dev.potok.simulation.environment.SharedArray;
import dev.potok.simulation.environment.SharedVariable;
import dev.potok.simulation.primitive.RecordedEnvironment;
import dev.potok.simulation.primitive.Workshop;
import dev.potok.simulation.trace.ResourceKind;

/** Processes, and primitives in the memory that they share. */
public final class SharedKit implements Workshop {
    private final SharedWorld world;
    private final RecordedEnvironment environment;

    SharedKit(SharedWorld world, RecordedEnvironment environment) {
        this.world = world;
        this.environment = environment;
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

    private SharedPrimitive make(String name, ResourceKind kind, long capacity, long bytes) {
        return world.make(name, kind, capacity, 0, true, bytes);
    }

    private static int atLeast(int least, int size, String name) {
        return RecordedEnvironment.atLeast(least, size, name);
    }

    @Override
    public Mutex mutex(String name, Fairness fairness) {
        return (SharedMutex) world.make(name, ResourceKind.MUTEX, 1, 0, fairness == Fairness.FAIR, SharedMutex.BYTES);
    }

    @Override
    public ReentrantMutex reentrantMutex(String name) {
        return (SharedMutex) make(name, ResourceKind.REENTRANT_MUTEX, 1, SharedMutex.BYTES);
    }

    @Override
    public Semaphore semaphore(String name, int permits, Fairness fairness) {
        return (SharedSemaphore) world.make(name, ResourceKind.SEMAPHORE, atLeast(1, permits, name), 0,
                fairness == Fairness.FAIR, SharedSemaphore.BYTES);
    }

    @Override
    public Barrier barrier(String name, int parties) {
        return (SharedBarrier) make(name, ResourceKind.BARRIER, atLeast(1, parties, name), SharedBarrier.BYTES);
    }

    @Override
    public Event event(String name) {
        return (SharedEvent) make(name, ResourceKind.EVENT, 0, SharedEvent.BYTES);
    }

    @Override
    public <T> BoundedQueue<T> queue(String name, int capacity, BoundedQueue.Order order) {
        RecordedEnvironment.mustBeFifo(name, order);
        return queue(name, atLeast(0, capacity, name), 0);
    }

    @Override
    public <T> BoundedQueue<T> queueOf(String name, int partOf) {
        return queue(name, 0, partOf);
    }

    @SuppressWarnings("unchecked") // what is in it is what the scenario puts
    private <T> BoundedQueue<T> queue(String name, int capacity, int partOf) {
        return (SharedQueue<T>) world.make(name, ResourceKind.QUEUE, capacity, partOf, true, SharedQueue.BYTES);
    }

    private SharedNumber number(String name, ResourceKind kind, long initial) {
        var number = (SharedNumber) make(name, kind, initial, SharedNumber.BYTES);
        number.begin(initial);
        return number;
    }

    @Override
    public SharedVariable variable(String name, long initial) {
        return number(name, ResourceKind.VARIABLE, initial);
    }

    @Override
    public Atomic atomic(String name, long initial) {
        return number(name, ResourceKind.ATOMIC, initial);
    }

    @Override
    public AtomicCounter counter(String name) {
        return number(name, ResourceKind.CELL, 0);
    }

    /** See {@link dev.potok.simulation.environment.Environment#pipe}. */
    @SuppressWarnings("unchecked") // what goes through it is what the scenario sends
    public <T> Pipe<T> pipe(String name) {
        return (SharedPipe<T>) make(name, ResourceKind.PIPE, SharedPipe.CAPACITY, SharedPipe.BYTES);
    }

    /** See {@link dev.potok.simulation.environment.Environment#array}. */
    public SharedArray array(String name, int length) {
        return (SharedRow) make(name, ResourceKind.ARRAY, atLeast(1, length, name), SharedRow.bytes(length));
    }

    @Override
    public Pool pool(String name, int workers, Body initializer, int tasks) {
        return environment.pool(this, name, workers, initializer, tasks);
    }
}
