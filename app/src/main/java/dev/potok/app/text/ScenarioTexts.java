package dev.potok.app.text;

import java.util.Arrays;
import java.util.stream.Collectors;

import dev.potok.simulation.run.CheckResult;
import dev.potok.simulation.trace.ResourceInfo;

/**
 * What a scenario, its settings, checks and results are called. Where there is no message, what the source calls them is
 * shown. Any thread.
 *
 * @param scenario id of the scenario
 * @param texts    the language
 */
public record ScenarioTexts(String scenario, Texts texts) {
    /** Its name. */
    public String name() {
        return or("scenario." + scenario + ".name", scenario);
    }

    /** What it promises to show, in one line. */
    public String promise() {
        return or("scenario." + scenario + ".promise", "");
    }

    /** What a setting is called. */
    public String setting(String name) {
        return or("setting." + scenario + "." + name + ".label", name);
    }

    /** What a setting does, in one line. */
    public String settingHelp(String name) {
        return or("setting." + scenario + "." + name + ".help", "");
    }

    /** What one of the words of a choice is called. */
    public String option(String name, String option) {
        return or("setting." + scenario + "." + name + ".option." + option, option);
    }

    /** What a check holds the run to. */
    public String check(String name) {
        return or("check." + name + ".title", name);
    }

    /** What was counted for a check. */
    public String detail(CheckResult check) {
        if (!check.trouble().isEmpty()) {
            return check.trouble();
        }
        var names = new Names(scenario, texts);
        Object[] figures = check.figures().stream().map(figure -> figure instanceof ResourceInfo resource ? names.of(
                resource) : figure).toArray();
        String key = "check." + check.name() + ".detail";
        return texts.has(key) ? texts.get(key, figures) : Arrays.stream(figures).map(String::valueOf).collect(
                Collectors.joining(" · "));
    }

    /** What a result is; some come of the trace, whatever the scenario. */
    public String result(String name) {
        return or("result." + scenario + "." + name, or("result.any." + name, name));
    }

    /** What was noticed about a file. */
    public String remark(String name) {
        return or("remark." + name, name);
    }

    /** The unit that goes with that number, empty for a bare number. */
    public String unit(long number, String unit) {
        return unit.isEmpty() ? "" : texts.count(number, unit).substring(texts.number(number).length()).strip();
    }

    private String or(String key, String otherwise) {
        return texts.has(key) ? texts.get(key) : otherwise;
    }
}
