package dev.potok.simulation.scenario;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import java.util.List;

/** A producer goes on only when its item is in somebody's hands. */
public final class HandToHand implements Scenario {
    @Override
    public String id() {
        return "transfer-queue";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting.WholeNumber("couriers", 1, 100, 2, "threads"),
                new Setting.WholeNumber("parcels", 1, 1000, 4, "items"),
                new Setting.Choice("hand-over", List.of("transfer", "put")));
    }

    @Override
    public void run(Environment env, Settings settings) {
        int parcels = settings.integer("parcels");
        int couriers = settings.integer("couriers");
        boolean waits = settings.choice("hand-over").equals("transfer");
        var counter = env.<String>transferQueue("counter");
        var delivered = env.counter("delivered");

        var senders = env.threads("courier", couriers, self -> {
            for (int i = 1; i <= parcels; i++) {
                self.work(1);
                if (waits) {
                    counter.transfer(self.name() + " #" + i);
                } else {
                    counter.put(self.name() + " #" + i);
                }
            }
        });
        var receiver = env.thread("receiver", self -> {
            for (int i = 0; i < parcels * couriers; i++) {
                counter.take();
                self.work(2);
                delivered.add(1);
            }
        });

        senders.start();
        receiver.start();
        senders.join();
        receiver.join();
        env.expect("all-delivered", () -> delivered.get() == (long) parcels * couriers, delivered::get,
                () -> (long) parcels * couriers);
    }
}
