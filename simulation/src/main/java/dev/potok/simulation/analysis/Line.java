package dev.potok.simulation.analysis;

import java.util.LinkedHashSet;

/** Those who wait at one side of a resource, in order of arrival, and whether they were served in that order. */
final class Line {
    private final LinkedHashSet<Integer> waiting = new LinkedHashSet<>();
    long served;
    long outOfTurn;

    void join(int actor) {
        waiting.add(actor);
    }

    void leave(int actor) {
        waiting.remove(actor);
    }

    boolean contains(int actor) {
        return waiting.contains(actor);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    void clear() {
        waiting.clear();
    }

    /** Somebody got what the line waits for: it must be the first in it, unless the line is empty. */
    void serve(int actor) {
        served++;
        if (waiting.isEmpty()) {
            return;
        }
        if (waiting.getFirst() != actor) {
            outOfTurn++;
        }
        waiting.remove(actor);
    }

    /** The same where who does not wait may be quicker: of those in the line it must be the first. */
    void serveIfWaiting(int actor) {
        if (waiting.contains(actor)) {
            serve(actor);
        } else {
            served++;
        }
    }
}
