package dev.potok.simulation.bench;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;

/** A scenario whose actor main does something whenever it is told to, and says how long that took. */
abstract class Told implements Scenario {
    private final BlockingQueue<Boolean> turns = new LinkedBlockingQueue<>();
    final BlockingQueue<Optional<Double>> said = new LinkedBlockingQueue<>();

    /** What is done at each turn; returns its seconds. */
    @FunctionalInterface
    interface Turn {
        double take() throws Exception;
    }

    /** Main's turn has come; or, if not, its last one is over. Any thread. */
    final void tell(boolean another) {
        turns.add(another);
    }

    /** Takes turns until the last is over; on main. */
    final void takeTurns(Turn turn) throws Exception {
        while (turns.take()) {
            said.add(Optional.of(turn.take()));
        }
    }

    @Override
    public final String id() {
        return "bench";
    }

    @Override
    public final List<Setting> settings() {
        return List.of();
    }

    @Override
    public abstract void run(Environment env, Settings settings) throws Exception;
}
