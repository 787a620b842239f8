package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Mutex;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Philosophers at a round table need the two forks beside them to eat. */
public final class Philosophers implements Scenario {
    @Override
    public String id() {
        return "philosophers";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.Choice("cure", List.of("none", "ordered", "waiter", "timed")),
                new Setting.WholeNumber("philosophers", 2, 20, 5, "threads"),
                new Setting.WholeNumber("meals", 1, 1000, 10, "times"),
                new Setting.WholeNumber("pause", 0, 5000, 1000, "milliseconds"));
    }

    @Override
    public void run(Environment env, Settings settings) {
        String cure = settings.choice("cure");
        int count = settings.integer("philosophers");
        int meals = settings.integer("meals");
        var pause = Duration.ofMillis(settings.integer("pause"));
        List<Mutex> forks = IntStream.rangeClosed(1, count).mapToObj(i -> env.mutex("fork " + i)).toList();
        var seats = env.semaphore("waiter", cure.equals("waiter") ? count - 1 : count);
        var eaten = env.counter("meals");

        var table = env.threads("philosopher", count, self -> {
            boolean turned = cure.equals("ordered") && self.index() == count - 1;
            var left = forks.get(turned ? 0 : self.index());
            var right = forks.get(turned ? self.index() : (self.index() + 1) % count);
            for (int meal = 0; meal < meals;) {
                seats.acquire();
                left.lock();
                self.sleep(pause);
                if (!cure.equals("timed")) {
                    right.lock();
                } else if (!right.tryLock(pause)) {
                    left.unlock(); // gives way
                    seats.release(); // and gets up
                    self.sleep(pause.multipliedBy(self.index()));
                    continue;
                }
                self.work(1);
                right.unlock();
                left.unlock(); // both lie there again
                seats.release(); // has eaten
                meal++;
                eaten.add(1);
            }
        });

        env.expect(cure.equals("none") ? "deadlock-shows" : "all-have-eaten",
                () -> eaten.get() < (long) count * meals == cure.equals("none"),
                eaten::get, () -> (long) count * meals);
        table.start();
        table.join();
    }
}
