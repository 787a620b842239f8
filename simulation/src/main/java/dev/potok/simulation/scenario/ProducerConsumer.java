package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.BoundedQueue.Order;
import dev.potok.simulation.environment.BoundedQueue.Ranked;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Producers and consumers meet at a queue; how the consumers learn that nothing more will come is half the art. */
public final class ProducerConsumer implements Scenario {
    private record Item(String name, long rank) implements Ranked, Serializable {}

    private static final Item PILL = new Item("poison pill", Long.MAX_VALUE);

    @Override
    public String id() {
        return "queue";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.Choice("with", List.of("threads", "processes")),
                new Setting.WholeNumber("producers", 1, 100, 2, "actors"),
                new Setting.WholeNumber("consumers", 1, 100, 2, "actors"),
                new Setting.WholeNumber("capacity", 0, 1000, 5, "items"),
                new Setting.WholeNumber("items", 1, 100_000, 8, "items"),
                new Setting.WholeNumber("produce", 1, 100, 1, "units"),
                new Setting.WholeNumber("consume", 1, 100, 2, "units"),
                new Setting.Choice("order", List.of("fifo", "lifo", "priority")),
                new Setting.Choice("ending", List.of("close", "poison-pill", "task-done",
                        "leave-on-empty", "join-first")));
    }

    @Override
    public void run(Environment env, Settings settings) throws InterruptedException {
        int items = settings.integer("items");
        int capacity = settings.integer("capacity");
        String ending = settings.choice("ending");
        boolean hasty = ending.equals("leave-on-empty");
        var order = Order.valueOf(settings.choice("order").toUpperCase(Locale.ROOT));
        var with = env.with(settings.choice("with"));
        var belt = with.<Item>queue("belt", capacity, order);
        var eaten = with.counter("consumed");

        var producers = with.actors("producer", settings.integer("producers"), self -> {
            if (hasty) {
                self.sleep(Duration.ofSeconds(5)); // one empty moment is enough
            }
            for (int i = 1; i <= items; i++) {
                self.work(settings.integer("produce"));
                belt.put(new Item(self.name() + " #" + i, i * 7 % 10));
            }
        });
        var consumers = with.actors("consumer", settings.integer("consumers"), self -> {
            while (!hasty || !belt.isEmpty()) {
                var item = belt.take();
                if (item.isEmpty() || item.get().equals(PILL)) {
                    break;
                }
                self.work(settings.integer("consume"));
                eaten.add(1);
                belt.taskDone();
            }
        });

        long made = (long) items * settings.integer("producers");
        boolean trap = hasty || ending.equals("join-first") && capacity > 0 && capacity < made;
        if (!ending.equals("poison-pill") || order != Order.LIFO) { // a pill may be swallowed before the last items
            env.expect(trap ? "trap-shows" : "all-consumed", () -> eaten.get() < made == trap, eaten::get, () -> made);
        }

        if (ending.equals("join-first")) {
            producers.start();
            producers.join();
            consumers.start();
        } else {
            consumers.start();
            producers.start();
            producers.join();
        }
        switch (ending) {
            case "poison-pill" -> {
                for (int i = 0; i < settings.integer("consumers"); i++) {
                    belt.put(PILL);
                }
            }
            case "task-done" -> {
                belt.join();
                belt.close();
            }
            default -> belt.close();
        }
        consumers.join();
    }
}
