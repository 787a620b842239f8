package dev.potok.simulation.primitive;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import dev.potok.simulation.environment.Actors;
import dev.potok.simulation.environment.Atomic;
import dev.potok.simulation.environment.AtomicCounter;
import dev.potok.simulation.environment.Barrier;
import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.BoundedQueue;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Event;
import dev.potok.simulation.environment.Exchanger;
import dev.potok.simulation.environment.Fairness;
import dev.potok.simulation.environment.Latch;
import dev.potok.simulation.environment.Mutex;
import dev.potok.simulation.environment.Phaser;
import dev.potok.simulation.environment.Press;
import dev.potok.simulation.environment.ReadWriteLock;
import dev.potok.simulation.environment.ReentrantMutex;
import dev.potok.simulation.environment.Remote;
import dev.potok.simulation.environment.Scope;
import dev.potok.simulation.environment.Semaphore;
import dev.potok.simulation.environment.SharedVariable;
import dev.potok.simulation.environment.StampedLock;
import dev.potok.simulation.environment.TransferQueue;
import dev.potok.simulation.run.Expectations;
import dev.potok.simulation.run.RemoteControl;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

/** What both environments have in common: everything but how an actor is made and how it lives. */
public abstract class RecordedEnvironment implements Environment {
    private final Directory directory;
    private final Expectations expectations;
    private final Supplier<? extends Party> current;
    private final boolean attended;
    private final Consumer<RemoteControl> opened;

    /**
     * An environment of one run.
     *
     * @param directory    takes the names of the resources
     * @param expectations takes promises and results
     * @param current      the actor that calls; throws {@link IllegalStateException} on any other thread
     * @param attended     whether somebody may tell actors what to do
     * @param opened       takes the way in for that, if the scenario has one
     */
    protected RecordedEnvironment(Directory directory, Expectations expectations, Supplier<? extends Party> current,
            boolean attended, Consumer<RemoteControl> opened) {
        this.directory = directory;
        this.expectations = expectations;
        this.current = current;
        this.attended = attended;
        this.opened = opened;
    }

    /** An actor made but not started. Its methods are called by other actors. */
    public interface Member extends Party {
        /**
         * Lets it begin; the caller is at a safe point.
         *
         * @throws IllegalStateException if it was started before
         */
        void start();

        /** Waits until it has ended. */
        void join();

        /** Interrupts it; nothing happens to one that does not run. */
        void interrupt();
    }

    /** Makes an actor that runs {@code body} when it is started; the calling actor is its parent. */
    protected abstract Member addActor(String name, String group, int index, ActorKind kind, Body body);

    @Override
    public final Actors threads(String name, int count, Body body) {
        return actors(name, count, ActorKind.PLATFORM_THREAD, body);
    }

    @Override
    public final Actors virtualThreads(String name, int count, Body body) {
        return actors(name, count, ActorKind.VIRTUAL_THREAD, body);
    }

    private Actors actors(String name, int count, ActorKind kind, Body body) {
        List<Member> members = IntStream.range(0, count)
                .mapToObj(i -> addActor(count == 1 ? name : name + "-" + (i + 1), name, i, kind, body))
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
            public void interrupt() {
                for (Member member : members) {
                    current.get().checkpoint();
                    member.interrupt();
                }
            }

            @Override
            public void join() {
                members.forEach(Member::join);
            }
        };
    }

    @Override
    public final Mutex mutex(String name, Fairness fairness) {
        return new OwnedMutex(create(name, ResourceKind.MUTEX, 1, fairness), current, this::createCondition);
    }

    @Override
    public final ReentrantMutex reentrantMutex(String name) {
        return new OwnedMutex(create(name, ResourceKind.REENTRANT_MUTEX, 1), current, this::createCondition);
    }

    private ResourceInfo createCondition(String name, ResourceInfo mutex) {
        return create(name, ResourceKind.CONDITION, 0, mutex.id(), true);
    }

    @Override
    public final ReadWriteLock readWriteLock(String name) {
        return new TwoLocks(create(name, ResourceKind.READ_WRITE_LOCK, 0), current);
    }

    @Override
    public final StampedLock stampedLock(String name) {
        return new VersionedLock(create(name, ResourceKind.STAMPED_LOCK, 0), current);
    }

    @Override
    public final Semaphore semaphore(String name, int permits, Fairness fairness) {
        return new PermitSemaphore(create(name, ResourceKind.SEMAPHORE, atLeast(1, permits, name), fairness), current);
    }

    @Override
    public final Barrier barrier(String name, int parties) {
        return new CyclicGate(create(name, ResourceKind.BARRIER, atLeast(1, parties, name)), current);
    }

    @Override
    public final Latch latch(String name, int count) {
        return new CountdownLatch(create(name, ResourceKind.LATCH, atLeast(1, count, name)), current);
    }

    @Override
    public final Phaser phaser(String name, int parties) {
        return new PhaseGate(create(name, ResourceKind.PHASER, atLeast(0, parties, name)), current);
    }

    @Override
    public final <T> Exchanger<T> exchanger(String name) {
        return new SwapTable<>(create(name, ResourceKind.EXCHANGER, 0), current);
    }

    @Override
    public final Event event(String name) {
        return new LampEvent(create(name, ResourceKind.EVENT, 0), current);
    }

    @Override
    public final <T> BoundedQueue<T> queue(String name, int capacity, BoundedQueue.Order order) {
        ResourceKind kind = switch (order) {
            case FIFO -> ResourceKind.QUEUE;
            case LIFO -> ResourceKind.STACK;
            case PRIORITY -> ResourceKind.PRIORITY_QUEUE;
        };
        return new ItemQueue<>(create(name, kind, atLeast(0, capacity, name)), current);
    }

    @Override
    public final <T> TransferQueue<T> transferQueue(String name) {
        return new HandOverQueue<>(create(name, ResourceKind.TRANSFER_QUEUE, 0), current);
    }

    @Override
    public final SharedVariable variable(String name, long initial) {
        return new PlainVariable(create(name, ResourceKind.VARIABLE, initial), current);
    }

    @Override
    public final Atomic atomic(String name, long initial) {
        return new AtomicValue(create(name, ResourceKind.ATOMIC, initial), current);
    }

    @Override
    public final Scope scope(String name) {
        return new TaskScope(create(name, ResourceKind.SCOPE, 0), current,
                (actor, body) -> addActor(actor, actor, 0, ActorKind.VIRTUAL_THREAD, body));
    }

    @Override
    public final Remote remote(List<Press> first) {
        return new Switchboard(directory, current,
                (name, group, index, body) -> addActor(name, group, index, ActorKind.PLATFORM_THREAD, body), first,
                attended,
                opened);
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

    private static int atLeast(int least, int size, String name) {
        if (size < least) {
            throw new IllegalArgumentException("\"" + name + "\" needs a size of at least " + least + ", not " + size);
        }
        return size;
    }

    private ResourceInfo create(String name, ResourceKind kind, long capacity) {
        return create(name, kind, capacity, 0, true);
    }

    private ResourceInfo create(String name, ResourceKind kind, long capacity, Fairness fairness) {
        return create(name, kind, capacity, 0, fairness == Fairness.FAIR);
    }

    private ResourceInfo create(String name, ResourceKind kind, long capacity, int partOf, boolean fair) {
        Party self = current.get();
        self.checkpoint();
        ResourceInfo info = directory.addResource(name, kind, capacity, partOf, fair);
        self.record(EventKind.RESOURCE_CREATED, info.id(), capacity, Long.MIN_VALUE);
        return info;
    }
}
