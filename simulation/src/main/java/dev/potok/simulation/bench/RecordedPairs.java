package dev.potok.simulation.bench;

import java.util.Optional;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Settings;

/** A process of a run that locks and unlocks a mutex nobody else wants, with all that is recorded of it. */
final class RecordedPairs extends Told {
    /** Pairs in a turn. */
    static final int PAIRS = 100_000;

    @Override
    public void run(Environment env, Settings settings) throws Exception {
        var kit = env.with("processes");
        var mutex = kit.mutex("mutex");
        var orders = kit.<Integer>queue("orders", 1);
        var times = kit.<Double>queue("times", 1);
        var locker = kit.actor("locker", self -> {
            for (Optional<Integer> pairs = orders.take(); pairs.isPresent(); pairs = orders.take()) {
                long begun = System.nanoTime();
                for (int i = 0; i < pairs.get(); i++) {
                    mutex.lock();
                    mutex.unlock();
                }
                times.put((System.nanoTime() - begun) / 1e9);
            }
        });
        locker.start();
        takeTurns(() -> {
            orders.put(PAIRS);
            return times.take().orElseThrow();
        });
        orders.close();
        locker.join();
    }
}
