package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Barrier.BrokenBarrierException;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.time.Duration;
import java.util.List;

/** Parties wait for each other at the end of every round. */
public final class BarrierRounds implements Scenario {
    @Override
    public String id() {
        return "barrier";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.Choice("with", List.of("threads", "processes")),
                new Setting.WholeNumber("parties", 1, 100, 3, "actors"),
                new Setting.WholeNumber("rounds", 1, 1000, 3, "rounds"),
                new Setting.Choice("trouble", List.of("none", "late", "broken")));
    }

    @Override
    public void run(Environment env, Settings settings) {
        int rounds = settings.integer("rounds");
        String trouble = settings.choice("trouble");
        var with = env.with(settings.choice("with"));
        var gate = with.barrier("gate", settings.integer("parties"));

        var parties = with.actors("party", settings.integer("parties"), self -> {
            boolean troubled = self.index() == 0;
            try {
                for (int round = 1; round <= rounds; round++) {
                    self.work(1 + self.index());
                    if (troubled && trouble.equals("late")) {
                        self.sleep(Duration.ofSeconds(2));
                    }
                    if (troubled && trouble.equals("broken") && round == 2) {
                        gate.abort();
                    }
                    gate.await();
                }
            } catch (BrokenBarrierException broken) {
                self.print(self.name() + ": " + broken.getMessage());
            }
        });

        parties.start();
        parties.join();
    }
}
