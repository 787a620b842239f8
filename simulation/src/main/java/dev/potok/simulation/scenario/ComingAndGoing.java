package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.util.List;

/** A barrier whose parties may come and go: each of them stays for one phase longer than the one before. */
public final class ComingAndGoing implements Scenario {
    @Override
    public String id() {
        return "phaser";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.WholeNumber("parties", 1, 50, 3, "threads"));
    }

    @Override
    public void run(Environment env, Settings settings) {
        int count = settings.integer("parties");
        var tour = env.phaser("tour", count);
        var phases = env.counter("phases walked");

        var guests = env.threads("guest", count, self -> {
            for (int phase = 0; phase < self.index(); phase++) {
                self.work(1 + self.index());
                tour.arriveAndAwaitAdvance();
                phases.add(1);
            }
            self.work(1);
            tour.arriveAndDeregister();
            phases.add(1);
        });
        tour.register();
        var lateComer = env.thread("late-comer", self -> {
            self.work(2);
            tour.arriveAndAwaitAdvance();
            self.work(1);
            tour.arriveAndDeregister();
            phases.add(2);
        });

        guests.start();
        lateComer.start();
        guests.join();
        lateComer.join();
        long all = (long) count * (count + 1) / 2 + 2;
        env.expect("every-phase-walked", () -> phases.get() == all, phases::get, () -> all);
        long after = tour.phase();
        env.expect("all-have-left", () -> after < 0, () -> after);
    }
}
