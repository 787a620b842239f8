package dev.potok.simulation.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.run.CheckResult.Verdict;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Phase;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.Event;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;

class VirtualRunTest {
    /** Costs of the lecture pace, as the package's comment has them. */
    private static final long UNIT = 100_000_000;
    private static final long SWITCHES = 1_000_000;

    private static Run run(TestRuns.Program program, int cores) {
        Run run = VirtualRun.start(TestRuns.request(TestRuns.scenario(program), Map.of(), Mode.VIRTUAL, Pace.LECTURE,
                cores, 1));
        TestRuns.resultOf(run);
        return run;
    }

    private static long elapsed(TestRuns.Program program, int cores) {
        Run run = run(program, cores);
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.outcome()).as(result.failures().toString()).isEqualTo(Outcome.COMPLETED);
        return result.elapsedNanos();
    }

    private static void assertSame(Run one, Run other) {
        assertThat(TestRuns.events(other.trace())).isEqualTo(TestRuns.events(one.trace()));
        assertThat(other.trace().directory().actors()).isEqualTo(one.trace().directory().actors());
        assertThat(other.trace().directory().resources()).isEqualTo(one.trace().directory().resources());
        assertThat(other.trace().directory().texts()).isEqualTo(one.trace().directory().texts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread-lifecycle", "semaphore", "barrier", "queue"})
    void equal_requests_leave_equal_traces(String id) {
        for (long seed = 0; seed < 20; seed++) {
            int cores = 1 + (int) (seed % 5);
            Run one = TestRuns.runVirtually(TestRuns.scenario(id), Map.of(), cores, seed);
            assertThat(TestRuns.resultOf(one).outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(TestRuns.resultOf(one).checks()).as("%s, seed %d", id, seed)
                    .isNotEmpty().allMatch(check -> check.verdict() == Verdict.OK);
            assertSame(one, TestRuns.runVirtually(TestRuns.scenario(id), Map.of(), cores, seed));
        }
    }

    @Test
    void real_files_make_no_difference_to_virtual_time() {
        Run one = TestRuns.runVirtually(TestRuns.scenario("word-count"), Map.of(), 4, 3);
        assertThat(TestRuns.resultOf(one).checks()).allMatch(check -> check.verdict() == Verdict.OK);
        assertSame(one, TestRuns.runVirtually(TestRuns.scenario("word-count"), Map.of(), 4, 3));
    }

    @ParameterizedTest
    @CsvSource({"semaphore, 2", "semaphore, 64", "queue, 2", "barrier, 2", "thread-lifecycle, 2"})
    void another_seed_gives_another_order(String id, int cores) {
        Set<List<String>> orders = new HashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            Run run = TestRuns.runVirtually(TestRuns.scenario(id), Map.of(), cores, seed);
            orders.add(TestRuns.events(run.trace()).stream().map(event -> event.kind() + " " + event.actor()).toList());
        }
        assertThat(orders).hasSizeGreaterThan(5);
    }

    @Test
    void the_order_of_permits_depends_on_the_seed() {
        Set<List<Integer>> orders = new HashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            Run run = TestRuns.runVirtually(TestRuns.scenario("semaphore"), Map.of(), 8, seed);
            orders.add(TestRuns.events(run.trace(), EventKind.ACQUIRED).stream().map(Event::actor).toList());
        }
        assertThat(orders).hasSizeGreaterThan(5);
    }

    @Test
    void times_strictly_increase_and_the_first_is_zero() {
        Run run = TestRuns.runVirtually(TestRuns.scenario("queue"), Map.of("items", "200"), 16, 9);
        assertThat(run.trace().timeAt(0)).isZero();
        for (long i = 1; i < run.trace().size(); i++) {
            assertThat(run.trace().timeAt(i)).isGreaterThan(run.trace().timeAt(i - 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"thread-lifecycle, 1", "thread-lifecycle, 3", "semaphore, 2", "queue, 1", "queue, 3", "barrier, 2"})
    void never_more_actors_run_than_there_are_cores(String id, int cores) {
        for (long seed = 0; seed < 5; seed++) {
            Run run = TestRuns.runVirtually(TestRuns.scenario(id), Map.of(), cores, seed);
            Trace trace = run.trace();
            assertThat(trace.event(0).argument()).isEqualTo(cores);
            var state = new RunState(trace.directory());
            var cursor = trace.cursor();
            int most = 0;
            while (cursor.next()) {
                state.apply(cursor);
                assertThat(cursor.core()).isBetween(-1, cores - 1);
                int running = (int) state.actors().stream()
                        .filter(actor -> actor.status() == ActorStatus.RUNNING).count();
                assertThat(running).isLessThanOrEqualTo(cores);
                most = Math.max(most, running);
            }
            assertThat(most).as("busy cores of %s with %d, seed %d", id, cores, seed).isEqualTo(cores);
            RunResult result = TestRuns.resultOf(run);
            assertThat(result.totalUnits() * UNIT).isLessThanOrEqualTo(cores * result.elapsedNanos());
        }
    }

    /** The same by another way: of two actors that were on a core one after the other, the first told that it left. */
    @ParameterizedTest
    @CsvSource({"thread-lifecycle, 2", "semaphore, 2", "queue, 2", "barrier, 1"})
    void nobody_acts_on_a_core_that_another_has_not_left(String id, int cores) {
        Set<EventKind> leaving = Set.of(EventKind.PREEMPTED, EventKind.WAIT_BEGUN, EventKind.SLEEP_BEGUN,
                EventKind.IO_BEGUN, EventKind.JOIN_BEGUN, EventKind.ACTOR_FINISHED);
        for (long seed = 0; seed < 10; seed++) {
            Run run = TestRuns.runVirtually(TestRuns.scenario(id), Map.of(), cores, seed);
            var onCore = new HashMap<Integer, Event>();
            for (Event event : TestRuns.events(run.trace())) {
                if (event.core() < 0) {
                    continue;
                }
                Event before = onCore.put(event.core(), event);
                if (before != null && before.actor() != event.actor()) {
                    assertThat(leaving).as("%s, then %s, seed %d", before, event, seed).contains(before.kind());
                }
            }
        }
    }

    @Test
    void an_actor_whose_time_is_up_makes_room_in_the_middle_of_its_work() {
        Run run = run(env -> {
            var workers = env.threads("worker", 3, self -> self.work(10));
            workers.start();
            workers.join();
        }, 1);
        List<Event> preempted = TestRuns.events(run.trace(), EventKind.PREEMPTED);
        assertThat(preempted).hasSizeGreaterThan(5);
        assertThat(TestRuns.events(run.trace(), EventKind.DISPATCHED)).hasSameSizeAs(preempted);
        long lastBegun = TestRuns.events(run.trace(), EventKind.WORK_BEGUN).getLast().timeNanos();
        long firstEnded = TestRuns.events(run.trace(), EventKind.WORK_ENDED).getFirst().timeNanos();
        assertThat(lastBegun).as("all three are under way at once").isLessThan(firstEnded);
        assertThat(run.trace().endNanos()).isBetween(30 * UNIT, 30 * UNIT + SWITCHES);
    }

    @Test
    void with_enough_cores_nobody_is_preempted() {
        Run run = TestRuns.runVirtually(TestRuns.scenario("thread-lifecycle"), Map.of("threads", "20"), 1024, 1);
        assertThat(TestRuns.events(run.trace(), EventKind.PREEMPTED)).isEmpty();
    }

    private static TestRuns.Program working(int actors, int units) {
        return env -> {
            var workers = env.threads("worker", actors, self -> self.work(units));
            workers.start();
            workers.join();
        };
    }

    @Test
    void work_takes_time_on_a_core() {
        assertThat(elapsed(working(1, 7), 4)).isBetween(7 * UNIT, 7 * UNIT + SWITCHES);
        assertThat(elapsed(working(4, 6), 4)).isBetween(6 * UNIT, 6 * UNIT + SWITCHES);
        assertThat(elapsed(working(4, 6), 2)).as("shared unevenly, as it is drawn").isBetween(12 * UNIT, 16 * UNIT);
        assertThat(elapsed(working(4, 6), 1)).isBetween(24 * UNIT, 24 * UNIT + SWITCHES);
    }

    @Test
    void sleeping_and_blocking_calls_overlap_also_on_one_core() {
        assertThat(elapsed(env -> {
            var sleepers = env.threads("sleeper", 50, self -> self.sleep(Duration.ofSeconds(3)));
            sleepers.start();
            sleepers.join();
        }, 1)).isBetween(3_000_000_000L, 3_000_000_000L + SWITCHES);
        assertThat(elapsed(env -> {
            var callers = env.threads("caller", 50, self -> self.io("call", () -> "done"));
            callers.start();
            callers.join();
        }, 1)).isBetween(4 * UNIT, 4 * UNIT + SWITCHES);
    }

    @Test
    void sleepers_wake_in_the_order_of_their_times() {
        Run run = run(env -> {
            var sleepers = env.threads("sleeper", 5, self -> {
                self.sleep(Duration.ofSeconds(5L - self.index()));
                self.print(self.name());
            });
            sleepers.start();
            sleepers.join();
        }, 1);
        assertThat(TestRuns.events(run.trace(), EventKind.PRINTED))
                .extracting(event -> run.trace().directory().text(event.argument()))
                .containsExactly("sleeper-5", "sleeper-4", "sleeper-3", "sleeper-2", "sleeper-1");
    }

    @Test
    void a_long_sleep_costs_nothing_and_a_too_long_one_is_refused() {
        assertThat(elapsed(env -> {
            var sleeper = env.thread("sleeper", self -> self.sleep(Duration.ofDays(365)));
            sleeper.start();
            sleeper.join();
        }, 1)).isGreaterThanOrEqualTo(Duration.ofDays(365).toNanos());
        Run run = run(env -> {
            var sleeper = env.thread("sleeper", self -> {
                for (int i = 0; i < 200; i++) {
                    self.sleep(Duration.ofDays(365));
                }
            });
            sleeper.start();
            sleeper.join();
        }, 1);
        assertThat(TestRuns.resultOf(run).failures()).singleElement()
                .satisfies(failure -> assertThat(failure.cause()).hasMessageContaining("146 years"));
        assertThat(TestRuns.resultOf(run(env -> {
            var worker = env.thread("worker", self -> self.work(Long.MAX_VALUE));
            worker.start();
            worker.join();
        }, 1)).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void a_computation_is_done_for_real_and_counted_in_virtual_time() {
        var results = new long[2];
        assertThat(elapsed(env -> {
            var workers = env.threads("worker", 2, self -> results[self.index()] = self.work(3, () -> 6L * 7));
            workers.start();
            workers.join();
        }, 2)).isBetween(3 * UNIT, 3 * UNIT + SWITCHES);
        assertThat(results).containsExactly(42, 42);
    }

    @Test
    void a_pause_changes_nothing_in_the_trace() {
        var request = TestRuns.request(TestRuns.scenario("queue"), Map.of("items", "3000"), Mode.VIRTUAL, Pace.LECTURE,
                3, 4);
        Run undisturbed = VirtualRun.start(request);
        Run paused = VirtualRun.start(request);
        int pauses = 0;
        while (!paused.result().isDone()) {
            paused.pause();
            TestRuns.until("it stands or has ended",
                    () -> paused.phase() == Phase.PAUSED || paused.phase() == Phase.ENDED);
            pauses++;
            long size = paused.trace().size();
            paused.resume();
            TestRuns.until("it goes on or has ended",
                    () -> paused.trace().size() > size + 1_000 || paused.phase() == Phase.ENDED);
        }
        assertThat(pauses).isGreaterThan(2);
        TestRuns.resultOf(paused);
        TestRuns.resultOf(undisturbed);
        assertSame(undisturbed, paused);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void every_thread_is_gone_once_the_result_is_there(int cores) {
        List<TestRuns.Program> programs = List.of(
                working(5, 2),
                env -> {
                    var door = env.mutex("door");
                    door.lock();
                    var waiting = env.threads("waiting", 5, self -> door.lock());
                    waiting.start();
                    waiting.join();
                },
                env -> {
                    var failing = env.threads("failing", 5, self -> {
                        throw new IllegalStateException("no");
                    });
                    failing.start();
                },
                env -> env.threads("never started", 5, Environment -> {}));
        for (TestRuns.Program program : programs) {
            var run = (VirtualRun) run(program, cores);
            assertThat(run.threads()).allMatch(
                    thread -> thread.getState() == Thread.State.TERMINATED || thread.getState() == Thread.State.NEW);
        }
    }

    @Test
    void a_stop_at_any_moment_unwinds_all_in_turn() {
        var inside = new int[1];
        var most = new int[1];
        for (int i = 0; i < 40; i++) {
            var run = (VirtualRun) VirtualRun.start(TestRuns.request(TestRuns.scenario(env -> {
                var permits = env.semaphore("permits", 2);
                var workers = env.threads("worker", 10, self -> {
                    while (true) {
                        permits.acquire();
                        try {
                            self.work(1);
                            self.sleep(Duration.ofSeconds(1));
                        } finally {
                            inside[0]++; // not atomic: two at once would be seen, sooner or later
                            most[0] = Math.max(most[0], inside[0]);
                            Thread.onSpinWait();
                            inside[0]--;
                            permits.release();
                        }
                    }
                });
                workers.start();
                workers.join();
            }), Map.of(), Mode.VIRTUAL, Pace.FLAT_OUT, 2, i));
            int events = i * 37;
            TestRuns.until("it has come so far", () -> run.trace().size() >= events);
            run.stop();
            assertThat(TestRuns.resultOf(run).outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(run.threads()).allMatch(
                    thread -> thread.getState() == Thread.State.TERMINATED || thread.getState() == Thread.State.NEW);
        }
        assertThat(inside[0]).isZero();
        assertThat(most[0]).isLessThanOrEqualTo(1);
    }

    @Test
    void ten_thousand_actors_meet_at_one_semaphore() {
        Run run = run(VirtualRunTest::crowd, 64);
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.allChecksHold()).as(result.checks().toString()).isTrue();
        assertThat(TestRuns.events(run.trace(), EventKind.ACQUIRED)).hasSize(10_000);
    }

    private static void crowd(Environment env) {
        var permits = env.semaphore("permits", 10);
        var crowd = env.threads("visitor", 10_000, self -> {
            permits.acquire();
            self.work(1);
            permits.release();
        });
        crowd.start();
        crowd.join();
    }

    @Test
    void a_request_for_no_or_too_many_cores_is_refused() {
        for (int cores : new int[] {0, 1025}) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> {
                RunRequest never = TestRuns.request(TestRuns.scenario("queue"), Map.of(), Mode.VIRTUAL, Pace.LECTURE,
                        cores, 1);
                throw new AssertionError(never);
            }).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
