package dev.potok.app.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

import dev.potok.app.text.Texts;
import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.run.RunResult;

/**
 * {@code potok rehearse SCENARIO}: many runs flat out, to know before a lecture how often it shows what it promises here. A
 * first run, in which the program itself is loaded, is not counted.
 */
final class RehearseCommand implements Command {
    private static final int TIMES = 100;
    private static final int MOST_TIMES = 100_000;

    private final Interruption interruption;

    RehearseCommand(Interruption interruption) {
        this.interruption = interruption;
    }

    @Override
    public CommandSpec grammar(Texts texts) {
        return CommandSpec.create()
                .addPositional(Written.positional(texts, "SCENARIO", "cli.option.scenario"))
                .addOption(Written.option(texts, "--times", "N"))
                .addOption(Written.flag(texts, "--live"))
                .addOption(Written.flag(texts, "--virtual"))
                .addOption(Written.option(texts, "--cores", "N"))
                .addOption(Written.option(texts, "--seed", "N"))
                .addOption(Written.repeated(texts, "--set", "NAME=VALUE"))
                .addOption(Written.flag(texts, "--json"));
    }

    @Override
    public int execute(ParseResult parsed, Terminal terminal) throws CommandException {
        var written = new Written(parsed, terminal.texts());
        RunRequest request = RunCommand.request(written);
        int times = written.wholeNumber("--times", 1, MOST_TIMES, TIMES);
        boolean json = written.has("--json");
        var rehearsal = new Rehearsal();
        try (Interruption.Task _ = interruption.begin()) {
            boolean warm = false;
            while (rehearsal.runs() < times) {
                if (terminal.inPlace() && !json) {
                    terminal.out().print("\r\u001B[K" + terminal.texts().get("rehearse.progress",
                            terminal.texts().number(rehearsal.runs()), terminal.texts().number(times)));
                    terminal.out().flush();
                }
                Run run = Runs.start(nth(request, rehearsal.runs()));
                interruption.ends(run);
                RunResult result = run.result().join();
                if (interruption.requested() || result.outcome() == Outcome.STOPPED) {
                    return ExitCode.INTERRUPTED;
                }
                RunCommand.refuseUnfitSettings(result, request, terminal.texts());
                if (warm) {
                    rehearsal.add(result);
                }
                warm = true;
            }
        }
        if (json) {
            terminal.out().println(Json.of(report(request, rehearsal)));
        } else {
            if (terminal.inPlace()) {
                terminal.out().print("\r\u001B[K");
            }
            print(request, rehearsal, terminal);
        }
        return rehearsal.enough() ? ExitCode.FINE : ExitCode.CHECK_FAILED;
    }

    /** Each run of a virtual machine has a seed of its own, or they would all be the same. */
    private static RunRequest nth(RunRequest request, int number) {
        return new RunRequest(request.scenario(), request.settings(), request.mode(), request.pace(), request.cores(),
                request.seed() + number, request.nice());
    }

    private static void print(RunRequest request, Rehearsal rehearsal, Terminal terminal) {
        Texts texts = terminal.texts();
        var wording = new Wording(texts);
        String scenario = request.scenario().id();
        new RunSummary(terminal).heading(request);
        var facts = new Table("  ")
                .row(texts.get("rehearse.held"), share(rehearsal.good(), rehearsal.runs(), texts),
                        texts.get("rehearse.rate", wording.decimal(100 * rehearsal.rate(), 1)));
        rehearsal.outcomes().forEach((outcome, times) -> facts.row(texts.get("summary.outcome") + ": "
                + wording.outcome(outcome), share(times, rehearsal.runs(), texts)));
        Rehearsal.Range lengths = rehearsal.lengths();
        facts.row(texts.get("summary.elapsed"), texts.get("rehearse.range", wording.length(lengths.minimum()), wording
                .length(lengths.median()), wording.length(lengths.maximum())));
        facts.print(terminal.out());

        terminal.say("summary.checks");
        var checks = new Table("  ");
        rehearsal.checks().forEach((name, tally) -> checks.row(
                terminal.sign(tally.failed() > 0 ? Terminal.Verdict.NO : tally.inconclusive() > 0
                        ? Terminal.Verdict.OPEN
                        : Terminal.Verdict.YES),
                wording.check(name), share(tally.held(), tally.runs(), texts),
                tally.inconclusive() == 0 ? "" : texts.get("rehearse.inconclusive", texts.number(tally
                        .inconclusive()))));
        checks.print(terminal.out());

        var results = new Table("  ");
        rehearsal.results().forEach((name, range) -> results.row(wording.result(scenario, name), texts.get(
                "rehearse.range", texts.number(range.minimum()), texts.number(range.median()), texts.number(range
                        .maximum()))));
        if (!rehearsal.results().isEmpty()) {
            terminal.say("summary.results");
            results.print(terminal.out());
        }
        terminal.say(request.mode() == Mode.LIVE ? "rehearse.caveat-live" : "rehearse.caveat-virtual");
    }

    private static String share(int times, int runs, Texts texts) {
        return texts.get("rehearse.share", texts.number(times), texts.number(runs));
    }

    private static Map<String, @Nullable Object> report(RunRequest request, Rehearsal rehearsal) {
        var report = new LinkedHashMap<String, @Nullable Object>();
        report.put("scenario", request.scenario().id());
        report.put("environment", Wording.id(request.mode()));
        report.put("seed", request.seed());
        report.put("settings", RunReport.settings(request));
        report.put("times", rehearsal.runs());
        report.put("held", rehearsal.good());
        report.put("rate", rehearsal.rate());
        var outcomes = new LinkedHashMap<String, @Nullable Object>();
        rehearsal.outcomes().forEach((outcome, times) -> outcomes.put(Wording.id(outcome), times));
        report.put("outcomes", outcomes);
        var checks = new ArrayList<Map<String, Object>>();
        rehearsal.checks().forEach((name, tally) -> {
            var check = new LinkedHashMap<String, Object>();
            check.put("name", name);
            check.put("held", tally.held());
            check.put("failed", tally.failed());
            check.put("inconclusive", tally.inconclusive());
            checks.add(check);
        });
        report.put("checks", checks);
        report.put("elapsedNanos", range(rehearsal.lengths()));
        var results = new LinkedHashMap<String, @Nullable Object>();
        rehearsal.results().forEach((name, range) -> results.put(name, range(range)));
        report.put("result", results);
        return report;
    }

    private static Map<String, Object> range(Rehearsal.Range range) {
        var json = new LinkedHashMap<String, Object>();
        json.put("minimum", range.minimum());
        json.put("median", range.median());
        json.put("maximum", range.maximum());
        return json;
    }
}
