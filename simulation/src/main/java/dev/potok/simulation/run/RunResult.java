package dev.potok.simulation.run;

import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param outcome      how it ended
 * @param elapsedNanos run time from start to end, pauses not counted
 * @param checks       everything that must be true of it; empty if it was stopped
 * @param units        counted work by core, -1 standing for "core not known"
 * @param results      what the scenario handed out, by name: numbers, texts, or lists of result rows; and what the trace
 *                     itself tells, by the two names below
 * @param failures     who threw what
 */
public record RunResult(Outcome outcome, long elapsedNanos, List<CheckResult> checks, Map<Integer, Long> units,
        Map<String, Object> results, List<Failure> failures) {
    /** Name of a result: the circles of waits, a list of {@code finding.Deadlock}; there only if there are any. */
    public static final String DEADLOCK = "deadlock";
    /** Name of a result: how many stores into shared variables were lost, a {@link Long}; there only if there are variables. */
    public static final String LOST_UPDATES = "lost-updates";

    /** Whether no check failed. */
    public boolean allChecksHold() {
        return checks.stream().noneMatch(check -> check.verdict() == CheckResult.Verdict.FAILED);
    }

    /** All units on all cores. */
    public long totalUnits() {
        return units.values().stream().mapToLong(Long::longValue).sum();
    }
}
