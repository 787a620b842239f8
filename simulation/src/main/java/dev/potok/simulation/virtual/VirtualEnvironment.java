package dev.potok.simulation.virtual;

import dev.potok.simulation.environment.Body;
import dev.potok.simulation.primitive.RecordedEnvironment;
import dev.potok.simulation.trace.ActorKind;

/** The environment on virtual cores. */
final class VirtualEnvironment extends RecordedEnvironment {
    private final VirtualRun run;

    VirtualEnvironment(VirtualRun run) {
        super(run.trace().directory(), run.expectations(), run::current, run.request().attended(),
                run::openRemote);
        this.run = run;
    }

    @Override
    protected Member addActor(String name, String group, int index, ActorKind kind, Body body) {
        return run.addActor(name, group, index, kind, body);
    }
}
