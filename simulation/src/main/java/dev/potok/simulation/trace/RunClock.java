package dev.potok.simulation.trace;

/**
 * The time of a run: nanoseconds since it began, pauses left out.
 *
 * <p>
 * Any thread may read it. It stands still from {@link #pause} to {@link #resume}; both are called by the run's owner
 * alone, and only while no actor is between two of its safe points, so no event is ever stamped across a pause.
 */
public final class RunClock {
    private static final long RUNNING = Long.MAX_VALUE;

    private volatile long origin;
    private volatile long pausedAt = RUNNING;

    /** A clock that starts at zero now. */
    public RunClock() {
        origin = System.nanoTime();
    }

    /** Run time in nanoseconds. */
    public long now() {
        long frozen = pausedAt;
        return frozen != RUNNING ? frozen : System.nanoTime() - origin;
    }

    /**
     * A time that lies {@code lagNanos} back while the clock runs; while it stands, the end of the instant it stands at,
     * since everything up to there has happened.
     */
    long settled(long lagNanos) {
        while (true) {
            long frozen = pausedAt;
            long began = origin;
            long real = System.nanoTime();
            if (frozen == pausedAt && began == origin) { // else a pause began or ended in between
                return frozen != RUNNING ? frozen + 1 : real - began - lagNanos;
            }
        }
    }

    /** Stops the clock; a second call does nothing. */
    public void pause() {
        if (pausedAt == RUNNING) {
            pausedAt = System.nanoTime() - origin;
        }
    }

    /** Lets the clock go on from where it stood. */
    public void resume() {
        long frozen = pausedAt;
        if (frozen != RUNNING) {
            origin = System.nanoTime() - frozen;
            pausedAt = RUNNING;
        }
    }
}
