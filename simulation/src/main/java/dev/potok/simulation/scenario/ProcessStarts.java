package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Actors;
import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Processes.Start;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What it costs to begin: a thread, a process on a new runtime, a process on one that stands ready. */
public final class ProcessStarts implements Scenario {
    @Override
    public String id() {
        return "process-start";
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting.WholeNumber("each", 1, 20, 3, "times"));
    }

    @Override
    public void run(Environment env, Settings settings) {
        int each = settings.integer("each");
        var begun = env.with("processes").counter("begun");
        Body hello = self -> begun.add(1);

        var threads = env.threads("thread", each, hello);
        var cold = env.processes("cold", each, Start.COLD, hello);
        var warm = env.processes("warm", each, Start.WARM, hello);

        env.result("thread", microseconds(threads) / each);
        env.result("cold", microseconds(cold) / each);
        env.prepare(each); // runtimes that stand ready
        env.result("warm", microseconds(warm) / each);

        long all = begun.get();
        long failed = Stream.of(cold, warm)
                .flatMapToInt(group -> IntStream.range(0, each).map(group::exitCode))
                .filter(code -> code != 0).count();
        env.expect("all-begun", () -> all == 3L * each, () -> all, () -> 3L * each);
        env.expect("all-ended-well", () -> failed == 0, () -> failed);
    }

    /** From the first start to the last end. */
    private static long microseconds(Actors group) {
        long begun = System.nanoTime();
        group.start();
        group.join();
        return (System.nanoTime() - begun) / 1000;
    }
}
