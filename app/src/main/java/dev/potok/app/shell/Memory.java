package dev.potok.app.shell;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.prefs.BackingStoreException;
import java.util.prefs.Preferences;

import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import dev.potok.app.theme.Theme;
import dev.potok.simulation.trace.TraceMemory;

/** How the window was left the last time. What cannot be read or kept falls back to the defaults. */
final class Memory {
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;
    private static final String RECENT = "recent";
    private static final String[] KEYS = {"width", "height", "theme", "language", "divider-left", "divider-right",
        "divider-rows", "divider-lower", "recording-mib", RECENT};

    private final Map<String, String> values = new HashMap<>();
    private final @Nullable Preferences store;

    private Memory(@Nullable Preferences store) {
        this.store = store;
        if (store != null) {
            for (String key : KEYS) {
                String value = store.get(key, null);
                if (value != null) {
                    values.put(key, value);
                }
            }
        }
    }

    /** Of the user's own window. */
    static Memory ofUser() {
        return new Memory(Preferences.userRoot().node("dev/potok/window"));
    }

    /** Of no window: the defaults, and nothing is kept. */
    static Memory none() {
        return new Memory(null);
    }

    double width() {
        return number("width", WIDTH, 960, 7680);
    }

    double height() {
        return number("height", HEIGHT, 600, 4320);
    }

    Theme theme() {
        String name = values.getOrDefault("theme", Theme.DARK.id());
        for (Theme theme : Theme.values()) {
            if (theme.id().equals(name)) {
                return theme;
            }
        }
        return Theme.DARK;
    }

    Locale language() {
        return Locale.of(values.getOrDefault("language", Locale.getDefault().getLanguage()));
    }

    double divider(String name, double otherwise) {
        return number("divider-" + name, otherwise, 0.05, 0.95);
    }

    /** MiB of a recording that are kept in memory. */
    int recordingMebibytes(int otherwise) {
        return (int) number("recording-mib", otherwise, TraceMemory.LEAST_BOUND_BYTES >> 20, 1 << 20);
    }

    /** Recordings opened or saved last, the latest first. */
    List<Path> recent() {
        var paths = new ArrayList<Path>();
        for (String line : values.getOrDefault(RECENT, "").split("\n")) {
            try {
                if (!line.isBlank()) {
                    paths.add(Path.of(line));
                }
            } catch (InvalidPathException unreadable) {
                // Written by another system; it is left out.
            }
        }
        return paths;
    }

    /** Keeps the names of recordings, as many as there is room for, and how much of one is kept in memory. */
    void remember(List<Path> recent, int recordingMebibytes) {
        if (store == null) {
            return;
        }
        store.putInt("recording-mib", recordingMebibytes);
        var lines = new StringBuilder();
        for (Path file : recent) {
            if (lines.length() + file.toString().length() < Preferences.MAX_VALUE_LENGTH) {
                lines.append(file).append('\n');
            }
        }
        store.put(RECENT, lines.toString());
    }

    private double number(String key, double otherwise, double least, double most) {
        try {
            return Math.clamp(Double.parseDouble(values.getOrDefault(key, Double.toString(otherwise))), least, most);
        } catch (NumberFormatException unreadable) {
            return otherwise;
        }
    }

    void remember(Stage window, Theme theme, Locale language, double[] columns, double rows, double lower) {
        if (store == null) {
            return;
        }
        if (!window.isFullScreen() && !window.isMaximized() && window.getScene() != null) {
            store.putDouble("width", window.getScene().getWidth());
            store.putDouble("height", window.getScene().getHeight());
        }
        store.put("theme", theme.id());
        store.put("language", language.getLanguage());
        store.putDouble("divider-left", columns[0]);
        store.putDouble("divider-right", columns[1]);
        store.putDouble("divider-rows", rows);
        store.putDouble("divider-lower", lower);
        try {
            store.flush();
        } catch (BackingStoreException unwritable) {
            System.getLogger("potok").log(System.Logger.Level.INFO, "the window's state is not kept: {0}",
                    unwritable.getMessage());
        }
    }
}
