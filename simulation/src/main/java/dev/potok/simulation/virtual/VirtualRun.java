package dev.potok.simulation.virtual;

import dev.potok.simulation.run.*;

public final class VirtualRun {
    public static Run start(RunRequest r) {
        throw new IllegalStateException("under construction");
    }
}
