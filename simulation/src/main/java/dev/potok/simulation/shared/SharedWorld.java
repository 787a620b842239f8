package dev.potok.simulation.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.codec.ObjectCodec;
import dev.potok.simulation.environment.CannotCrossException;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.memory.SharedMemory;
import dev.potok.simulation.primitive.Party;
import dev.potok.simulation.primitive.RecordedEnvironment;
import dev.potok.simulation.primitive.Scribe;
import dev.potok.simulation.primitive.Wait;
import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Names;
import dev.potok.simulation.trace.Recorder;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.RunClock;

/**
 * What the processes of one run share, as one of them sees it: the memory, who is there, whether to go on, the course of
 * time, and the primitives. Any thread may call any method unless it says otherwise.
 *
 * <p>
 * The process that has the run makes it, tells the others where it is, and takes it away in the end.
 */
public final class SharedWorld implements AutoCloseable {
    /** What a primitive has that may go to another process. */
    interface Shared {
        /** By what it is known there. */
        Object handle();

        /** Its number. */
        int resource();
    }

    /** Address space at the most; memory is taken as it is used. */
    private static final long MOST_BYTES = 768L << 20;
    /** The words that are there from the beginning: where the control block and the roster are. */
    private static final int CONTROL_ROOT = 0;
    private static final int ROSTER_ROOT = 1;

    /** In the control block: whether all are to stand still, and whether that is for ever; then the clock's words. */
    private static final long HALT = 0;
    private static final long STOPPING = 4;
    private static final long CLOCK = 64;
    private static final long CONTROL_BYTES = CLOCK + RunClock.SHARED_BYTES;

    /** How many this process has made. */
    private static final AtomicInteger MADE = new AtomicInteger();

    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private final SharedMemory shared;
    private final MemorySegment memory;
    private final boolean ours;
    private final int process;
    private final Names names;
    private final Supplier<? extends Party> current;
    private final IntFunction<@Nullable Party> parties;
    private final Roster roster;
    private final long control;
    /** By resource, what this process has seen. */
    private final Map<Integer, SharedPrimitive> primitives = new ConcurrentHashMap<>();
    /** By resource: a condition of one of them. */
    private final Map<Integer, Shared> parts = new ConcurrentHashMap<>();
    /** By process, the resources it was given; in the process that has the run. Guarded by itself. */
    private final Map<Integer, Set<Integer>> given = new ConcurrentHashMap<>();
    /** Rings that may be used again, by their size. Guarded by itself. */
    private final Map<Integer, ArrayDeque<Long>> freeRings = new HashMap<>();
    private volatile @Nullable Environment surroundings;

    private SharedWorld(SharedMemory shared, boolean ours, int process, Names names,
            Supplier<? extends Party> current, IntFunction<@Nullable Party> parties) {
        this.shared = shared;
        this.memory = shared.segment();
        this.ours = ours;
        this.process = process;
        this.names = names;
        this.current = current;
        this.parties = parties;
        this.control = (long) LONG.getAcquire(memory, SharedMemory.rootOffset(CONTROL_ROOT));
        this.roster = new Roster(memory, (long) LONG.getAcquire(memory, SharedMemory.rootOffset(ROSTER_ROOT)));
    }

    /**
     * Makes one, in the process that has the run.
     *
     * @param folder  where its memory lies as a file; only the user may have access to it
     * @param current the actor that calls
     * @param parties finds an actor by its id
     * @throws UncheckedIOException if no memory can be had
     */
    public static SharedWorld create(Path folder, Names names, RunClock clock, Supplier<? extends Party> current,
            IntFunction<@Nullable Party> parties) {
        try {
            String name = "run-" + ProcessHandle.current().pid() + "-" + MADE.incrementAndGet();
            SharedMemory shared = SharedMemory.create(folder.resolve(name),
                    Math.min(MOST_BYTES, Files.getFileStore(folder).getUsableSpace()));
            MemorySegment memory = shared.segment();
            LONG.setRelease(memory, SharedMemory.rootOffset(ROSTER_ROOT), shared.allocate(Roster.BYTES, 128));
            long control = shared.allocate(CONTROL_BYTES, 128);
            LONG.setRelease(memory, SharedMemory.rootOffset(CONTROL_ROOT), control);
            clock.tellIn(memory.asSlice(control + CLOCK, RunClock.SHARED_BYTES));
            return new SharedWorld(shared, true, 0, names, current, parties);
        } catch (IOException failed) {
            throw new UncheckedIOException("no memory can be had that processes could share: " + failed.getMessage(),
                    failed);
        }
    }

    /**
     * Opens the one that another process has made.
     *
     * @param process number of this process in the run
     */
    public static SharedWorld open(Path file, int process, Names names, Supplier<? extends Party> current)
            throws IOException {
        return new SharedWorld(SharedMemory.open(file), false, process, names, current, id -> null);
    }

