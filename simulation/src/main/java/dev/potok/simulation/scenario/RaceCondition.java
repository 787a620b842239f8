package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.time.Duration;
import java.util.List;

/** Two add one to the same number, and some of what they add is lost. */
public final class RaceCondition implements Scenario {
    @Override
    public String id() {
        return "race";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.Choice("with", List.of("threads", "processes")),
                new Setting.WholeNumber("increments", 1, 1000, 10, "times"),
                new Setting.WholeNumber("pause", 0, 5000, 1000, "milliseconds"));
    }

    @Override
    public void run(Environment env, Settings settings) {
        int increments = settings.integer("increments");
        var pause = Duration.ofMillis(settings.integer("pause"));
        var with = env.with(settings.choice("with"));
        var balance = with.variable("balance", 0);
        var start = with.barrier("start", 2);

        var tellers = with.actors("teller", 2, self -> {
            start.await();
            for (int i = 0; i < increments; i++) {
                long copy = balance.load();
                self.sleep(pause);
                balance.store(copy + 1);
            }
        });

        tellers.start();
        tellers.join();

        long all = 2L * increments;
        long last = balance.load();
        env.expect("updates-lost", () -> last < all, () -> last, () -> all);
        env.result("final", last);
        env.result("lost", all - last);
    }
}
