package dev.potok.simulation.primitive;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

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
import dev.potok.simulation.environment.Kit;
import dev.potok.simulation.environment.Latch;
import dev.potok.simulation.environment.Mutex;
import dev.potok.simulation.environment.Phaser;
import dev.potok.simulation.environment.Pool;
import dev.potok.simulation.environment.Press;
import dev.potok.simulation.environment.Processes;
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
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Names;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

/** What both environments have in common: everything but how an actor is made and how it lives. */
public abstract class RecordedEnvironment implements Environment, Workshop {
    private final Names names;
    private final Expectations expectations;
    private final Supplier<? extends Party> current;
    private final boolean attended;
    private final Consumer<RemoteControl> opened;
    /** Made when first asked for; guarded by this. */
    private @Nullable Kit processes;

    /**
     * An environment of one run.
     *
     * @param names        takes the names of the resources
     * @param expectations takes promises and results
     * @param current      the actor that calls; throws {@link IllegalStateException} on any other thread
     * @param attended     whether somebody may tell actors what to do
     * @param opened       takes the way in for that, if the scenario has one
     */
    protected RecordedEnvironment(Names names, Expectations expectations, Supplier<? extends Party> current,
            boolean attended, Consumer<RemoteControl> opened) {
        this.names = names;
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

    /** The actor that calls. */
    final Party current() {
        return current.get();
    }

    /** What has gone from process to process is copied so; null where processes are real. */
    protected final Kit copyingKit(Copies copies) {
        return new CopyingKit(this, copies);
    }

    /** The kit of processes; asked for once. */
    protected abstract Kit processKit();

    /** Makes an actor that is a process of its own; the calling actor is its parent. */
    public abstract ProcessMember addProcess(String name, String group, int index, Processes.Start start, Body body);

    @Override
    public final Kit with(String kind) {
        return switch (kind) {
            case "threads" -> this;
            case "processes" -> ofProcesses();
            default -> throw new IllegalArgumentException(
                    "there are no actors of the kind \"" + kind + "\": take threads or processes");
        };
    }

    private synchronized Kit ofProcesses() {
        Kit known = processes;
        if (known == null) {
            known = processKit();
            processes = known;
        }
        return known;
    }

    @Override
    public final Processes processes(String name, int count, Processes.Start start, Body body) {
        ofProcesses();
        List<String> names = Workshop.names(name, count);
        return new ProcessGroup(current, IntStream.range(0, count)
                .mapToObj(i -> addProcess(names.get(i), name, i, start, body)).toList());
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

    @Override
    public final Member member(String name, String group, int index, Body body) {
        return addActor(name, group, index, ActorKind.PLATFORM_THREAD, body);
    }

    @Override
    public final boolean copies() {
        return false;
    }

    private Actors actors(String name, int count, ActorKind kind, Body body) {
        List<String> names = Workshop.names(name, count);
        return new MemberGroup<>(current,
                IntStream.range(0, count).mapToObj(i -> addActor(names.get(i), name, i, kind, body)).toList());
    }

    @Override
    public final Mutex mutex(String name, Fairness fairness) {
        return ownedMutex(name, ResourceKind.MUTEX, fairness, false);
    }

    @Override
    public final ReentrantMutex reentrantMutex(String name) {
        return ownedMutex(name, ResourceKind.REENTRANT_MUTEX, Fairness.FAIR, false);
    }

    final OwnedMutex ownedMutex(String name, ResourceKind kind, Fairness fairness, boolean shared) {
        return new OwnedMutex(create(name, kind, 1, 0, fairness == Fairness.FAIR, shared), current,
                (condition, mutex) -> create(condition, ResourceKind.CONDITION, 0, mutex.id(), true, shared));
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
        return permits(name, permits, fairness, false);
    }

    final PermitSemaphore permits(String name, int permits, Fairness fairness, boolean shared) {
        return new PermitSemaphore(create(name, ResourceKind.SEMAPHORE, atLeast(1, permits, name), 0,
                fairness == Fairness.FAIR, shared), current);
    }

    @Override
    public final Barrier barrier(String name, int parties) {
        return gate(name, parties, false);
    }

    final CyclicGate gate(String name, int parties, boolean shared) {
        return new CyclicGate(create(name, ResourceKind.BARRIER, atLeast(1, parties, name), 0, true, shared), current);
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
        return lamp(name, false);
    }

    final LampEvent lamp(String name, boolean shared) {
        return new LampEvent(create(name, ResourceKind.EVENT, 0, 0, true, shared), current);
    }

    @Override
    public final <T> BoundedQueue<T> queue(String name, int capacity, BoundedQueue.Order order) {
        return items(name, capacity, order, 0, false);
    }

    @Override
    public final <T> BoundedQueue<T> queueOf(String name, int partOf) {
        return items(name, 0, BoundedQueue.Order.FIFO, partOf, false);
    }

    /** Between processes there is one order only. */
    public static void mustBeFifo(String name, BoundedQueue.Order order) {
        if (order != BoundedQueue.Order.FIFO) {
            throw new IllegalArgumentException("the queue \"" + name + "\" is shared by processes and serves first in, "
                    + "first out, not " + order + ": take threads, or the order fifo");
        }
    }

    final <T> ItemQueue<T> items(String name, int capacity, BoundedQueue.Order order, int partOf, boolean shared) {
        ResourceKind kind = switch (order) {
            case FIFO -> ResourceKind.QUEUE;
            case LIFO -> ResourceKind.STACK;
            case PRIORITY -> ResourceKind.PRIORITY_QUEUE;
        };
        return new ItemQueue<>(create(name, kind, atLeast(0, capacity, name), partOf, true, shared), current);
    }

    @Override
    public final <T> TransferQueue<T> transferQueue(String name) {
        return new HandOverQueue<>(create(name, ResourceKind.TRANSFER_QUEUE, 0), current);
    }

    @Override
    public final SharedVariable variable(String name, long initial) {
        return plain(name, initial, false);
    }

    final PlainVariable plain(String name, long initial, boolean shared) {
        return new PlainVariable(create(name, ResourceKind.VARIABLE, initial, 0, true, shared), current);
    }

    @Override
    public final Atomic atomic(String name, long initial) {
        return atomicValue(name, initial, false);
    }

    final AtomicValue atomicValue(String name, long initial, boolean shared) {
        return new AtomicValue(create(name, ResourceKind.ATOMIC, initial, 0, true, shared), current);
    }

    @Override
    public final Scope scope(String name) {
        return new TaskScope(create(name, ResourceKind.SCOPE, 0), current,
                (actor, body) -> addActor(actor, actor, 0, ActorKind.VIRTUAL_THREAD, body));
    }

    @Override
    public final Remote remote(List<Press> first) {
        return new Switchboard(names, current,
                (name, group, index, body) -> addActor(name, group, index, ActorKind.PLATFORM_THREAD, body), first,
                attended,
                opened);
    }

    @Override
    public final AtomicCounter counter(String name) {
        return recordedCounter(name, false);
    }

    final RecordedCounter recordedCounter(String name, boolean shared) {
        return new RecordedCounter(create(name, ResourceKind.CELL, 0, 0, true, shared), current);
    }

    @Override
    public final Pool pool(String name, int workers, Body initializer, int tasks) {
        return pool(this, name, workers, initializer, tasks);
    }

    /** A pool of actors of that kit. */
    public final Pool pool(Workshop kit, String name, int workers, Body initializer, int tasks) {
        ResourceInfo info = create(name, ResourceKind.POOL, atLeast(1, workers, name), 0, true, kit.copies());
        return WorkerPool.open(info, current, this, kit, initializer, tasks);
    }

    @Override
    public void expect(String name, BooleanSupplier holds, Supplier<?>... figures) {
        expectations.expect(name, holds, List.of(figures));
    }

    @Override
    public void result(String name, Object value) {
        expectations.result(name, value);
    }

    /** The size, unless it is too small. */
    public static int atLeast(int least, int size, String name) {
        if (size < least) {
            throw new IllegalArgumentException("\"" + name + "\" needs a size of at least " + least + ", not " + size);
        }
        return size;
    }

    private ResourceInfo create(String name, ResourceKind kind, long capacity) {
        return create(name, kind, capacity, 0, true, false);
    }

    private ResourceInfo create(String name, ResourceKind kind, long capacity, int partOf, boolean fair,
            boolean shared) {
        Party self = current.get();
        self.checkpoint();
        ResourceInfo info = names.addResource(name, kind, capacity, partOf, fair, shared);
        self.record(EventKind.RESOURCE_CREATED, info.id(), capacity, Long.MIN_VALUE);
        return info;
    }
}
