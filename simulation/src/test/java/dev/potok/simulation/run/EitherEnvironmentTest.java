package dev.potok.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import dev.potok.simulation.environment.Barrier.BrokenBarrierException;
import dev.potok.simulation.environment.BoundedQueue;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Mutex;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.Event;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;

/** What holds on real threads and on virtual cores alike. */
class EitherEnvironmentTest {
    private static Event last(Trace trace) {
        return trace.event(trace.size() - 1);
    }

    private static void crossLocks(Environment env) {
        var first = env.mutex("first");
        var second = env.mutex("second");
        var both = env.barrier("both hold one", 2);
        var pair = env.threads("philosopher", 2, self -> {
            Mutex mine = self.index() == 0 ? first : second;
            Mutex other = self.index() == 0 ? second : first;
            mine.lock();
            both.await();
            other.lock();
        });
        pair.start();
        pair.join();
    }

    @InBoth
    void a_deadlock_is_found_and_all_leave_it(Mode mode) {
        Run run = TestRuns.start(mode, EitherEnvironmentTest::crossLocks);
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.outcome()).isEqualTo(Outcome.DEADLOCKED);
        assertThat(result.failures()).isEmpty();
        assertThat(result.allChecksHold()).as(result.checks().toString()).isTrue();
        assertThat(run.phase()).isEqualTo(Phase.ENDED);
        assertThat(last(run.trace()).kind()).isEqualTo(EventKind.RUN_FINISHED);
        assertThat(last(run.trace()).argument()).isEqualTo(Outcome.DEADLOCKED.ordinal());
    }

    @InBoth
    void one_who_waits_for_himself_by_joining_what_was_never_started_is_a_deadlock(Mode mode) {
        Run run = TestRuns.start(mode, env -> env.thread("nobody", self -> {}).join());
        assertThat(TestRuns.resultOf(run).outcome()).isEqualTo(Outcome.DEADLOCKED);
    }

    @InBoth
    void waiting_for_a_sleeper_is_no_deadlock(Mode mode) {
        Run run = TestRuns.start(mode, env -> {
            var queue = env.<String>queue("belt", 1);
            var sleeper = env.thread("sleeper", self -> {
                self.sleep(Duration.ofSeconds(6)); // flat out a hundredth of it
                queue.put("late");
            });
            sleeper.start();
            assertThat(queue.take()).contains("late");
            sleeper.join();
        });
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.outcome()).as(result.failures().toString()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.elapsedNanos()).isGreaterThanOrEqualTo(60_000_000);
    }

    @InBoth
    void handing_over_to_and_fro_is_no_deadlock_though_everybody_waits_most_of_the_time(Mode mode) {
        Run run = TestRuns.start(mode, env -> {
            BoundedQueue<Integer> there = env.queue("there", 1);
            BoundedQueue<Integer> back = env.queue("back", 1);
            var ping = env.thread("ping", self -> {
                for (int i = 0; i < 10_000; i++) {
                    there.put(i);
                    assertThat(back.take()).contains(i);
                }
            });
            var pong = env.thread("pong", self -> {
                for (int i = 0; i < 10_000; i++) {
                    back.put(there.take().orElseThrow());
                }
            });
            ping.start();
            pong.start();
            ping.join();
            pong.join();
        });
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.outcome()).as(result.failures().toString()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.allChecksHold()).as(result.checks().toString()).isTrue();
    }

    @InBoth
    void who_throws_is_told_and_the_others_go_on(Mode mode) {
        Run run = TestRuns.start(mode, env -> {
            var counter = env.counter("done");
            var workers = env.threads("worker", 3, self -> {
                self.work(1);
                if (self.index() == 1) {
                    throw new IllegalArgumentException("no bread left");
                }
                counter.add(1);
            });
            workers.start();
            workers.join();
            env.expect("two-did", () -> counter.get() == 2, counter::get);
        });
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.actor()).isEqualTo("worker-2");
            assertThat(failure.cause()).isInstanceOf(IllegalArgumentException.class).hasMessage("no bread left");
        });
        assertThat(result.checks()).extracting(CheckResult::name).contains("two-did", "join-after-end");
        assertThat(result.checks()).filteredOn(check -> check.verdict() != CheckResult.Verdict.OK)
                .extracting(CheckResult::name).containsExactly("nobody-failed");
        Trace trace = run.trace();
        assertThat(TestRuns.events(trace, EventKind.ACTOR_FAILED)).singleElement().satisfies(event -> {
            assertThat(event.actor()).isEqualTo(TestRuns.actor(trace, "worker-2"));
            assertThat(trace.directory().text(event.argument())).isEqualTo("IllegalArgumentException: no bread left");
        });
        assertThat(TestRuns.events(trace, EventKind.ACTOR_FINISHED)).hasSize(3); // main and the two others
    }

    @InBoth
    void who_throws_in_main_fails_the_run(Mode mode) {
        Run run = TestRuns.start(mode, env -> {
            throw new StackOverflowError("errors too");
        });
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.failures()).extracting(Failure::actor).containsExactly("main");
    }

    @InBoth
    void who_dies_with_a_lock_leaves_the_others_waiting_and_that_is_told_as_its_failure(Mode mode) {
        Run run = TestRuns.start(mode, env -> {
            var door = env.mutex("door");
            var inside = env.barrier("inside", 2);
            var dying = env.thread("dying", self -> {
                door.lock();
                inside.await();
                throw new IllegalStateException("dead");
            });
            var waiting = env.thread("waiting", self -> {
                inside.await();
                door.lock();
            });
            dying.start();
            waiting.start();
            waiting.join();
        });
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.failures()).extracting(Failure::actor).containsExactly("dying");
    }

    @InBoth
    void a_program_that_never_ends_can_be_stopped(Mode mode) {
        Run run = TestRuns.start(mode, env -> {
            var workers = env.threads("worker", 3, self -> {
                while (true) {
                    self.work(1);
                }
            });
            workers.start();
            workers.join();
        });
        TestRuns.until("it works", () -> run.trace().size() > 100);
        run.stop();
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(result.checks()).isEmpty();
        assertThat(result.failures()).isEmpty();
        assertThat(run.trace().complete()).isTrue();
        assertThat(last(run.trace()).argument()).isEqualTo(Outcome.STOPPED.ordinal());
        run.stop();
        run.pause();
        run.resume();
        assertThat(run.phase()).isEqualTo(Phase.ENDED);
    }

    @InBoth
    void a_blocking_call_that_can_be_interrupted_does_not_hold_up_a_stop(Mode mode) {
        var called = new CountDownLatch(1);
        Run run = TestRuns.start(mode, env -> {
            var caller = env.thread("caller", self -> self.io("wait for ever", () -> {
                called.countDown();
                new CountDownLatch(1).await();
                return "never";
            }));
            caller.start();
            caller.join();
        });
        TestRuns.until("the call is made", () -> called.getCount() == 0);
        run.stop();
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(result.failures()).isEmpty();
    }

    @InBoth
    void what_is_thrown_on_the_way_out_of_a_stopped_run_is_no_failure(Mode mode) {
        var leaving = new AtomicBoolean();
        Run run = TestRuns.start(mode, env -> {
            var permits = env.semaphore("permits", 1);
            var workers = env.threads("worker", 2, self -> {
                while (true) {
                    permits.acquire();
                    try {
                        self.work(1);
                    } finally {
                        throwIf(leaving.get(), "in the finally block");
                        permits.release();
                    }
                }
            });
            workers.start();
            workers.join();
        });
        TestRuns.until("it works", () -> run.trace().size() > 100);
        leaving.set(true);
        run.stop();
        RunResult result = TestRuns.resultOf(run);
        // One that was not stopped yet may have thrown before; then the run failed, and only then.
        assertThat(result.outcome()).isEqualTo(result.failures().isEmpty() ? Outcome.STOPPED : Outcome.FAILED);
    }

    private static void throwIf(boolean condition, String message) {
        if (condition) {
            throw new IllegalStateException(message);
        }
    }

    @InBoth
    void paused_nothing_happens_and_no_time_passes(Mode mode) {
        Run run = endless(mode);
        run.pause();
        TestRuns.until("it stands", () -> run.phase() == Phase.PAUSED);
        if (mode == Mode.LIVE) {
            TestRuns.until("the pause is recorded", () -> last(run.trace()).kind() == EventKind.RUN_PAUSED);
        }
        long events = run.trace().size();
        long now = run.nowNanos();
        long until = System.nanoTime() + 300_000_000;
        while (System.nanoTime() < until) {
            assertThat(run.trace().size()).isEqualTo(events);
            assertThat(run.nowNanos()).isEqualTo(now);
            assertThat(run.phase()).isEqualTo(Phase.PAUSED);
        }
        run.resume();
        TestRuns.until("it goes on", () -> run.trace().size() > events + 100);
        assertThat(run.phase()).isEqualTo(Phase.RUNNING);
        if (mode == Mode.LIVE) {
            assertThat(run.trace().event(events).kind()).isEqualTo(EventKind.RUN_RESUMED);
            assertThat(run.trace().timeAt(events) - run.trace().timeAt(events - 1)).as("paused time is no run time")
                    .isLessThan(250_000_000);
        }
        run.stop();
        assertThat(TestRuns.resultOf(run).outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(run.trace().late()).isZero();
    }

    private static Run endless(Mode mode) {
        Run run = TestRuns.start(mode, env -> {
            var permits = env.semaphore("permits", 2);
            var counter = env.counter("count");
            var workers = env.threads("worker", 4, self -> {
                while (true) {
                    permits.acquire();
                    counter.add(1);
                    permits.release();
                    self.work(1);
                    self.sleep(Duration.ofMillis(200));
                }
            });
            workers.start();
            workers.join();
        });
        TestRuns.until("it works", () -> run.trace().size() > 100);
        return run;
    }

    @InBoth
    void a_run_can_be_paused_and_resumed_again_and_again(Mode mode) {
        Run run = endless(mode);
        for (int i = 0; i < 50; i++) {
            run.pause();
            if (i % 3 == 0) {
                run.resume();
                run.pause();
            }
            TestRuns.until("it stands", () -> run.phase() == Phase.PAUSED);
            long events = run.trace().size();
            run.resume();
            TestRuns.until("it goes on", () -> run.trace().size() > events + 10);
        }
        run.stop();
        assertThat(TestRuns.resultOf(run).outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(run.trace().late()).isZero();
        if (mode == Mode.LIVE) {
            boolean paused = false;
            for (Event event : TestRuns.events(run.trace())) {
                assertThat(paused).as("paused before %s", event).isEqualTo(event.kind() == EventKind.RUN_RESUMED);
                paused = event.kind() == EventKind.RUN_PAUSED;
            }
        }
    }

    @InBoth
    void resumed_and_paused_at_once_it_stands(Mode mode) {
        Run run = endless(mode);
        run.pause();
        TestRuns.until("it stands", () -> run.phase() == Phase.PAUSED);
        for (int i = 0; i < 200; i++) {
            run.resume();
            run.pause();
        }
        TestRuns.until("it stands", () -> run.phase() == Phase.PAUSED);
        run.stop();
        assertThat(TestRuns.resultOf(run).outcome()).isEqualTo(Outcome.STOPPED);
    }

    @InBoth
    void a_paused_run_can_be_stopped(Mode mode) {
        Run run = endless(mode);
        run.pause();
        TestRuns.until("it stands", () -> run.phase() == Phase.PAUSED);
        run.stop();
        assertThat(TestRuns.resultOf(run).outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(run.phase()).isEqualTo(Phase.ENDED);
    }

    @InBoth
    void a_deadlock_reached_while_a_pause_is_asked_for_is_found_after_it(Mode mode) {
        Run run = TestRuns.start(mode, EitherEnvironmentTest::crossLocks);
        for (int i = 0; i < 20; i++) {
            run.pause();
            run.resume();
        }
        assertThat(TestRuns.resultOf(run).outcome()).isEqualTo(Outcome.DEADLOCKED);
    }

    @InBoth
    void only_actors_of_the_run_may_use_its_primitives(Mode mode) {
        Run run = TestRuns.start(mode, env -> {
            Mutex door = env.mutex("door");
            var stranger = new AtomicReference<Throwable>();
            var thread = new Thread(door::lock);
            thread.setUncaughtExceptionHandler((where, thrown) -> stranger.set(thrown));
            thread.start();
            thread.join();
            throw new Exception("seen", stranger.get());
        });
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.failures()).singleElement().satisfies(
                failure -> assertThat(failure.cause()).hasCauseInstanceOf(IllegalStateException.class));
    }

    @InBoth
    void a_queue_keeps_its_order_and_lets_go_when_it_is_closed(Mode mode) {
        List<Integer> taken = Collections.synchronizedList(new ArrayList<>());
        Run run = TestRuns.start(mode, env -> {
            BoundedQueue<Integer> belt = env.queue("belt", 3);
            var consumer = env.threads("consumer", 2, self -> {
                for (var item = belt.take(); item.isPresent(); item = belt.take()) {
                    synchronized (taken) {
                        taken.add(item.get());
                    }
                }
                assertThat(belt.take()).isEmpty();
            });
            consumer.start();
            for (int i = 0; i < 500; i++) {
                belt.put(i);
            }
            belt.close();
            belt.close();
            consumer.join();
            try {
                belt.put(0);
                throw new AssertionError("put() into a closed queue returned");
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessageContaining("belt");
            }
        });
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.outcome()).as(result.failures().toString()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.allChecksHold()).as(result.checks().toString()).isTrue();
        assertThat(taken).hasSize(500).doesNotHaveDuplicates();
    }

    @InBoth
    void a_putter_that_waits_is_refused_when_the_queue_is_closed(Mode mode) {
        Run run = TestRuns.start(mode, env -> {
            BoundedQueue<String> belt = env.queue("belt", 1);
            belt.put("fills it");
            var putter = env.thread("putter", self -> belt.put("too much"));
            putter.start();
            var closer = env.thread("closer", self -> {
                self.sleep(Duration.ofSeconds(20));
                belt.close();
            });
            closer.start();
            putter.join();
            closer.join();
        });
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.actor()).isEqualTo("putter");
            assertThat(failure.cause()).isInstanceOf(IllegalStateException.class).hasMessageContaining("belt");
        });
        assertThat(TestRuns.events(run.trace(), EventKind.WAIT_ENDED))
                .filteredOn(event -> event.resource() == TestRuns.resource(run.trace(), "belt"))
                .extracting(Event::argument).containsExactly(2L);
    }

    @InBoth
    void a_broken_barrier_lets_all_go_and_takes_nobody_more(Mode mode) {
        Run run = TestRuns.start(mode, env -> {
            var gate = env.barrier("gate", 3);
            var broken = env.counter("broken");
            var waiting = env.threads("waiting", 2, self -> {
                try {
                    gate.await();
                } catch (BrokenBarrierException told) {
                    broken.add(1);
                }
            });
            waiting.start();
            gate.abort();
            waiting.join();
            env.expect("both-were-told", () -> broken.get() == 2, broken::get);
        });
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.outcome()).as(result.failures().toString()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.allChecksHold()).as(result.checks().toString()).isTrue();
    }

    @InBoth
    void misuse_of_a_lock_is_told_to_the_one_who_does_it(Mode mode) {
        Run run = TestRuns.start(mode, env -> {
            var door = env.mutex("door");
            var permits = env.semaphore("permits", 2);
            expect(IllegalMonitorStateException.class, door::unlock);
            door.lock();
            expect(IllegalMonitorStateException.class, door::lock);
            door.unlock();
            expect(IllegalStateException.class, permits::release);
            expect(IllegalArgumentException.class, () -> env.semaphore("none", 0));
            var once = env.thread("once", self -> {});
            once.start();
            expect(IllegalStateException.class, once::start);
            once.join();
        });
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.outcome()).as(result.failures().toString()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.allChecksHold()).as(result.checks().toString()).isTrue();
    }

    private static void expect(Class<? extends Exception> kind, Runnable misuse) {
        try {
            misuse.run();
        } catch (RuntimeException thrown) {
            assertThat(thrown).isInstanceOf(kind);
            return;
        }
        throw new AssertionError("no " + kind.getSimpleName());
    }

    @InBoth
    void a_mutex_keeps_a_plain_variable_whole(Mode mode) {
        var plain = new long[1];
        Run run = TestRuns.start(mode, env -> {
            var door = env.mutex("door");
            var workers = env.threads("worker", 4, self -> {
                for (int i = 0; i < 500; i++) {
                    door.lock();
                    plain[0]++;
                    door.unlock();
                }
            });
            workers.start();
            workers.join();
        });
        RunResult result = TestRuns.resultOf(run);
        assertThat(plain[0]).isEqualTo(2000);
        assertThat(result.allChecksHold()).as(result.checks().toString()).isTrue();
        assertThat(TestRuns.events(run.trace(), EventKind.ACQUIRED)).hasSize(2000);
    }

    @InBoth
    void what_a_call_throws_reaches_the_scenario(Mode mode) {
        Run run = TestRuns.start(mode, env -> {
            var reader = env.thread("reader", self -> {
                try {
                    self.io("read", () -> {
                        throw new java.io.FileNotFoundException("gone");
                    });
                } catch (java.io.FileNotFoundException expected) {
                    self.print(expected.getMessage());
                }
            });
            reader.start();
            reader.join();
        });
        assertThat(TestRuns.resultOf(run).outcome()).isEqualTo(Outcome.COMPLETED);
        Trace trace = run.trace();
        assertThat(TestRuns.events(trace, EventKind.PRINTED))
                .extracting(event -> trace.directory().text(event.argument())).containsExactly("gone");
        assertThat(TestRuns.events(trace, EventKind.IO_ENDED)).hasSize(1);
    }
}
