package dev.potok.simulation.state;

/** What an actor is doing; each has a colour and a glyph of its own on the screen. The order is that of the legend. */
public enum ActorStatus {
    /** Made, not started. */
    CREATED,
    /** On a core. */
    RUNNING,
    /** Could run, has no core. */
    READY,
    /** Waits for a lock. */
    BLOCKED,
    /** Waits for others: a permit, a barrier, an item, room. */
    WAITING,
    /** Waits for another actor to end. */
    JOINING,
    /** Sleeps. */
    SLEEPING,
    /** In a blocking call of the operating system. */
    IO,
    /** Waits to be told what to do by whoever sits before the screen. */
    IDLE,
    /** In a section that another tool recorded; whether it ran there or waited is not known. */
    IN_SLICE,
    /** In no section that another tool recorded; what it does is not known. */
    OUT_OF_SLICE,
    /** Ended by itself. */
    FINISHED,
    /** Threw. */
    FAILED,
    /** Its process was ended by a signal. */
    KILLED,
    /** Events of it were lost; what it does will be known with its next event. */
    UNKNOWN;

    private static final ActorStatus[] VALUES = values();

    /** The status with that ordinal. */
    public static ActorStatus of(int ordinal) {
        return VALUES[ordinal];
    }

    /** Whether the actor has started and not ended. */
    public boolean alive() {
        return this != CREATED && this != FINISHED && this != FAILED && this != KILLED;
    }
}
