package dev.potok.app.launcher;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.potok.simulation.run.CheckResult;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.RunResult;

/** What came of many runs of the same scenario. */
final class Rehearsal {
    /** In how many runs of a hundred all checks must hold. */
    private static final double ENOUGH = 0.99;

    /** How often a check held. */
    static final class Tally {
        private int held;
        private int failed;
        private int inconclusive;

        /** Runs in which it held, for every resource it is about. */
        int held() {
            return held;
        }

        /** Runs in which it failed. */
        int failed() {
            return failed;
        }

        /** Runs in which the machine could not tell. */
        int inconclusive() {
            return inconclusive;
        }

        int runs() {
            return held + failed + inconclusive;
        }
    }

    /**
     * What runs have in common that differs from one to the next.
     *
     * @param minimum the least
     * @param median  half of the runs had no more
     * @param maximum the most
     */
    record Range(long minimum, long median, long maximum) {
        private static Range of(List<Long> values) {
            var sorted = new ArrayList<>(values);
            Collections.sort(sorted);
            return new Range(sorted.getFirst(), sorted.get((sorted.size() - 1) / 2), sorted.getLast());
        }
    }

    private int runs;
    private int good;
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private final Map<String, Tally> checks = new LinkedHashMap<>();
    private final Map<String, List<Long>> results = new LinkedHashMap<>();
    private final List<Long> lengths = new ArrayList<>();

    /** Adds a run that has ended. */
    void add(RunResult result) {
        runs++;
        good += RunCommand.exitCode(result) == ExitCode.FINE ? 1 : 0;
        outcomes.merge(result.outcome(), 1, Integer::sum);
        lengths.add(result.elapsedNanos());
        worstByName(result).forEach((name, verdict) -> {
            Tally tally = checks.computeIfAbsent(name, first -> new Tally());
            switch (verdict) {
                case OK -> tally.held++;
                case FAILED -> tally.failed++;
                case INCONCLUSIVE -> tally.inconclusive++;
            }
        });
        result.results().forEach((name, value) -> {
            if (value instanceof Number number) {
                results.computeIfAbsent(name, first -> new ArrayList<>()).add(number.longValue());
            }
        });
    }

    /** A check may be made for several resources: it holds if it holds for all. */
    private static Map<String, CheckResult.Verdict> worstByName(RunResult result) {
        var worst = new LinkedHashMap<String, CheckResult.Verdict>();
        for (CheckResult check : result.checks()) {
            worst.merge(check.name(), check.verdict(), (one, other) -> one == CheckResult.Verdict.FAILED
                    || other == CheckResult.Verdict.OK ? one : other);
        }
        return worst;
    }

    /** How many runs there were. */
    int runs() {
        return runs;
    }

    /** In how many all checks held. */
    int good() {
        return good;
    }

    /** The part of the runs in which all checks held. */
    double rate() {
        return runs == 0 ? 0 : (double) good / runs;
    }

    /** Whether a lecturer can rely on it. */
    boolean enough() {
        return rate() >= ENOUGH;
    }

    /** How often each outcome came. */
    Map<Outcome, Integer> outcomes() {
        return outcomes;
    }

    /** How often each check held, by its name. */
    Map<String, Tally> checks() {
        return checks;
    }

    /** What the numbers were that runs handed out, by name. */
    Map<String, Range> results() {
        var ranges = new LinkedHashMap<String, Range>();
        results.forEach((name, values) -> ranges.put(name, Range.of(values)));
        return ranges;
    }

    /** How long runs lasted, nanoseconds of run time. */
    Range lengths() {
        return Range.of(lengths);
    }
}
