package dev.potok.simulation.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * A directory that only the user can enter, in which a program meets its children. Any thread.
 *
 * <p>
 * Its owner is who holds the lock on the file {@code owner} in it, which the kernel takes back when he dies; the number of
 * a process could by then be another's. POSIX takes a process's lock back already when it closes <em>any</em> descriptor
 * of that file, so no file {@code owner} is ever opened that this program itself holds.
 */
final class MeetingPlace implements AutoCloseable {
    private static final String PREFIX = "potok-children-";
    /** So the names of files begin that were laid there by whoever asked for {@link Nursery#quarters}. */
    private static final String LAID = "run-";
    private static final String OWNER = "owner";
    private static final String SOCKET = "control";
    /** The kernel's bound for the path of a socket is 108 bytes on Linux, 104 elsewhere. */
    private static final int LONGEST_PATH_BYTES = 100;
    private static final Set<PosixFilePermission> PRIVATE = EnumSet.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    /** A directory without an owner that is younger may be about to get one. */
    private static final Duration BEING_MADE = Duration.ofMinutes(1);
    private static final int TRIES = 10;
    /** Those of this program. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel owner;

    private MeetingPlace(Path folder, FileChannel owner) {
        this.folder = folder;
        this.owner = owner;
    }

    /**
     * Makes one, and removes those whose owners have died.
     *
     * @throws ProcessException if there is no place for it
     */
    static MeetingPlace make() {
        @Nullable IOException last = null;
        for (Path base : bases()) {
            try {
                MeetingPlace made = makeIn(base);
                sweep(base);
                return made;
            } catch (IOException unfit) {
                last = unfit;
            }
        }
        String reason = last == null ? "their paths are too long" : String.valueOf(last.getMessage());
        var sentence = "No directory for the children's socket can be made in " + bases() + ": " + reason
                + "; set java.io.tmpdir to a short path that can be written";
        throw last == null ? new ProcessException(sentence) : new ProcessException(sentence, last);
    }

    /** The directory itself. */
    Path folder() {
        return folder;
    }

    /** Where the socket is to be. */
    Path socket() {
        return folder.resolve(SOCKET);
    }

    /** Removes it. A second call does nothing. */
    @Override
    public void close() {
        if (OURS.contains(folder)) {
            try {
                remove(folder);
                owner.close(); // the lock is held until nothing is left to be found without an owner
            } catch (IOException left) {
                throw new ProcessException("The directory " + folder + " cannot be removed; remove it by hand", left);
            } finally {
                OURS.remove(folder);
            }
        }
    }

    /**
     * Removes that directory if its owner has died; called by his children. Others who do the same do no harm.
     *
     * @return whether it is gone
     */
    static boolean removeAbandoned(Path folder) {
        if (OURS.contains(folder)) {
            return false;
        }
        try (var channel = FileChannel.open(folder.resolve(OWNER), StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS); FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return false;
            }
            remove(folder);
            return true;
        } catch (NoSuchFileException gone) {
            return !Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException | OverlappingFileLockException notOursToRemove) {
            return false;
        }
    }

    /** Where it may be, the best first: what the system keeps for that, else memory, else the temporary folder. */
    private static List<Path> bases() {
        var bases = new ArrayList<Path>();
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        if (runtime != null && isPrivate(Path.of(runtime))) {
            bases.add(Path.of(runtime));
        }
        var memory = Path.of("/dev/shm");
        if (Files.isDirectory(memory) && Files.isWritable(memory)) {
            bases.add(memory);
        }
        bases.add(Path.of(System.getProperty("java.io.tmpdir", ".")).toAbsolutePath());
        bases.removeIf(base -> base.toString().getBytes(StandardCharsets.UTF_8).length + PREFIX.length() + 32
                + SOCKET.length() > LONGEST_PATH_BYTES);
        return bases;
    }

    /** As the XDG Base Directory Specification asks: it is the user's, and nobody else can enter. */
    private static boolean isPrivate(Path directory) {
        try {
            var attributes = Files.readAttributes(directory, PosixFileAttributes.class);
            return attributes.isDirectory() && attributes.permissions().equals(PRIVATE) && isOurs(attributes);
        } catch (IOException | UnsupportedOperationException unfit) {
            return false;
        }
    }

    private static boolean isOurs(PosixFileAttributes attributes) {
        return attributes.owner().getName().equals(System.getProperty("user.name"));
    }

    /** Whether a file or directory is the user's and no one else can write to it; no link is followed. */
    static boolean isOursAlone(Path file) {
        try {
            var attributes = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return isOurs(attributes) && !attributes.isSymbolicLink()
                    && !attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
                    && !attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
        } catch (UnsupportedOperationException windows) { // such folders are the user's own there
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException gone) {
            return false;
        }
    }

    private static MeetingPlace makeIn(Path base) throws IOException {
        var random = new SecureRandom();
        for (int i = 0; i < TRIES; i++) {
            var name = new byte[6];
            random.nextBytes(name);
            Path folder = base.resolve(PREFIX + ProcessHandle.current().pid() + "-" + HexFormat.of().formatHex(name));
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
            } else {
                Files.createDirectory(folder); // the temporary folder of Windows is the user's own
            }
            OURS.add(folder);
            MeetingPlace made = own(folder);
            if (made != null) {
                return made;
            }
            OURS.remove(folder); // somebody took it for abandoned
        }
        throw new IOException("the directories made there are removed at once");
    }

    private static @Nullable MeetingPlace own(Path folder) throws IOException {
        Path file = folder.resolve(OWNER);
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (NoSuchFileException removed) {
            return null;
        }
        if (channel.tryLock() != null && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new MeetingPlace(folder, channel);
        }
        channel.close();
        return null;
    }

    private static void sweep(Path base) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(base, PREFIX + "*")) {
            for (Path folder : folders) {
                if (!OURS.contains(folder) && isOursToSweep(folder) && !removeAbandoned(folder)) {
                    removeUnborn(folder);
                }
            }
        }
    }

    /** Nothing of another user is touched, and no link is followed, in a directory that everybody can write. */
    private static boolean isOursToSweep(Path folder) {
        try {
            var attributes = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isDirectory() && isOurs(attributes);
        } catch (IOException gone) {
            return false;
        } catch (UnsupportedOperationException windows) {
            return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** One whose maker died before he owned it. */
    private static void removeUnborn(Path folder) {
        try {
            Instant made = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant();
            if (!Files.exists(folder.resolve(OWNER), LinkOption.NOFOLLOW_LINKS)
                    && made.isBefore(Instant.now().minus(BEING_MADE))) {
                remove(folder);
            }
        } catch (IOException left) {
            // It is in nobody's way, and the next program tries again.
            assert left != null;
        }
    }

    /** Removes what is known to be in it, and nothing else; the owner's file last. */
    private static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.equals(SOCKET) || name.startsWith(LAID)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NotDirectoryException | NoSuchFileException gone) {
            return;
        }
        Files.deleteIfExists(folder.resolve(OWNER));
        Files.deleteIfExists(folder);
    }
}
