package dev.potok.simulation.environment;

/**
 * Two locks on the same thing: many may hold the one for reading together, and nobody else is there while one holds the
 * one for writing. There is one line in order of arrival, so a reader who comes after a waiting writer waits too.
 * Whoever holds it for writing may take it for reading as well; whoever reads and wants to write waits for itself for
 * ever, as in {@code java.util.concurrent}.
 */
public interface ReadWriteLock {
    /** The lock that readers share. */
    Lock readLock();

    /** The lock that one writer has alone. */
    Lock writeLock();
}
