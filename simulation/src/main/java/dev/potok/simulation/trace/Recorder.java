package dev.potok.simulation.trace;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Where the events of a live run enter the river: a ring for every platform thread that records.
 *
 * <p>
 * A thread opens its {@link Lane} once, records through it, and ends it; nobody else may. Opening allocates, recording
 * does not. The memory of a ring whose lane has ended and whose events were all collected goes to the next lane that is
 * opened, so a run may have any number of short threads.
 */
public final class Recorder implements AutoCloseable {
    /**
     * All rings together stay near this size, as long as not thousands of threads live at once. So that there is something
     * left for threads to come, each ring takes at most a sixteenth of what is left: the first eight hold 2<sup>17</sup>
     * events, the next sixteen half of that, and so on.
     */
    private static final long BUDGET_BYTES = 96L << 20;
    private static final int SHARE = 16;
    private static final int LARGEST_RING = 1 << 17;
    private static final int SMALLEST_RING = 1 << 11;

    private final RunClock clock;
    private final Arena arena = Arena.ofShared();
    /** Capacity of every ring, 0 where it follows from what is left of the budget. */
    private final int fixedCapacity;
    /** Those whose events are not all collected. Written under this lock; the array itself never changes. */
    private volatile EventRing[] rings = {};
    /** Memory to be used again, the largest first. Guarded by this. */
    private final PriorityQueue<MemorySegment> free = new PriorityQueue<>(
            Comparator.comparingLong(MemorySegment::byteSize).reversed());
    /** Those in memory that is not ours. Guarded by this. */
    private final Map<EventRing, Runnable> adopted = new IdentityHashMap<>();
    /** Guarded by this. */
    private long allocatedBytes;
    /** What was lost in rings that are no longer there. Guarded by this. */
    private long droppedBefore;

    /** A recorder for a run. */
    public Recorder(RunClock clock) {
        this(0, clock);
    }

    private Recorder(int fixedCapacity, RunClock clock) {
        this.clock = clock;
        this.fixedCapacity = fixedCapacity;
    }

    /** A recorder whose rings hold exactly {@code capacity} events (a power of two), for tests and benchmarks. */
    public static Recorder withRingCapacity(RunClock clock, int capacity) {
        return new Recorder(capacity, clock);
    }

    /**
     * Opens a lane for the calling thread, which alone may record through it. The more lanes there are, the smaller is
     * the ring of the next.
     *
     * @param owner id of the actor whose thread it is, 0 for a thread of the run, which records little; losses are told in
     *              its name
     */
    public Lane open(int owner) {
        return open(owner, owner == 0, CoreLocator.ofCurrentThread());
    }

    private Lane open(int owner, boolean little, CoreLocator locator) {
        var ring = new EventRing(memory(little), owner);
        var lane = new Lane(ring, clock, locator);
        synchronized (this) {
            add(ring);
        }
        return lane;
    }

    /** Bytes that a ring for another process takes, of so many events, a power of two. */
    public static long bytesForOtherProcess(int events) {
        return EventRing.bytes(events);
    }

    /**
     * Takes in what another process records from now on.
     *
     * @param memory shared, zero, of {@link #bytesForOtherProcess} at a multiple of 128; it must stay until this recorder
     *               is closed
     * @param owner    id of the actor whose thread it is
     * @param released is called by the collector once all is taken in and the memory is needed no more
     */
    public Adopted adopt(MemorySegment memory, int owner, Runnable released) {
        EventRing ring = EventRing.attached(memory, owner, false);
        synchronized (this) {
            add(ring);
            adopted.put(ring, released);
        }
        return () -> producerDied(ring);
    }

    /** Unless all was taken in before, and its memory may be another's by now. */
    private synchronized void producerDied(EventRing ring) {
        if (adopted.containsKey(ring)) {
            ring.producerDied();
        }
    }

    /** A ring that another process writes. */
    @FunctionalInterface
    public interface Adopted {
        /** The process is gone, however it went; what it has published is taken in all the same. */
        void producerDied();
    }

    /**
     * The recording end in the process that writes: for the calling thread, which alone may record through it.
     *
     * @param memory what the recorder of the other process {@linkplain #adopt has adopted}
     */
    public static Lane laneInto(MemorySegment memory, int owner, RunClock clock) {
        return new Lane(EventRing.attached(memory, owner, true), clock, CoreLocator.ofCurrentThread());
    }

