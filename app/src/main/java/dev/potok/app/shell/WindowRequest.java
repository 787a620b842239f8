package dev.potok.app.shell;

import java.nio.file.Path;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.trace.file.StoredRun;

/**
 * What the window shows when it opens.
 *
 * @param scenario id of the scenario chosen in the catalogue, null for the main job
 * @param opened   a recording to show, null for none
 * @param language the language asked for, null for the one used last
 */
public record WindowRequest(@Nullable String scenario, @Nullable Opened opened, @Nullable Locale language) {
    /**
     * A recording that has been read.
     *
     * @param file   where from
     * @param stored what is in it
     */
    public record Opened(Path file, StoredRun stored) {}

    /** A window in the language used last, without a recording. */
    public WindowRequest(@Nullable String scenario) {
        this(scenario, null, null);
    }
}
