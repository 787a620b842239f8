package dev.potok.simulation.trace;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where the events of a live run enter the river: a ring for every platform thread that records.
 *
 * <p>
 * A thread opens its {@link Lane} once and records through it; nobody else may. Opening allocates, recording does not.
 */
public final class Recorder implements AutoCloseable {
    /** Rings are made smaller when there are many, so that all of them together stay near this size. */
    private static final long RING_BUDGET_BYTES = 64L << 20;
    private static final int LARGEST_RING = 1 << 16;
    private static final int SMALLEST_RING = 1 << 11;

    private final RunClock clock;
    private final Arena arena = Arena.ofShared();
    private final List<EventRing> rings = new CopyOnWriteArrayList<>();
    /** Capacity of every ring, 0 where it follows from how many there are. */
    private final int fixedCapacity;
    private final int lanesExpected;

    /** A recorder for about that many lanes. */
    public Recorder(RunClock clock, int lanesExpected) {
        this.clock = clock;
        this.lanesExpected = lanesExpected;
        this.fixedCapacity = 0;
    }

    private Recorder(int fixedCapacity, RunClock clock) {
        this.clock = clock;
        this.lanesExpected = 0;
        this.fixedCapacity = fixedCapacity;
    }

    /** A recorder whose rings hold exactly {@code capacity} events (a power of two), for tests and benchmarks. */
    public static Recorder withRingCapacity(RunClock clock, int capacity) {
        return new Recorder(capacity, clock);
    }

    private static int capacityFor(int lanes) {
        long each = RING_BUDGET_BYTES / EventLayout.BYTES / Math.max(1, lanes);
        return Math.clamp(Long.highestOneBit(Math.max(1, each)), SMALLEST_RING, LARGEST_RING);
    }

    /**
     * Opens a lane for the calling thread, which alone may record through it. The more lanes there are, the smaller is
     * the ring of the next.
     *
     * @param owner id of the actor whose thread it is, 0 for a thread of the run; losses are told in its name
     */
    public Lane open(int owner) {
        int capacity = fixedCapacity > 0 ? fixedCapacity : capacityFor(Math.max(lanesExpected, rings.size() + 1));
        var ring = new EventRing(arena, capacity, owner);
        var lane = new Lane(ring, clock, CoreLocator.ofCurrentThread());
        rings.add(ring);
        return lane;
    }

    List<EventRing> rings() {
        return rings;
    }

    RunClock clock() {
        return clock;
    }

    /** Events lost so far, in all lanes. Any thread may ask. */
    public long dropped() {
        long sum = 0;
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

        /** The core the calling thread is on, or -1. */
        public int core() {
            return locator.core();
        }
    }
}
