package dev.potok.simulation.run;

import dev.potok.simulation.environment.Scenario;
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
 */
public record RunRequest(Scenario scenario, Settings settings, Mode mode, Pace pace, int cores, long seed, int nice) {
    /** Checks the bounds. */
    public RunRequest {
        if (cores < 1 || cores > 1024) {
            throw new IllegalArgumentException("a virtual machine has 1 to 1024 cores, not " + cores);
        }
        if (nice < 0 || nice > 19) {
            throw new IllegalArgumentException("nice is 0 to 19, not " + nice);
        }
    }
}
