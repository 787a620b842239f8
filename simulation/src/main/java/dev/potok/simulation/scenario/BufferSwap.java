package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.util.ArrayList;
import java.util.List;

/** One fills a buffer, the other empties one; then they swap. */
public final class BufferSwap implements Scenario {
    @Override
    public String id() {
        return "exchanger";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.WholeNumber("rounds", 1, 1000, 4, "rounds"),
                new Setting.WholeNumber("fill", 1, 100, 1, "units"),
                new Setting.WholeNumber("empty", 1, 100, 2, "units"));
    }

    @Override
    public void run(Environment env, Settings settings) {
        int rounds = settings.integer("rounds");
        var table = env.<List<String>>exchanger("table");
        var emptied = env.counter("emptied");

        var filler = env.thread("filler", self -> {
            List<String> toFill = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                self.work(settings.integer("fill"));
                toFill.add("cup " + round);
                toFill = table.exchange(toFill);
            }
        });
        var drinker = env.thread("drinker", self -> {
            List<String> toEmpty = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                toEmpty = table.exchange(toEmpty);
                self.work(settings.integer("empty"));
                emptied.add(toEmpty.size());
                toEmpty.clear();
            }
        });

        filler.start();
        drinker.start();
        filler.join();
        drinker.join();
        env.expect("every-cup-once", () -> emptied.get() == rounds, emptied::get, () -> rounds);
    }
}
