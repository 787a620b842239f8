package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.time.Duration;
import java.util.List;

/** Three processes are asked to end, told to end, and ended: SIGTERM, SIGINT and SIGKILL. */
public final class ProcessSignals implements Scenario {
    private static final Duration LONG = Duration.ofDays(30);

    @Override
    public String id() {
        return "process-signal";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.Choice("interrupted", List.of("catches", "lets-through")),
                new Setting.WholeNumber("code", 0, 127, 7, ""));
    }

    @Override
    public void run(Environment env, Settings settings) throws Exception {
        boolean catches = settings.choice("interrupted").equals("catches");
        int code = settings.integer("code");
        var kit = env.with("processes");
        var ready = kit.barrier("ready", 4);
        var saved = kit.event("saved");
        var goodbye = kit.event("goodbye");

        var tidy = env.process("tidy", self -> {
            self.onTerminate(handler -> {
                handler.print("saves the work");
                handler.work(1);
                saved.set();
            });
            ready.await();
            self.sleep(LONG);
        });
        var polite = env.process("polite", self -> {
            ready.await();
            try {
                self.sleep(LONG);
            } catch (InterruptedException asked) {
                self.print("was interrupted");
                if (!catches) {
                    throw asked;
                }
                self.exit(code);
            }
        });
        var doomed = env.process("doomed", self -> {
            self.onTerminate(handler -> goodbye.set());
            ready.await();
            try {
                self.sleep(LONG);
            } finally {
                goodbye.set(); // it never comes to that
            }
        });

        tidy.start();
        polite.start();
        doomed.start();
        ready.await(); // now each of them can be signalled

        tidy.terminate();
        polite.interrupt();
        doomed.kill();
        tidy.join();
        polite.join();
        doomed.join();

        boolean cleaned = saved.isSet();
        boolean said = goodbye.isSet();
        int ofTidy = tidy.exitCode(0);
        int ofPolite = polite.exitCode(0);
        int ofDoomed = doomed.exitCode(0);
        env.expect("terminated", () -> ofTidy == 128 + 15 && cleaned, () -> ofTidy);
        env.expect("interrupted", () -> ofPolite == (catches ? code : 128 + 2), () -> ofPolite);
        env.expect("killed", () -> ofDoomed == 128 + 9 && !said, () -> ofDoomed);
        env.result("tidy", ofTidy);
        env.result("polite", ofPolite);
        env.result("doomed", ofDoomed);
    }
}
