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
        assertThat(told.last()).containsExactly("fork-1 holds “left” and waits for “right”.",
                "fork-2 holds “right” and waits for “left”.");
    }

    @Test
    void aCircleOfThreeIsToldAsAWholeAndByItsFirstMember() {
        Told told = tell(scenario("philosophers"), Map.of("philosophers", "3"), ENGLISH);
        assertThat(told.result().outcome()).isEqualTo(Outcome.DEADLOCKED);
        assertThat(told.last().getFirst()).startsWith("Deadlock: ").contains("-1", "-2", "-3");
        assertThat(told.last().getLast()).matches(".+-1 holds “.+ 1” and waits for “.+ 2”\\.");
    }

    @Test
    void whoJoinsOneWhoWaitsForItIsInACircleToo() {
        Told told = tell(new Made(env -> {
            var left = env.mutex("left");
            var waits = env.thread("waits", self -> left.lock());
            left.lock();
            waits.start();
            waits.join();
        }), Map.of(), ENGLISH);
        assertThat(told.result().outcome()).isEqualTo(Outcome.DEADLOCKED);
        assertThat(told.last()).containsExactly("main holds “left” and waits for waits to end.",
                "waits waits for “left”.");
    }

    @Test
    void whoWaitsWhereNobodyCanHelpIsToldSo() {
        Told told = tell(new Made(env -> {
            var never = env.event("never");
            never.await();
        }), Map.of(), ENGLISH);
        assertThat(told.last()).contains("main waits for ever: nobody is left who could let it go on.");
        assertThat(told.all()).contains("main waits for the lamp “never” to go on.");
    }

    @Test
    void tellsWhoHasEnteredAReentrantLockHowOften() {
        Told told = tell(scenario("reentrant-mutex"), Map.of(), ENGLISH);
        assertThat(told.all()).anyMatch(one -> one.matches(
                "worker-. and worker-. wait for the lock “.+”, which worker-. has entered 3 times\\."));
    }

    @Test
    void tellsWhoWaitsToReadOrToWriteAndWhoIsInside() {
        Told told = tell(scenario("read-write-lock"), Map.of(), ENGLISH);
        assertThat(told.all())
                .anyMatch(one -> one.matches("writer-. waits? to write under “.+”, held for reading by reader-.*\\."))
                .anyMatch(one -> one.matches("reader-.* waits? to read under “.+”, held for writing by writer-.\\."));
    }

    @Test
    void tellsWhoReadsWithoutHolding() {
        Told told = tell(scenario("stamped-lock"), Map.of(), ENGLISH);
        assertThat(told.all())
                .anyMatch(one -> one.matches("reader-.* without holding it, and will ask whether a writer came\\."))
                .anyMatch(one -> one.matches("reader-.* without holding it, in vain: writer writes\\."));
    }

    @Test
    void tellsOfSignalsLampsAndLatches() {
        assertThat(tell(scenario("condition"), Map.of(), ENGLISH).all()).anyMatch(one -> one.matches(
                "consumer-.* waits? for the signal “.+”, having let go of the lock “.+”\\."));
        assertThat(tell(scenario("event"), Map.of(), ENGLISH).all()).anyMatch(one -> one.matches(
                "early-1, early-2 and early-3 wait for the lamp “.+” to go on\\."));
        assertThat(tell(scenario("latch"), Map.of(), ENGLISH).all())
                .anyMatch(one -> one.matches("main waits for the latch “.+”\\. Left to count down: 3\\."));
    }

    @Test
    void tellsWhoIsExpectedAtAPhaserAndNotWhoHasLeft() {
        Told told = tell(scenario("phaser"), Map.of(), ENGLISH);
        assertThat(told.all())
                .anyMatch(one -> one.matches("At “.+”, phase 0: . of .\\. Still expected: .+\\."))
                .noneMatch(one -> one.matches("At “.+”, phase [12]:.*expected:.*guest-1.*"));
    }

    @Test
    void tellsOfHandOversAndSwaps() {
        assertThat(tell(scenario("transfer-queue"), Map.of(), ENGLISH).all())
                .anyMatch(one -> one.matches("courier-. waits until somebody takes what it put into “.+”\\."));
        assertThat(tell(scenario("exchanger"), Map.of(), ENGLISH).all())
                .anyMatch(one -> one.matches("drinker waits at the table “.+” for a partner to swap with\\."));
    }

    @Test
    void tellsWhoWaitsForAllItemsToBeDealtWith() {
        Told told = tell(new Made(env -> {
            var jobs = env.<String>queue("jobs", 5);
            var worker = env.thread("worker", self -> {
                while (jobs.take().isPresent()) {
                    self.work(1);
                    jobs.taskDone();
                }
            });
            jobs.put("one");
            jobs.put("two");
            worker.start();
            jobs.join();
            jobs.close();
            worker.join();
        }), Map.of(), ENGLISH);
        assertThat(told.all()).contains("main waits until all items of “jobs” are dealt with. Left: 2.",
                "main waits until all items of “jobs” are dealt with. Left: 1.");
    }

    @Test
    void tellsWhichSubtasksAreWaitedForAndWhichFailed() {
        Told told = tell(scenario("structured"), Map.of(), ENGLISH);
        assertThat(told.all())
                .anyMatch(one -> one.matches("main waits for the subtasks of “.+”: price, stock and delivery\\."))
                .anyMatch(one -> one.matches("stock failed, and with it the scope “.+”\\. Told to end: delivery\\."));
    }

    @Test
    void tellsOfACopyThatIsOutOfDate() {
        Told told = tell(scenario("race"), Map.of(), ENGLISH);
        assertThat(told.all()).anyMatch(one -> one.matches(
                "teller-. holds a copy of “.+” that is out of date: \\d+, the value is \\d+\\."));
        assertThat(tell(scenario("read-write-lock"), Map.of(), ENGLISH).all())
                .noneMatch(one -> one.contains("out of date"));
    }

    @Test
    void everyScenarioIsToldInBothLanguagesAtEveryEvent() {
        for (Catalogue.Entry entry : Catalogue.entries()) {
            if (entry.modes().contains(Mode.VIRTUAL)) {
                tell(entry.scenario().get(), Map.of(), ENGLISH);
                assertThat(tell(entry.scenario().get(), Map.of(), RUSSIAN).all()).as(entry.id())
                        .allSatisfy(one -> assertThat(one).matches(".*[а-яё]{3}.*"));
            }
        }
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
