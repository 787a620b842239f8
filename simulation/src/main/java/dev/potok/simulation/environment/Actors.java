package dev.potok.simulation.environment;

/** A group of actors made together. */
public interface Actors {
    /** Starts all of them, in order. May be called once. */
    void start();

    /** Waits until all of them have ended, in whatever way. */
    void join();
}
