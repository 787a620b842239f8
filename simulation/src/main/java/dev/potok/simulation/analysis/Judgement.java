package dev.potok.simulation.analysis;

import java.util.ArrayList;
import java.util.List;

import dev.potok.simulation.metric.UnitCount;
import dev.potok.simulation.run.CheckResult;
import dev.potok.simulation.run.Expectations;
import dev.potok.simulation.run.Failure;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.trace.Trace;

/** Makes the result of a run that has ended: counts its work, checks its trace, judges its promises. */
public final class Judgement {
    private Judgement() {}

    /** The result of a run with a complete trace. Of a stopped run nothing is judged, for it did not come to its end. */
    public static RunResult of(Outcome outcome, Trace trace, Expectations expectations, List<Failure> failures) {
        var checks = new ArrayList<CheckResult>();
        if (outcome != Outcome.STOPPED) {
            checks.add(CheckResult.of("nobody-failed", failures.isEmpty(), failures.size()));
            checks.addAll(Invariants.check(trace));
            checks.addAll(expectations.judge());
        }
        return new RunResult(outcome, trace.endNanos(), List.copyOf(checks), UnitCount.perCore(trace),
                expectations.results(), List.copyOf(failures));
    }

    /** The result of a run whose machine itself broke: a failure like an actor's, told in the name of the run. */
    public static RunResult broken(Trace trace, Expectations expectations, List<Failure> failures, Throwable cause) {
        var all = new ArrayList<>(failures);
        all.add(new Failure("run", 0, cause));
        return new RunResult(Outcome.FAILED, trace.endNanos(), List.of(), UnitCount.perCore(trace),
                expectations.results(), List.copyOf(all));
    }
}
