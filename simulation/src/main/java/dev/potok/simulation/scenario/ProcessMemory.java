package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.util.List;
import java.util.stream.IntStream;

/** Children change "the same" variable: a process changes its copy, and only what is shared changes for all. */
public final class ProcessMemory implements Scenario {
    @Override
    public String id() {
        return "process-memory";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.WholeNumber("children", 1, 8, 2, ""),
                new Setting.Choice("with", List.of("processes", "threads")));
    }

    @Override
    public void run(Environment env, Settings settings) throws InterruptedException {
        int children = settings.integer("children");
        boolean copied = settings.choice("with").equals("processes");
        var kit = env.with(settings.choice("with"));
        int[] plain = {100}; // an object like any other
        var shared = kit.variable("shared", 100);
        var seen = env.array("seen", children);
        var lock = kit.mutex("lock");

        var group = kit.actors("child", children, self -> {
            self.work(1);
            lock.lock();
            plain[0]++;
            seen.set(self.index(), plain[0]);
            shared.store(shared.load() + 1);
            self.print("plain " + plain[0] + ", shared " + shared.load());
            lock.unlock();
        });

        group.start();
        group.join();

        int ours = plain[0];
        long common = shared.load();
        var theirs = IntStream.range(0, children).mapToLong(seen::get).sorted().boxed().toList();
        long first = theirs.getFirst();
        long last = theirs.getLast();

        env.expect(copied ? "copy-stays" : "object-changes", () -> ours == (copied ? 100 : 100 + children), () -> ours);
        env.expect(copied ? "own-copy-each" : "one-object", () -> first == 101 && last == (copied ? 101 : ours),
                () -> first, () -> last);
        env.expect("shared-changes", () -> common == 100 + children, () -> common);
        env.result("plain", ours);
        env.result("shared", common);
    }
}
