package dev.potok.simulation.environment;

/** A mutex whose owner may enter again. It is free when it was given back as many times as it was entered. */
public interface ReentrantMutex extends Mutex {
    /** How many times the caller is in it now, 0 if it does not hold it. */
    int holdCount();
}
