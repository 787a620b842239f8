package dev.potok.simulation.live;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.Kit;
import dev.potok.simulation.environment.Pipe;
import dev.potok.simulation.environment.Processes;
import dev.potok.simulation.environment.SharedArray;
import dev.potok.simulation.primitive.ProcessMember;
import dev.potok.simulation.primitive.RecordedEnvironment;
import dev.potok.simulation.run.Expectations;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Names;

/** The environment as a process of a run finds it around itself: threads, and primitives of its own. */
final class ChildEnvironment extends RecordedEnvironment {
    private final ChildRun run;

    ChildEnvironment(ChildRun run, Names names) {
        super(names, new Expectations(), LiveActor::current, false, control -> {});
        this.run = run;
    }

    @Override
    protected Member addActor(String name, String group, int index, ActorKind kind, Body body) {
        if (kind != ActorKind.PLATFORM_THREAD) {
            throw onlyInMain("makes a virtual thread");
        }
        return run.addThread(name, group, index, body);
    }

    @Override
    protected Kit processKit() {
        throw onlyInMain("makes processes");
    }

    @Override
    public ProcessMember addProcess(String name, String group, int index, Processes.Start start, Body body) {
        throw onlyInMain("makes processes");
    }

    @Override
    public void prepare(int processes) {
        throw onlyInMain("prepares processes");
    }

    @Override
    public <T> Pipe<T> pipe(String name) {
        throw onlyInMain("makes a pipe");
    }

    @Override
    public SharedArray array(String name, int length) {
        throw onlyInMain("makes an array that processes share");
    }

    @Override
    public void expect(String name, BooleanSupplier holds, Supplier<?>... figures) {
        throw onlyInMain("promises something");
    }

    @Override
    public void result(String name, Object value) {
        throw onlyInMain("hands out a result");
    }

    private static IllegalStateException onlyInMain(String what) {
        return new IllegalStateException("a process of the run " + what + ": only the process that began the run can");
    }
}
