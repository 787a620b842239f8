package dev.potok.simulation.finding;

/**
 * A store into a shared variable on which nothing that came after was built: another stored what it had made from an older
 * value.
 *
 * @param resource         the variable
 * @param loser            whose store was lost
 * @param loserStoreEvent  index of that store in the trace
 * @param loserStoreNanos  its time
 * @param lostValue        the value it stored
 * @param overwriter       who stored over it
 * @param staleLoadEvent   index of the event in which the overwriter got the value it built on: a load, or where it has
 *                         not loaded since its own last store, that store; older than the lost store
 * @param staleLoadNanos   its time
 * @param overwritingEvent index of the store that made it lost
 * @param overwritingNanos its time
 * @param overwritingValue the value it stored
 */
public record LostUpdate(int resource, int loser, long loserStoreEvent, long loserStoreNanos, long lostValue,
        int overwriter, long staleLoadEvent, long staleLoadNanos, long overwritingEvent, long overwritingNanos,
        long overwritingValue) {}
