package dev.potok.simulation.trace;

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

    /** Nanoseconds in a tick of the counter, see {@link TimeStampCounter}; of no meaning for the other source. */
    private final long nanosPerTick;
    /** One word, so that whoever reads the clock while it is stopped or let go has the one or the other. */
    private volatile Course course;

    /** A clock that starts at zero now. */
    public RunClock() {
        nanosPerTick = TimeStampCounter.TRUSTED ? TimeStampCounter.nanosPerTick() : 0;
        course = new Course(false, 0, reading());
    }

    /** What the clocks of this program are read from. */
    public static Source source() {
        return TimeStampCounter.TRUSTED ? Source.COUNTER : Source.SYSTEM;
    }

    /** Run time in nanoseconds. */
    public long now() {
        return now(course);
    }

    private long now(Course going) {
        return going.standing ? going.nanos : going.nanos + nanos(reading() - going.reading);
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
        }
    }

    /** Lets the clock go on from where it stood. */
    public void resume() {
        Course stood = course;
        if (stood.standing) {
            course = new Course(false, stood.nanos, reading());
        }
    }
}
