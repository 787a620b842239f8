package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.util.List;

/** A start gun and a finish line, each a latch. */
public final class StartAndFinish implements Scenario {
    @Override
    public String id() {
        return "latch";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.WholeNumber("runners", 1, 100, 4, "threads"));
    }

    @Override
    public void run(Environment env, Settings settings) throws InterruptedException {
        int count = settings.integer("runners");
        var start = env.latch("start", 1);
        var finish = env.latch("finish", count);
        var arrived = env.counter("arrived");

        var runners = env.threads("runner", count, self -> {
            start.await();
            self.work(1 + self.index());
            arrived.add(1);
            finish.countDown();
        });
        var starter = env.thread("starter", self -> {
            self.work(2);
            start.countDown();
        });

        runners.start();
        starter.start();
        finish.await();
        long seen = arrived.get();
        env.expect("finish-after-all", () -> seen == count, () -> seen, () -> count);
        runners.join();
        starter.join();
    }
}
