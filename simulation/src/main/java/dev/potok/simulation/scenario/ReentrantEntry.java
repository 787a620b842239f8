package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.util.List;

/** Whoever is inside may enter again; the room is free when everyone has left as often as he came. */
public final class ReentrantEntry implements Scenario {
    @Override
    public String id() {
        return "reentrant-mutex";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.WholeNumber("workers", 1, 100, 3, "threads"),
                new Setting.WholeNumber("levels", 1, 100, 3, "times"));
    }

    @Override
    public void run(Environment env, Settings settings) {
        int levels = settings.integer("levels");
        var archive = env.reentrantMutex("archive");
        var left = env.counter("depth at the end");

        var workers = env.threads("worker", settings.integer("workers"), self -> {
            for (int level = 1; level <= levels; level++) {
                archive.lock();
                self.work(1);
            }
            self.print(self.name() + " is in it " + archive.holdCount() + " times");
            for (int level = levels; level >= 1; level--) {
                archive.unlock();
            }
            left.add(archive.holdCount());
        });

        workers.start();
        workers.join();
        env.expect("depth-back-to-zero", () -> left.get() == 0, left::get);
    }
}
