package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.util.List;

/** Readers are inside together, a writer is inside alone. */
public final class ReadersAndWriters implements Scenario {
    @Override
    public String id() {
        return "read-write-lock";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.WholeNumber("readers", 0, 100, 3, "threads"),
                new Setting.WholeNumber("writers", 0, 100, 2, "threads"),
                new Setting.WholeNumber("visits", 1, 1000, 3, "times"));
    }

    @Override
    public void run(Environment env, Settings settings) {
        int visits = settings.integer("visits");
        var lock = env.readWriteLock("library");
        var edition = env.variable("edition", 1);

        var readers = env.threads("reader", settings.integer("readers"), self -> {
            for (int visit = 0; visit < visits; visit++) {
                lock.readLock().lock();
                try {
                    self.print(self.name() + " reads edition " + edition.load());
                    self.work(2); // reads
                } finally {
                    lock.readLock().unlock();
                }
                self.work(1); // thinks it over
            }
        });
        var writers = env.threads("writer", settings.integer("writers"), self -> {
            for (int visit = 0; visit < visits; visit++) {
                lock.writeLock().lock();
                try {
                    long before = edition.load();
                    self.work(1); // writes
                    edition.store(before + 1);
                } finally {
                    lock.writeLock().unlock();
                }
                self.work(2); // gathers news
            }
        });

        readers.start();
        writers.start();
        readers.join();
        writers.join();

        long editions = 1 + (long) visits * settings.integer("writers");
        long last = edition.load();
        env.expect("every-edition-counts", () -> last == editions, () -> last, () -> editions);
    }
}
