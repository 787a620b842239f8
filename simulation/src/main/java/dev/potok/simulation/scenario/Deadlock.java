package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.time.Duration;
import java.util.List;

/** Two take the same two mutexes, each in its own order, and wait for each other for ever. */
public final class Deadlock implements Scenario {
    @Override
    public String id() {
        return "deadlock";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.Choice("with", List.of("threads", "processes")),
                new Setting.Choice("cure", List.of("none", "ordered", "timed")),
                new Setting.WholeNumber("transfers", 1, 1000, 10, "times"),
                new Setting.WholeNumber("pause", 0, 5000, 1000, "milliseconds"));
    }

    @Override
    public void run(Environment env, Settings settings) {
        String cure = settings.choice("cure");
        int transfers = settings.integer("transfers");
        var pause = Duration.ofMillis(settings.integer("pause"));
        var with = env.with(settings.choice("with"));
        var accountA = with.mutex("account A");
        var accountB = with.mutex("account B");
        var start = with.barrier("start", 2);
        var done = with.counter("transfers");

        Body clerk = self -> {
            boolean crosswise = self.name().equals("boris") && !cure.equals("ordered");
            var first = crosswise ? accountB : accountA;
            var second = crosswise ? accountA : accountB;
            start.await();
            for (int made = 0; made < transfers;) {
                first.lock();
                self.sleep(pause); // so that the other comes too
                if (!cure.equals("timed")) {
                    second.lock();
                } else if (!second.tryLock(pause.multipliedBy(crosswise ? 3 : 1))) {
                    first.unlock(); // gives way
                    self.sleep(pause); // and lets the other pass
                    continue;
                }
                self.work(1);
                second.unlock();
                first.unlock(); // both are free again
                made++;
                done.add(1);
            }
        };
        var anna = with.actor("anna", clerk);
        var boris = with.actor("boris", clerk);

        env.expect(cure.equals("none") ? "deadlock-shows" : "all-transferred",
                () -> done.get() < 2L * transfers == cure.equals("none"), done::get, () -> 2L * transfers);
        anna.start();
        boris.start();
        anna.join();
        boris.join();
    }
}
