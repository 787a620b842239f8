package dev.potok.resources;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The sample texts as files in a folder, so that a run reads them as it reads any others. They are laid out once a
 * process, in a temporary folder that goes with it.
 */
public final class SampleTexts {
    private static final String INDEX = "samples/texts.tsv";

    private SampleTexts() {}

    /** Holder: the folder is made at the first call, by one thread. */
    private static final class Folder {
        static final Path PATH = layOut();
    }

    /**
     * The folder with the texts.
     *
     * @throws UncheckedIOException if the temporary folder cannot be written
     */
    public static Path folder() {
        return Folder.PATH;
    }

    /** File names of all texts, in order. */
    public static List<String> names() {
        return Resource.text(INDEX).lines().skip(1).filter(line -> !line.isBlank())
                .map(line -> line.substring(0, line.indexOf('\t'))).toList();
    }

    private static Path layOut() {
        try {
            Path folder = Files.createTempDirectory("potok-texts-");
            for (String name : names()) {
                try (InputStream in = Resource.open("samples/texts/" + name)) {
                    Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "potok-sample-texts-removal"));
            return folder;
        } catch (IOException broken) {
            throw new UncheckedIOException("the sample texts cannot be laid out in the temporary folder", broken);
        }
    }

    private static void remove(Path folder) {
        try {
            for (String name : names()) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.deleteIfExists(folder);
        } catch (IOException left) {
            folder.toFile().deleteOnExit(); // somebody holds a file open; the system clears its temporary folder
        }
    }
}
