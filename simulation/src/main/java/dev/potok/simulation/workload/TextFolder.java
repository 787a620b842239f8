package dev.potok.simulation.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** The files of a folder that a scenario reads. */
public final class TextFolder {
    private TextFolder() {}

    /**
     * The plain files directly in the folder, hidden ones left out, in order of their names; the whole list so many
     * times over.
     *
     * @throws UncheckedIOException if the folder cannot be read
     */
    public static List<Path> files(Path folder, int times) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> once = entries.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
            return Collections.nCopies(times, once).stream().flatMap(List::stream).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the folder \"" + folder + "\" cannot be read", unreadable);
        }
    }
}
