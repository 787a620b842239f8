package dev.potok.simulation.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.environment.Actor;
import dev.potok.simulation.environment.Barrier;
import dev.potok.simulation.environment.BoundedQueue;
import dev.potok.simulation.environment.Condition;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Event;
import dev.potok.simulation.environment.Exchanger;
import dev.potok.simulation.environment.Fairness;
import dev.potok.simulation.environment.Latch;
import dev.potok.simulation.environment.Lock;
import dev.potok.simulation.environment.Mutex;
import dev.potok.simulation.environment.Phaser;
import dev.potok.simulation.environment.ReadWriteLock;
import dev.potok.simulation.environment.ReentrantMutex;
import dev.potok.simulation.environment.Semaphore;
import dev.potok.simulation.environment.SharedVariable;
import dev.potok.simulation.environment.StampedLock;
import dev.potok.simulation.environment.TransferQueue;
import dev.potok.simulation.finding.CriticalPath;
import dev.potok.simulation.finding.FindingsFold;
import dev.potok.simulation.run.CheckResult;
import dev.potok.simulation.run.CheckResult.Verdict;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.testing.TestRuns;

/**
 * Some actors do whatever comes into their heads with one primitive of each kind, with time-outs short enough to run out
 * now and then, while another interrupts them; whatever comes of it, no primitive breaks a promise.
 */
class InvariantsFuzzTest {
    private static final int ACTORS = 5;
    private static final int STEPS = 60;

    /** An item that has a rank. */
    private record Item(long rank) implements BoundedQueue.Ranked {}

    /** One of each kind, and what to do with it. */
    private static final class Playground {
        private final Environment env;
        private final Mutex mutex;
        private final Mutex unfair;
        private final Condition condition;
        private final ReentrantMutex reentrant;
        private final Condition inner;
        private final ReadWriteLock table;
        private final StampedLock stamped;
        private final Semaphore permits;
        private final Semaphore unfairPermits;
        private final Barrier barrier;
        private final Latch latch;
        private final Phaser phaser;
        private final Event event;
        private final Exchanger<String> exchanger;
        private final BoundedQueue<Item> fifo;
        private final BoundedQueue<Item> lifo;
        private final BoundedQueue<Item> ranked;
        private final TransferQueue<Item> transfers;
        private final SharedVariable variable;

        Playground(Environment env) {
            this.env = env;
            mutex = env.mutex("mutex");
            unfair = env.mutex("unfair", Fairness.BARGING);
            condition = mutex.condition("condition");
            reentrant = env.reentrantMutex("reentrant");
            inner = reentrant.condition("inner");
            table = env.readWriteLock("table");
            stamped = env.stampedLock("stamped");
            permits = env.semaphore("permits", 2);
            unfairPermits = env.semaphore("unfair permits", 2, Fairness.BARGING);
            barrier = env.barrier("barrier", 3);
            latch = env.latch("latch", 20);
            phaser = env.phaser("phaser", 1);
            event = env.event("event");
            exchanger = env.exchanger("exchanger");
            fifo = env.queue("fifo", 2);
            lifo = env.queue("lifo", 0, BoundedQueue.Order.LIFO);
            ranked = env.queue("ranked", 3, BoundedQueue.Order.PRIORITY);
            transfers = env.transferQueue("transfers");
            variable = env.variable("variable", 3);
        }

        void play(Actor self, Random random) throws Exception {
            for (int i = 0; i < STEPS; i++) {
                try {
                    step(self, random);
                } catch (InterruptedException | TimeoutException | Barrier.BrokenBarrierException asItMayHappen) {
                    self.print("oh: " + asItMayHappen.getClass().getSimpleName());
                }
            }
        }

        private static Duration soon(Random random) {
            return Duration.ofMillis(1 + random.nextInt(300));
        }

        private static void dawdle(Actor self, Random random) throws InterruptedException {
            if (random.nextBoolean()) {
                self.sleep(soon(random));
            }
        }

        private void step(Actor self, Random random) throws Exception {
            switch (random.nextInt(20)) {
                case 0 -> hold(mutex, self, random);
                case 1 -> hold(unfair, self, random);
                case 2 -> rest(mutex, condition, random);
                case 3 -> signal(mutex, condition, random);
                case 4 -> {
                    if (reentrant.tryLock(soon(random))) {
                        try {
                            hold(reentrant, self, random);
                            if (random.nextBoolean()) {
                                inner.await(soon(random));
                            } else {
                                inner.signalAll();
                            }
                        } finally {
                            reentrant.unlock();
                        }
                    }
                }
                case 5 -> hold(table.readLock(), self, random);
                case 6 -> hold(table.writeLock(), self, random);
                case 7 -> optimist(self, random);
                case 8 -> permit(permits, self, random);
                case 9 -> permit(unfairPermits, self, random);
                case 10 -> meet(random);
                case 11 -> {
                    latch.countDown();
                    latch.await(soon(random));
                }
                case 12 -> {
                    phaser.register();
                    dawdle(self, random);
                    phaser.arriveAndDeregister();
                }
                case 13 -> event.await(soon(random));
                case 14 -> {
                    event.set();
                    event.clear();
                }
                case 15 -> exchanger.exchange(self.name(), soon(random));
                case 16 -> items(random.nextBoolean() ? fifo : random.nextBoolean() ? lifo : ranked, random);
                case 17 -> {
                    if (random.nextBoolean()) {
                        transfers.tryTransfer(new Item(1), soon(random));
                    } else {
                        transfers.poll(soon(random));
                    }
                }
                case 18 -> variable.store(variable.load() + 1);
                default -> scope(self, random);
            }
        }

