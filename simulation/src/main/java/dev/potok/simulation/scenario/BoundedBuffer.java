package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.util.List;

/** A bounded buffer made by hand of a mutex and two conditions; with "if" in place of "while" it breaks. */
public final class BoundedBuffer implements Scenario {
    @Override
    public String id() {
        return "condition";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.Choice("with", List.of("threads", "processes")),
                new Setting.Choice("test", List.of("while", "if")),
                new Setting.WholeNumber("producers", 1, 100, 1, "actors"),
                new Setting.WholeNumber("consumers", 2, 100, 3, "actors"),
                new Setting.WholeNumber("capacity", 1, 100, 2, "items"),
                new Setting.WholeNumber("items", 1, 1000, 2, "items"));
    }

    @Override
    public void run(Environment env, Settings settings) {
        boolean again = settings.choice("test").equals("while");
        int capacity = settings.integer("capacity");
        int each = settings.integer("items");
        long all = (long) each * settings.integer("producers") * settings.integer("consumers");
        var with = env.with(settings.choice("with"));
        var mutex = with.mutex("buffer");
        var notFull = mutex.condition("not full");
        var notEmpty = mutex.condition("not empty");
        var depth = with.variable("depth", 0);
        var strays = with.counter("strays");

        var producers = with.actors("producer", settings.integer("producers"), self -> {
            for (long i = 0; i < all / settings.integer("producers"); i++) {
                self.work(1);
                mutex.lock();
                if (again) {
                    while (depth.load() == capacity) {
                        notFull.await();
                    }
                } else if (depth.load() == capacity) {
                    notFull.await();
                }
                depth.store(depth.load() + 1);
                if (depth.load() > capacity) {
                    strays.add(1);
                }
                notEmpty.signalAll();
                mutex.unlock();
            }
        });
        var consumers = with.actors("consumer", settings.integer("consumers"), self -> {
            for (long i = 0; i < all / settings.integer("consumers"); i++) {
                mutex.lock();
                if (again) {
                    while (depth.load() == 0) {
                        notEmpty.await();
                    }
                } else if (depth.load() == 0) {
                    notEmpty.await();
                }
                depth.store(depth.load() - 1);
                if (depth.load() < 0) {
                    strays.add(1);
                }
                notFull.signalAll();
                mutex.unlock();
                self.work(1);
            }
        });

        consumers.start();
        producers.start();
        producers.join();
        consumers.join();
        env.expect(again ? "within-bounds" : "out-of-bounds",
                () -> strays.get() == 0 == again, strays::get);
    }
}
