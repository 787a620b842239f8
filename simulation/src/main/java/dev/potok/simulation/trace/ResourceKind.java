package dev.potok.simulation.trace;

/** What a resource is; each kind has a drawing of its own on the stage. */
public enum ResourceKind {
    /** One seat. */
    MUTEX,
    /** As many seats as permits. */
    SEMAPHORE,
    /** A place for each party. */
    BARRIER,
    /** Slots for items; capacity 0 means unbounded. */
    QUEUE,
    /** A value that all can see. */
    CELL,
    /** A sampled figure, not drawn on the stage. */
    COUNTER
}
