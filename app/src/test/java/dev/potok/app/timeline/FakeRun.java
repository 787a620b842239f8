package dev.potok.app.timeline;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Phase;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.trace.Trace;

/** A run whose trace and clock the test moves by hand. */
public final class FakeRun implements Run {
    private final Trace trace;
    private final RunRequest request;
    private Phase phase = Phase.RUNNING;
    private long nowNanos;

    /** A run that has that trace. */
    public FakeRun(Trace trace, Mode mode) {
        this.trace = trace;
        this.request = request(mode);
    }

    /** A request for a run that is never looked at. */
    public static RunRequest request(Mode mode) {
        Scenario scenario = Catalogue.find("thread-lifecycle").orElseThrow().scenario().get();
        return new RunRequest(scenario, Settings.of(scenario.settings(), Map.of(), Path::of), mode, Pace.LECTURE, 2, 1,
                0);
    }

    /** Moves the clock. */
    public void now(long nanos) {
        nowNanos = nanos;
    }

    /** Ends it. */
    public void end() {
        phase = Phase.ENDED;
    }

    @Override
    public RunRequest request() {
        return request;
    }

    @Override
    public Trace trace() {
        return trace;
    }

    @Override
    public Phase phase() {
        return phase;
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public void pause() {
        phase = Phase.PAUSED;
    }

    @Override
    public void resume() {
        phase = Phase.RUNNING;
    }

    @Override
    public void stop() {
        phase = Phase.ENDED;
    }

    @Override
    public CompletableFuture<RunResult> result() {
        return CompletableFuture.completedFuture(null);
    }
}