    /** Guarded by this. */
    private void add(EventRing ring) {
        EventRing[] more = Arrays.copyOf(rings, rings.length + 1);
        more[rings.length] = ring;
        rings = more;
    }

    /**
     * Lanes that any number of threads share, among them virtual ones, of which no more than about {@code atOnce} run at
     * the same time. What is lost there is told in nobody's name.
     */
    public SharedLanes openShared(int atOnce) {
        var lanes = new Lane[atOnce + 2];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = open(0, false, CoreLocator.ofAnyThread());
        }
        return new SharedLanes(lanes);
    }

    private MemorySegment memory(boolean little) {
        int capacity;
        synchronized (this) {
            if (fixedCapacity > 0) {
                capacity = fixedCapacity;
            } else if (little) {
                capacity = SMALLEST_RING;
            } else {
                long share = Math.max(1, (BUDGET_BYTES - allocatedBytes) / SHARE / EventLayout.BYTES);
                capacity = Math.clamp(Long.highestOneBit(share), SMALLEST_RING, LARGEST_RING);
            }
            MemorySegment used = little ? null : free.poll();
            if (used != null) {
                return used;
            }
            allocatedBytes += (long) capacity * EventLayout.BYTES;
        }
        return EventRing.allocate(arena, capacity); // not under the lock: it takes its time
    }

    /** Collector: takes out a ring that is exhausted and whose losses are told. */
    synchronized void retire(EventRing exhausted) {
        droppedBefore += exhausted.dropped();
        rings = Arrays.stream(rings).filter(ring -> ring != exhausted).toArray(EventRing[]::new);
        Runnable released = adopted.remove(exhausted);
        if (released == null) {
            free.add(exhausted.memory());
        } else {
            released.run();
        }
    }

    /** Those whose events are not all collected. The array is another whenever they change, and is not to be changed. */
    EventRing[] rings() {
        return rings;
    }

    RunClock clock() {
        return clock;
    }

    /** Bytes that the rings have, those to be used again included. Any thread may ask. */
    public synchronized long allocatedBytes() {
        return allocatedBytes;
    }

    /** Events lost so far, in all lanes. Any thread may ask. */
    public synchronized long dropped() {
        long sum = droppedBefore;
        for (EventRing ring : rings) {
            sum += ring.dropped();
        }
        return sum;
    }

    /** Frees the rings. No lane may be used afterwards and the collector must have ended. */
    @Override
    public void close() {
        arena.close();
    }

    /** The recording end of one thread. */
    public static final class Lane {
        private final EventRing ring;
        private final RunClock clock;
        private final CoreLocator locator;
        /** Times of one lane never decrease, also where the clock is coarser than the nanosecond added below. */
        private long latest;

        Lane(EventRing ring, RunClock clock, CoreLocator locator) {
            this.ring = ring;
            this.clock = clock;
            this.locator = locator;
        }

        /**
         * Records an event of the calling thread, with the present time and core.
         *
         * @return the time it was recorded at
         */
        public long record(EventKind kind, int actor, int resource, int line, long argument) {
            return record(kind, actor, locator.core(), resource, line, argument, Long.MIN_VALUE);
        }

        /**
         * Records an event not earlier than one nanosecond after {@code last}. A primitive calls this inside its critical
         * section with the time of the previous event on itself; so the order of times on one resource is strict and is
         * the order in which things took effect.
         *
         * @param core core to record; -1 where the event is recorded on behalf of an actor that is not running
         * @return the time it was recorded at
         */
        public long record(EventKind kind, int actor, int core, int resource, int line, long argument, long last) {
            ring.begin();
            long time = clock.now();
            if (time <= last) {
                time = last + 1;
            }
            if (time < latest) {
                time = latest;
            }
            latest = time;
            ring.publish(time, argument, EventLayout.packIds(actor, resource),
                    EventLayout.packKind(kind.code(), core, line));
            return time;
        }

        /**
         * Says that nothing more will be recorded here. The last thing that the thread does with it.
         *
         * @return the time of its last event
         */
        public long end() {
            ring.end();
            return latest;
        }

        /** The core the calling thread is on, or -1. */
        public int core() {
            return locator.core();
        }
    }
}
