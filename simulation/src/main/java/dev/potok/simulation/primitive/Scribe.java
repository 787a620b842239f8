package dev.potok.simulation.primitive;

import dev.potok.simulation.trace.EventKind;

/** One who records. Its methods are for the one thread it stands for. */
public interface Scribe {
    /**
     * Records what it does, with the core it is on, later than {@code lastNanos}. Never waits.
     *
     * @return the time recorded
     */
    long record(EventKind kind, int resource, long argument, long lastNanos);

    /**
     * Records what happens through it to another one, which waits and has no core, later than {@code lastNanos}. Never
     * waits.
     *
     * @param waiting number of the other
     * @param line    the line that one is at
     * @return the time recorded
     */
    long recordFor(int waiting, int line, EventKind kind, int resource, long argument, long lastNanos);

    /** Enters a critical section that another is in; for a moment only. */
    default void contend(Runnable section) {
        section.run();
    }

    /**
     * Its place among those who share memory with other processes.
     *
     * @throws IllegalStateException if it shares none
     */
    int seat();
}
