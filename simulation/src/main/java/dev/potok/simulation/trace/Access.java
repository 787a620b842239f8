package dev.potok.simulation.trace;

/** How a read-write lock is held. The order is part of the trace format. */
public enum Access {
    /** Together with others who read. */
    READ,
    /** Alone. */
    WRITE
}
