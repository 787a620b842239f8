package dev.potok.simulation.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.OwnerDiedException;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.run.RunResult;

class ProcessesTest {
    interface Story {
        void tell(Environment env) throws Exception;
    }

    record Told(Story story) implements Scenario {
        @Override
        public String id() {
            return "told";
        }

        @Override
        public List<Setting> settings() {
            return List.of();
        }

        @Override
        public void run(Environment env, Settings settings) throws Exception {
            story.tell(env);
        }
    }

    static LiveRun start(Story story) throws Exception {
        return LiveRun.start(new RunRequest(new Told(story),
                Settings.of(List.of(), java.util.Map.of(), folder -> {
                    throw new IllegalStateException();
                }), Mode.LIVE, Pace.FLAT_OUT, 1, 1, 0));
    }

    static RunResult run(Story story) throws Exception {
        var result = start(story).result().get(60, TimeUnit.SECONDS);
        assertThat(result.failures()).as("failures").isEmpty();
        assertThat(result.checks())
                .allSatisfy(check -> assertThat(check.verdict().name()).as(check.toString()).isEqualTo("OK"));
        return result;
    }

    @Test
    void aMutexInSharedMemoryLosesNothing() throws Exception {
        var result = run(env -> {
            var kit = env.with("processes");
            var balance = kit.variable("balance", 0);
            var lock = kit.mutex("lock");
            var tellers = kit.actors("teller", 3, self -> {
                for (int i = 0; i < 200; i++) {
                    lock.lock();
                    balance.store(balance.load() + 1);
                    lock.unlock();
                }
            });
            tellers.start();
            tellers.join();
            env.result("last", balance.load());
        });
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.results()).containsEntry("last", 600L);
    }

    @Test
    void aQueueCarriesEachItemOnce() throws Exception {
        var result = run(env -> {
            var kit = env.with("processes");
            var belt = kit.<String>queue("belt", 3);
            var eaten = kit.counter("eaten");
            var producers = kit.actors("producer", 2, self -> {
                for (int i = 0; i < 50; i++) {
                    belt.put(self.name() + i);
                }
            });
            var consumers = kit.actors("consumer", 2, self -> {
                while (belt.take().isPresent()) {
                    eaten.add(1);
                }
            });
            producers.start();
            consumers.start();
            producers.join();
            belt.close();
            consumers.join();
            env.result("eaten", eaten.get());
        });
        assertThat(result.results()).containsEntry("eaten", 100L);
    }

    @Test
    void aBarrierAConditionASemaphoreAndAnEvent() throws Exception {
        run(env -> {
            var kit = env.with("processes");
            var gate = kit.barrier("gate", 3);
            var permits = kit.semaphore("permits", 2);
            var lamp = kit.event("lamp");
            var mutex = kit.mutex("mutex");
            var lounge = mutex.condition("lounge");
            var count = kit.variable("count", 0);
            var all = kit.actors("party", 3, self -> {
                lamp.await();
                for (int i = 0; i < 20; i++) {
                    gate.await();
                    permits.acquire();
                    permits.release();
                    mutex.lock();
                    count.store(count.load() + 1);
                    lounge.signalAll();
                    while (count.load() < 3L * (i + 1)) {
                        lounge.await();
                    }
                    mutex.unlock();
                }
            });
            all.start();
            lamp.set();
            all.join();
            env.result("count", count.load());
        });
    }

    @Test
    void aPipeGoesBothWays() throws Exception {
        run(env -> {
            var pipe = env.<String>pipe("pipe");
            var ours = pipe.first();
            var theirs = pipe.second();
            var echo = env.process("echo", self -> {
                for (var next = theirs.receive(); next.isPresent(); next = theirs.receive()) {
                    theirs.send(next.get() + "!");
                }
            });
            echo.start();
            for (int i = 0; i < 20; i++) {
                ours.send("hello " + i);
                assertThat(ours.receive()).contains("hello " + i + "!");
            }
            ours.close();
            echo.join();
            assertThat(echo.exitCode(0)).isZero();
        });
    }

    @Test
    void aPipeTellsWhoDiedAtItsOtherEnd() throws Exception {
        run(env -> {
            var pipe = env.<String>pipe("line");
            var theirs = pipe.second();
            var partner = env.process("partner", self -> {
                theirs.send("the last word");
                theirs.receive();
            });
            partner.start();
            assertThat(pipe.first().receive()).contains("the last word");
            partner.kill();
            assertThatThrownBy(pipe.first()::receive).isInstanceOf(OwnerDiedException.class)
                    .hasMessage("nobody is at the other end of \"line\" any more: partner, who had it, has died");
            partner.join();
            assertThat(partner.exitCode(0)).isEqualTo(137);
        });
    }

    @Test
    void aPoolMapsInOrder() throws Exception {
        for (String kind : List.of("threads", "processes")) {
            run(env -> {
                var pool = env.with(kind).pool("squares", 2);
                assertThat(pool.map(List.of(1, 2, 3, 4, 5), 2, (worker, n) -> n * n))
                        .containsExactly(1, 4, 9, 16, 25);
                var results = pool.imap(List.of(3, 2, 1), 1, (worker, n) -> "n" + n);
                assertThat(results.next()).contains("n3");
                assertThat(results.next()).contains("n2");
                assertThat(results.next()).contains("n1");
                assertThat(results.next()).isEmpty();
                var failing = pool.submit(worker -> {
                    throw new IllegalArgumentException("no");
                });
                assertThatThrownBy(failing::get)
                        .hasCauseInstanceOf(IllegalArgumentException.class);
                pool.close();
                pool.join();
            });
        }
    }

    @Test
    void aKilledWorkerBreaksThePool() throws Exception {
        run(env -> {
            var pool = env.with("processes").pool("doomed", 2);
            var lamp = env.with("processes").event("begun");
            var never = pool.submit(worker -> {
                lamp.set();
                worker.sleep(java.time.Duration.ofDays(100));
                return 1;
            });
            lamp.await();
            pool.kill(0);
            pool.kill(1);
            org.assertj.core.api.Assertions.assertThatThrownBy(never::get)
                    .hasCauseInstanceOf(dev.potok.simulation.environment.BrokenPoolException.class);
            pool.close();
            pool.join();
        });
    }

    @Test
    void whoeverWaitsForADeadOwnerIsTold() throws Exception {
        run(env -> {
            var kit = env.with("processes");
            var mutex = kit.mutex("mutex");
            var has = kit.event("has");
            var owner = env.process("owner", self -> {
                mutex.lock();
                has.set();
                self.sleep(java.time.Duration.ofDays(100));
            });
            owner.start();
            has.await();
            var killer = env.thread("killer", self -> {
                self.sleep(java.time.Duration.ofSeconds(1));
                owner.kill();
            });
            killer.start();
            org.assertj.core.api.Assertions.assertThatThrownBy(mutex::lock).hasMessageContaining("owner died");
            killer.join();
            owner.join();
            assertThat(owner.exitCode(0)).isEqualTo(137);
        });
    }

    @Test
    void whoIsTerminatedCleansUpWithPrimitives() throws Exception {
        var result = run(env -> {
            var kit = env.with("processes");
            var ready = kit.barrier("ready", 2);
            var saved = kit.event("saved");
            var told = kit.<String>queue("told", 1);
            var tidy = env.process("tidy", self -> {
                self.onTerminate(handler -> {
                    handler.work(1);
                    told.put(handler.name());
                    saved.set();
                });
                ready.await();
                self.sleep(java.time.Duration.ofDays(100));
            });
            tidy.start();
            ready.await();
            tidy.terminate();
            tidy.join();
            assertThat(saved.isSet()).isTrue();
            assertThat(told.take()).contains("tidy-handler");
            env.result("code", tidy.exitCode(0));
        });
        assertThat(result.results()).containsEntry("code", 143);
        assertThat(result.totalUnits()).isEqualTo(1);
    }

    @Test
    void exitCodesAreAsTheSystemHasThem() throws Exception {
        run(env -> {
            var kit = env.with("processes");
            var ready = kit.<String>queue("ready", 3);
            var three = env.process("three", self -> self.exit(3));
            var throwing = env.process("throwing", self -> {
                throw new IllegalStateException("on purpose");
            });
            dev.potok.simulation.environment.Body sleeper = self -> {
                ready.put(self.name());
                self.sleep(java.time.Duration.ofDays(100));
            };
            var interrupted = env.process("interrupted", sleeper);
            var terminated = env.process("terminated", sleeper);
            var killed = env.process("killed", sleeper);
            for (var each : List.of(three, throwing, interrupted, terminated, killed)) {
                each.start();
            }
            for (int i = 0; i < 3; i++) {
                ready.take();
            }
            interrupted.interrupt();
            terminated.terminate();
            killed.kill();
            var codes = new java.util.ArrayList<Integer>();
            for (var each : List.of(three, throwing, interrupted, terminated, killed)) {
                each.join();
                codes.add(each.exitCode(0));
            }
            assertThat(codes).containsExactly(3, 1, 130, 143, 137);
        });
    }

    @Test
    void aDeadlockOfProcessesIsTold() throws Exception {
        var run = start(env -> {
            var kit = env.with("processes");
            var first = kit.mutex("first");
            var second = kit.mutex("second");
            var gate = kit.barrier("gate", 2);
            var both = kit.actors("clerk", 2, self -> {
                (self.index() == 0 ? first : second).lock();
                gate.await();
                (self.index() == 0 ? second : first).lock();
            });
            both.start();
            both.join();
        });
        var result = run.result().get(60, TimeUnit.SECONDS);
        assertThat(result.outcome()).isEqualTo(Outcome.DEADLOCKED);
        assertThat(result.results()).containsKey(RunResult.DEADLOCK);
    }

    @Test
    void aPauseReachesProcessesAndAStopEndsThem() throws Exception {
        var run = start(env -> {
            var kit = env.with("processes");
            var count = kit.counter("count");
            var all = kit.actors("worker", 2, self -> {
                while (true) {
                    count.add(1);
                    self.sleep(java.time.Duration.ofMillis(100));
                }
            });
            all.start();
            all.join();
        });
        var lane = run.trace();
        await(() -> writes(run) > 20);
        run.pause();
        await(() -> run.phase() == dev.potok.simulation.run.Phase.PAUSED);
        long events = lane.size();
        long then = run.nowNanos();
        for (int i = 0; i < 200; i++) {
            assertThat(run.nowNanos()).isEqualTo(then);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
        await(() -> lane.size() >= events); // what was under way when it stood
        long writes = writes(run);
        run.resume();
        await(() -> writes(run) > writes + 10);
        run.stop();
        assertThat(run.result().get(20, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.STOPPED);
    }

    private static long writes(LiveRun run) {
        var cursor = run.trace().cursor();
        long writes = 0;
        while (cursor.next()) {
            writes += cursor.kind() == dev.potok.simulation.trace.EventKind.WRITTEN ? 1 : 0;
        }
        return writes;
    }

    private static void await(java.util.function.BooleanSupplier there) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!there.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void threadsWithinAProcessAreItsOwn() throws Exception {
        run(env -> {
            var kit = env.with("processes");
            var sum = kit.counter("sum");
            var process = env.process("box", self -> {
                var lock = env.mutex("own lock");
                var threads = env.threads("inside", 2, inner -> {
                    lock.lock();
                    sum.add(1);
                    lock.unlock();
                });
                threads.start();
                threads.join();
            });
            process.start();
            process.join();
            assertThat(process.exitCode(0)).isZero();
            env.result("sum", sum.get());
        });
    }

    @Test
    void whatCannotCrossIsNamedAndNothingIsSent() throws Exception {
        run(env -> {
            var own = env.mutex("own");
            var process = env.process("never", self -> own.lock());
            org.assertj.core.api.Assertions.assertThatThrownBy(process::start).hasMessageContaining("own");
            var thread = new Thread();
            org.assertj.core.api.Assertions.assertThatThrownBy(
                    env.process("neither", self -> thread.interrupt())::start).hasMessageContaining("Thread");
            var queue = env.with("processes").<Object>queue("queue", 3);
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> queue.put(thread)).hasMessageContaining("Thread");
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> queue.put(new byte[5 << 20]))
                    .hasMessageContaining("too large");
            assertThat(queue.isEmpty()).isTrue();
        });
    }

    @Test
    void aSignalOnItsWayIsNoDeadlock() throws Exception {
        for (int signal : new int[] {2, 9, 15}) {
            var result = run(env -> {
                var belt = env.with("processes").<String>queue("belt", 1);
                var waiting = env.process("waiting", self -> belt.take());
                waiting.start();
                switch (signal) {
                    case 2 -> waiting.interrupt();
                    case 9 -> waiting.kill();
                    default -> waiting.terminate();
                }
                waiting.join();
                assertThat(waiting.exitCode(0)).isEqualTo(128 + signal);
            });
            assertThat(result.outcome()).as("signal " + signal).isEqualTo(Outcome.COMPLETED);
        }
    }

    @Test
    void workersThatRetireLeaveNoTaskBehind() throws Exception {
        for (String kind : List.of("threads", "processes")) {
            var result = run(env -> {
                var pool = env.with(kind).pool("short-lived", 2, self -> {}, 1);
                var future = pool.mapAsync(List.of(1, 2, 3, 4), 1, (worker, n) -> 2 * n, all -> {}, thrown -> {});
                pool.close();
                assertThat(future.get()).containsExactly(2, 4, 6, 8);
                pool.join();
                assertThat(pool.workers()).hasSizeGreaterThanOrEqualTo(4);
            });
            assertThat(result.outcome()).as(kind).isEqualTo(Outcome.COMPLETED);
        }
    }

    @Test
    void aPoolOutlivesACallbackThatThrows() throws Exception {
        var run = start(env -> {
            var pool = env.with("threads").pool("calling", 1);
            var first = pool.mapAsync(List.of(1), 1, (worker, n) -> n, all -> {
                throw new IllegalStateException("on purpose");
            }, thrown -> {});
            assertThat(first.get()).containsExactly(1);
            assertThat(pool.map(List.of(2), (worker, n) -> n)).containsExactly(2);
            pool.close();
            pool.join();
        });
        var result = run.result().get(60, TimeUnit.SECONDS);
        assertThat(result.failures()).singleElement()
                .satisfies(failure -> assertThat(failure.summary()).contains("callback").contains("on purpose"));
    }

    @Test
    void whatWaitsForeverWithinAProcessIsADeadlock() throws Exception {
        var run = start(env -> {
            env.with("processes");
            var stuck = env.process("stuck", self -> env.event("own lamp").await());
            stuck.start();
            stuck.join();
        });
        assertThat(run.result().get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.DEADLOCKED);
    }
}
