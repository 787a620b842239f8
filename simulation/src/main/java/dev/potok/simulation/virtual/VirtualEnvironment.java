package dev.potok.simulation.virtual;

import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.Kit;
import dev.potok.simulation.environment.Pipe;
import dev.potok.simulation.environment.Processes;
import dev.potok.simulation.environment.SharedArray;
import dev.potok.simulation.primitive.ProcessMember;
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

    @Override
    protected Kit processKit() {
        return copyingKit(run.copies());
    }

    @Override
    public ProcessMember addProcess(String name, String group, int index, Processes.Start start, Body body) {
        return run.addActor(name, group, index, ActorKind.PROCESS, body);
    }

    @Override
    public void prepare(int processes) {
        run.current().checkpoint(); // a virtual process has no runtime to be started
    }

    @Override
    public <T> Pipe<T> pipe(String name) {
        throw live("pipe");
    }

    @Override
    public SharedArray array(String name, int length) {
        throw live("array");
    }

    private static IllegalStateException live(String what) {
        return new IllegalStateException(
                "the virtual machine has no " + what + " between processes: run the scenario live");
    }
}