    /** Where the others find it. */
    public Path file() {
        return shared.path();
    }

    /** What stands in other processes for their own environment. */
    public void surround(Environment environment) {
        surroundings = environment;
    }

    MemorySegment memory() {
        return memory;
    }

    /** Who is there. */
    public Roster roster() {
        return roster;
    }

    Party current() {
        return current.get();
    }

    /** The actors in those seats that are known here. */
    List<Party> parties(List<Integer> seats) {
        var known = new ArrayList<Party>();
        for (int seat : seats) {
            Party party = parties.apply(roster.actor(seat));
            if (party != null) {
                known.add(party);
            }
        }
        return known;
    }

    /** Gives an actor of this process a seat. */
    public int seat(ActorInfo actor) {
        return roster.take(process, actor);
    }

    /** Gives an actor of that process a seat; by the one that has the run. */
    public int seat(int process, ActorInfo actor) {
        return roster.take(process, actor);
    }

    /**
     * The wait of the actor in that seat, null if it is in none.
     *
     * @param before what was answered the last time; the very same wait is the very same object
     */
    public @Nullable Wait waitOf(int seat, @Nullable Wait before) {
        int serial = roster.serial(seat);
        if (!roster.waits(seat)) {
            return null;
        }
        return before instanceof DistantWait known && known.isOf(serial) ? known : new DistantWait(this, seat, serial);
    }

    List<Integer> owners(int seat) {
        int resource = roster.resource(seat);
        for (SharedPrimitive primitive : primitives.values()) {
            if (primitive.resource() == resource) {
                return primitive.owners(seat);
            }
        }
        return List.of();
    }

    // ---- going on, and the time

    /** Whether all are to stand still. Ordered with {@link Roster#still} as volatile variables are. */
    public boolean haltRequested() {
        return (int) INT.getVolatile(memory, control + HALT) == 1;
    }

    /** Whether that is for ever. */
    public boolean stopping() {
        return (int) INT.getVolatile(memory, control + STOPPING) == 1;
    }

    /** Says so; by the one that has the run. */
    public void halt(boolean halt, boolean stopping) {
        INT.setVolatile(memory, control + HALT, halt ? 1 : 0);
        INT.setVolatile(memory, control + STOPPING, stopping ? 1 : 0);
    }

    /** A clock that shows the time of the run, in another process. */
    public RunClock clock(long aheadNanos) {
        return RunClock.following(memory.asSlice(control + CLOCK, RunClock.SHARED_BYTES), aheadNanos);
    }

    // ---- rings

    /** Memory for a ring of so many events that another process writes: where it is. By the process that has the run. */
    public long takeRing(int events) {
        synchronized (freeRings) {
            ArrayDeque<Long> free = freeRings.get(events);
            if (free != null && !free.isEmpty()) {
                long used = free.remove();
                ring(used, events).asSlice(0, 256).fill((byte) 0);
                return used;
            }
        }
        return shared.allocate(Recorder.bytesForOtherProcess(events), 128);
    }

    /** The ring that lies there. */
    public MemorySegment ring(long offset, int events) {
        return memory.asSlice(offset, Recorder.bytesForOtherProcess(events));
    }

    /** Nobody uses the ring there any more. */
    public void freeRing(long offset, int events) {
        synchronized (freeRings) {
            freeRings.computeIfAbsent(events, size -> new ArrayDeque<>()).add(offset);
        }
    }

    // ---- objects that go from one process to another

    /** See {@link Party#pack}. */
    public byte[] pack(Object object) {
        return ObjectCodec.encode(object, this::replace);
    }

    /** The same for something that goes to a process to be its own: whose death concerns what it holds. */
    public byte[] packFor(int process, Object object) {
        Set<Integer> gets = given.computeIfAbsent(process, number -> ConcurrentHashMap.newKeySet());
        return ObjectCodec.encode(object, each -> {
            Object sent = replace(each);
            if (sent instanceof Handle handle) {
                gets.add(handle.id());
                if (each instanceof SharedPipe<?>.PipeEnd end) {
                    end.give(process);
                }
            }
            return sent;
        });
    }

    private Object replace(Object object) {
        return switch (object) {
            case SharedPrimitive primitive -> primitive.handle();
            case Shared part -> part.handle();
            case Environment _ -> new Handle.Surroundings();
            case dev.potok.simulation.primitive.OfOneProcess own -> throw new CannotCrossException("\"" + own.name()
                    + "\" belongs to the process that made it and cannot leave it: make it with env.with(\"processes\")");
            default -> object;
        };
    }

