package dev.potok.simulation.bench;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.run.RunResult;

/** A live run, flat out, that goes on from round to round. Confined to one thread. */
final class WatchedRounds implements AutoCloseable {
    private final Told scenario;
    private @Nullable Run run;

    /** Of a run that begins with its first round. */
    WatchedRounds(Told scenario) {
        this.scenario = scenario;
    }

    /** Does so many rounds that nobody looks at. */
    void warmUp(int rounds) throws InterruptedException {
        double last = 0;
        for (int i = 0; i < rounds; i++) {
            last = next();
        }
        assert last > 0;
    }

    /**
     * Does a round; returns its seconds.
     *
     * @throws BenchFailedException if the run has ended
     */
    double next() throws InterruptedException {
        if (run == null) {
            run = Runs.start(new RunRequest(scenario, Settings.of(scenario.settings(), Map.of(), Path::of), Mode.LIVE,
                    Pace.FLAT_OUT, 1, 1, 0));
            CompletableFuture<Boolean> end = run.result().thenApply(ended -> scenario.said.add(Optional.empty()));
            assert !end.isCompletedExceptionally();
        }
        scenario.tell(true);
        return scenario.said.take().orElseThrow(this::ended);
    }

    private BenchFailedException ended() {
        RunResult result = java.util.Objects.requireNonNull(run).result().join();
        return new BenchFailedException("The run that was measured ended as " + result.outcome()
                + result.failures().stream().findFirst().map(failure -> ": " + failure.summary()).orElse(""));
    }

    /** Ends the run, and waits until it has. */
    @Override
    public void close() {
        Run going = run;
        if (going != null) {
            scenario.tell(false);
            going.stop();
            RunResult result = going.result().join();
            assert result.elapsedNanos() >= 0;
        }
    }
}
