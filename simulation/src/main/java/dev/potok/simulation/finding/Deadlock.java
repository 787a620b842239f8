package dev.potok.simulation.finding;

import java.util.List;

/**
 * A closed circle of waits, which nobody in it can open any more.
 *
 * @param number      number of the circle in its run, from 1
 * @param closedNanos when the last of its members began to wait: from then on there was no way out
 * @param toldNanos   when it was told, that is the time of its last {@code DEADLOCKED} event so far
 * @param links       its members, each waiting for the next, the last for the first
 */
public record Deadlock(int number, long closedNanos, long toldNanos, List<Link> links) {
    /** Keeps a copy of the links. */
    public Deadlock {
        links = List.copyOf(links);
    }

    /** How long nobody knew of it. */
    public long toldAfterNanos() {
        return toldNanos - closedNanos;
    }

    /**
     * One who waits in the circle.
     *
     * @param actor       who
     * @param line        at which source line, 0 if unknown
     * @param resource    for what, 0 where it waits for another's end
     * @param joined      for whose end it waits, 0 where it waits for a resource
     * @param holders     who holds the resource, in the order in which they got it; more than one only of those who read
     * @param holderLines for each of them the source line at which it got it, 0 if unknown
     */
    public record Link(int actor, int line, int resource, int joined, List<Integer> holders,
            List<Integer> holderLines) {
        /** Keeps copies of the lists. */
        public Link {
            holders = List.copyOf(holders);
            holderLines = List.copyOf(holderLines);
        }
    }
}
