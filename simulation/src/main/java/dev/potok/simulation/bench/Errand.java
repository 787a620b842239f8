package dev.potok.simulation.bench;

import java.io.Serializable;

/** What a child does whenever it is told to. It is made anew in the child, from a copy of its fields. */
interface Errand extends Serializable {
    /**
     * Does it so many times.
     *
     * @param table what lies in the memory that all children of the measurement share
     * @return how long it took by the child's own clock, nanoseconds; or what else is to be told
     */
    long run(Table table, long times);
}
