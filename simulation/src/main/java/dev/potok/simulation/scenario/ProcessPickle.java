package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.CannotCrossException;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.io.FileDescriptor;
import java.io.FileReader;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What goes to another process goes as bytes; some things cannot, and the error says which. */
public final class ProcessPickle implements Scenario {
    private record Parcel(String what, List<Integer> pieces) implements Serializable {}

    private interface Recipe extends Supplier<String>, Serializable {}

    private static final class Secret {} // nobody has said that it is serializable

    private record Attempt(String what, Object thing, String culprit) {}

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
        var attempts = Stream.of(
                new Attempt("object", new Secret(), "Secret"),
                new Attempt("file", new FileReader(FileDescriptor.in), "FileReader"),
                new Attempt("thread", new Thread("ours"), "Thread"),
                new Attempt("lambda", (Supplier<String>) () -> "made here", "lambda"),
                new Attempt("lock", mutex, "mutex"))
                .filter(attempt -> cargo.equals("all") || cargo.equals(attempt.what)).toList();

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
        for (var attempt : attempts) {
            try {
                box.put(attempt.thing);
            } catch (CannotCrossException refusal) {
                String why = String.valueOf(refusal.getMessage());
                refused.add(why.contains(attempt.culprit) ? attempt.what : "who?");
                env.result(attempt.what, why);
            }
        }
        var never = env.process("never", self -> mutex.lock()); // its body has caught it
        try {
            never.start();
        } catch (CannotCrossException refusal) {
            refused.add("body");
            env.result("body", String.valueOf(refusal.getMessage()));
        }
        box.put(new Parcel("coffee", List.of(4)));
        box.close();
        receiver.join();

        long stamped = stamps.load();
        boolean begun = never.isAlive(0);
        env.expect("wrong-refused", () -> refused.size() == attempts.size() + 1 && !refused.contains("who?"),
                () -> refused);
        env.expect("nothing-half-sent", () -> stamped == 3 && !begun, () -> stamped);
    }
}
