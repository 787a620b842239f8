package dev.potok.simulation.engine;

import dev.potok.simulation.live.LiveRun;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.virtual.VirtualRun;

/** Starts runs. */
public final class Runs {
    private Runs() {}

    /** Starts what was asked for and returns at once. */
    public static Run start(RunRequest request) {
        return switch (request.mode()) {
            case LIVE -> LiveRun.start(request);
            case VIRTUAL -> VirtualRun.start(request);
        };
    }
}
