package dev.potok.app.shell;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What JavaFX draws with. Left alone it takes OpenGL also where no graphics card is behind it; then a library that imitates
 * one costs 60 MB and some of the cores, and JavaFX's own way of drawing without a card is quicker.
 */
final class Drawing {
    private static final String PROPERTY = "prism.order";
    private static final Path CARDS = Path.of("/dev/dri");

    private Drawing() {}

    /** Makes the choice, where nobody has made it; before JavaFX is started. */
    static void choose() {
        if (System.getProperty(PROPERTY) == null && System.getProperty("os.name", "").equals("Linux")
                && !hasCard(CARDS)) {
            System.setProperty(PROPERTY, "sw");
        }
    }

    /** Whether that folder holds the device of a card that can draw. What cannot be looked into may hold one. */
    static boolean hasCard(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> devices = Files.newDirectoryStream(folder, "renderD*")) {
            return devices.iterator().hasNext();
        } catch (IOException refused) {
            return true;
        }
    }
}
