package dev.potok.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What the window shows when it opens.
 *
 * @param scenario id of the scenario chosen in the catalogue, null for the main job
 * @param files    recordings to open
 * @param language the language asked for, null for the one used last
 */
public record WindowRequest(@Nullable String scenario, List<Path> files, @Nullable Locale language) {
    /** Keeps a copy of the list. */
    public WindowRequest {
        files = List.copyOf(files);
    }

    /** A window in the language used last. */
    public WindowRequest(@Nullable String scenario, List<Path> files) {
        this(scenario, files, null);
    }
}
