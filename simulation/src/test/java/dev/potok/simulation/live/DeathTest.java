package dev.potok.simulation.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.potok.simulation.environment.Barrier.BrokenBarrierException;
import dev.potok.simulation.environment.BoundedQueue;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.OwnerDiedException;
import dev.potok.simulation.environment.Processes;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.run.CheckResult;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.RunRequest;

/**
 * Processes of a run are killed at random moments: while they begin, in a mutex, inside a queue, at a barrier, in the
 * middle of a message. What was acknowledged is there, nobody waits for the dead, and nobody is left over.
 */
class DeathTest {
    /** An item as it was put: by whom, and its number with him. */
    record Item(int producer, int number) implements java.io.Serializable {}

    private static final class Deaths implements Scenario {
        private final long seed;
        private final Map<Integer, Integer> acknowledged = new HashMap<>();
        private final List<Item> taken = new ArrayList<>();
        private final List<Long> pids = new ArrayList<>();
        private final List<String> odd = new ArrayList<>();

        Deaths(long seed) {
            this.seed = seed;
        }

        @Override
        public String id() {
            return "deaths";
        }

        @Override
        public List<Setting> settings() {
            return List.of();
        }

        @Override
        public void run(Environment env, Settings settings) throws Exception {
            var kit = env.with("processes");
            var random = new Random(seed);
            BoundedQueue<Item> belt = kit.queue("belt", 4);
            var mutex = kit.mutex("mutex");
            var gate = kit.barrier("gate", 3);
            var permits = kit.semaphore("permits", 2);
            var acknowledgements = env.array("acknowledged", 8);
            int producers = 2;
            var victims = new ArrayList<Processes>();
            for (int i = 0; i < producers; i++) {
                int number = i;
                victims.add(env.process("producer-" + i, self -> {
                    for (int n = 1;; n++) {
                        belt.put(new Item(number, n));
                        acknowledgements.set(number, n);
                    }
                }));
            }
            var rivals = env.processes("rival", 3, self -> {
                try {
                    while (true) {
                        gate.await();
                        permits.acquire();
                        mutex.lock();
                        mutex.unlock();
                        permits.release();
                    }
                } catch (BrokenBarrierException | OwnerDiedException told) {
                    self.print(told.getMessage());
                }
            });
            victims.forEach(Processes::start);
            rivals.start();
            victims.forEach(each -> pids.add(each.pid(0)));
            for (int i = 0; i < 3; i++) {
                pids.add(rivals.pid(i));
            }

            // Some of what comes is taken meanwhile; then all but the main process are killed, at whatever they are.
            int before = random.nextInt(200);
            for (int i = 0; i < before; i++) {
                belt.poll(Duration.ofSeconds(1)).ifPresent(taken::add);
            }
            victims.get(random.nextInt(producers)).kill();
            for (int i = random.nextInt(50); i > 0; i--) {
                belt.poll(Duration.ofSeconds(1)).ifPresent(taken::add);
            }
            victims.forEach(Processes::kill);
            if (random.nextBoolean()) {
                rivals.kill();
            } else {
                ProcessHandle.of(rivals.pid(random.nextInt(3))).ifPresent(ProcessHandle::destroyForcibly);
            }
            for (Processes each : victims) {
                each.join();
                each.exitCode(0);
            }
            rivals.join(); // by themselves, where only one of them was killed: the gate is broken, or an owner has died
            for (int i = 0; i < 3; i++) {
                int code = rivals.exitCode(i);
                if (code != 0 && code != 137) {
                    odd.add("a rival ended with " + code);
                }
            }
            for (var rest = belt.poll(); rest.isPresent(); rest = belt.poll()) {
                taken.add(rest.get());
            }
            for (int i = 0; i < producers; i++) {
                acknowledged.put(i, (int) acknowledgements.get(i));
            }
            // Everything goes on for the living.
            belt.put(new Item(-1, 1));
            assertThat(belt.take()).contains(new Item(-1, 1));
        }
    }

    private static void killOnce(long seed) throws Exception {
        var deaths = new Deaths(seed);
        var run = LiveRun.start(new RunRequest(deaths, Settings.of(List.of(), Map.of(), sample -> Path.of("")),
                Mode.LIVE, Pace.FLAT_OUT, 1, 1, 0));
        var result = run.result().get(60, TimeUnit.SECONDS);
        String which = "seed " + seed;
        assertThat(result.failures()).as(which).isEmpty();
        assertThat(result.outcome()).as(which).isEqualTo(Outcome.COMPLETED);
        assertThat(deaths.odd).as(which).isEmpty();
        assertThat(deaths.taken).as(which + ": nothing twice").doesNotHaveDuplicates();
        deaths.acknowledged.forEach((producer, last) -> {
            var numbers = deaths.taken.stream().filter(item -> item.producer == producer).map(Item::number).toList();
            assertThat(numbers).as(which + ": in order").isSorted();
            assertThat(numbers.size()).as(which + ": all that was acknowledged of producer " + producer)
                    .isGreaterThanOrEqualTo(last);
        });
        assertThat(result.checks()).as(which)
                .filteredOn(check -> check.name().equals("time-order") || check.name().equals("nothing-lost"))
                .allMatch(check -> check.verdict() == CheckResult.Verdict.OK);
        for (long pid : deaths.pids) {
            assertThat(exists(pid)).as(which + ": process " + pid + " is left over").isFalse();
        }
    }

    /** Also as a zombie. */
    private static boolean exists(long pid) {
        return ProcessHandle.of(pid).isPresent() || Files.exists(Path.of("/proc", Long.toString(pid)));
    }

    @Test
    void whoIsKilledAtAnyMomentLeavesEverythingWhole() throws Exception {
        for (long seed = 1; seed <= 3; seed++) {
            killOnce(seed);
        }
    }

    @Tag("stress")
    @Test
    void andSoForAMinute() throws Exception {
        long seconds = Long.getLong("potok.stress.seconds", 60);
        long first = System.nanoTime();
        long begun = first;
        int runs = 0;
        while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(seconds)) {
            killOnce(first++);
            runs++;
        }
        System.out.println(runs + " runs in which processes were killed");
        assertThat(runs).isPositive();
    }
}
