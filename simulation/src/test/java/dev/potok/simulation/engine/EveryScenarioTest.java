package dev.potok.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.run.CheckResult;
import dev.potok.simulation.run.CheckResult.Verdict;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.testing.TestRuns;

/** Every scenario of the catalogue keeps its promises, run after run, and leaves no thread behind. */
class EveryScenarioTest {
    private static final Set<String> GROUPS = Set.of("threads", "races", "signals", "processes", "pools");
    private static final int LIVE_RUNS = 2;
    private static final int VIRTUAL_RUNS = 8;
    private static final int STRESS_RUNS = 20;
    /** Ten thousand threads that all keep their carriers take a minute, and show nothing that fewer do not. */
    private static final Map<String, Map<String, String>> FEWER = Map.of("virtual-threads", Map.of("threads", "500"));

    static Stream<String> live() {
        return ids(Mode.LIVE);
    }

    static Stream<String> virtual() {
        return ids(Mode.VIRTUAL);
    }

    private static Stream<String> ids(Mode mode) {
        return Catalogue.entries().stream()
                .filter(entry -> GROUPS.contains(entry.group()) && entry.modes().contains(mode))
                .map(Catalogue.Entry::id);
    }

    /** Real processes are started in seconds and not in microseconds, and they are run once in LiveRunTest. */
    private static boolean ofProcesses(Catalogue.Entry entry) {
        return entry.group().equals("processes") || entry.id().equals("pipe");
    }

    static Stream<String> threads() {
        return live().filter(id -> !ofProcesses(Catalogue.find(id).orElseThrow()));
    }

    @ParameterizedTest
    @MethodSource("threads")
    void on_real_threads(String id) {
        for (int i = 0; i < LIVE_RUNS; i++) {
            holds(id, Mode.LIVE, 1 + i);
        }
        noThreadIsLeft();
    }

    @ParameterizedTest
    @MethodSource("live")
    @Tag("stress")
    void on_real_threads_many_times(String id) {
        for (int i = 0; i < STRESS_RUNS; i++) {
            holds(id, Mode.LIVE, 1 + i);
        }
        noThreadIsLeft();
    }

    @ParameterizedTest
    @MethodSource("virtual")
    void on_virtual_cores_whatever_the_scheduler_chooses(String id) {
        for (int seed = 1; seed <= VIRTUAL_RUNS; seed++) {
            holds(id, Mode.VIRTUAL, seed);
        }
        noThreadIsLeft();
    }

    @ParameterizedTest
    @MethodSource("live")
    void with_each_word_that_a_setting_allows(String id) {
        withEachWord(id, false);
    }

    @ParameterizedTest
    @MethodSource("live")
    @Tag("stress")
    void with_each_word_that_a_setting_allows_to_processes(String id) {
        withEachWord(id, true);
    }

    private static void withEachWord(String id, boolean processes) {
        Catalogue.Entry entry = Catalogue.find(id).orElseThrow();
        for (Setting setting : entry.scenario().get().settings()) {
            if (setting instanceof Setting.Choice choice) {
                for (String option : choice.options()) {
                    boolean real = ofProcesses(entry) || option.equals("processes");
                    for (Mode mode : entry.modes()) {
                        if ((mode == Mode.LIVE && real) == processes) {
                            var settings = new HashMap<>(FEWER.getOrDefault(id, Map.of()));
                            settings.put(choice.name(), option);
                            holds(id, settings, mode, 1);
                        }
                    }
                }
            }
        }
        noThreadIsLeft();
    }

    private static void holds(String id, Mode mode, int seed) {
        holds(id, Map.of(), mode, seed);
    }

    private static void holds(String id, Map<String, String> settings, Mode mode, int seed) {
        Run run = Runs
                .start(TestRuns.request(TestRuns.scenario(id), settings, mode, Pace.FLAT_OUT, 1 + seed % 4, seed));
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.checks()).as("%s, %s, seed %d, %s", id, settings, seed, result.failures()).isNotEmpty()
                .filteredOn(check -> check.verdict() == Verdict.FAILED).extracting(CheckResult::name).isEmpty();
    }

    private static void noThreadIsLeft() {
        TestRuns.until("no thread of a run is left: " + TestRuns.threadsOfRuns(),
                () -> TestRuns.threadsOfRuns().isEmpty());
    }
}
