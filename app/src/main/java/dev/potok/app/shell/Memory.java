package dev.potok.app.shell;

import dev.potok.app.theme.Theme;
import java.util.Locale;
import java.util.prefs.BackingStoreException;
import java.util.prefs.Preferences;
import javafx.stage.Stage;

/** How the window was left the last time. What cannot be read or kept falls back to the defaults. */
final class Memory {
    private static final double WIDTH = 1440;
    private static final double HEIGHT = 900;

    private final Preferences store;

    /** Kept in that place; an empty one for a window that shall not depend on the last. */
    Memory(Preferences store) {
        this.store = store;
    }

    /** The place of the user's own window. */
    static Memory ofUser() {
        return new Memory(Preferences.userRoot().node("dev/potok/window"));
    }

    double width() {
        return Math.clamp(store.getDouble("width", WIDTH), 960, 7680);
    }

    double height() {
        return Math.clamp(store.getDouble("height", HEIGHT), 600, 4320);
    }

    Theme theme() {
        String name = store.get("theme", Theme.DARK.id());
        for (Theme theme : Theme.values()) {
            if (theme.id().equals(name)) {
                return theme;
            }
        }
        return Theme.DARK;
    }

    Locale language() {
        return Locale.of(store.get("language", Locale.getDefault().getLanguage()));
    }

    double divider(String name, double otherwise) {
        return Math.clamp(store.getDouble("divider-" + name, otherwise), 0.05, 0.95);
    }

    void remember(Stage window, Theme theme, Locale language, double[] columns, double rows, double lower) {
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
