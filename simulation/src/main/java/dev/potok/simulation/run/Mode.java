package dev.potok.simulation.run;

/** Which machine a scenario runs on. */
public enum Mode {
    /** Real threads on this machine's cores and clock. */
    LIVE,
    /** A deterministic scheduler with virtual time and any number of cores. */
    VIRTUAL
}
