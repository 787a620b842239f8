package dev.potok.app.stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.Directory;

/**
 * The actors of a state with what the stage shows of each, gathered anew each frame in one pass, which also sorts them
 * into groups: those of the same name that are in the same state and place. It reuses what it is made of, so that ten
 * thousand actors cost a fraction of a millisecond.
 */
final class Crowd {
    private ActorState[] actors = {};
    private ActorStatus[] statuses = {};
    private Group[] groups = {};
    private int size;
    private int living;
    private final Map<Long, Group> byKey = new HashMap<>();
    private final List<Group> all = new ArrayList<>();
    private final Map<String, Integer> names = new HashMap<>();
    /** By actor: the number of its group's name, from 1. */
    private int[] nameOf = {};
    private @Nullable Directory directory;

    /** Those of a name in the same state and place. */
    static final class Group {
        final long key;
        final int waitingOn;
        int count;
        /** Whether one of them has been given the place of all. */
        boolean led;
        /** Whether it is counted where it stands. */
        boolean counted;

        private Group(long key, int waitingOn) {
            this.key = key;
            this.waitingOn = waitingOn;
        }
    }

    /** Looks at a state; {@code shown} tells the status to show. */
    void gather(RunState state, Function<ActorState, ActorStatus> shown) {
        if (state.directory() != directory) {
            directory = state.directory();
            names.clear();
            nameOf = new int[0];
        }
        int most = state.actorCount();
        if (actors.length < most) {
            actors = Arrays.copyOf(actors, most + most / 2);
            statuses = Arrays.copyOf(statuses, actors.length);
            groups = Arrays.copyOf(groups, actors.length);
        }
        if (nameOf.length <= most) {
            nameOf = Arrays.copyOf(nameOf, most + most / 2 + 1);
        }
        byKey.clear();
        all.clear();
        size = 0;
        living = 0;
        Group last = null;
        for (int id = 1; id <= most; id++) {
            ActorState actor = state.actor(id);
            if (actor == null || !actor.info().acts()) {
                continue;
            }
            ActorStatus status = shown.apply(actor);
            living += actor.status().alive() ? 1 : 0;
            if (nameOf[id] == 0) {
                nameOf[id] = names.computeIfAbsent(actor.info().group(), name -> names.size() + 1);
            }
            long key = (long) nameOf[id] << 40 | (long) status.ordinal() << 32 | actor.waitingOn();
            Group group = last != null && last.key == key ? last : group(key, actor.waitingOn());
            group.count++;
            last = group;
            actors[size] = actor;
            statuses[size] = status;
            groups[size] = group;
            size++;
        }
        Arrays.fill(actors, size, actors.length, null);
    }

    private Group group(long key, int waitingOn) {
        Group known = byKey.get(key);
        if (known == null) {
            known = new Group(key, waitingOn);
            byKey.put(key, known);
            all.add(known);
        }
        return known;
    }

    /** How many actors there are. */
    int size() {
        return size;
    }

    /** How many of them live. */
    int living() {
        return living;
    }

    ActorState actor(int index) {
        return actors[index];
    }

    /** The status the stage shows. */
    ActorStatus status(int index) {
        return statuses[index];
    }

    Group group(int index) {
        return groups[index];
    }

    /** All groups, in the order of their first actors. */
    List<Group> groups() {
        return all;
    }
}
