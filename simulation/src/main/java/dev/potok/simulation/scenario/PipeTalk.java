package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.io.Serializable;
import java.util.List;

/** Two processes talk over a pipe: one asks, the other answers. */
public final class PipeTalk implements Scenario {
    private record Message(int number, byte[] load) implements Serializable {}

    @Override
    public String id() {
        return "pipe";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.WholeNumber("messages", 1, 10_000, 6, "messages"),
                new Setting.WholeNumber("ahead", 1, 5, 1, "messages"),
                new Setting.WholeNumber("size", 0, 10_000, 100, "bytes"));
    }

    @Override
    public void run(Environment env, Settings settings) {
        int messages = settings.integer("messages");
        int ahead = settings.integer("ahead");
        int size = settings.integer("size");
        var pipe = env.<Message>pipe("line");
        var left = pipe.first();
        var right = pipe.second();
        var inOrder = env.with("processes").counter("in order");

        var asker = env.process("asker", self -> {
            for (int asked = 0, answered = 0; answered < messages;) {
                if (asked < Math.min(messages, answered + ahead)) {
                    self.work(1);
                    left.send(new Message(++asked, new byte[size]));
                } else if (left.receive().orElseThrow().number() == ++answered) {
                    inOrder.add(1);
                }
            }
            left.close();
        });
        var answerer = env.process("answerer", self -> {
            int heard = 0;
            for (var next = right.receive(); next.isPresent(); next = right.receive()) {
                if (next.get().number() == ++heard) {
                    inOrder.add(1);
                }
                self.work(1);
                right.send(next.get());
            }
        });

        asker.start();
        answerer.start();
        asker.join();
        answerer.join();

        long told = inOrder.get();
        env.expect("in-order-once", () -> told == 2L * messages, () -> told, () -> 2L * messages);
    }
}
