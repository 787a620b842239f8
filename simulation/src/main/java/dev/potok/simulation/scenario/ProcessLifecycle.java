package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Processes are made, started, work and end; the parent waits for each and reads how it ended. */
public final class ProcessLifecycle implements Scenario {
    @Override
    public String id() {
        return "process-lifecycle";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.WholeNumber("processes", 1, 16, 3, "processes"),
                new Setting.WholeNumber("threads", 0, 4, 1, "threads"),
                new Setting.WholeNumber("units", 1, 1000, 3, "units"),
                new Setting.Choice("ending", List.of("return", "exit", "throw")));
    }

    @Override
    public void run(Environment env, Settings settings) {
        int count = settings.integer("processes");
        int units = settings.integer("units");
        String ending = settings.choice("ending");

        var workers = env.processes("worker", count, self -> {
            self.print(self.name() + " is process " + self.pid());
            var helpers = env.threads("helper", settings.integer("threads"),
                    helper -> helper.work(units));
            helpers.start();
            self.work(units);
            helpers.join();
            switch (ending) {
                case "exit" -> self.exit(10 + self.index());
                case "throw" -> throw new IllegalStateException("on purpose");
                default -> self.print(self.name() + " returns");
            }
        });

        workers.start();
        var numbers = IntStream.range(0, count).mapToObj(workers::pid).toList();
        workers.join();

        var codes = IntStream.range(0, count).map(workers::exitCode).boxed().toList();
        var expected = IntStream.range(0, count).map(i -> switch (ending) {
            case "exit" -> 10 + i;
            case "throw" -> 1;
            default -> 0;
        }).boxed().toList();
        long alive = IntStream.range(0, count).filter(workers::isAlive).count();
        boolean own = Set.copyOf(numbers).size() == count && !numbers.contains(ProcessHandle.current().pid());

        env.expect("exit-codes", () -> codes.equals(expected), () -> codes, () -> expected);
        env.expect("none-left-over", () -> alive == 0, () -> alive);
        env.expect("own-numbers", () -> own, () -> numbers);
        env.result("exit-codes", codes.toString());
    }
}
