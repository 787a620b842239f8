package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Three subtasks belong together: none outlives the scope, and if one fails the others are told to end. */
public final class StructuredScope implements Scenario {
    @Override
    public String id() {
        return "structured";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.Choice("trouble", List.of("stock-fails", "none")));
    }

    @Override
    public void run(Environment env, Settings settings) throws InterruptedException {
        boolean fails = settings.choice("trouble").equals("stock-fails");

        try (var order = env.scope("order")) {
            var price = order.fork("price", self -> {
                self.work(2);
                return 100;
            });
            var stock = order.fork("stock", self -> {
                self.sleep(Duration.ofSeconds(2));
                if (fails) {
                    throw new IllegalStateException("out of stock");
                }
                return 3;
            });
            var delivery = order.fork("delivery", self -> {
                self.sleep(Duration.ofSeconds(8));
                return 7;
            });
            env.expect("cancelled-if-failed", () -> delivery.state().name().equals(fails ? "CANCELLED" : "DONE"),
                    stock::state, delivery::state);

            order.join();
            env.result("sum", price.get() + stock.get() + delivery.get());
        } catch (ExecutionException failed) {
            env.result("failure", String.valueOf(failed.getCause()));
        }
    }
}
