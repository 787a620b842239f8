package dev.potok.simulation.live;

import dev.potok.simulation.environment.Body;
import dev.potok.simulation.primitive.RecordedEnvironment;
import dev.potok.simulation.trace.ActorKind;

/** The environment on real threads. */
final class LiveEnvironment extends RecordedEnvironment {
    private final LiveRun run;

    LiveEnvironment(LiveRun run) {
        super(run.trace().directory(), run.expectations(), LiveActor::current, run.request().attended(),
                run::openRemote);
        this.run = run;
    }

    @Override
    protected Member addActor(String name, String group, int index, ActorKind kind, Body body) {
        return run.addActor(name, group, index, kind, body);
    }
}
