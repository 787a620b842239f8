package dev.potok.app.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.ScenarioTexts;
import dev.potok.app.text.Texts;
import dev.potok.simulation.environment.Presses;
import dev.potok.simulation.environment.ResultRow;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.finding.Deadlock;
import dev.potok.simulation.run.CheckResult;
import dev.potok.simulation.run.Failure;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.trace.Directory;

/** What {@code run --json} prints: the same in every language, and for a virtual run the same on every machine. */
final class RunReport {
    private static final Texts ENGLISH = new Texts(Locale.ENGLISH);

    private RunReport() {}

    /** The report on a run that has ended. */
    static Map<String, @Nullable Object> of(Run run, RunResult result) {
        RunRequest request = run.request();
        var report = new LinkedHashMap<String, @Nullable Object>();
        report.put("scenario", request.scenario().id());
        report.put("environment", Wording.id(request.mode()));
        report.put("seed", request.seed());
        report.put("settings", settings(request));
        report.put("outcome", Wording.id(result.outcome()));
        report.put("elapsedNanos", result.elapsedNanos());
        var checks = new ArrayList<Map<String, @Nullable Object>>();
        result.checks().forEach(check -> checks.add(check(check)));
        report.put("checks", checks);
        var units = new LinkedHashMap<String, @Nullable Object>();
        units.put("total", result.totalUnits());
        units.put("perCore", result.units());
        report.put("units", units);
        var results = new LinkedHashMap<String, @Nullable Object>();
        result.results().forEach((name, value) -> results.put(name,
                name.equals(RunResult.DEADLOCK) ? deadlock(circles(value), run.trace().directory()) : plain(value)));
        report.put("result", results);
        var events = new LinkedHashMap<String, @Nullable Object>();
        events.put("recorded", run.trace().size());
        events.put("dropped", run.trace().dropped());
        report.put("events", events);
        if (!result.failures().isEmpty()) {
            report.put("failures", result.failures().stream().map(RunReport::failure).toList());
        }
        return report;
    }

    /** The settings by name, numbers as numbers. */
    static Map<String, Object> settings(RunRequest request) {
        var settings = new LinkedHashMap<String, Object>();
        Map<String, String> texts = request.settings().asText();
        for (Setting setting : request.scenario().settings()) {
            settings.put(setting.name(), switch (setting) {
                case Setting.WholeNumber number -> request.settings().integer(number.name());
                case Setting.Choice choice -> request.settings().choice(choice.name());
                case Setting.Folder folder -> texts.getOrDefault(folder.name(), "");
                case Setting.Presses presses -> Presses.write(request.settings().presses(presses.name()));
            });
        }
        return settings;
    }

    private static Map<String, @Nullable Object> check(CheckResult check) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("name", check.name());
        json.put("ok", switch (check.verdict()) {
            case OK -> Boolean.TRUE;
            case FAILED -> Boolean.FALSE;
            case INCONCLUSIVE -> null;
        });
        // In English and with the names in the source, whatever the language: programs read this.
        json.put("detail", new ScenarioTexts("", ENGLISH).detail(check));
        return json;
    }

    private static Map<String, Object> failure(Failure failure) {
        var json = new LinkedHashMap<String, Object>();
        json.put("actor", failure.actor());
        json.put("line", failure.line());
        json.put("error", failure.summary());
        return json;
    }

    /** The circles of waits in a result of the name {@link RunResult#DEADLOCK}. */
    static List<Deadlock> circles(Object value) {
        return value instanceof List<?> list
                ? list.stream().filter(Deadlock.class::isInstance).map(Deadlock.class::cast).toList()
                : List.of();
    }

    /** The first circle of waits, with the names in the source; others, which are rare, in a list. */
    private static Map<String, @Nullable Object> deadlock(List<Deadlock> circles, Directory directory) {
        Map<String, @Nullable Object> json = circle(circles.getFirst(), directory);
        if (circles.size() > 1) {
            json.put("others", circles.stream().skip(1).map(other -> circle(other, directory)).toList());
        }
        return json;
    }

    private static Map<String, @Nullable Object> circle(Deadlock deadlock, Directory directory) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("circle", deadlock.links().stream().map(link -> link(link, directory)).toList());
        json.put("toldAfterNanos", deadlock.toldAfterNanos());
        return json;
    }

    private static Map<String, Object> link(Deadlock.Link link, Directory directory) {
        var json = new LinkedHashMap<String, Object>();
        json.put("actor", directory.actor(link.actor()).name());
        json.put("line", link.line());
        if (link.resource() == 0) {
            json.put("waitsForEndOf", directory.actor(link.joined()).name());
            return json;
        }
        json.put("waitsFor", directory.resource(link.resource()).name());
        var holders = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < link.holders().size(); i++) {
            var holder = new LinkedHashMap<String, Object>();
            holder.put("actor", directory.actor(link.holders().get(i)).name());
            holder.put("line", link.holderLines().get(i));
            holders.add(holder);
        }
        json.put("heldBy", holders);
        return json;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case ResultRow row -> {
                var json = new LinkedHashMap<String, Object>();
                json.put("label", row.label());
                json.put("value", row.value());
                yield json;
            }
            case List<?> list -> list.stream().map(item -> plain((Object) item)).toList();
            default -> value;
        };
    }
}
