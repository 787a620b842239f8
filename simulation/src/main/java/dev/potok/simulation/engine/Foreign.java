package dev.potok.simulation.engine;

import java.util.List;

import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;

/** Stands for whatever a recording is of that is no scenario of this program. It has no source and cannot be run. */
record Foreign(String id) implements Scenario {
    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public void run(Environment env, Settings settings) {
        throw new UnsupportedOperationException("\"" + id + "\" is a recording and no scenario");
    }
}
