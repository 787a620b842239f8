package dev.potok.simulation.finding;

import java.util.List;

/**
 * What the length of a run hung on, from its start to its end: stretches without gaps, in each of which one actor went on
 * that could not have been done without. Had any of them been shorter, the run might have been; nothing beside them matters.
 *
 * @param stretches in order of time; two that follow each other are of different actors
 */
public record CriticalPath(List<Stretch> stretches) {
    /** Keeps a copy. */
    public CriticalPath {
        stretches = List.copyOf(stretches);
    }

    /** How much of it is that actor's. */
    public long ofActor(int actor) {
        return stretches.stream().filter(stretch -> stretch.actor() == actor).mapToLong(Stretch::lengthNanos).sum();
    }
}
