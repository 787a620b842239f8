package dev.potok.simulation.run;

import java.time.Duration;

/** How fast the actors of a live run go about their work. The order of things is theirs at either pace. */
public enum Pace {
    /** As fast as the machine can. */
    FLAT_OUT(0, 0, 100),
    /** So slowly that a room can follow: work goes on computing and calls go on waiting until the time is full. */
    LECTURE(300_000_000, 400_000_000, 1);

    private final long workNanos;
    private final long ioNanos;
    private final long sleepDivisor;

    Pace(long workNanos, long ioNanos, long sleepDivisor) {
        this.workNanos = workNanos;
        this.ioNanos = ioNanos;
        this.sleepDivisor = sleepDivisor;
    }

    /** The least time that a unit of plain work, or one computation, lasts; nanoseconds. */
    public long workNanos() {
        return workNanos;
    }

    /** The least time that a blocking call lasts; nanoseconds. */
    public long ioNanos() {
        return ioNanos;
    }

    /** How long a sleep of that duration lasts at this pace, nanoseconds. */
    public long sleepNanos(Duration asked) {
        return asked.toNanos() / sleepDivisor;
    }
}
