package dev.potok.app.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Whether a window can be shown here, and why not.
 *
 * @param state what was found
 * @param name  the display it is about, empty where there is none
 */
record Display(State state, String name) {
    /** What can be found. */
    enum State {
        /** A window can be shown. */
        THERE,
        /** JavaFX was told to draw without a screen. */
        HEADLESS_ASKED,
        /** No display is named in the environment. */
        NONE_NAMED,
        /** There is a Wayland display alone; JavaFX needs an X one (XWayland). */
        WAYLAND_ALONE,
        /** A display is named, but there is no X server behind the name. */
        UNREACHABLE,
        /** There is an X server, but it does not let us in. */
        REFUSED
    }

    /** Whether a window can be shown. */
    boolean there() {
        return state == State.THERE;
    }

    /** Finds out, by talking to the X server on systems that have one; takes a few seconds at the most. */
    static Display find() {
        return find(System.getenv(), System.getProperties());
    }

    static Display find(Map<String, String> environment, Properties system) {
        if (system.getProperty("glass.platform", "").equalsIgnoreCase("headless")) {
            boolean rehearsed = system.getProperty("potok.start") != null; // nobody looks at that window
            return new Display(rehearsed ? State.THERE : State.HEADLESS_ASKED, "");
        }
        String os = system.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (os.contains("windows") || os.contains("mac")) {
            return new Display(State.THERE, "");
        }
        String display = environment.getOrDefault("DISPLAY", "").strip();
        if (display.isEmpty()) {
            String wayland = environment.getOrDefault("WAYLAND_DISPLAY", "").strip();
            return new Display(wayland.isEmpty() ? State.NONE_NAMED : State.WAYLAND_ALONE, wayland);
        }
        try {
            boolean letIn = XServer.of(display).letsIn(authority(environment, system));
            return new Display(letIn ? State.THERE : State.REFUSED, display);
        } catch (IOException | IllegalArgumentException unreachable) {
            return new Display(State.UNREACHABLE, display);
        }
    }

    private static Path authority(Map<String, String> environment, Properties system) {
        String named = environment.getOrDefault("XAUTHORITY", "");
        return named.isEmpty() ? Path.of(system.getProperty("user.home", "."), ".Xauthority") : Path.of(named);
    }
}
