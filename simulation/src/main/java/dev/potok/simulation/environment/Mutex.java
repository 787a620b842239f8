package dev.potok.simulation.environment;

/** A lock with one seat. Who waits is served in the order of arrival. */
public interface Mutex {
    /**
     * Waits until the caller holds the lock.
     *
     * @throws IllegalMonitorStateException if it holds it already: it would wait for itself for ever
     */
    void lock();

    /**
     * Gives the lock to the first who waits.
     *
     * @throws IllegalMonitorStateException if the caller does not hold it
     */
    void unlock();
}
