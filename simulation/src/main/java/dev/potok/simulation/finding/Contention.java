package dev.potok.simulation.finding;

/**
 * How much was waited for one resource. A wait lasts until what it is for was granted, not until the actor runs again; one
 * that still goes on counts in the sum and the maximum, and from the end of the run on as if it had ended there.
 *
 * @param resource       what was waited for
 * @param acquisitions   how often somebody got what it gives: a lock, a permit, an item, room for an item, a passage
 * @param contended      how often somebody had to wait for that, whether or not it came
 * @param totalWaitNanos all waits together
 * @param medianNanos    half of the waits were not longer; like the next two true to a hundredth
 * @param p90Nanos       nine of ten were not longer
 * @param p99Nanos       99 of 100 were not longer
 * @param maximumNanos   the longest
 * @param blamedActor    on whose account most was waited, 0 where nobody's. Where things are held, whoever holds is to
 *                       blame for what others wait meanwhile, each of several holders for its share; elsewhere whoever
 *                       ended a wait is to blame for all of it
 * @param blamedNanos    how much on its account
 */
public record Contention(int resource, long acquisitions, long contended, long totalWaitNanos, long medianNanos,
        long p90Nanos, long p99Nanos, long maximumNanos, int blamedActor, long blamedNanos) {}
