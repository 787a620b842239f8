package dev.potok.simulation.trace.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.potok.simulation.environment.Press;
import dev.potok.simulation.environment.Presses;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.machine.Machine;
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
 * @param machine  what it really ran on, by language-free names in the order told; empty for a virtual run
 */
public record RunDescription(String scenario, Map<String, String> settings, Mode mode, Pace pace, int cores,
        long seed, Map<String, String> machine) {
    /** In the place of a scenario: another tool recorded it. */
    public static final String IMPORTED = "imported";

    /** Keeps copies of the maps. */
    public RunDescription {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        machine = Collections.unmodifiableMap(new LinkedHashMap<>(machine));
    }

    /** Describes a recording of another tool, with what the tool told of itself and of the machine. */
    public static RunDescription imported(Map<String, String> machine) {
        return new RunDescription(IMPORTED, Map.of(), Mode.LIVE, Pace.FLAT_OUT, 0, 0, machine);
    }

    /**
     * The same with what this machine is, if the run was or is a live one on it and that is not told yet. The first call
     * of a process may take some hundred milliseconds; any thread but JavaFX's.
     */
    public RunDescription ranHere() {
        return mode == Mode.VIRTUAL || scenario.equals(IMPORTED) || !machine.isEmpty() ? this
                : new RunDescription(scenario, settings, mode, pace, cores, seed, Machine.description());
    }

    /** The same with the presses that were made, where somebody told its actors what to do. */
    public RunDescription pressed(RunRequest request, List<? extends Press> made) {
        var all = new LinkedHashMap<>(settings);
        request.scenario().settings().stream().filter(Setting.Presses.class::isInstance)
                .forEach(setting -> all.put(setting.name(), Presses.write(made)));
        return new RunDescription(scenario, all, mode, pace, cores, seed, machine);
    }

    /** Describes the run that was asked for; {@link #ranHere} adds the machine. */
    public static RunDescription of(RunRequest request) {
        boolean virtual = request.mode() == Mode.VIRTUAL;
        return new RunDescription(request.scenario().id(), request.settings().asText(), request.mode(), request.pace(),
                virtual ? request.cores() : 0, virtual ? request.seed() : 0, Map.of());
    }
}
