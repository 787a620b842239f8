package dev.potok.app.shell;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the window shows when it opens.
 *
 * @param scenario id of the scenario chosen in the catalogue, null for the main job
 * @param files    recordings to open
 */
public record WindowRequest(@Nullable String scenario, List<Path> files) {
    /** Keeps a copy of the list. */
    public WindowRequest {
        files = List.copyOf(files);
    }
}
