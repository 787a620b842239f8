package dev.potok.simulation.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.run.CheckResult.Verdict;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.Event;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.workload.TextFolder;

class LiveRunTest {
    @TempDir Path folder;

    private static Stream<String> scenarios() {
        return Catalogue.entries().stream().filter(entry -> entry.modes().contains(Mode.LIVE))
                .map(Catalogue.Entry::id);
    }

    /** Those that end in a deadlock, as they are meant to, … */
    private static final Set<String> DEADLOCKS = Set.of("deadlock", "philosophers");
    /** … and those that need not do any work before their end. */
    private static final Set<String> IDLE = Set.of("race", "mutex", "virtual-threads", "deadlock", "philosophers",
            "playground", "process-start");
    /** Those whose processes take their time to begin. */
    private static final String SLOW = "process-";

    private static Run start(String id, Map<String, String> given) {
        return LiveRun.start(TestRuns.request(TestRuns.scenario(id), given, Mode.LIVE, Pace.FLAT_OUT, 1, 0));
    }

    private Path fewTexts() throws IOException {
        for (Path text : TextFolder.files(TestRuns.TEXTS, 1)) {
            if (Files.size(text) < 40_000) {
                Files.copy(text, folder.resolve(text.getFileName()));
            }
        }
        assertThat(TextFolder.files(folder, 1)).as("short texts").hasSizeGreaterThan(2);
        return folder;
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void every_scenario_runs_to_its_end_with_all_checks_kept(String id) throws IOException {
        // Of the word count a few short texts do; other tests have all of them.
        Map<String, String> given = id.equals("word-count") ? Map.of("folder", fewTexts().toString())
                : id.equals("virtual-threads") ? Map.of("threads", "500") : Map.of();
        for (int repetition = 0; repetition < (id.startsWith(SLOW) || id.equals("pipe") ? 1 : 10); repetition++) {
            Run run = start(id, given);
            RunResult result = TestRuns.resultOf(run);
            assertThat(result.outcome()).as(result.failures().toString())
                    .isEqualTo(DEADLOCKS.contains(id) ? Outcome.DEADLOCKED : Outcome.COMPLETED);
            // How soon a deadlock is told depends on how busy the machine is.
            assertThat(result.checks()).isNotEmpty().filteredOn(check -> !check.name().equals("deadlock-told"))
                    .allSatisfy(check -> assertThat(check.verdict()).as(check.toString()).isEqualTo(Verdict.OK));
            assertThat(result.totalUnits() > 0 || IDLE.contains(id)).as("has done work").isTrue();
            assertThat(run.trace().dropped()).isZero();
            assertThat(run.trace().complete()).isTrue();
            assertThat(result.elapsedNanos()).isEqualTo(run.nowNanos()).isEqualTo(run.trace().endNanos());
        }
    }

    @Test
    void events_on_one_resource_have_strictly_increasing_times() {
        Run run = start("queue", Map.of("items", "500", "producers", "4", "consumers", "4", "capacity", "2"));
        assertThat(TestRuns.resultOf(run).allChecksHold()).isTrue();
        int belt = TestRuns.resource(run.trace(), "belt");
        long last = -1;
        for (Event event : TestRuns.events(run.trace())) {
            if (event.resource() == belt && event.kind() != EventKind.WAIT_ENDED) {
                assertThat(event.timeNanos()).as(event.toString()).isGreaterThan(last);
                last = event.timeNanos();
            }
        }
        assertThat(last).isPositive();
    }

    @Test
    void each_actor_tells_its_life_in_order() {
        Run run = start("semaphore", Map.of("workers", "20", "visits", "20"));
        assertThat(TestRuns.resultOf(run).outcome()).isEqualTo(Outcome.COMPLETED);
        var stages = new HashMap<Integer, EventKind>();
        for (Event event : TestRuns.events(run.trace())) {
            switch (event.kind()) {
                case ACTOR_CREATED -> assertThat(stages.put(event.actor(), event.kind())).isNull();
                case ACTOR_STARTED -> assertThat(stages.put(event.actor(), event.kind()))
                        .isEqualTo(EventKind.ACTOR_CREATED);
                case ACTOR_FINISHED -> assertThat(stages.put(event.actor(), event.kind()))
                        .isEqualTo(EventKind.ACTOR_STARTED);
                case WORK_BEGUN, RELEASED, JOIN_BEGUN -> assertThat(stages.get(event.actor()))
                        .isEqualTo(EventKind.ACTOR_STARTED);
                default -> {
                    // Says nothing of a life.
                }
            }
        }
        assertThat(stages).hasSize(21).containsValue(EventKind.ACTOR_FINISHED).doesNotContainValue(
                EventKind.ACTOR_STARTED);
    }

    @Test
    void a_stopped_run_leaves_no_thread() {
        Run run = start("semaphore", Map.of("workers", "30", "visits", "1000"));
        TestRuns.until("its threads work", () -> run.trace().size() > 200);
        TestRuns.until("all its threads are there", () -> TestRuns.threadsOfRuns().containsAll(
                List.of("potok-main", "potok-worker-1", "potok-worker-30", "potok-run-control", "potok-collector")));
        run.stop();
        assertThat(TestRuns.resultOf(run).outcome()).isEqualTo(Outcome.STOPPED);
        TestRuns.until("no thread is left", () -> TestRuns.threadsOfRuns().isEmpty());
    }

    @Test
    void a_run_that_ended_by_itself_leaves_no_thread() {
        TestRuns.resultOf(start("barrier", Map.of()));
        TestRuns.until("no thread is left", () -> TestRuns.threadsOfRuns().isEmpty());
    }
}
