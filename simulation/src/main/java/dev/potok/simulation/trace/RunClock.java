package dev.potok.simulation.trace;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * The time of a run: nanoseconds since it began, pauses left out.
 *
 * <p>
 * Any thread may read it. It stands still from {@link #pause} to {@link #resume}; both are called by the run's owner
 * alone, and only while no actor is between two of its safe points, so no event is ever stamped across a pause.
 *
 * <p>
 * It reads the processor's {@link TimeStampCounter} where that can be had and trusted, else {@link System#nanoTime}.
 * One clock never changes from one to the other, so the times of all lanes of a run are of one kind.
 */
public final class RunClock {
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final long VERSION = 0;
    private static final long STANDING = 4;
    private static final long TICK = 8;
    private static final long NANOS = 16;
    private static final long READING = 24;

    /** What a run's time is read from on this machine. */
    public enum Source {
        /** The processor's time-stamp counter. */
        COUNTER,
        /** {@link System#nanoTime}. */
        SYSTEM
    }

    /**
     * How the time goes from some instant on.
     *
     * @param standing whether it stands
     * @param nanos    run time at that instant
     * @param reading  of the source at that instant, of no meaning while the time stands
     */
    private record Course(boolean standing, long nanos, long reading) {}

    /**
     * Where the course lies that another process sets, for a clock that follows; and by how much our readings are ahead of
     * that one's.
     *
     * <pre>
     *  0  int   odd while it is being changed     16  long  run time then
     *  4  int   1 while the time stands           24  long  the reading then
     *  8  long  nanoseconds in a tick
     * </pre>
     */
    private final @Nullable MemorySegment followed;
    private final long ahead;
    /** Where the course is told to other processes; set once, by the owner. */
    private volatile @Nullable MemorySegment told;

    /** Nanoseconds in a tick of the counter, see {@link TimeStampCounter}; of no meaning for the other source. */
    private final long nanosPerTick;
    /** One word, so that whoever reads the clock while it is stopped or let go has the one or the other. */
    private volatile Course course;

    /** A clock that starts at zero now. */
    public RunClock() {
        nanosPerTick = TimeStampCounter.TRUSTED ? TimeStampCounter.nanosPerTick() : 0;
        course = new Course(false, 0, reading());
        followed = null;
        ahead = 0;
    }

    private RunClock(MemorySegment followed, long ahead) {
        this.followed = followed;
        this.ahead = ahead;
        nanosPerTick = followed.get(EventLayout.WORD, TICK);
        course = courseToldIn(followed);
    }

    /** Bytes in which a course is told to other processes. */
    public static final int SHARED_BYTES = 32;

    /**
     * Tells the course to other processes from now on; called once, by the owner.
     *
     * @param memory shared, of {@link #SHARED_BYTES} at a multiple of 8
     */
    public void tellIn(MemorySegment memory) {
        memory.set(EventLayout.WORD, TICK, nanosPerTick);
        told = memory;
        tell(course);
    }

    /**
     * A clock that shows the run time of another process, pauses included.
     *
     * @param memory where the other {@linkplain #tellIn tells} its course
     * @param aheadNanos by how much the {@link #reading}s of this process, of the same {@link #source}, are ahead of those
     *                   of the other
     */
    public static RunClock following(MemorySegment memory, long aheadNanos) {
        double readings = TimeStampCounter.TRUSTED ? aheadNanos / (double) inNanos(1L << 30) * (1L << 30) : aheadNanos;
        return new RunClock(memory, Math.round(readings));
    }

    private void tell(Course now) {
        MemorySegment memory = told;
        if (memory != null) {
            int version = (int) INT.getAcquire(memory, VERSION);
            INT.setRelease(memory, VERSION, version + 1);
            VarHandle.fullFence();
            INT.setOpaque(memory, STANDING, now.standing ? 1 : 0);
            LONG.setOpaque(memory, NANOS, now.nanos);
            LONG.setOpaque(memory, READING, now.reading);
            INT.setRelease(memory, VERSION, version + 2);
        }
    }

    private static Course courseToldIn(MemorySegment memory) {
        while (true) {
            int version = (int) INT.getAcquire(memory, VERSION);
            var seen = new Course((int) INT.getOpaque(memory, STANDING) == 1, (long) LONG.getOpaque(memory, NANOS),
                    (long) LONG.getOpaque(memory, READING));
            VarHandle.acquireFence();
            if ((version & 1) == 0 && (int) INT.getOpaque(memory, VERSION) == version) {
                return seen;
            }
            Thread.onSpinWait();
        }
    }

    private Course course() {
        MemorySegment memory = followed;
        return memory == null ? course : courseToldIn(memory);
    }

    /** What the clocks of this program are read from. */
    public static Source source() {
        return TimeStampCounter.TRUSTED ? Source.COUNTER : Source.SYSTEM;
    }

    /** Run time in nanoseconds. */
    public long now() {
        return now(course());
    }

    private long now(Course going) {
        return going.standing ? going.nanos : going.nanos + nanos(reading() - ahead - going.reading);
    }

    /**
     * What the clocks of this program are read from, as it counts: where two processes have the same {@link #source},
     * their readings can be compared.
     */
    public static long reading() {
        return TimeStampCounter.TRUSTED ? TimeStampCounter.read() : System.nanoTime();
    }

    /** Nanoseconds between two readings that are so far apart. */
    public static long inNanos(long readings) {
        return TimeStampCounter.TRUSTED ? TimeStampCounter.nanos(readings, TimeStampCounter.nanosPerTick()) : readings;
    }

    private long nanos(long readings) {
        return TimeStampCounter.TRUSTED ? TimeStampCounter.nanos(readings, nanosPerTick) : readings;
    }

    /**
     * A time that lies {@code lagNanos} back while the clock runs; while it stands, the end of the instant it stands at,
     * since everything up to there has happened.
     */
    @SuppressWarnings("ReferenceEquality") // the very same course is meant, not an equal one
    long settled(long lagNanos) {
        while (true) {
            Course going = course;
            long now = now(going);
            if (going == course) { // else a pause began or ended in between
                return going.standing ? now + 1 : now - lagNanos;
            }
        }
    }

    /** Stops the clock; a second call does nothing. */
    public void pause() {
        Course going = course;
        if (!going.standing) {
            course = new Course(true, now(going), 0);
            tell(course);
        }
    }

    /** Lets the clock go on from where it stood. */
    public void resume() {
        Course stood = course;
        if (stood.standing) {
            course = new Course(false, stood.nanos, reading());
            tell(course);
        }
    }
}
