package dev.potok.simulation.finding;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.TraceCursor;

/**
 * Finds stores into unprotected variables on which nothing was built.
 *
 * <p>
 * Each store is built on another: on the last one that its actor knew of, by a load or because it was its own. An actor
 * that has not loaded since and never stored builds on the store before: it does not pretend to know a value. From the
 * latest store this leads back, store by store, to the beginning; the stores on this chain have counted, all others are
 * lost. So where each adds one to what it has loaded, the value is the length of the chain. The length is known at each
 * store without walking, and so the number lost costs one step for each event; only the latest
 * {@value #REMEMBERED} stores into a variable are remembered to say which ones.
 */
final class LostUpdates {
    private static final int REMEMBERED = 4096;
    /** Stores remembered of all variables together. */
    private static final int REMEMBERED_IN_ALL = 1 << 16;
    /** Of each variable, how many lost stores are told. */
    static final int TOLD = 200;

    /** A store: the how-manieth into its variable, and on which it was built. */
    private record Store(long number, long base, int actor, long event, long nanos, long value, long loadEvent,
            long loadNanos) {}

    /** What an actor knows of a variable: the number of a store, and how long the chain is up to that. */
    private record Known(long number, long length, long event, long nanos) {}

    private static final class Variable {
        final int resource;
        final Map<Integer, Known> known = new HashMap<>();
        final ArrayDeque<Store> latest = new ArrayDeque<>();
        long stores;
        long length;
        @Nullable List<LostUpdate> lost;

        Variable(int resource) {
            this.resource = resource;
        }
    }

    private final Directory directory;
    private final Map<Integer, Variable> variables = new TreeMap<>();
    /** By actor, the variables it knows a value of. */
    private final Map<Integer, List<Variable>> touchedBy = new HashMap<>();
    private int remembered;
    private long lost;

    LostUpdates(Directory directory) {
        this.directory = directory;
    }

    /** Takes in the next event of the trace. */
    void accept(TraceCursor event) {
        switch (event.kind()) {
            case LOADED -> {
                Variable variable = variable(event);
                if (variable != null) {
                    know(variable, event);
                }
            }
            case WRITTEN -> {
                Variable variable = variable(event);
                if (variable != null) {
                    store(variable, event);
                }
            }
            case ACTOR_FINISHED, ACTOR_FAILED -> {
                List<Variable> touched = touchedBy.remove(event.actor());
                if (touched != null) {
                    touched.forEach(variable -> variable.known.remove(event.actor()));
                }
            }
            default -> {
                // No value is read or written.
            }
        }
    }

    private @Nullable Variable variable(TraceCursor event) {
        Variable known = variables.get(event.resource());
        if (known == null && directory.resource(event.resource()).kind() == ResourceKind.VARIABLE) {
            known = new Variable(event.resource());
            variables.put(event.resource(), known);
        }
        return known;
    }

    /** The actor knows the present value. */
    private void know(Variable variable, TraceCursor event) {
        var now = new Known(variable.stores, variable.length, event.position() - 1, event.timeNanos());
        if (variable.known.put(event.actor(), now) == null) {
            touchedBy.computeIfAbsent(event.actor(), actor -> new ArrayList<>()).add(variable);
        }
    }

    private void store(Variable variable, TraceCursor event) {
        long index = event.position() - 1;
        long nanos = event.timeNanos();
        Known base = variable.known.getOrDefault(event.actor(),
                new Known(variable.stores, variable.length, index, nanos));
        lost -= variable.stores - variable.length;
        variable.stores++;
        variable.length = base.length + 1;
        lost += variable.stores - variable.length;
        variable.lost = null;
        know(variable, event);
        if (variable.latest.size() == REMEMBERED || remembered == REMEMBERED_IN_ALL && !variable.latest.isEmpty()) {
            variable.latest.remove();
            remembered--;
        }
        if (remembered < REMEMBERED_IN_ALL) {
            variable.latest.add(new Store(variable.stores, base.number, event.actor(), index, nanos, event.argument(),
                    base.event, base.nanos));
            remembered++;
        }
    }

    /** How many are lost as things stand. */
    long count() {
        return lost;
    }

    /** The latest of them, of each variable in order of time. */
    List<LostUpdate> list() {
        var all = new ArrayList<LostUpdate>();
        for (Variable variable : variables.values()) {
            List<LostUpdate> lostOnes = variable.lost;
            if (lostOnes == null) {
                lostOnes = listOf(variable);
                variable.lost = lostOnes;
            }
            all.addAll(lostOnes);
        }
        return all;
    }

    /** Walks back along the chain; what lies between two stores on it was lost by the later of the two. */
    private static List<LostUpdate> listOf(Variable variable) {
        var found = new ArrayDeque<LostUpdate>();
        Store counted = null;
        for (var stores = variable.latest.descendingIterator(); stores.hasNext() && found.size() < TOLD;) {
            Store store = stores.next();
            if (counted == null || store.number <= counted.base) {
                counted = store;
            } else {
                found.addFirst(new LostUpdate(variable.resource, store.actor, store.event, store.nanos, store.value,
                        counted.actor, counted.loadEvent, counted.loadNanos, counted.event, counted.nanos,
                        counted.value));
            }
        }
        return List.copyOf(found);
    }
}
