package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Kit;
import dev.potok.simulation.environment.OwnerDiedException;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** What the parent learns when a process fails, a task fails, a worker is killed, or the owner of a mutex. */
public final class ProcessFailures implements Scenario {
    private static final Duration LONG = Duration.ofDays(30);

    @Override
    public String id() {
        return "process-failure";
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting.Choice("who", List.of("all", "process", "task", "worker", "owner")));
    }

    @Override
    public void run(Environment env, Settings settings) throws Exception {
        String who = settings.choice("who");
        var kit = env.with("processes");
        var all = List.of("process", "task", "worker", "owner");
        for (String each : who.equals("all") ? all : List.of(who)) {
            String learned = switch (each) {
                case "process" -> process(env, kit);
                case "task" -> task(kit);
                case "worker" -> worker(kit);
                default -> owner(env, kit);
            };
            env.expect("learns-of-" + each, () -> learned.contains(switch (each) {
                case "process" -> "exit code 1, java.lang.IllegalStateException: the disk is full";
                case "task" -> "NumberFormatException";
                case "worker" -> "BrokenPoolException";
                default -> "exit code 137";
            }), () -> learned);
        }
    }

    /** It keeps what it threw to itself, unless it sends it back. */
    private static String process(Environment env, Kit kit) throws InterruptedException {
        var reasons = kit.<String>queue("reasons", 1);
        var bare = env.process("bare", self -> {
            self.work(1);
            try {
                throw new IllegalStateException("the disk is full");
            } catch (IllegalStateException failed) {
                reasons.put(failed.toString());
                throw failed;
            }
        });
        bare.start();
        String reason = reasons.take().orElse("");
        bare.join();
        return "exit code " + bare.exitCode(0) + ", " + reason;
    }

    /** Its future throws the same once more. */
    private static String task(Kit kit) throws InterruptedException {
        var pool = kit.pool("pool", 1);
        var future = pool.submit(worker -> worker.work(1, () -> Integer.parseInt("twelve")));
        pool.close();
        try {
            return "twelve is " + future.get();
        } catch (ExecutionException failed) {
            return String.valueOf(failed.getCause());
        }
    }

    /** All that were waiting for the pool are told that it is broken. */
    private static String worker(Kit kit) throws InterruptedException {
        var begun = kit.event("begun");
        var pool = kit.pool("doomed", 2);
        var future = pool.submit(worker -> {
            begun.set();
            worker.sleep(LONG);
            return "never";
        });
        begun.await();
        pool.kill(0);
        try {
            return future.get();
        } catch (ExecutionException failed) {
            return String.valueOf(failed.getCause());
        }
    }

    /** The next who comes for the mutex is told, and nobody waits for the dead. */
    private static String owner(Environment env, Kit kit) throws InterruptedException {
        var mutex = kit.mutex("mutex");
        var held = kit.event("held");
        var owner = env.process("owner", self -> {
            mutex.lock();
            held.set();
            self.sleep(LONG);
        });
        owner.start();
        held.await();
        owner.kill();
        try {
            mutex.lock();
            return "the mutex was free";
        } catch (OwnerDiedException died) {
            owner.join();
            return "exit code " + owner.exitCode(0) + ", " + died.getMessage();
        }
    }
}
