package dev.potok.simulation.environment;

/**
 * A read-write lock with a third way: to read without holding anything, and to ask afterwards whether a writer came in
 * between. Each take gives a stamp, and giving back needs it. Not reentrant.
 */
public interface StampedLock {
    /** Waits for it alone; returns the stamp for {@link #unlockWrite}. */
    long writeLock();

    /** Waits for it together with other readers; returns the stamp for {@link #unlockRead}. */
    long readLock();

    /**
     * Gives it back.
     *
     * @throws IllegalMonitorStateException if the stamp is not that of the caller's write
     */
    void unlockWrite(long stamp);

    /**
     * Gives it back.
     *
     * @throws IllegalMonitorStateException if the stamp is not that of a read that goes on
     */
    void unlockRead(long stamp);

    /** A stamp to read with while nobody is kept out, 0 if somebody writes at this instant. Never waits. */
    long tryOptimisticRead();

    /** Whether no writer came since that stamp was given; always false for 0. */
    boolean validate(long stamp);

    /**
     * Takes it for writing at once if that is possible: from nothing, from an optimistic read that is still valid, or from
     * a read of which the caller is the only one.
     *
     * @return the stamp of the write, or 0 if it is not possible, and then nothing has changed
     */
    long tryConvertToWriteLock(long stamp);
}
