package dev.potok.simulation.scenario;

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
                new Setting.WholeNumber("waiters", 1, 100, 3, "threads"));
    }

    @Override
    public void run(Environment env, Settings settings) throws InterruptedException {
        var open = env.event("shop open");
        var served = env.counter("served");

        var waiters = env.threads("early", settings.integer("waiters"), self -> {
            open.await();
            self.work(1);
            served.add(1);
        });
        var lateComer = env.thread("late", self -> {
            self.sleep(Duration.ofSeconds(3));
            open.await();
            self.work(1);
            served.add(1);
        });
        var tooLate = env.thread("too-late", self -> {
            self.sleep(Duration.ofSeconds(6));
            open.await();
            self.work(1);
            served.add(1);
        });
        var keeper = env.thread("keeper", self -> {
            self.sleep(Duration.ofSeconds(2));
            open.set();
            self.sleep(Duration.ofSeconds(3));
            open.clear();
            self.sleep(Duration.ofSeconds(3));
            open.set();
        });

        waiters.start();
        lateComer.start();
        tooLate.start();
        keeper.start();
        waiters.join();
        lateComer.join();
        tooLate.join();
        keeper.join();
        long all = settings.integer("waiters") + 2L;
        env.expect("all-served", () -> served.get() == all, served::get, () -> all);
    }
}
