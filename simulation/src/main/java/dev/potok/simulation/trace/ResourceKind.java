package dev.potok.simulation.trace;

/** What a resource is; each kind has a drawing of its own on the stage. Files name kinds by these names. */
public enum ResourceKind {
    /** One seat. */
    MUTEX,
    /** One seat, whose holder may sit down again. */
    REENTRANT_MUTEX,
    /** Many seats to read and one to write. */
    READ_WRITE_LOCK,
    /** The same, and one may look in from outside. */
    STAMPED_LOCK,
    /** A lounge attached to a mutex. */
    CONDITION,
    /** As many seats as permits. */
    SEMAPHORE,
    /** As many seats as the runtime has carriers; who sits there are virtual threads. */
    CARRIERS,
    /** A place for each party. */
    BARRIER,
    /** A gate that opens once, when its count is 0. */
    LATCH,
    /** A place for each party registered now; capacity is how many there were to begin with. */
    PHASER,
    /** A table for two. */
    EXCHANGER,
    /** A lamp with a bench. */
    EVENT,
    /** Slots for items, the oldest leaves first; capacity 0 means unbounded. */
    QUEUE,
    /** Slots for items, the youngest leaves first. */
    STACK,
    /** Slots for items, the most urgent leaves first. */
    PRIORITY_QUEUE,
    /** Slots for items, some of which have a producer who waits for their taker. */
    TRANSFER_QUEUE,
    /** A value that all add to in one step. */
    CELL,
    /** A value that nothing protects. */
    VARIABLE,
    /** A value changed by compare-and-set. */
    ATOMIC,
    /** A family of subtasks. */
    SCOPE,
    /** Two conveyors, one for each direction; capacity in bytes. */
    PIPE,
    /** Values in a row that nothing protects; capacity is how many. */
    ARRAY,
    /** A line of tasks before a row of workers; capacity is how many workers. */
    POOL,
    /** A sampled figure, not drawn on the stage. */
    COUNTER;

    /** Whether it is a queue of whatever order. */
    public boolean isQueue() {
        return this == QUEUE || this == STACK || this == PRIORITY_QUEUE || this == TRANSFER_QUEUE;
    }

    /** Whether it has one owner at the most, who alone gives it back. */
    public boolean isMutex() {
        return this == MUTEX || this == REENTRANT_MUTEX;
    }

    /** Whether it is held to read or to write. */
    public boolean isReadWrite() {
        return this == READ_WRITE_LOCK || this == STAMPED_LOCK;
    }

    /** Whether who waits for it waits for a lock, and so is blocked. */
    public boolean isLock() {
        return isMutex() || isReadWrite();
    }
}