    /** See {@link Party#unpack}. */
    public Object unpack(byte[] bytes) {
        return Objects.requireNonNull(ObjectCodec.decode(bytes, this::resolve));
    }

    private Object resolve(Object object) {
        return switch (object) {
            case Handle handle -> find(handle);
            case Handle.OfLounge condition -> find(condition);
            case Handle.Surroundings _ -> Objects.requireNonNull(surroundings, "there is no environment here");
            default -> object;
        };
    }

    private Object find(Handle.OfLounge condition) {
        Shared known = parts.get(condition.id());
        return known != null ? known : keep(((SharedMutex) find(condition.ofMutex())).lounge(condition.info()));
    }

    private Object find(Handle handle) {
        SharedPrimitive primitive = primitives.computeIfAbsent(handle.id(), id -> view(handle.info(), handle.base()));
        return switch (handle.part()) {
            case 1 -> ((SharedPipe<?>) primitive).first();
            case 2 -> ((SharedPipe<?>) primitive).second();
            default -> primitive;
        };
    }

    private SharedPrimitive view(ResourceInfo info, long base) {
        return switch (info.kind()) {
            case MUTEX, REENTRANT_MUTEX -> new SharedMutex(this, info, base);
            case SEMAPHORE -> new SharedSemaphore(this, info, base);
            case EVENT -> new SharedEvent(this, info, base);
            case BARRIER -> new SharedBarrier(this, info, base);
            case QUEUE -> new SharedQueue<>(this, info, base);
            case PIPE -> new SharedPipe<>(this, info, base);
            case VARIABLE, ATOMIC, CELL -> new SharedNumber(this, info, base);
            case ARRAY -> new SharedRow(this, info, base);
            case READ_WRITE_LOCK, STAMPED_LOCK, CONDITION, CARRIERS, LATCH, PHASER, EXCHANGER, STACK, PRIORITY_QUEUE,
                    TRANSFER_QUEUE, SCOPE, POOL, COUNTER -> throw new CannotCrossException("\"" + info.name()
                            + "\" is of a kind that processes cannot share");
        };
    }

    // ---- primitives

    /** Gives a resource its number; the calling actor has made it. */
    ResourceInfo describe(Party self, String name, ResourceKind kind, long capacity, int partOf, boolean fair) {
        ResourceInfo info = names.addResource(name, kind, capacity, partOf, fair, true);
        self.record(EventKind.RESOURCE_CREATED, info.id(), capacity, Long.MIN_VALUE);
        return info;
    }

    /** Makes a primitive of so many bytes. */
    SharedPrimitive make(String name, ResourceKind kind, long capacity, int partOf, boolean fair, long bytes) {
        Party self = current();
        self.checkpoint();
        long base = shared.allocate(bytes, 64);
        ResourceInfo info = describe(self, name, kind, capacity, partOf, fair);
        SharedPrimitive made = view(info, base);
        primitives.put(info.id(), made);
        return made;
    }

    <S extends Shared> S keep(S part) {
        parts.put(part.resource(), part);
        return part;
    }

    // ---- death

    /**
     * A process is gone: whoever waits for a critical section that it was in goes on. By the process that has the run, as
     * soon as it knows, and before it {@linkplain #bury buries} anybody: another of the dead may be in the way.
     */
    public void gone(int process) {
        seatsOf(process).forEach(roster::leave);
    }

    private List<Integer> seatsOf(int process) {
        var seats = new ArrayList<Integer>();
        for (int seat = 1; seat <= roster.last(); seat++) {
            if (roster.process(seat) == process && roster.taken(seat)) {
                seats.add(seat);
            }
        }
        return seats;
    }

    /**
     * A process is {@link #gone}: takes it out of everything. By the process that has the run, once for each.
     *
     * @param undertaker records it; with a seat of its own
     * @param killed     whether it ended otherwise than by its own will
     */
    public void bury(int process, Scribe undertaker, boolean killed) {
        var dead = new HashSet<Integer>(seatsOf(process));
        Set<Integer> gets = given.getOrDefault(process, Set.of());
        for (SharedPrimitive primitive : primitives.values()) {
            primitive.bury(undertaker, dead, gets.contains(primitive.resource()), killed);
        }
        given.remove(process);
    }

    /** Lets go of the memory; where it was made, takes it away. No other thread may use it any more. */
    @Override
    public void close() {
        shared.close();
        if (ours) {
            try {
                shared.delete();
            } catch (IOException left) {
                throw new UncheckedIOException(shared.path() + " cannot be removed", left);
            }
        }
    }

    /** The kit of processes, in the process that has the run. */
    public dev.potok.simulation.environment.Kit kit(RecordedEnvironment environment) {
        surround(environment);
        return new SharedKit(this, environment);
    }
}
