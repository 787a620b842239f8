package dev.potok.simulation.run;

/** How a run ended. The order is part of the trace format. */
public enum Outcome {
    /** Every actor ended by itself. */
    COMPLETED,
    /** Those left wait for each other and nobody can ever wake them. */
    DEADLOCKED,
    /** An actor threw. */
    FAILED,
    /** Somebody stopped it. */
    STOPPED
}
