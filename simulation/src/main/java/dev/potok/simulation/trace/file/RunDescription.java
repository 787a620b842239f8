package dev.potok.simulation.trace.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.RunRequest;

/**
 * What a recording is of: enough to run the same again.
 *
 * @param scenario id of the scenario
 * @param settings its settings as written, in the order declared
 * @param mode     the machine it ran on
 * @param pace     how fast
 * @param cores    cores of the virtual machine; 0 for a live run, whose first event tells how many there were
 * @param seed     seed of the virtual machine; 0 for a live run
 */
public record RunDescription(String scenario, Map<String, String> settings, Mode mode, Pace pace, int cores,
        long seed) {
    /** Keeps a copy of the settings. */
    public RunDescription {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** Describes the run that was asked for. */
    public static RunDescription of(RunRequest request) {
        boolean virtual = request.mode() == Mode.VIRTUAL;
        return new RunDescription(request.scenario().id(), request.settings().asText(), request.mode(), request.pace(),
                virtual ? request.cores() : 0, virtual ? request.seed() : 0);
    }
}
