package dev.potok.simulation.trace;

/** At which end of a resource an actor waits. */
public enum WaitSide {
    /** For a permit, a lock or the other parties. */
    ENTER,
    /** For room to put an item. */
    PUT,
    /** For an item to take. */
    TAKE
}
