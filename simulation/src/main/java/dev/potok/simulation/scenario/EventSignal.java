package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Actors;
import dev.potok.simulation.environment.Body;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.time.Duration;
import java.util.List;

/** All wait for the lamp; who comes while it is on passes, who comes after it went off waits again. */
public final class EventSignal implements Scenario {
    @Override
    public String id() {
        return "event";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.Choice("with", List.of("threads", "processes")),
                new Setting.WholeNumber("waiters", 1, 100, 3, "actors"));
    }

    @Override
    public void run(Environment env, Settings settings) {
        var with = env.with(settings.choice("with"));
        var open = with.event("shop open");
        var served = with.counter("served");

        Body customer = self -> {
            open.await();
            self.work(1);
            served.add(1);
        };
        var early = with.actors("early", settings.integer("waiters"), customer);
        var late = with.actor("late", self -> {
            self.sleep(Duration.ofSeconds(3));
            customer.run(self);
        });
        var tooLate = with.actor("too-late", self -> {
            self.sleep(Duration.ofSeconds(6));
            customer.run(self);
        });
        var keeper = with.actor("keeper", self -> {
            self.sleep(Duration.ofSeconds(2));
            open.set();
            self.sleep(Duration.ofSeconds(3));
            open.clear();
            self.sleep(Duration.ofSeconds(3));
            open.set();
        });

        var all = List.of(early, late, tooLate, keeper);
        all.forEach(Actors::start);
        all.forEach(Actors::join);

        long customers = settings.integer("waiters") + 2L;
        env.expect("all-served", () -> served.get() == customers, served::get, () -> customers);
    }
}
