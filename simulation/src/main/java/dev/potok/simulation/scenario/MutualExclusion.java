package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.time.Duration;
import java.util.List;

/** The same two, and nothing is lost: under a mutex, or by compare-and-set. */
public final class MutualExclusion implements Scenario {
    @Override
    public String id() {
        return "mutex";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.Choice("with", List.of("threads", "processes")),
                new Setting.Choice("guard", List.of("mutex", "atomic")),
                new Setting.WholeNumber("increments", 1, 1000, 10, "times"),
                new Setting.WholeNumber("pause", 0, 5000, 1000, "milliseconds"));
    }

    @Override
    public void run(Environment env, Settings settings) {
        int increments = settings.integer("increments");
        var pause = Duration.ofMillis(settings.integer("pause"));
        var with = env.with(settings.choice("with"));
        long all = 2L * increments;
        long last;

        if (settings.choice("guard").equals("mutex")) {
            var balance = with.variable("balance", 0);
            var lock = with.mutex("lock");
            var tellers = with.actors("teller", 2, self -> {
                for (int i = 0; i < increments; i++) {
                    lock.lock();
                    try {
                        long copy = balance.load();
                        self.sleep(pause); // the other waits outside
                        balance.store(copy + 1);
                    } finally {
                        lock.unlock();
                    }
                }
            });
            tellers.start();
            tellers.join();
            last = balance.load();
        } else {
            var balance = with.atomic("balance", 0);
            var retries = with.counter("retries");
            var rivals = with.actors("teller", 2, self -> {
                for (int i = 0; i < increments; i++) {
                    long seen = balance.get();
                    self.sleep(pause); // the other may come in between
                    while (!balance.compareAndSet(seen, seen + 1)) {
                        retries.add(1);
                        seen = balance.get(); // look again
                    }
                }
            });
            rivals.start();
            rivals.join();
            last = balance.get();
            env.result("retries", retries.get());
        }
        env.expect("nothing-lost-of-it", () -> last == all, () -> last, () -> all);
    }
}
