package dev.potok.simulation.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.potok.simulation.environment.Barrier.BrokenBarrierException;
import dev.potok.simulation.environment.BoundedQueue.Order;
import dev.potok.simulation.environment.BoundedQueue.Ranked;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Fairness;
import dev.potok.simulation.environment.Lock;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.testing.TestRuns.Program;
import dev.potok.simulation.trace.EventKind;

/**
 * Each primitive under eight threads, in all its forms at once, for a minute (or {@code -Dpotok.stress.seconds}): what is
 * counted beside it comes out right, every invariant holds, nothing is lost, and nobody is left.
 */
@Tag("stress")
class PrimitiveStressTest {
    private static final long SECONDS_EACH = Long.getLong("potok.stress.seconds", 60);
    private static final int THREADS = 8;
    private static final int ROUNDS = 400;
    /** Flat out a hundredth: some twenty microseconds. */
    private static final Duration SHORT = Duration.ofMillis(2);

    private static Stream<Arguments> programs() {
        return Map.<String, Program>ofEntries(
                Map.entry("mutex", env -> locked(env, env.mutex("door"))),
                Map.entry("barging mutex", env -> locked(env, env.mutex("door", Fairness.BARGING))),
                Map.entry("reentrant mutex", env -> locked(env, env.reentrantMutex("door"))),
                Map.entry("write lock", env -> locked(env, env.readWriteLock("door").writeLock())),
                Map.entry("read-write lock", PrimitiveStressTest::readersAndWriters),
                Map.entry("stamped lock", PrimitiveStressTest::stamps),
                Map.entry("condition", PrimitiveStressTest::conditions),
                Map.entry("semaphore", env -> permits(env, Fairness.FAIR)),
                Map.entry("barging semaphore", env -> permits(env, Fairness.BARGING)),
                Map.entry("barrier", PrimitiveStressTest::barrier),
                Map.entry("latch", PrimitiveStressTest::latch),
                Map.entry("phaser", PrimitiveStressTest::phaser),
                Map.entry("exchanger", PrimitiveStressTest::exchanger),
                Map.entry("event", PrimitiveStressTest::lamp),
                Map.entry("queue", env -> items(env, 3, Order.FIFO)),
                Map.entry("stack", env -> items(env, 3, Order.LIFO)),
                Map.entry("priority queue", env -> items(env, 0, Order.PRIORITY)),
                Map.entry("transfer queue", PrimitiveStressTest::transfers),
                Map.entry("atomic", PrimitiveStressTest::atomic),
                Map.entry("scope", PrimitiveStressTest::scopes),
                Map.entry("virtual threads", PrimitiveStressTest::virtualThreads))
                .entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void keeps_what_it_promises(String name, Program program) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_EACH);
        long events = 0;
        while (System.nanoTime() - deadline < 0) {
            LiveRun run = LiveRun.start(TestRuns.request(TestRuns.scenario(program), Map.of(), Mode.LIVE, Pace.FLAT_OUT,
                    1, 0));
            RunResult result = run.result().get(60, TimeUnit.SECONDS);
            assertThat(result.failures()).as(name).isEmpty();
            assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(result.allChecksHold()).as("%s", result.checks()).isTrue();
            assertThat(run.trace().dropped()).isZero();
            assertThat(run.trace().late()).isZero();
            assertThat(TestRuns.events(run.trace(), EventKind.DEADLOCKED)).isEmpty();
            events += run.trace().size();
        }
        assertThat(events).isPositive();
        TestRuns.until("nobody is left", () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("potok-worker")));
    }

    private static void all(Environment env, dev.potok.simulation.environment.Body body) {
        var workers = env.threads("worker", THREADS, body);
        var nagging = env.thread("nagging", self -> {
            for (int i = 0; i < ROUNDS / 8; i++) {
                self.work(1);
                workers.interrupt();
            }
        });
        workers.start();
        nagging.start();
        workers.join();
        nagging.join();
    }

    /** One of the ways to get a lock, which may not succeed. */
    private static boolean tookSomehow(Lock lock, int round) {
        try {
            switch (round % 4) {
                case 0 -> lock.lock();
                case 1 -> lock.lockInterruptibly();
                case 2 -> {
                    return lock.tryLock();
                }
                default -> {
                    return lock.tryLock(SHORT);
                }
            }
            return true;
        } catch (InterruptedException told) {
            return false;
        }
    }

    private static void locked(Environment env, Lock lock) {
        var plain = new long[1];
        var counted = new AtomicLong();
        all(env, self -> {
            for (int round = 0; round < ROUNDS; round++) {
                if (tookSomehow(lock, round)) {
                    plain[0]++;
                    lock.unlock();
                    counted.incrementAndGet();
                }
            }
        });
        assertThat(plain[0]).isEqualTo(counted.get()).isPositive();
    }

    private static void readersAndWriters(Environment env) {
        var lock = env.readWriteLock("library");
        var pair = new long[2];
        all(env, self -> {
            boolean writes = self.index() < 3;
            Lock side = writes ? lock.writeLock() : lock.readLock();
            for (int round = 0; round < ROUNDS; round++) {
                if (tookSomehow(side, round)) {
                    assertThat(pair[0]).isEqualTo(pair[1]);
                    if (writes) {
                        pair[0]++;
                        Thread.onSpinWait();
                        pair[1]++;
                    }
                    side.unlock();
                }
            }
        });
        assertThat(pair[0]).isEqualTo(pair[1]).isPositive();
    }

    private static void stamps(Environment env) {
        var lock = env.stampedLock("position");
        var x = env.variable("x", 0);
        var y = env.variable("y", 0);
        all(env, self -> {
            for (int round = 0; round < ROUNDS; round++) {
                if (self.index() < 2) {
                    long stamp = round % 2 == 0 ? lock.writeLock() : lock.tryConvertToWriteLock(lock.readLock());
                    if (stamp != 0) {
                        x.store(round);
                        y.store(round);
                        lock.unlockWrite(stamp);
                    } else {
                        return; // its read goes on, which would keep every writer out: it was tried, so leave it there
                    }
                } else {
                    long stamp = lock.tryOptimisticRead();
                    long seenX = x.load();
                    long seenY = y.load();
                    assertThat(!lock.validate(stamp) || seenX == seenY).isTrue();
                }
            }
        });
    }

    private static void conditions(Environment env) {
        var mutex = env.mutex("buffer");
        var notFull = mutex.condition("not full");
        var notEmpty = mutex.condition("not empty");
        var depth = new int[1];
        all(env, self -> {
            boolean puts = self.index() % 2 == 0;
            for (int round = 0; round < ROUNDS;) {
                mutex.lock();
                try {
                    while (depth[0] == (puts ? 3 : 0)) {
                        if (puts) {
                            notFull.await();
                        } else if (!notEmpty.await(SHORT)) {
                            continue;
                        }
                    }
                    depth[0] += puts ? 1 : -1;
                    assertThat(depth[0]).isBetween(0, 3);
                    round++;
                    (puts ? notEmpty : notFull).signal();
                } catch (InterruptedException told) {
                    (puts ? notFull : notEmpty).signal(); // it may have had a signal in its hands
                } finally {
                    mutex.unlock();
                }
            }
        });
        assertThat(depth[0]).isZero();
    }

    private static void permits(Environment env, Fairness fairness) {
        var permits = env.semaphore("permits", 3, fairness);
        var inside = new AtomicLong();
        all(env, self -> {
            for (int round = 0; round < ROUNDS; round++) {
                boolean took;
                try {
                    took = switch (round % 3) {
                        case 0 -> permits.tryAcquire(SHORT);
                        case 1 -> permits.tryAcquire();
                        default -> {
                            permits.acquire();
                            yield true;
                        }
                    };
                } catch (InterruptedException told) {
                    took = false;
                }
                if (took) {
                    assertThat(inside.incrementAndGet()).isBetween(1L, 3L);
                    inside.decrementAndGet();
                    permits.release();
                }
            }
        });
        assertThat(inside.get()).isZero();
    }

    private static void barrier(Environment env) {
        var gate = env.barrier("gate", THREADS);
        var arrived = new AtomicLong();
        var workers = env.threads("worker", THREADS, self -> {
            try {
                for (int round = 1; round <= ROUNDS; round++) {
                    arrived.incrementAndGet();
                    assertThat(gate.await()).isEqualTo(round);
                    assertThat(arrived.get()).isGreaterThanOrEqualTo((long) round * THREADS);
                }
                gate.await(SHORT); // some are interrupted or too late here, and all are told
            } catch (BrokenBarrierException | TimeoutException | InterruptedException told) {
                self.work(1);
            }
        });
        workers.start();
        workers.join();
        assertThat(arrived.get()).isEqualTo((long) ROUNDS * THREADS);
    }

    private static void latch(Environment env) {
        for (int i = 0; i < 20; i++) {
            var start = env.latch("start " + i, 1);
            var finish = env.latch("finish " + i, THREADS);
            var done = new AtomicLong();
            var workers = env.threads("worker " + i, THREADS, self -> {
                start.await();
                done.incrementAndGet();
                finish.countDown();
            });
            workers.start();
            start.countDown();
            try {
                finish.await();
            } catch (InterruptedException nobodyDoes) {
                throw new AssertionError(nobodyDoes);
            }
            assertThat(done.get()).isEqualTo(THREADS);
            workers.join();
        }
    }

    private static void phaser(Environment env) {
        var tour = env.phaser("tour", THREADS);
        var walked = new AtomicLong();
        all(env, self -> {
            int phases = ROUNDS / (1 + self.index());
            for (int phase = 0; phase < phases; phase++) {
                walked.incrementAndGet();
                tour.arriveAndAwaitAdvance();
            }
            tour.arriveAndDeregister();
        });
        assertThat(tour.phase()).isNegative();
        assertThat(walked.get()).isPositive();
    }

    private static void exchanger(Environment env) {
        var table = env.<Long>exchanger("table");
        var sum = new AtomicLong();
        all(env, self -> {
            long mine = 1L << self.index();
            for (int round = 0; round < ROUNDS; round++) {
                try {
                    mine = table.exchange(mine, SHORT);
                } catch (InterruptedException | TimeoutException kept) {
                    self.work(0);
                }
            }
            sum.addAndGet(mine);
        });
        assertThat(sum.get()).as("every item is in one pair of hands").isEqualTo((1L << THREADS) - 1);
    }

    private static void lamp(Environment env) {
        var lamp = env.event("lamp");
        all(env, self -> {
            for (int round = 0; round < ROUNDS; round++) {
                if (self.index() == 0) {
                    lamp.clear();
                    lamp.set();
                } else {
                    try {
                        lamp.await(SHORT);
                    } catch (InterruptedException told) {
                        self.work(0);
                    }
                }
            }
        });
    }

    private record Job(long rank) implements Ranked {}

    private static void items(Environment env, int capacity, Order order) {
        var belt = env.<Job>queue("belt", capacity, order);
        var put = new AtomicLong();
        var taken = new AtomicLong();
        var ended = new AtomicLong();
        all(env, self -> {
            if (self.index() % 2 == 0) {
                for (int round = 1; round <= ROUNDS; round++) {
                    try {
                        var job = new Job(round * 7 % 10);
                        if (round % 2 == 0 ? belt.offer(job, SHORT) : belt.offer(job)) {
                            put.incrementAndGet();
                        }
                    } catch (InterruptedException told) {
                        self.work(0);
                    }
                }
                if (ended.incrementAndGet() == THREADS / 2) {
                    belt.close();
                }
            } else {
                boolean open = true;
                while (open) {
                    try {
                        if (belt.poll(SHORT).or(belt::poll).isPresent()) {
                            taken.incrementAndGet();
                            belt.taskDone();
                        } else {
                            open = ended.get() < THREADS / 2 || !belt.isEmpty();
                        }
                    } catch (InterruptedException told) {
                        self.work(0);
                    }
                }
            }
        });
        assertThat(taken.get()).isEqualTo(put.get()).isPositive();
    }

    private static void transfers(Environment env) {
        var counter = env.<Integer>transferQueue("counter");
        var sent = new AtomicLong();
        var taken = new AtomicLong();
        var ended = new AtomicLong();
        all(env, self -> {
            if (self.index() % 2 == 0) {
                for (int round = 0; round < ROUNDS; round++) {
                    try {
                        if (round % 3 == 0) {
                            counter.put(round);
                            sent.incrementAndGet();
                        } else if (round % 3 == 1 ? counter.tryTransfer(round, SHORT) : counter.tryTransfer(round)) {
                            sent.incrementAndGet();
                        }
                    } catch (InterruptedException tookItBack) {
                        self.work(0);
                    }
                }
                ended.incrementAndGet();
            } else {
                boolean open = true;
                while (open) {
                    try {
                        boolean over = ended.get() == THREADS / 2;
                        if (counter.poll(SHORT).isPresent()) {
                            taken.incrementAndGet();
                        } else {
                            open = !over;
                        }
                    } catch (InterruptedException told) {
                        self.work(0);
                    }
                }
            }
        });
        assertThat(taken.get()).isEqualTo(sent.get()).isPositive();
    }

    private static void atomic(Environment env) {
        var value = env.atomic("value", 0);
        all(env, self -> {
            for (int round = 0; round < ROUNDS; round++) {
                long seen = value.get();
                while (!value.compareAndSet(seen, seen + 1)) {
                    seen = value.get();
                }
            }
        });
        assertThat(value.get()).isEqualTo((long) THREADS * ROUNDS);
    }

    private static void scopes(Environment env) {
        for (int i = 0; i < 20; i++) {
            boolean fails = i % 2 == 0;
            int number = i;
            var done = new AtomicLong();
            try (var scope = env.scope("scope " + i)) {
                for (int j = 0; j < THREADS; j++) {
                    boolean mine = fails && j == 3;
                    scope.fork("child " + number + "-" + j, self -> {
                        self.work(1);
                        if (mine) {
                            throw new IllegalStateException("as planned");
                        }
                        self.sleep(fails ? Duration.ofDays(1) : SHORT);
                        return done.incrementAndGet();
                    });
                }
                scope.join();
                assertThat(done.get()).isEqualTo(THREADS);
            } catch (ExecutionException asPlanned) {
                assertThat(done.get()).isZero();
            } catch (InterruptedException nobodyDoes) {
                throw new AssertionError(nobodyDoes);
            }
        }
    }

    private static void virtualThreads(Environment env) throws InterruptedException {
        var door = env.mutex("door");
        var plain = new long[1];
        var belt = env.<Integer>queue("belt", 2);
        var fibers = env.virtualThreads("fiber", 400, self -> {
            self.sleep(SHORT);
            door.lock();
            plain[0]++;
            door.unlock();
            belt.put(self.index());
        });
        fibers.start();
        long sum = 0;
        for (int i = 0; i < 400; i++) {
            sum += belt.take().orElseThrow();
        }
        fibers.join();
        assertThat(List.of(plain[0], sum)).containsExactly(400L, 399L * 400 / 2);
    }
}
