package dev.potok.app.launcher;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.potok.app.text.Names;
import dev.potok.app.text.ScenarioTexts;
import dev.potok.app.text.Texts;
import dev.potok.simulation.environment.ResultRow;
import dev.potok.simulation.finding.Deadlock;
import dev.potok.simulation.run.CheckResult;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.trace.Directory;

/** Prints what came of a run, for people. */
final class RunSummary {
    private final Terminal terminal;
    private final Texts texts;
    private final Wording wording;
    private final PrintWriter out;

    /** Prints there. */
    RunSummary(Terminal terminal) {
        this.terminal = terminal;
        this.texts = terminal.texts();
        this.wording = new Wording(texts);
        this.out = terminal.out();
    }

    /** All there is to tell of a run that has ended. */
    void print(Run run, RunResult result) {
        heading(run.request());
        facts(run, result);
        checks(run.request().scenario().id(), result);
        deadlocks(run, result);
        units(run.request().scenario().id(), result);
        results(run.request().scenario().id(), result);
    }

    /** What is run, and where. */
    void heading(RunRequest request) {
        String id = request.scenario().id();
        String machine = request.mode() == Mode.LIVE
                ? texts.get("summary.live",
                        texts.get("summary.pace." + (request.pace() == Pace.LECTURE ? "lecture" : "flat")))
                : texts.get("summary.virtual", Integer.toString(request.cores()), Long.toString(request.seed()));
        out.println(wording.scenario(id) + " (" + id + ") · " + machine);
    }

    private void facts(Run run, RunResult result) {
        var facts = new Table("  ")
                .row(texts.get("summary.outcome"), wording.outcome(result.outcome()))
                .row(texts.get("summary.elapsed"), wording.length(result.elapsedNanos()))
                .row(texts.get("summary.events"), texts.number(run.trace().size()));
        if (run.trace().dropped() > 0) {
            facts.row(texts.get("summary.dropped"), texts.number(run.trace().dropped()));
        }
        facts.print(out);
        result.failures().forEach(failure -> out.println("  " + wording.failure(failure)));
    }

    private void checks(String scenario, RunResult result) {
        if (result.checks().isEmpty()) {
            return;
        }
        out.println(texts.get("summary.checks"));
        var table = new Table("  ");
        for (CheckResult check : result.checks()) {
            table.row(terminal.sign(verdict(check)), wording.check(check.name()),
                    new ScenarioTexts(scenario, texts).detail(check));
        }
        table.print(out);
    }

    static Terminal.Verdict verdict(CheckResult check) {
        return switch (check.verdict()) {
            case OK -> Terminal.Verdict.YES;
            case FAILED -> Terminal.Verdict.NO;
            case INCONCLUSIVE -> Terminal.Verdict.OPEN;
        };
    }

    private void units(String scenario, RunResult result) {
        if (result.totalUnits() == 0) {
            return;
        }
        String ofScenario = "summary.units." + scenario;
        out.println(texts.get(texts.has(ofScenario) ? ofScenario : "summary.units"));
        var table = new Table("  ");
        result.units().forEach((core, units) -> table.row(core(core), texts.number(units),
                perSecond(units, result.elapsedNanos())));
        table.print(out);
    }

    /** Name of a core. */
    String core(int core) {
        return core < 0 ? texts.get("summary.core-unknown") : texts.get("summary.core", Integer.toString(core));
    }

    /** How many a second. */
    String perSecond(long units, long nanos) {
        return nanos == 0 ? "" : texts.get("summary.per-second", texts.number(Math.round(units * 1e9 / nanos)));
    }

    /** Who waited for whom in each circle of waits. */
    private void deadlocks(Run run, RunResult result) {
        var names = new Names(run.request().scenario().id(), texts);
        Directory directory = run.trace().directory();
        for (Deadlock deadlock : RunReport.circles(result.results().getOrDefault(RunResult.DEADLOCK, List.of()))) {
            out.println(texts.get("summary.deadlock", wording.length(deadlock.toldAfterNanos())));
            for (Deadlock.Link link : deadlock.links()) {
                out.println("  " + waits(link, names, directory));
            }
        }
    }

    private String waits(Deadlock.Link link, Names names, Directory directory) {
        String who = names.of(directory.actor(link.actor()));
        String line = Integer.toString(link.line());
        if (link.resource() == 0) {
            return texts.get("summary.deadlock.joins", who, line, names.of(directory.actor(link.joined())));
        }
        var holders = new ArrayList<String>();
        for (int i = 0; i < link.holders().size(); i++) {
            holders.add(texts.get("summary.deadlock.holder", names.of(directory.actor(link.holders().get(i))),
                    Integer.toString(link.holderLines().get(i))));
        }
        return texts.get("summary.deadlock.waits", who, line, names.of(directory.resource(link.resource())),
                String.join(", ", holders));
    }

    private void results(String scenario, RunResult result) {
        var results = new LinkedHashMap<>(result.results());
        results.remove(RunResult.DEADLOCK); // told already
        if (results.isEmpty()) {
            return;
        }
        out.println(texts.get("summary.results"));
        var table = new Table("  ");
        results.forEach((name, value) -> {
            String text = shown(value);
            if (!text.isEmpty()) {
                table.row(wording.result(scenario, name), text);
            }
        });
        table.print(out);
    }

    private String shown(Object value) {
        return switch (value) {
            case Integer number -> texts.number(number);
            case Long number -> texts.number(number);
            case List<?> rows -> String.join(", ", rows.stream().map(row -> shown((Object) row)).toList());
            case ResultRow row -> row.label() + " " + texts.number(row.value());
            case Map<?, ?> map -> String.join(", ", map.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + wording.remark(String.valueOf(entry.getValue()))).toList());
            default -> value.toString();
        };
    }
}
