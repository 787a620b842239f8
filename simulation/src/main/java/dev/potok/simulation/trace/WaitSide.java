package dev.potok.simulation.trace;

/** At which end of a resource an actor waits. The order is part of the trace format. */
public enum WaitSide {
    /** For a permit, a lock, a signal, a partner or the other parties. */
    ENTER,
    /** For room to put an item, or for one who takes it. */
    PUT,
    /** For an item to take. */
    TAKE,
    /** To read. */
    READ,
    /** To write. */
    WRITE,
    /** For all items of a queue to be dealt with, or all subtasks of a scope to end. */
    JOIN
}
