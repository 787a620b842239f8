package dev.potok.simulation.run;

/** Where a run is between its start and its end. */
public enum Phase {
    /** The actors act. */
    RUNNING,
    /** A pause was asked for; some actor has not reached its next safe point yet. */
    PAUSING,
    /** All actors stand still, and so does run time. */
    PAUSED,
    /** It is over; its trace is complete. */
    ENDED
}
