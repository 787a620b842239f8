package dev.potok.simulation.environment;

/** Who gets what was given back, where somebody waits for it. */
public enum Fairness {
    /** The first in line, to whom it is handed directly. */
    FAIR,
    /**
     * Whoever comes first: the first in line is woken and has to be quicker than those who just come by. As
     * {@code java.util.concurrent} does by default; more gets done, and some may wait very long.
     */
    BARGING
}
