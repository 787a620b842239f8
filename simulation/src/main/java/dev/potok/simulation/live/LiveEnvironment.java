package dev.potok.simulation.live;

import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.Kit;
import dev.potok.simulation.environment.Pipe;
import dev.potok.simulation.environment.Processes;
import dev.potok.simulation.environment.SharedArray;
import dev.potok.simulation.primitive.ProcessMember;
import dev.potok.simulation.primitive.RecordedEnvironment;
import dev.potok.simulation.shared.SharedKit;
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

    @Override
    protected Kit processKit() {
        return run.shared().kit(this);
    }

    @Override
    public ProcessMember addProcess(String name, String group, int index, Processes.Start start, Body body) {
        return run.addProcess(name, group, index, start, body);
    }

    @Override
    public void prepare(int processes) {
        LiveActor.current().checkpoint();
        run.prepare(processes);
    }

    @Override
    public <T> Pipe<T> pipe(String name) {
        return shared().pipe(name);
    }

    @Override
    public SharedArray array(String name, int length) {
        return shared().array(name, length);
    }

    private SharedKit shared() {
        return (SharedKit) with("processes");
    }
}
