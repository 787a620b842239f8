package dev.potok.simulation.finding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.TraceCursor;

/**
 * Follows who holds which lock and which permits, since which source line. Its memory is that of what is held at the
 * moment.
 */
final class Holds {
    /** Hears of holds, on the thread that feeds the events. */
    interface Listener {
        /** An actor that did not hold it does now; the state is still the one before. */
        void held(ResourceInfo resource, int actor);

        /** An actor holds it no more; the state is still the one before. */
        void freed(ResourceInfo resource, int actor);
    }

    /** One actor's hold of one resource. */
    static final class Hold {
        final int line;
        long times;

        Hold(int line) {
            this.line = line;
        }
    }

    private final Directory directory;
    private final Listener listener;
    private final Map<Integer, LinkedHashMap<Integer, Hold>> byResource = new HashMap<>();
    /** Locks by the actor that holds them, in order. */
    private final Map<Integer, List<ResourceInfo>> locks = new HashMap<>();

    Holds(Directory directory, Listener listener) {
        this.directory = directory;
        this.listener = listener;
    }

    /** Whether it is held, and so has somebody to blame for those who wait. */
    static boolean isHeld(ResourceKind kind) {
        return kind.isLock() || kind == ResourceKind.SEMAPHORE;
    }

    /** Who holds it, in order. */
    Map<Integer, Hold> of(int resource) {
        LinkedHashMap<Integer, Hold> holds = byResource.get(resource);
        return holds == null ? Map.of() : holds;
    }

    /** The locks an actor holds. */
    List<ResourceInfo> locksOf(int actor) {
        return List.copyOf(locks.getOrDefault(actor, List.of()));
    }

    /** Takes in the next event of the trace. */
    void accept(TraceCursor event) {
        switch (event.kind()) {
            case ACQUIRED -> {
                ResourceInfo resource = directory.resource(event.resource());
                if (isHeld(resource.kind())) {
                    acquired(event, resource);
                }
            }
            case OWNER_DIED -> orphaned(event.actor(), directory.resource(event.resource()));
            case RELEASED -> {
                ResourceInfo resource = directory.resource(event.resource());
                if (isHeld(resource.kind())) {
                    released(event, resource);
                }
            }
            default -> {
                // Nothing is taken or given back.
            }
        }
    }

    private void acquired(TraceCursor event, ResourceInfo resource) {
        LinkedHashMap<Integer, Hold> holds = byResource.computeIfAbsent(resource.id(), id -> new LinkedHashMap<>());
        Hold hold = holds.get(event.actor());
        if (hold == null) {
            listener.held(resource, event.actor());
            hold = new Hold(event.line());
            holds.put(event.actor(), hold);
            if (resource.kind().isLock()) {
                locks.computeIfAbsent(event.actor(), who -> new ArrayList<>()).add(resource);
            }
        }
        hold.times += times(event, resource);
    }

    private void released(TraceCursor event, ResourceInfo resource) {
        LinkedHashMap<Integer, Hold> holds = byResource.get(resource.id());
        if (holds == null || holds.isEmpty()) {
            return;
        }
        int actor = event.actor();
        if (!holds.containsKey(actor)) {
            if (resource.kind() != ResourceKind.SEMAPHORE) {
                return; // only where events were lost
            }
            actor = holds.firstEntry().getKey(); // anybody may give back a permit; whose it was nobody says
        }
        @Nullable Hold hold = holds.get(actor);
        if (hold == null) {
            return;
        }
        hold.times -= times(event, resource);
        if (hold.times <= 0) {
            let(actor, resource, holds);
        }
    }

    /** Whoever held it has died: nobody holds it any more. */
    private void orphaned(int actor, ResourceInfo resource) {
        LinkedHashMap<Integer, Hold> holds = byResource.get(resource.id());
        if (holds != null && holds.containsKey(actor)) {
            let(actor, resource, holds);
        }
    }

    private void let(int actor, ResourceInfo resource, LinkedHashMap<Integer, Hold> holds) {
        listener.freed(resource, actor);
        holds.remove(actor);
        List<ResourceInfo> mine = locks.get(actor);
        if (mine != null) {
            mine.remove(resource);
            if (mine.isEmpty()) {
                locks.remove(actor);
            }
        }
    }

    /** How many holds an event is about: of a lock for reading and writing its argument says which. */
    private static long times(TraceCursor event, ResourceInfo resource) {
        return resource.kind().isReadWrite() ? 1 : Math.max(1, event.argument());
    }
}
