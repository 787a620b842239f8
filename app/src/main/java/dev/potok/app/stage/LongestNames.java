package dev.potok.app.stage;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Names;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.RunState;

/** The names of actors that may be the widest, kept while actors are added, so that each is looked at once. */
final class LongestNames {
    private static final int MOST = 12;

    private @Nullable Names names;
    private @Nullable Object directory;
    private int seen;
    private int count;
    private int letters;
    /** Whether some of those looked at were not made yet, and have to be looked at again. */
    private boolean gaps;
    private final List<String> longest = new ArrayList<>();
    private String joined = "";

    /** Looks at the actors of a state; says how many there are that do something. */
    int look(RunState state, Names called) {
        int made = state.actorCount();
        if (!called.equals(names) || state.directory() != directory || made < seen || gaps) {
            names = called;
            directory = state.directory();
            seen = 0;
            count = 0;
            letters = 0;
            longest.clear();
            joined = "";
            gaps = false;
        }
        boolean more = false;
        for (int id = seen + 1; id <= made; id++) {
            ActorState actor = state.actor(id);
            gaps |= actor == null;
            if (actor != null && actor.info().acts()) {
                count++;
                more |= add(called.of(actor.info()));
            }
        }
        seen = made;
        if (more || gaps) {
            joined = String.join("\n", longest);
        }
        return count;
    }

    private boolean add(String name) {
        if (name.length() > letters) {
            letters = name.length();
            longest.removeIf(other -> other.length() < letters - 1);
        } else if (name.length() < letters - 1 || longest.size() >= MOST) {
            return false;
        }
        longest.add(name);
        return true;
    }

    /** The names with the most letters, one a line. */
    String names() {
        return joined;
    }
}
