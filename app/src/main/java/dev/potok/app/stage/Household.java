package dev.potok.app.stage;

import java.util.List;

/**
 * Those who live in a process, or in one of several that share a card.
 *
 * @param processes the processes' own actors; 0 stands for the process of the run itself
 * @param group     name that the processes have in common, empty for the run's own
 * @param members   its actors: each process's own, then the threads made within it
 */
record Household(List<Integer> processes, String group, List<Integer> members) {
    /** The process of the run itself. */
    static final int OWN = 0;
    private static final int MOST_KINDS = 4;

    Household {
        processes = List.copyOf(processes);
        members = List.copyOf(members);
    }

    /** Whether it is the process of the run itself. */
    boolean own() {
        return processes.getFirst() == OWN;
    }

    /** For how many there shall be places: where several share a card, those of a group share a pill. */
    int places() {
        return several() ? Math.min(members.size(), MOST_KINDS) : members.size();
    }

    /** Whether several processes share the card. */
    boolean several() {
        return processes.size() > 1;
    }
}
