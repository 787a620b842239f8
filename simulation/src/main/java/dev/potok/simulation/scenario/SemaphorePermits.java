package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.util.List;

/** Several actors, fewer permits: a pool of connections. */
public final class SemaphorePermits implements Scenario {
    @Override
    public String id() {
        return "semaphore";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.Choice("with", List.of("threads", "processes")),
                new Setting.WholeNumber("workers", 1, 200, 5, "actors"),
                new Setting.WholeNumber("permits", 1, 100, 2, "permits"),
                new Setting.WholeNumber("visits", 1, 1000, 3, "times"),
                new Setting.Choice("limit", List.of("on", "off")));
    }

    @Override
    public void run(Environment env, Settings settings) {
        int visits = settings.integer("visits");
        boolean limited = settings.choice("limit").equals("on");
        var with = env.with(settings.choice("with"));
        var inside = with.counter("inside");
        var connections = with.semaphore("connections", settings.integer("permits"));

        var workers = with.actors("worker", settings.integer("workers"), self -> {
            for (int visit = 0; visit < visits; visit++) {
                if (limited) {
                    connections.acquire();
                }
                try {
                    inside.add(1);
                    self.work(2);
                    inside.add(-1);
                } finally {
                    if (limited) {
                        connections.release();
                    }
                }
                self.work(1);
            }
        });

        workers.start();
        workers.join();
    }
}
