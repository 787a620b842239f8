package dev.potok.simulation.environment;

/** A group of actors made together. */
public interface Actors {
    /** Starts all of them, in order. May be called once. */
    void start();

    /**
     * Interrupts all of them that have started and not ended: a wait or a sleep that an interrupt can end throws
     * {@link InterruptedException}, at once or when it begins.
     */
    void interrupt();

    /** Waits until all of them have ended, in whatever way. */
    void join();
}
