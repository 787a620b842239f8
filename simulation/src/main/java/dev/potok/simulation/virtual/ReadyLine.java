package dev.potok.simulation.virtual;

import java.util.ArrayList;
import java.util.List;

/** The actors that could run and have no core. Who gets one is drawn, so they stand in no order. */
final class ReadyLine {
    private final List<VirtualActor> ready = new ArrayList<>();

    boolean isEmpty() {
        return ready.isEmpty();
    }

    void add(VirtualActor actor) {
        ready.add(actor);
    }

    /** Takes one out, each with the same probability; there must be one. */
    VirtualActor draw(Draw draw) {
        int last = ready.size() - 1;
        int chosen = last == 0 ? 0 : draw.below(last + 1);
        VirtualActor actor = ready.get(chosen);
        ready.set(chosen, ready.get(last));
        ready.remove(last);
        return actor;
    }
}
