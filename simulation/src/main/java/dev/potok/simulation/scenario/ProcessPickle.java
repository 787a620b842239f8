package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.CannotCrossException;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.environment.SharedVariable;
import java.io.FileDescriptor;
import java.io.FileReader;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What goes to another process goes as bytes; some things cannot, and the error says which. */
public final class ProcessPickle implements Scenario {
    private static final List<String> WRONG = List.of("object", "file", "thread", "lambda", "lock");

    private record Parcel(String what, List<Integer> pieces) implements Serializable {}

    private record Secret(String what) {} // nobody has said that it is serializable

    private interface Recipe extends Supplier<String>, Serializable {}

    @Override
    public String id() {
        return "process-pickle";
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting.Choice("cargo", List.of("all", "object", "file", "thread", "lambda", "lock")));
    }

    @Override
    public void run(Environment env, Settings settings) throws InterruptedException {
        String cargo = settings.choice("cargo");
        var kit = env.with("processes");
        var box = kit.<Object>queue("box", 8);
        var stamps = kit.variable("stamps", 0);
        var mutex = env.mutex("mutex"); // of threads
        var things = Map.of(
                "object", new Secret("mine"),
                "file", new FileReader(FileDescriptor.in),
                "thread", new Thread("ours"),
                "lambda", (Supplier<String>) () -> "made here",
                "lock", mutex);

        var receiver = env.process("receiver", self -> {
            for (var next = box.take(); next.isPresent(); next = box.take()) {
                self.work(1);
                self.print("got " + (next.get() instanceof Recipe recipe ? recipe.get() : next.get()));
                stamps.store(stamps.load() + 1);
            }
        });
        receiver.start();

        box.put(new Parcel("tea", List.of(1, 2, 3)));
        box.put((Recipe) () -> "what is made here");
        var refused = new ArrayList<String>();
        for (String each : cargo.equals("all") ? WRONG : List.of(cargo)) {
            Object thing = things.get(each);
            try {
                box.put(thing);
            } catch (CannotCrossException refusal) {
                String culprit = each.equals("lock") ? "\"mutex\"" : thing.getClass().getName();
                refused.add(refusal.getMessage().contains(culprit) ? each : "nobody knows what");
                env.result(each, refusal.getMessage());
            }
        }
        var never = env.process("never", self -> mutex.lock()); // its body has caught it
        try {
            never.start();
        } catch (CannotCrossException refusal) {
            refused.add("body");
            env.result("body", refusal.getMessage());
        }
        box.put(new Parcel("coffee", List.of(4)));
        box.close();
        receiver.join();

        long stamped = stamps.load();
        boolean begun = never.isAlive(0);
        env.expect("wrong-refused", () -> refused.size() == (cargo.equals("all") ? WRONG.size() : 1) + 1
                && !refused.contains("nobody knows what"), () -> refused);
        env.expect("nothing-half-sent", () -> stamped == 3 && !begun, () -> stamped);
    }
}
