package dev.potok.app.launcher;

import java.util.Locale;

import dev.potok.app.text.ScenarioTexts;
import dev.potok.app.text.Texts;
import dev.potok.app.transport.TimeText;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.SettingException;
import dev.potok.simulation.run.Failure;
import dev.potok.simulation.run.Outcome;

/**
 * What things are called on the command line: the message where there is one, else the id.
 *
 * @param texts the user's language
 */
record Wording(Texts texts) {
    /** Name of a scenario. */
    String scenario(String id) {
        return message("scenario." + id + ".name", id);
    }

    /** What a scenario promises to show, in a sentence. */
    String promise(String id) {
        return message("scenario." + id + ".promise", "");
    }

    /** What a check checks. */
    String check(String name) {
        return message("check." + name + ".title", name);
    }

    /** Name of a result. */
    String result(String scenario, String name) {
        return new ScenarioTexts(scenario, texts).result(name);
    }

    /** What is odd about a file, by the id of the remark. */
    String remark(String id) {
        return message("remark." + id, id);
    }

    /** Name of a setting. */
    String setting(String scenario, String name) {
        return message("setting." + scenario + "." + name + ".label", name);
    }

    /** What a setting may be: its bounds or its words. */
    String allowed(Setting setting) {
        return switch (setting) {
            case Setting.WholeNumber number -> texts.get("cli.list.number", Integer.toString(number.minimum()),
                    Integer.toString(number.maximum()), Integer.toString(number.defaultValue()));
            case Setting.Choice choice -> texts.get("cli.list.choice", String.join(", ", choice.options()),
                    choice.defaultText());
            case Setting.Folder ignored -> texts.get("cli.list.folder");
            case Setting.Presses ignored -> texts.get("cli.list.presses");
        };
    }

    /** How a run ended. */
    String outcome(Outcome outcome) {
        return texts.get("summary.outcome." + id(outcome));
    }

    /** Who failed where and why. */
    String failure(Failure failure) {
        return failure.line() > 0
                ? texts.get("summary.failure", failure.actor(), Integer.toString(failure.line()), failure.summary())
                : texts.get("summary.failure-somewhere", failure.actor(), failure.summary());
    }

    /** A length of time. */
    String length(long nanos) {
        return TimeText.length((double) nanos, texts.locale().getLanguage().equals("ru"));
    }

    /** A number with one digit after the point, or after the comma where the language has one. */
    String decimal(double value, int digits) {
        return String.format(texts.locale(), "%." + digits + "f", value);
    }

    /** What is wrong with a setting. */
    CommandException settingSentence(String scenario, SettingException wrong) {
        return switch (wrong.reason()) {
            case UNKNOWN -> {
                var near = Nearest.to(wrong.setting(), java.util.List.of(wrong.allowed().split(", ")));
                yield near.isEmpty()
                        ? CommandException.of(texts, "cli.setting.unknown", scenario, wrong.setting(), wrong.allowed())
                        : CommandException.of(texts, "cli.setting.unknown-near", scenario, wrong.setting(),
                                near.getFirst(), wrong.allowed());
            }
            case NOT_A_NUMBER, OUT_OF_BOUNDS, NOT_AN_OPTION, NO_FOLDER, NOT_A_FOLDER, UNREADABLE_FOLDER, EMPTY_FOLDER,
                    NO_PRESS, NO_SUCH_CALL, NO_SUCH_ACTOR, TOO_MANY_ACTORS, WAITS_IN_CALL ->
                    CommandException.of(texts, "cli.setting." + id(wrong.reason()), scenario, wrong.setting(),
                            wrong.given(), wrong.allowed());
        };
    }

    private String message(String key, String otherwise) {
        return texts.has(key) ? texts.get(key) : otherwise;
    }

    /** The name of a constant in keys and in JSON. */
    static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
