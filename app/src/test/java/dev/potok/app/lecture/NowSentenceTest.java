package dev.potok.app.lecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.app.transport.RunPlan;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.state.RunState;

/** Over traces of the virtual machine, which are the same every time. */
class NowSentenceTest {
    private static final Texts ENGLISH = new Texts(Locale.ENGLISH);
    private static final Texts RUSSIAN = new Texts(Locale.of("ru"));

    /** A scenario made for a test. */
    private record Made(Body body) implements Scenario {
        interface Body {
            void run(Environment env) throws Exception;
        }

        @Override
        public String id() {
            return "made";
        }

        @Override
        public List<Setting> settings() {
            return List.of();
        }

        @Override
        public void run(Environment env, Settings settings) throws Exception {
            body.run(env);
        }
    }

    private record Told(RunResult result, List<List<String>> sentences) {
        Set<String> all() {
            var all = new LinkedHashSet<String>();
            sentences.forEach(all::addAll);
            return all;
        }

        List<String> last() {
            return sentences.getLast();
        }
    }

    private static Told tell(Scenario scenario, Map<String, String> written, Texts texts) {
        Settings settings = Settings.of(scenario.settings(), written, RunPlan::sample);
        Run run = Runs.start(new RunRequest(scenario, settings, Mode.VIRTUAL, Pace.LECTURE, 2, 1, 0));
        RunResult result = run.result().join();
        var recording = new Recording(run.trace());
        recording.advanceFully();
        var names = new Names(scenario.id(), texts);
        var told = new ArrayList<List<String>>();
        RunState state = recording.stateAfter(0);
        for (long events = 0; events <= run.trace().size(); events++) {
            state = recording.forward(state, events);
            List<String> sentences = NowSentence.of(state, names, result);
            assertThat(sentences).as("after %s events", events).isNotEmpty().hasSizeLessThanOrEqualTo(2)
                    .allSatisfy(sentence -> assertThat(sentence).isNotBlank().doesNotContain("{0", "{1", "null"));
            told.add(sentences);
        }
        return new Told(result, told);
    }

    private static Scenario scenario(String id) {
        return Catalogue.find(id).orElseThrow().scenario().get();
    }

    @Test
    void beginsWithNothingAndEndsWithAllEnded() {
        Told told = tell(scenario("thread-lifecycle"), Map.of(), ENGLISH);
        assertThat(told.sentences().getFirst()).containsExactly("Nothing has started yet.");
        assertThat(told.last()).containsExactly("All have ended.");
    }

    @Test
    void tellsWhoWaitsForAPermitAndWhoHoldsIt() {
        Told told = tell(scenario("semaphore"), Map.of(), ENGLISH);
        assertThat(told.all()).contains(
                "worker-3, worker-4 and worker-5 wait for a permit of “Connections”, held by worker-1 and worker-2.");
        assertThat(told.sentences()).filteredOn(each -> each.stream().anyMatch(one -> one.contains("permit")))
                .allSatisfy(each -> assertThat(each.getFirst()).contains("permit"));
    }

    @Test
    void manyAreNamedInPartAndCounted() {
        Told told = tell(scenario("semaphore"), Map.of("workers", "9", "permits", "1"), ENGLISH);
        assertThat(told.all()).anySatisfy(one -> assertThat(one).matches(
                "worker-\\d, worker-\\d, worker-\\d and 5 more wait for a permit of “Connections”, held by worker-\\d\\."));
    }

    @Test
    void tellsWhoIsMissingAtTheBarrier() {
        Told told = tell(scenario("barrier"), Map.of(), ENGLISH);
        assertThat(told.all()).contains("At “Gate”: 1 of 3. Still to come: party-2 and party-3.",
                "At “Gate”: 2 of 3. Still to come: party-2.").noneMatch(one -> one.contains("3 of 3"));
    }

    @Test
    void tellsThatABarrierBroke() {
        Told told = tell(scenario("barrier"), Map.of("trouble", "broken"), ENGLISH);
        assertThat(told.all()).anyMatch(one -> one.contains("“Gate” is broken"));
    }

    @Test
    void tellsOfFullAndEmptyQueues() {
        Told told = tell(scenario("queue"), Map.of("capacity", "1", "consume", "5"), ENGLISH);
        assertThat(told.all()).anyMatch(one -> one.matches("producer-.* for room in “Belt”, which is full\\."))
                .anyMatch(one -> one.matches("consumer-.* for an item from “Belt”, which is empty\\."));
    }

    @Test
    void tellsInRussian() {
        Told told = tell(scenario("semaphore"), Map.of(), RUSSIAN);
        assertThat(told.all()).allSatisfy(one -> assertThat(one).matches(".*[а-яё]{3}.*"))
                .anyMatch(one -> one.contains("ждут разрешения семафора"));
    }

    @Test
    void aDeadlockComesFirstAndNamesTheRound() {
        Told told = tell(new Made(env -> {
            var left = env.mutex("left");
            var right = env.mutex("right");
            var both = env.threads("fork", 2, self -> {
                var first = self.index() == 0 ? left : right;
                var second = self.index() == 0 ? right : left;
                first.lock();
                self.work(2);
                second.lock();
            });
            both.start();
            both.join();
        }), Map.of(), ENGLISH);
        assertThat(told.result().outcome()).isEqualTo(Outcome.DEADLOCKED);
        assertThat(told.all()).contains("Deadlock: fork-1 and fork-2 wait for each other for ever.");
        assertThat(told.sentences()).filteredOn(each -> each.stream().anyMatch(one -> one.startsWith("Deadlock")))
                .allSatisfy(each -> assertThat(each.getFirst()).startsWith("Deadlock"));
    }

    @Test
    void aFailureComesFirstAndSaysWhat() {
        Told told = tell(new Made(env -> {
            var gate = env.barrier("gate", 2);
            var fails = env.thread("fails", self -> {
                self.work(1);
                throw new IllegalArgumentException("it's {broken}");
            });
            var waits = env.thread("waits", self -> {
                gate.await();
            });
            waits.start();
            fails.start();
            fails.join();
            gate.abort();
            waits.join();
        }), Map.of(), ENGLISH);
        assertThat(told.all()).contains("fails failed: IllegalArgumentException: it's {broken}");
    }
}
