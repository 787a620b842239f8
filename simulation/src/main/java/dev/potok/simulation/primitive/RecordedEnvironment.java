package dev.potok.simulation.primitive;

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
import dev.potok.simulation.run.Expectations;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

/** What both environments have in common: everything but how an actor is made and how it lives. */
public abstract class RecordedEnvironment implements Environment {
    private final Directory directory;
    private final Expectations expectations;
    private final Supplier<? extends Party> current;

    /**
     * An environment of one run.
     *
     * @param directory    takes the names of the resources
     * @param expectations takes promises and results
     * @param current      the actor that calls; throws {@link IllegalStateException} on any other thread
     */
    protected RecordedEnvironment(Directory directory, Expectations expectations, Supplier<? extends Party> current) {
        this.directory = directory;
        this.expectations = expectations;
        this.current = current;
    }

    /** An actor made but not started. Its methods are called by other actors. */
    public interface Member {
        /**
         * Lets it begin; the caller is at a safe point.
         *
         * @throws IllegalStateException if it was started before
         */
        void start();

        /** Waits until it has ended. */
        void join();
    }

    /** Makes an actor that runs {@code body} when it is started; the calling actor is its parent. */
    protected abstract Member addActor(String name, String group, int index, Body body);

    @Override
    public final Actors threads(String name, int count, Body body) {
        List<Member> members = IntStream.range(0, count)
                .mapToObj(i -> addActor(count == 1 ? name : name + "-" + (i + 1), name, i, body))
                .toList();
        return new Actors() {
            @Override
            public void start() {
                for (Member member : members) {
                    current.get().checkpoint();
                    member.start();
                }
            }

            @Override
            public void join() {
                members.forEach(Member::join);
            }
        };
    }

    @Override
    public final Mutex mutex(String name) {
        return new FairMutex(create(name, ResourceKind.MUTEX, 1), current);
    }

    @Override
    public final Semaphore semaphore(String name, int permits) {
        return new FairSemaphore(create(name, ResourceKind.SEMAPHORE, permits), current, permits);
    }

    @Override
    public final Barrier barrier(String name, int parties) {
        return new CyclicGate(create(name, ResourceKind.BARRIER, parties), current, parties);
    }

    @Override
    public final <T> BoundedQueue<T> queue(String name, int capacity) {
        return new FairQueue<>(create(name, ResourceKind.QUEUE, capacity), current, capacity);
    }

    @Override
    public final AtomicCounter counter(String name) {
        return new RecordedCounter(create(name, ResourceKind.CELL, 0), current);
    }

    @Override
    public final void expect(String name, BooleanSupplier holds, Supplier<?>... figures) {
        expectations.expect(name, holds, List.of(figures));
    }

    @Override
    public final void result(String name, Object value) {
        expectations.result(name, value);
    }

    private ResourceInfo create(String name, ResourceKind kind, int capacity) {
        if (kind != ResourceKind.CELL && capacity < 1) {
            throw new IllegalArgumentException("\"" + name + "\" needs a size of at least 1, not " + capacity);
        }
        Party self = current.get();
        self.checkpoint();
        ResourceInfo info = directory.addResource(name, kind, capacity);
        self.record(EventKind.RESOURCE_CREATED, info.id(), capacity, Long.MIN_VALUE);
        return info;
    }
}
