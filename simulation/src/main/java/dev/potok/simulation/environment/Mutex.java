package dev.potok.simulation.environment;

/** A lock with one seat: it has at most one owner at a time. */
public interface Mutex extends Lock {
    /**
     * Makes a condition of this mutex: a lounge where its owner can wait for another owner's signal. Its name is among
     * those of the resources.
     */
    Condition condition(String name);
}
