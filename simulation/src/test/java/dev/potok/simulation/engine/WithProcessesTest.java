package dev.potok.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.run.CheckResult;
import dev.potok.simulation.run.CheckResult.Verdict;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

/** Scenarios that can be told of threads and of processes keep their promises with processes as well. */
class WithProcessesTest {
    private static final int VIRTUAL_RUNS = 8;
    private static final String OTHER_SETTINGS = """
            mutex,     guard,   atomic
            deadlock,  cure,    ordered
            deadlock,  cure,    timed
            condition, test,    if
            semaphore, limit,   off
            barrier,   trouble, broken
            queue,     ending,  poison-pill
            queue,     ending,  task-done
            queue,     ending,  leave-on-empty
            queue,     ending,  join-first
            """;

    static Stream<String> ids() {
        return Catalogue.entries().stream()
                .filter(entry -> entry.modes().contains(Mode.VIRTUAL) && entry.scenario().get().settings()
                        .stream()
                        .anyMatch(setting -> setting instanceof Setting.Choice choice && choice.name().equals("with")))
                .map(Catalogue.Entry::id);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void as_processes_of_the_machine(String id) {
        holds(id, Map.of(), Mode.LIVE, 1);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void as_actors_whose_objects_are_copied(String id) {
        for (int seed = 1; seed <= VIRTUAL_RUNS; seed++) {
            holds(id, Map.of(), Mode.VIRTUAL, seed);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = OTHER_SETTINGS)
    void with_what_else_can_be_set(String id, String setting, String value) {
        holds(id, Map.of(setting, value), Mode.VIRTUAL, 1);
    }

    @ParameterizedTest
    @Tag("stress")
    @CsvSource(textBlock = OTHER_SETTINGS)
    void with_what_else_can_be_set_to_processes(String id, String setting, String value) {
        holds(id, Map.of(setting, value), Mode.LIVE, 1);
    }

    @ParameterizedTest
    @CsvSource({"lifo, LIVE", "lifo, VIRTUAL", "priority, LIVE", "priority, VIRTUAL"})
    void a_queue_of_another_order_is_refused(String order, Mode mode) {
        assertThat(TestRuns.resultOf(run("queue", Map.of("order", order), mode, 1)).failures()).singleElement()
                .satisfies(failure -> assertThat(failure.cause()).isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("\"belt\"").hasMessageContaining("take threads"));
    }

    private static Run run(String id, Map<String, String> settings, Mode mode, int seed) {
        var all = new HashMap<>(settings);
        all.put("with", "processes");
        return Runs.start(TestRuns.request(TestRuns.scenario(id), all, mode, Pace.FLAT_OUT, 1 + seed % 4, seed));
    }

    private static void holds(String id, Map<String, String> settings, Mode mode, int seed) {
        Run run = run(id, settings, mode, seed);
        RunResult result = TestRuns.resultOf(run);
        // How soon a deadlock is told depends on how busy the machine is.
        assertThat(result.checks()).as("%s, %s, %s, seed %d, %s", id, settings, mode, seed, result.failures())
                .isNotEmpty().filteredOn(check -> !check.name().equals("deadlock-told"))
                .filteredOn(check -> check.verdict() != Verdict.OK).extracting(CheckResult::name).isEmpty();
        assertThat(run.trace().directory().actors()).filteredOn(actor -> !actor.name().equals("main"))
                .isNotEmpty().allSatisfy(actor -> assertThat(actor.kind()).isEqualTo(ActorKind.PROCESS));
        assertThat(run.trace().directory().resources())
                .filteredOn(resource -> resource.kind() != ResourceKind.COUNTER)
                .isNotEmpty().allMatch(ResourceInfo::shared);
    }
}
