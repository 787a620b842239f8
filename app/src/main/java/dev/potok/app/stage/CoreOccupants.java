package dev.potok.app.stage;

import java.util.Arrays;

import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.RunState;

/**
 * Whom each core shows. Actors that share a core change places there hundreds of times a second; at true speed the eye
 * would see them between places only. So a core shows the same actor for a while as long as he could be the one: he
 * runs, or is only inferred not to. When time is slowed down or stands, each core shows who was last seen on it.
 */
final class CoreOccupants {
    private static final double SHOWN_SECONDS = 0.8;

    private int[] shown = {};
    private double[] since = {};

    /** Looks at a state; {@code exact} where every change shall be seen. */
    void update(RunState state, int cores, double seconds, boolean exact) {
        if (shown.length != cores) {
            shown = new int[cores];
            since = new double[cores];
        }
        for (int core = 0; core < cores; core++) {
            since[core] += seconds;
            int actual = state.cores().get(core).actor();
            boolean mayStay = shown[core] != 0 && couldRun(state.actor(shown[core]));
            if (shown[core] != actual && (exact || !mayStay || since[core] >= SHOWN_SECONDS)) {
                boolean elsewhere = Arrays.stream(shown).anyMatch(each -> each == actual && actual != 0);
                if (exact || !elsewhere) {
                    shown[core] = actual;
                    since[core] = 0;
                } else if (!mayStay) {
                    shown[core] = 0;
                }
            }
        }
        if (exact) {
            for (int core = 0; core < cores; core++) {
                shown[core] = state.cores().get(core).actor();
            }
        }
    }

    private static boolean couldRun(@org.jspecify.annotations.Nullable ActorState actor) {
        return actor != null && (actor.status() == ActorStatus.RUNNING
                || actor.status() == ActorStatus.READY && actor.inferred());
    }

    /** How many cores show somebody. */
    int busy() {
        return (int) Arrays.stream(shown).filter(actor -> actor != 0).count();
    }

    /** The core that shows that actor, or -1. */
    int coreOf(int actor) {
        for (int core = 0; core < shown.length; core++) {
            if (shown[core] == actor) {
                return core;
            }
        }
        return -1;
    }
}
