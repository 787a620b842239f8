package dev.potok.simulation.environment;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The values of a scenario's settings: complete, typed and within bounds. Immutable. */
public final class Settings implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> values;
    private final transient Map<String, String> texts;

    private Settings(Map<String, Object> values, Map<String, String> texts) {
        this.values = values;
        this.texts = texts;
    }

    /**
     * Reads what was given and fills in the defaults.
     *
     * @param declared the scenario's settings
     * @param given    values as written, by name
     * @param samples  finds the folder of a sample that ships with the program
     * @throws SettingException if a name is unknown or a value is no value of its setting
     */
    public static Settings of(List<Setting> declared, Map<String, String> given, Function<String, Path> samples) {
        var names = declared.stream().map(Setting::name).toList();
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                throw new SettingException(SettingException.Reason.UNKNOWN, name, "", String.join(", ", names));
            }
        }
        var values = new LinkedHashMap<String, Object>();
        var texts = new LinkedHashMap<String, String>();
        for (Setting setting : declared) {
            String text = given.getOrDefault(setting.name(), setting.defaultText()).strip();
            values.put(setting.name(), parse(setting, text, samples));
            texts.put(setting.name(), text);
        }
        return new Settings(values, texts);
    }

    private static Object parse(Setting setting, String text, Function<String, Path> samples) {
        return switch (setting) {
            case Setting.WholeNumber number -> wholeNumber(number, text);
            case Setting.Choice choice -> {
                if (!choice.options().contains(text)) {
                    throw new SettingException(SettingException.Reason.NOT_AN_OPTION, choice.name(), text,
                            String.join(", ", choice.options()));
                }
                yield text;
            }
            case Setting.Folder folder -> text.isEmpty() ? samples.apply(folder.sample()) : folder(folder, text);
            case Setting.Presses presses -> presses(presses, text);
        };
    }

    private static Integer wholeNumber(Setting.WholeNumber number, String text) {
        String bounds = number.minimum() + "–" + number.maximum();
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new SettingException(SettingException.Reason.NOT_A_NUMBER, number.name(), text, bounds);
        }
        if (value < number.minimum() || value > number.maximum()) {
            throw new SettingException(SettingException.Reason.OUT_OF_BOUNDS, number.name(), text, bounds);
        }
        return value;
    }

    private static List<Press> presses(Setting.Presses setting, String text) {
        try {
            return Presses.readAll(text);
        } catch (IllegalArgumentException unreadable) {
            throw new SettingException(SettingException.Reason.NO_PRESS, setting.name(),
                    String.valueOf(unreadable.getMessage()), "");
        }
    }

    private static Path folder(Setting.Folder folder, String text) {
        Path path;
        try {
            path = Path.of(text);
        } catch (InvalidPathException notAPath) {
            throw new SettingException(SettingException.Reason.NO_FOLDER, folder.name(), text, "");
        }
        if (!Files.exists(path)) {
            throw new SettingException(SettingException.Reason.NO_FOLDER, folder.name(), text, "");
        }
        if (!Files.isDirectory(path)) {
            throw new SettingException(SettingException.Reason.NOT_A_FOLDER, folder.name(), text, "");
        }
        if (!Files.isReadable(path)) {
            throw new SettingException(SettingException.Reason.UNREADABLE_FOLDER, folder.name(), text, "");
        }
        try (Stream<Path> entries = Files.list(path)) {
            if (entries.noneMatch(Files::isRegularFile)) {
                throw new SettingException(SettingException.Reason.EMPTY_FOLDER, folder.name(), text, "");
            }
        } catch (IOException unreadable) {
            throw new SettingException(SettingException.Reason.UNREADABLE_FOLDER, folder.name(), text, "");
        }
        return path;
    }

    /** The value of a {@link Setting.WholeNumber}. */
    public int integer(String name) {
        return (Integer) value(name);
    }

    /** The value of a {@link Setting.Choice}. */
    public String choice(String name) {
        return (String) value(name);
    }

    /** The value of a {@link Setting.Folder}: a readable folder. */
    public Path folder(String name) {
        return (Path) value(name);
    }

    /** The value of a {@link Setting.Presses}. */
    public List<Press> presses(String name) {
        return ((List<?>) value(name)).stream().map(Press.class::cast).toList();
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the scenario declares no setting \"" + name + "\"");
        }
        return value;
    }

    /** All values as written, by name in the order declared; the sample folder is written as an empty text. */
    public Map<String, String> asText() {
        return Collections.unmodifiableMap(texts);
    }

    private Object writeReplace() {
        var portable = new LinkedHashMap<String, Serializable>();
        values.forEach((name, value) -> portable.put(name, portable(value)));
        return new Portable(portable, new LinkedHashMap<>(texts));
    }

    private static Serializable portable(Object value) {
        return value instanceof Path path ? new Place(path.toString()) : (Serializable) value;
    }

    /** A path, which Java does not serialize. */
    private record Place(String path) implements Serializable {}

    /** What goes to another process. */
    private record Portable(LinkedHashMap<String, Serializable> values, LinkedHashMap<String, String> texts)
            implements
                Serializable {
        private Object readResolve() {
            var values = new LinkedHashMap<String, Object>();
            this.values.forEach(
                    (name, value) -> values.put(name, value instanceof Place place ? Path.of(place.path) : value));
            return new Settings(values, texts);
        }
    }
}
