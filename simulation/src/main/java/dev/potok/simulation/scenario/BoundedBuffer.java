package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A bounded buffer made by hand of a mutex and two conditions; with "if" in place of "while" it breaks. */
public final class BoundedBuffer implements Scenario {
    @Override
    public String id() {
        return "condition";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.Choice("test", List.of("while", "if")),
                new Setting.WholeNumber("producers", 1, 100, 1, "threads"),
                new Setting.WholeNumber("consumers", 2, 100, 3, "threads"),
                new Setting.WholeNumber("capacity", 1, 100, 2, "items"),
                new Setting.WholeNumber("items", 1, 1000, 2, "items"));
    }

    @Override
    public void run(Environment env, Settings settings) {
        boolean again = settings.choice("test").equals("while");
        int capacity = settings.integer("capacity");
        int each = settings.integer("items");
        long all = (long) each * settings.integer("producers") * settings.integer("consumers");
        var mutex = env.mutex("buffer");
        var notFull = mutex.condition("not full");
        var notEmpty = mutex.condition("not empty");
        var depth = env.variable("depth", 0);
        var least = new AtomicLong();
        var most = new AtomicLong();

        var producers = env.threads("producer", settings.integer("producers"), self -> {
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
                most.accumulateAndGet(depth.load(), Math::max);
                notEmpty.signalAll();
                mutex.unlock();
            }
        });
        var consumers = env.threads("consumer", settings.integer("consumers"), self -> {
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
                least.accumulateAndGet(depth.load(), Math::min);
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
                () -> (least.get() >= 0 && most.get() <= capacity) == again, least::get, most::get, () -> capacity);
    }
}
