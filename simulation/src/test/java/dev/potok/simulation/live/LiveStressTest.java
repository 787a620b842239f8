package dev.potok.simulation.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Phase;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.run.RunResult;

/** The primitives over real threads, hard and for long; every invariant is folded over every trace. */
@Tag("stress")
class LiveStressTest {
    private static final long SECONDS_EACH = 30;

    private static LiveRun start(String id, Map<String, String> settings) {
        Scenario scenario = Catalogue.find(id).orElseThrow().scenario().get();
        return LiveRun.start(new RunRequest(scenario, Settings.of(scenario.settings(), settings, name -> Path.of(".")),
                Mode.LIVE, Pace.FLAT_OUT, 1, 0, 0));
    }

    private static void hold(String id, Map<String, String> settings) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_EACH);
        while (System.nanoTime() - deadline < 0) {
            LiveRun run = start(id, settings);
            RunResult result = run.result().get(60, TimeUnit.SECONDS);
            assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(result.allChecksHold()).as("%s", result.checks()).isTrue();
            assertThat(run.trace().dropped()).isZero();
            assertThat(run.trace().late()).isZero();
        }
    }

    @Test
    void permitsAreKeptByEightThreads() throws Exception {
        hold("semaphore", Map.of("workers", "8", "permits", "3", "visits", "1000"));
    }

    @Test
    void nobodyLeavesARoundEarly() throws Exception {
        hold("barrier", Map.of("parties", "8", "rounds", "1000"));
    }

    @Test
    void everyItemArrivesOnceAndInOrder() throws Exception {
        hold("queue", Map.of("producers", "4", "consumers", "4", "capacity", "3", "items", "2000"));
    }

    @Test
    void pausesAndStopsAtAnyMomentLeaveNothingBehind() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_EACH);
        var random = new java.util.Random(42);
        while (System.nanoTime() - deadline < 0) {
            LiveRun run = start("queue", Map.of("producers", "4", "consumers", "4", "items", "2000"));
            for (int i = 0; i < random.nextInt(6); i++) {
                run.pause();
                if (random.nextBoolean()) {
                    until(() -> run.phase() == Phase.PAUSED || run.phase() == Phase.ENDED);
                }
                run.resume();
            }
            run.stop();
            RunResult result = run.result().get(60, TimeUnit.SECONDS);
            assertThat(result.outcome()).isIn(Outcome.STOPPED, Outcome.COMPLETED);
            assertThat(run.trace().late()).isZero();
        }
    }

    private static void until(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as("nanoseconds past the deadline").isNegative();
            Thread.onSpinWait();
        }
    }
}
