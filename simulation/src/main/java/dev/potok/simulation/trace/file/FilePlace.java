package dev.potok.simulation.trace.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Where a file is written: in its place or beside it. Closing it without {@link #keep} deletes what was written. Used by
 * one thread at a time.
 */
final class FilePlace implements AutoCloseable {
    private final Path target;
    private final Path written;
    private final FileChannel channel;
    private boolean kept;

    private FilePlace(Path target, Path written, FileChannel channel) {
        this.target = target;
        this.written = written;
        this.channel = channel;
    }

    /** Beside that place, to be moved there at the end over whatever file is there by then. */
    static FilePlace beside(Path file) throws IOException {
        Path target = target(file);
        // Never over a file of that name: it may be what a crash has left of another recording.
        for (int number = 1;; number++) {
            Path part = target.resolveSibling(target.getFileName() + (number == 1 ? "" : "." + number) + ".part");
            try {
                return new FilePlace(target, part, create(part));
            } catch (FileAlreadyExistsException taken) {
                if (Files.isSymbolicLink(part)) {
                    throw taken;
                }
            }
        }
    }

    /** In that very place if nothing is there, so that this is where a crash leaves it; otherwise beside it. */
    static FilePlace inPlace(Path file) throws IOException {
        Path target = target(file);
        if (!Files.exists(target)) {
            try {
                return new FilePlace(target, target, create(target));
            } catch (FileAlreadyExistsException justNow) {
                return beside(file);
            }
        }
        return beside(file);
    }

    /** The file behind links. Only a regular file may be replaced: moving one over a device would take its place. */
    private static Path target(Path file) throws IOException {
        if (!Files.exists(file)) {
            return file.toAbsolutePath();
        }
        if (!Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "not a regular file");
        }
        return file.toRealPath();
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    FileChannel channel() {
        return channel;
    }

    /** Puts what was written into its place, where it stays. */
    void keep() throws IOException {
        channel.close();
        if (!written.equals(target)) {
            try {
                Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException unable) {
                Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        kept = true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (!kept) {
            Files.deleteIfExists(written);
        }
    }
}
