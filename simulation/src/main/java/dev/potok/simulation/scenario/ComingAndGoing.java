package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.util.List;

/** A barrier whose parties come and go: each guest stays one phase longer than the one before, and somebody joins. */
public final class ComingAndGoing implements Scenario {
    @Override
    public String id() {
        return "phaser";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.WholeNumber("parties", 3, 50, 3, "threads"));
    }

    @Override
    public void run(Environment env, Settings settings) {
        int count = settings.integer("parties");
        var tour = env.phaser("tour", count);
        var phases = env.counter("phases walked");

        var lateComer = env.thread("late-comer", self -> {
            self.work(2);
            tour.arriveAndDeregister();
            phases.add(1);
        });
        var guests = env.threads("guest", count, self -> {
            for (int phase = 0; phase < self.index(); phase++) {
                if (phase == 1 && self.index() == count - 1) {
                    tour.register();
                    lateComer.start();
                }
                self.work(1 + self.index());
                tour.arriveAndAwaitAdvance();
                phases.add(1);
            }
            self.work(1);
            tour.arriveAndDeregister();
            phases.add(1);
        });

        guests.start();
        guests.join();
        lateComer.join();
        long all = (long) count * (count + 1) / 2 + 1;
        env.expect("every-phase-walked", () -> phases.get() == all, phases::get, () -> all);
        long after = tour.phase();
        env.expect("all-have-left", () -> after < 0, () -> after);
    }
}
