package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.util.List;

/** Readers look without holding anything, ask afterwards whether a writer came, and only then take the lock. */
public final class OptimisticReaders implements Scenario {
    @Override
    public String id() {
        return "stamped-lock";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.WholeNumber("readers", 1, 100, 3, "threads"),
                new Setting.WholeNumber("visits", 1, 1000, 4, "times"));
    }

    @Override
    public void run(Environment env, Settings settings) {
        int visits = settings.integer("visits");
        var lock = env.stampedLock("position");
        var x = env.variable("x", 0);
        var y = env.variable("y", 0);
        var failed = env.counter("failed validations");
        var torn = env.counter("torn reads");

        var readers = env.threads("reader", settings.integer("readers"), self -> {
            for (int visit = 0; visit < visits; visit++) {
                long stamp = lock.tryOptimisticRead();
                long seenX = x.load();
                self.work(1); // a writer may come
                long seenY = y.load();
                if (!lock.validate(stamp)) {
                    failed.add(1);
                    stamp = lock.readLock();
                    seenX = x.load(); // again
                    seenY = y.load(); // again
                    lock.unlockRead(stamp);
                }
                torn.add(seenX == seenY ? 0 : 1);
            }
        });
        var writer = env.thread("writer", self -> {
            for (int step = 1; step <= visits; step++) {
                long stamp = lock.writeLock();
                x.store(step);
                self.work(1); // x is new, y is old
                y.store(step);
                lock.unlockWrite(stamp);
                self.work(2);
            }
        });

        readers.start();
        writer.start();
        readers.join();
        writer.join();
        env.expect("no-torn-read", () -> torn.get() == 0, torn::get);
        env.result("failed-validations", failed.get());
    }
}
