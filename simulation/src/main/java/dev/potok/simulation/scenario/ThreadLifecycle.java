package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.util.List;

/** Threads are made, started, work and end; the parent waits for each. */
public final class ThreadLifecycle implements Scenario {
    @Override
    public String id() {
        return "thread-lifecycle";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.WholeNumber("threads", 1, 200, 4, "threads"),
                new Setting.WholeNumber("units", 1, 1000, 3, "units"));
    }

    @Override
    public void run(Environment env, Settings settings) {
        int units = settings.integer("units");

        var workers = env.threads("worker", settings.integer("threads"), self -> {
            self.print(self.name() + " starts");
            for (int done = 0; done < units; done++) {
                self.work(1);
            }
            self.print(self.name() + " ends");
        });

        workers.start();
        workers.join();
    }
}
