package dev.potok.simulation.finding;

import java.util.List;

/**
 * What was found in a trace up to some event.
 *
 * @param deadlocks       circles of waits, in the order in which they were told
 * @param lostUpdates     the latest stores that are lost as things stand, 200 at the most of each variable, by
 *                        variable and then in order of time; none where events were lost
 * @param lostUpdateCount how many are lost as things stand, all told. It can fall again: a store over a lost one may build
 *                        on what that one had lost
 * @param contention      whatever somebody waited for, most waited for first
 * @param hints           known faults, in the order in which they were found, 64 at the most; none where events
 *                        were lost
 */
public record Findings(List<Deadlock> deadlocks, List<LostUpdate> lostUpdates, long lostUpdateCount,
        List<Contention> contention, List<Hint> hints) {
    /** Nothing found. */
    public static final Findings NONE = new Findings(List.of(), List.of(), 0, List.of(), List.of());

    /** Keeps copies of the lists. */
    public Findings {
        deadlocks = List.copyOf(deadlocks);
        lostUpdates = List.copyOf(lostUpdates);
        contention = List.copyOf(contention);
        hints = List.copyOf(hints);
    }
}
