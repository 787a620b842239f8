package dev.potok.simulation.live;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import dev.potok.simulation.environment.Actors;
import dev.potok.simulation.environment.AtomicCounter;
import dev.potok.simulation.environment.Barrier;
import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.BoundedQueue;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Mutex;
import dev.potok.simulation.environment.Semaphore;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

/** The environment on real threads. */
final class LiveEnvironment implements Environment {
    private final LiveRun run;

    LiveEnvironment(LiveRun run) {
        this.run = run;
    }

    @Override
    public Actors threads(String name, int count, Body body) {
        List<LiveActor> members = IntStream.range(0, count)
                .mapToObj(i -> run.addActor(count == 1 ? name : name + "-" + (i + 1), name, i, body))
                .toList();
        return new Actors() {
            @Override
            public void start() {
                LiveActor.current().checkpoint();
                members.forEach(LiveActor::start);
            }

            @Override
            public void join() {
                LiveActor joiner = LiveActor.current();
                members.forEach(member -> member.join(joiner));
            }
        };
    }

    @Override
    public Mutex mutex(String name) {
        return new LiveMutex(create(name, ResourceKind.MUTEX, 1));
    }

    @Override
    public Semaphore semaphore(String name, int permits) {
        return new LiveSemaphore(create(name, ResourceKind.SEMAPHORE, permits), permits);
    }

    @Override
    public Barrier barrier(String name, int parties) {
        return new LiveBarrier(create(name, ResourceKind.BARRIER, parties), parties);
    }

    @Override
    public <T> BoundedQueue<T> queue(String name, int capacity) {
        return new LiveQueue<>(create(name, ResourceKind.QUEUE, capacity), capacity);
    }

    @Override
    public AtomicCounter counter(String name) {
        return new LiveCounter(create(name, ResourceKind.CELL, 0));
    }

    @Override
    public void expect(String name, BooleanSupplier holds, Supplier<String> detail) {
        run.expectations().expect(name, holds, detail);
    }

    @Override
    public void result(String name, Object value) {
        run.expectations().result(name, value);
    }

    private ResourceInfo create(String name, ResourceKind kind, int capacity) {
        if (kind != ResourceKind.CELL && capacity < 1) {
            throw new IllegalArgumentException("\"" + name + "\" needs a size of at least 1, not " + capacity);
        }
        ResourceInfo info = run.trace().directory().addResource(name, kind, capacity);
        LiveActor.current().record(EventKind.RESOURCE_CREATED, info.id(), capacity);
        return info;
    }
}