        private static void hold(Lock lock, Actor self, Random random) throws InterruptedException {
            boolean got = switch (random.nextInt(3)) {
                case 0 -> lock.tryLock();
                case 1 -> lock.tryLock(soon(random));
                default -> {
                    lock.lockInterruptibly();
                    yield true;
                }
            };
            if (got) {
                try {
                    dawdle(self, random);
                } finally {
                    lock.unlock();
                }
            }
        }

        private static void rest(Mutex mutex, Condition condition, Random random) throws InterruptedException {
            mutex.lock();
            try {
                condition.await(soon(random));
            } finally {
                mutex.unlock();
            }
        }

        private static void signal(Mutex mutex, Condition condition, Random random) {
            mutex.lock();
            try {
                if (random.nextBoolean()) {
                    condition.signal();
                } else {
                    condition.signalAll();
                }
            } finally {
                mutex.unlock();
            }
        }

        private void optimist(Actor self, Random random) throws InterruptedException {
            long stamp = stamped.tryOptimisticRead();
            dawdle(self, random);
            if (stamped.validate(stamp)) {
                return;
            }
            long held = stamped.readLock();
            long writing = stamped.tryConvertToWriteLock(held);
            if (writing == 0) {
                stamped.unlockRead(held);
                writing = stamped.writeLock();
            }
            stamped.unlockWrite(writing);
        }

        private static void permit(Semaphore semaphore, Actor self, Random random) throws InterruptedException {
            if (random.nextBoolean() ? semaphore.tryAcquire() : semaphore.tryAcquire(soon(random))) {
                try {
                    dawdle(self, random);
                } finally {
                    semaphore.release();
                }
            }
        }

        private void meet(Random random) throws Exception {
            if (random.nextInt(4) == 0) {
                barrier.reset();
            } else {
                barrier.await(soon(random));
            }
        }

        private static void items(BoundedQueue<Item> queue, Random random) throws InterruptedException {
            switch (random.nextInt(4)) {
                case 0 -> queue.offer(new Item(random.nextInt(3)));
                case 1 -> queue.offer(new Item(random.nextInt(3)), soon(random));
                case 2 -> {
                    if (queue.poll().isPresent()) {
                        queue.taskDone();
                    }
                }
                default -> queue.poll(soon(random));
            }
        }

        private void scope(Actor self, Random random) throws InterruptedException {
            try (var scope = env.scope("scope")) {
                boolean fails = random.nextInt(3) == 0;
                scope.fork(self.name() + "'s first", child -> {
                    child.work(1);
                    if (fails) {
                        throw new IllegalStateException("as planned");
                    }
                    return "done";
                });
                scope.fork(self.name() + "'s second", child -> {
                    child.sleep(Duration.ofMillis(50));
                    return "done";
                });
                scope.join();
            } catch (ExecutionException asPlanned) {
                self.print("a subtask failed");
            }
        }
    }

    private static Run run(Mode mode, long seed) {
        return Runs.start(TestRuns.request(TestRuns.scenario(env -> {
            var playground = new Playground(env);
            var players = env.threads("player", ACTORS,
                    self -> playground.play(self, new Random(seed * 31 + self.index())));
            var pest = env.thread("pest", self -> {
                for (int i = 0; i < 10; i++) {
                    self.sleep(Duration.ofMillis(400));
                    players.interrupt();
                }
            });
            players.start();
            pest.start();
            players.join();
            pest.join();
        }), Map.of(), mode, Pace.FLAT_OUT, 1 + (int) seed % 4, seed));
    }

    private static void assertHolds(Mode mode, long seed) {
        Run run = run(mode, seed);
        RunResult result = TestRuns.resultOf(run);
        assertThat(result.outcome()).as("seed %d: %s", seed, result.failures()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.checks()).as("seed %d", seed).filteredOn(check -> check.verdict() == Verdict.FAILED)
                .isEmpty();
        assertThat(result.checks()).as("seed %d", seed).extracting(CheckResult::name).contains("permits-kept",
                "one-owner", "writers-alone", "signals-call-the-first", "none-leaves-early", "none-passes-before-zero",
                "none-passes-unset", "scope-outlives-subtasks", "each-item-once-in-order");
        assertThat(FindingsFold.of(run.trace()).hints()).as("seed %d", seed).isEmpty();
        assertThat(CriticalPath.of(run.trace()).stretches()).as("seed %d", seed).isNotEmpty();
    }

    @Test
    void on_virtual_cores() {
        for (long seed = 1; seed <= 40; seed++) {
            assertHolds(Mode.VIRTUAL, seed);
        }
    }

    @Test
    void on_real_threads() {
        for (long seed = 1; seed <= 3; seed++) {
            assertHolds(Mode.LIVE, seed);
        }
    }

    @Test
    @Tag("stress")
    void again_and_again() {
        for (long seed = 100; seed <= 1000; seed++) {
            assertHolds(Mode.VIRTUAL, seed);
        }
        for (long seed = 100; seed <= 200; seed++) {
            assertHolds(Mode.LIVE, seed);
        }
    }
}
