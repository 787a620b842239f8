package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.time.Duration;
import java.util.List;

/** Very many threads of the runtime take turns on the few threads of the system that carry them. */
public final class VirtualThreads implements Scenario {
    @Override
    public String id() {
        return "virtual-threads";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.WholeNumber("threads", 1, 100_000, 10_000, "threads"),
                new Setting.WholeNumber("naps", 1, 100, 2, "times"),
                new Setting.Choice("frame", List.of("plain", "synchronized", "native")));
    }

    @Override
    public void run(Environment env, Settings settings) {
        int naps = settings.integer("naps");
        String frame = settings.choice("frame");
        var finished = env.counter("finished");

        var sleepers = env.virtualThreads("sleeper", settings.integer("threads"), self -> {
            var mine = new Object();
            for (int nap = 0; nap < naps; nap++) {
                switch (frame) {
                    case "synchronized" -> {
                        synchronized (mine) {
                            self.sleep(Duration.ofMillis(500)); // since JDK 24 this leaves the carrier
                        }
                    }
                    case "native" -> self.inNativeFrame(() ->
                            self.sleep(Duration.ofMillis(500))); // this keeps it
                    default -> self.sleep(Duration.ofMillis(500));
                }
            }
            finished.add(1);
        });

        sleepers.start();
        sleepers.join();

        int all = settings.integer("threads");
        env.expect("all-finished", () -> finished.get() == all, finished::get, () -> all);
    }
}
