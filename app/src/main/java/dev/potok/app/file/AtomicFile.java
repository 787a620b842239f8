package dev.potok.app.file;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file that is there as a whole or not at all: beside its place first, then moved into it. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes into the path it is given. */
    @FunctionalInterface
    public interface Content {
        /**
         * Makes that file; its name ends like that of the file wanted.
         *
         * @throws IOException if it cannot be written
         */
        void writeTo(Path file) throws IOException;
    }

    /**
     * Makes or replaces the file; where that fails, whatever was there before is still there.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, Content content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is no file");
        }
        String name = String.valueOf(file.getFileName());
        // Not a temporary file of the JDK's: those are readable for their owner alone, and so would the result be.
        Path beside = folder.resolve(".part-" + Long.toHexString(System.nanoTime()) + "-" + name);
        try {
            content.writeTo(beside);
            try {
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException unable) {
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
