package dev.potok.app.stage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;

/** Which actor lives in which process. Kept while no actor is added, so that each is looked at once. */
final class Households {
    private @Nullable Directory directory;
    private int seen = -1;
    private int most;
    private boolean gaps;
    private List<Household> found = List.of();
    private Map<Integer, Integer> homes = Map.of();

    /**
     * The processes of a state, that of the run itself first; none where it has no other. Where there are more than
     * {@code mostCards}, those of a group are one.
     */
    List<Household> look(RunState state, int mostCards) {
        if (state.directory() != directory || state.actorCount() != seen || gaps || mostCards != most) {
            directory = state.directory();
            seen = state.actorCount();
            most = mostCards;
            gather(state);
        }
        return found;
    }

    /** The place of an actor's home in the list, -1 for none. */
    int of(int actor) {
        return homes.getOrDefault(actor, -1);
    }

    private void gather(RunState state) {
        gaps = false;
        var byProcess = new LinkedHashMap<Integer, List<Integer>>();
        byProcess.put(Household.OWN, new ArrayList<>());
        for (int id = 1; id <= state.actorCount(); id++) {
            ActorState actor = state.actor(id);
            gaps |= actor == null;
            if (actor != null && actor.info().acts()) {
                byProcess.computeIfAbsent(processOf(actor.info(), state.directory()), process -> new ArrayList<>())
                        .add(id);
            }
        }
        var all = new ArrayList<Household>();
        boolean one = byProcess.size() > most;
        byProcess.forEach((process, members) -> {
            String group = process == Household.OWN ? "" : state.directory().actor(process).group();
            int same = -1;
            for (int i = 0; one && i < all.size(); i++) {
                same = all.get(i).group().equals(group) ? i : same;
            }
            if (same < 0) {
                all.add(new Household(List.of(process), group, members));
            } else {
                all.set(same, joined(all.get(same), process, members));
            }
        });
        found = byProcess.size() == 1 ? List.of() : List.copyOf(all);
        var places = new LinkedHashMap<Integer, Integer>();
        for (int i = 0; i < found.size(); i++) {
            for (int member : found.get(i).members()) {
                places.put(member, i);
            }
        }
        homes = places;
    }

    private static Household joined(Household one, int process, List<Integer> members) {
        var processes = new ArrayList<>(one.processes());
        processes.add(process);
        var all = new ArrayList<>(one.members());
        all.addAll(members);
        return new Household(processes, one.group(), all);
    }

    /** The process in which an actor lives: itself if it is one, else that of whoever made it. */
    private static int processOf(ActorInfo actor, Directory directory) {
        ActorInfo at = actor;
        while (at.kind() != ActorKind.PROCESS && at.parent() != 0) {
            at = directory.actor(at.parent());
        }
        return at.kind() == ActorKind.PROCESS && at.parent() != 0 ? at.id() : Household.OWN;
    }
}
