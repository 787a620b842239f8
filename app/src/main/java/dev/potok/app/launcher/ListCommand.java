package dev.potok.app.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

import dev.potok.app.text.Texts;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.run.Mode;

/** {@code potok list}: the catalogue. */
final class ListCommand implements Command {
    @Override
    public CommandSpec grammar(Texts texts) {
        return CommandSpec.create().addOption(Written.flag(texts, "--json"));
    }

    @Override
    public int execute(ParseResult parsed, Terminal terminal) {
        if (parsed.hasMatchedOption("--json")) {
            terminal.out().println(Json.of(Catalogue.entries().stream().map(ListCommand::json).toList()));
        } else {
            print(terminal);
        }
        return ExitCode.FINE;
    }

    private static void print(Terminal terminal) {
        var wording = new Wording(terminal.texts());
        String group = "";
        for (Catalogue.Entry entry : Catalogue.entries()) {
            if (!entry.group().equals(group)) {
                group = entry.group();
                String key = "group." + group;
                terminal.out().println();
                terminal.out().println(terminal.texts().has(key) ? terminal.texts().get(key) : group);
            }
            String id = entry.id();
            String modes = entry.modes().stream().map(mode -> terminal.texts().get("cli.mode." + Wording.id(mode)))
                    .collect(Collectors.joining(", "));
            terminal.out().println();
            terminal.out().println("  " + id + " · " + wording.scenario(id) + " · " + modes);
            if (!wording.promise(id).isEmpty()) {
                terminal.out().println("    " + wording.promise(id));
            }
            var settings = new Table("      ");
            for (Setting setting : entry.scenario().get().settings()) {
                settings.row(setting.name(), wording.setting(id, setting.name()), wording.allowed(setting));
            }
            settings.print(terminal.out());
        }
        terminal.out().println();
        terminal.say("cli.list.how-to-run");
    }

    /** The same in every language: the words of the root bundle, and those of the others under "translations". */
    private static Map<String, @Nullable Object> json(Catalogue.Entry entry) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", entry.id());
        json.put("group", entry.group());
        json.putAll(words(entry.id(), Roots.TEXTS.getFirst()));
        var translations = new LinkedHashMap<String, Object>();
        for (Texts texts : Roots.TEXTS.subList(1, Roots.TEXTS.size())) {
            translations.put(texts.locale().getLanguage(), words(entry.id(), texts));
        }
        json.put("translations", translations);
        json.put("modes", java.util.Arrays.stream(Mode.values()).filter(entry.modes()::contains).map(Wording::id)
                .toList());
        var settings = new ArrayList<Map<String, @Nullable Object>>();
        entry.scenario().get().settings().forEach(setting -> settings.add(json(setting)));
        json.put("settings", settings);
        return json;
    }

    private static Map<String, String> words(String id, Texts texts) {
        var words = new LinkedHashMap<String, String>();
        words.put("name", new Wording(texts).scenario(id));
        words.put("promise", new Wording(texts).promise(id));
        return words;
    }

    private static Map<String, @Nullable Object> json(Setting setting) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("name", setting.name());
        switch (setting) {
            case Setting.WholeNumber number -> {
                json.put("type", "integer");
                json.put("minimum", number.minimum());
                json.put("maximum", number.maximum());
                json.put("default", number.defaultValue());
                json.put("unit", number.unit().isEmpty() ? null : number.unit());
            }
            case Setting.Choice choice -> {
                json.put("type", "choice");
                json.put("options", choice.options());
                json.put("default", choice.defaultText());
                json.put("unit", null);
            }
            case Setting.Folder folder -> {
                json.put("type", "folder");
                json.put("sample", folder.sample());
                json.put("default", folder.defaultText());
                json.put("unit", null);
            }
            case Setting.Presses presses -> {
                json.put("type", "presses");
                json.put("default", presses.defaultText());
                json.put("unit", null);
            }
        }
        return json;
    }

    /** Holder: read when the catalogue is asked for as JSON. */
    private static final class Roots {
        static final List<Texts> TEXTS = Texts.LANGUAGES.stream().map(Texts::new).toList();
    }
}
