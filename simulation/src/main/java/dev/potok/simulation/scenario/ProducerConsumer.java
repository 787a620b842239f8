package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.util.List;

/** Producers and consumers meet at a bounded queue. */
public final class ProducerConsumer implements Scenario {
    @Override
    public String id() {
        return "queue";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.WholeNumber("producers", 1, 100, 2, "threads"),
                new Setting.WholeNumber("consumers", 1, 100, 2, "threads"),
                new Setting.WholeNumber("capacity", 1, 1000, 5, "items"),
                new Setting.WholeNumber("items", 1, 100_000, 8, "items"),
                new Setting.WholeNumber("produce", 1, 100, 1, "units"),
                new Setting.WholeNumber("consume", 1, 100, 2, "units"));
    }

    @Override
    public void run(Environment env, Settings settings) {
        int items = settings.integer("items");
        var belt = env.<String>queue("belt", settings.integer("capacity"));
        var eaten = env.counter("consumed");

        var producers = env.threads("producer", settings.integer("producers"), self -> {
            for (int i = 1; i <= items; i++) {
                self.work(settings.integer("produce"));
                belt.put(self.name() + " #" + i);
            }
        });
        var consumers = env.threads("consumer", settings.integer("consumers"), self -> {
            for (var item = belt.take(); item.isPresent(); item = belt.take()) {
                self.work(settings.integer("consume"));
                eaten.add(1);
            }
        });

        consumers.start();
        producers.start();
        producers.join();
        belt.close();
        consumers.join();

        long made = (long) items * settings.integer("producers");
        env.expect("all-consumed", () -> eaten.get() == made, eaten::get, () -> made);
    }
}
