package dev.potok.simulation.analysis;

/** Takes what rules have found. */
@FunctionalInterface
interface Verdicts {
    /** A check with that many faults and these figures. */
    void add(String check, long faults, Object... figures);
}
