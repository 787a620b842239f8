package dev.potok.simulation.trace;

/**
 * Takes the names that events need, before they are recorded. In the process that has the trace this is its
 * {@link Directory}; in another one it asks there, and may wait for the answer.
 */
public interface Names {
    /** Adds an actor and gives it the next number. */
    ActorInfo addActor(String name, String group, ActorKind kind, int parent);

    /** Adds a resource and gives it the next number. */
    ResourceInfo addResource(String name, ResourceKind kind, long capacity, int partOf, boolean fair, boolean shared);

    /** The number of that text, adding it if it is new. */
    int idOf(String text);
}
