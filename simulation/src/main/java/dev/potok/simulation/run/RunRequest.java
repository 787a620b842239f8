package dev.potok.simulation.run;

import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;

/**
 * What is to be run, and how.
 *
 * @param scenario the exhibit
 * @param settings its settings, complete
 * @param mode     which machine
 * @param pace     how fast, live; a virtual run has a clock of its own
 * @param cores    cores of the virtual machine, 1 to 1024; a live run has those of this machine
 * @param seed     decides every choice of the virtual scheduler
 * @param nice     how far a live run's threads stand back for the rest of the machine, 0 to 19 as the {@code nice} of
 *                 POSIX; 0 leaves them as they are
 * @param attended whether somebody sits before the screen who may tell actors what to do: then a scenario with a remote
 *                 control goes on until that one ends it
 */
public record RunRequest(Scenario scenario, Settings settings, Mode mode, Pace pace, int cores, long seed, int nice,
        boolean attended) {
    /** One that nobody attends. */
    public RunRequest(Scenario scenario, Settings settings, Mode mode, Pace pace, int cores, long seed, int nice) {
        this(scenario, settings, mode, pace, cores, seed, nice, false);
    }

    /** Checks the bounds. */
    public RunRequest {
        if (cores < 1 || cores > 1024) {
            throw new IllegalArgumentException("a virtual machine has 1 to 1024 cores, not " + cores);
        }
        if (nice < 0 || nice > 19) {
            throw new IllegalArgumentException("nice is 0 to 19, not " + nice);
        }
    }

    /** Whether actors do what they are told by presses. */
    public boolean hasRemote() {
        return scenario.settings().stream().anyMatch(Setting.Presses.class::isInstance);
    }
}
