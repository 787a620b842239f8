package dev.potok.simulation.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.potok.simulation.finding.Deadlock;
import dev.potok.simulation.finding.Findings;
import dev.potok.simulation.finding.FindingsFold;
import dev.potok.simulation.metric.UnitCount;
import dev.potok.simulation.run.CheckResult;
import dev.potok.simulation.run.CheckResult.Verdict;
import dev.potok.simulation.run.Expectations;
import dev.potok.simulation.run.Failure;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.Trace;

/**
 * Makes the result of a run that has ended: counts its work, checks its trace, judges its promises, and adds to what the
 * scenario hands out what its trace tells of deadlocks and lost updates.
 */
public final class Judgement {
    /** How soon a deadlock should be told. */
    private static final long TOLD_WITHIN_NANOS = 100_000_000;
    private static final long NANOS_PER_MILLISECOND = 1_000_000;

    private Judgement() {}

    /** The result of a run with a complete trace. Of a stopped run nothing is judged, for it did not come to its end. */
    public static RunResult of(Outcome outcome, Trace trace, Expectations expectations, List<Failure> failures) {
        var checks = new ArrayList<CheckResult>();
        Findings findings = FindingsFold.of(trace);
        if (outcome != Outcome.STOPPED) {
            checks.add(CheckResult.of("nobody-failed", failures.isEmpty(), failures.size()));
            checks.addAll(Invariants.check(trace));
            if (!findings.deadlocks().isEmpty()) {
                checks.add(told(findings.deadlocks()));
            }
            checks.addAll(expectations.judge());
        }
        return new RunResult(outcome, trace.endNanos(), List.copyOf(checks), UnitCount.perCore(trace),
                results(trace, expectations, findings), List.copyOf(failures));
    }

    /** Whether deadlocks were told soon, which a machine that had no time for it may have failed to do. */
    private static CheckResult told(List<Deadlock> deadlocks) {
        long latest = deadlocks.stream().mapToLong(Deadlock::toldAfterNanos).max().orElse(0);
        return new CheckResult("deadlock-told", latest <= TOLD_WITHIN_NANOS ? Verdict.OK : Verdict.INCONCLUSIVE,
                List.of(Math.ceilDiv(latest, NANOS_PER_MILLISECOND), deadlocks.size()));
    }

    private static Map<String, Object> results(Trace trace, Expectations expectations, Findings findings) {
        Map<String, Object> results = expectations.results();
        if (!findings.deadlocks().isEmpty()) {
            results.put(RunResult.DEADLOCK, findings.deadlocks());
        }
        boolean variables = trace.directory().resources().stream()
                .anyMatch(resource -> resource.kind() == ResourceKind.VARIABLE);
        if (variables && trace.dropped() == 0) {
            results.put(RunResult.LOST_UPDATES, findings.lostUpdateCount());
        }
        return results;
    }

    /** The result of a run whose machine itself broke: a failure like an actor's, told in the name of the run. */
    public static RunResult broken(Trace trace, Expectations expectations, List<Failure> failures, Throwable cause) {
        var all = new ArrayList<>(failures);
        all.add(new Failure("run", 0, cause));
        return new RunResult(Outcome.FAILED, trace.endNanos(), List.of(), UnitCount.perCore(trace),
                expectations.results(), List.copyOf(all));
    }
}
