package dev.potok.simulation.trace;

/**
 * What a resource is.
 *
 * @param id       number of the resource, from 1 in order of creation
 * @param name     name as the scenario's source has it; the screen may show a translation
 * @param kind     what it is
 * @param capacity permits, parties or slots; 0 where it has none or no bound; of a value the one it begins with
 * @param partOf   id of the resource it is attached to (of a condition, its mutex), 0 for none
 * @param fair     whether those who wait are served in the order of arrival
 * @param shared   whether it lies in memory that processes share
 */
public record ResourceInfo(int id, String name, ResourceKind kind, long capacity, int partOf, boolean fair,
        boolean shared) {
    /** One that stands by itself and serves in order. */
    public ResourceInfo(int id, String name, ResourceKind kind, long capacity) {
        this(id, name, kind, capacity, 0, true, false);
    }
}
