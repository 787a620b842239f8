package dev.potok.simulation.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names behind the numbers in a trace: actors, resources and texts, each stored once.
 *
 * <p>
 * Any thread may add and look up. An entry is visible to whoever sees an event that names it, because it is added before
 * that event is recorded. Look-ups take no lock.
 */
public final class Directory implements Names {
    private final Object guard = new Object();
    private final Map<String, Integer> textIds = new HashMap<>();
    private final AppendOnlyList<ActorInfo> actors = new AppendOnlyList<>();
    private final AppendOnlyList<ResourceInfo> resources = new AppendOnlyList<>();
    private final AppendOnlyList<String> texts = new AppendOnlyList<>();

    /** A directory that knows nothing but the run itself. */
    public Directory() {
        actors.add(new ActorInfo(0, "run", "run", ActorKind.SYSTEM, 0));
        resources.add(new ResourceInfo(0, "", ResourceKind.COUNTER, 0));
        texts.add("");
    }

    @Override
    public ActorInfo addActor(String name, String group, ActorKind kind, int parent) {
        synchronized (guard) {
            var info = new ActorInfo(actors.size(), name, group, kind, parent);
            actors.add(info);
            return info;
        }
    }

    /** Adds a resource and gives it the next number. */
    public ResourceInfo addResource(String name, ResourceKind kind, long capacity) {
        return addResource(name, kind, capacity, 0, true);
    }

    /** Adds a resource, attached to another or not served in order, and gives it the next number. */
    public ResourceInfo addResource(String name, ResourceKind kind, long capacity, int partOf, boolean fair) {
        return addResource(name, kind, capacity, partOf, fair, false);
    }

    @Override
    public ResourceInfo addResource(String name, ResourceKind kind, long capacity, int partOf, boolean fair,
            boolean shared) {
        synchronized (guard) {
            var info = new ResourceInfo(resources.size(), name, kind, capacity, partOf, fair, shared);
            resources.add(info);
            return info;
        }
    }

    @Override
    public int idOf(String text) {
        synchronized (guard) {
            return textIds.computeIfAbsent(text, texts::add);
        }
    }

    /** The actor with that number, the run itself where there is none. */
    public ActorInfo actor(int id) {
        return actors.get(id > 0 && id < actors.size() ? id : 0);
    }

    /** The resource with that number, a nameless one where there is none. */
    public ResourceInfo resource(int id) {
        return resources.get(id > 0 && id < resources.size() ? id : 0);
    }

    /** The text with that number, empty where there is none. */
    public String text(long id) {
        return texts.get(id > 0 && id < texts.size() ? (int) id : 0);
    }

    /** All actors so far, in order of their numbers from 1. */
    public List<ActorInfo> actors() {
        return actors.from(1);
    }

    /** All resources so far, in order of their numbers from 1. */
    public List<ResourceInfo> resources() {
        return resources.from(1);
    }

    /** All texts so far, in order of their numbers from 1. */
    public List<String> texts() {
        return texts.from(1);
    }
}
