package dev.potok.simulation.memory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folders that this and other programs of ours keep shared files in. Each has a file {@code owner} on which whoever
 * made the folder holds a lock for as long as he lives; the kernel lets go of it when he dies, however he does, and no
 * number of a process can be mistaken for another's.
 */
final class Homes {
    private static final String PREFIX = "potok-";
    private static final String OWNER = "owner";
    private static final long LEAST_USABLE_BYTES = 256L << 20;
    /** A folder without a locked owner this young may be one that is being made. */
    private static final Duration MAKING = Duration.ofMinutes(1);

    /** Guarded by the class. The system drops all locks of a process on a file as soon as it closes any handle to it. */
    private static final Map<Path, FileChannel> OWN = new HashMap<>();

    private Homes() {}

    static synchronized Path make() throws IOException {
        Path base = base();
        sweep(base);
        boolean interrupted = Thread.interrupted(); // it would close the file
        try {
            while (true) {
                Path home = Files.createTempDirectory(base, PREFIX + ProcessHandle.current().pid() + "-")
                        .toAbsolutePath();
                Path owner = home.resolve(OWNER);
                FileChannel channel = FileChannel.open(owner, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                channel.lock();
                if (Files.exists(owner)) {
                    OWN.put(home, channel);
                    return home;
                }
                channel.close(); // we stood still for so long that we were swept away
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Memory if there is a file system in it that has room, else where temporary files go. */
    private static Path base() throws IOException {
        Path memory = Path.of("/dev/shm");
        if (Files.isDirectory(memory) && Files.isWritable(memory)) {
            FileStore store = Files.getFileStore(memory);
            if (store.type().equals("tmpfs") && store.getUsableSpace() >= LEAST_USABLE_BYTES) {
                return memory;
            }
        }
        return Path.of(System.getProperty("java.io.tmpdir", "."));
    }

    static synchronized void leave(Path home) throws IOException {
        FileChannel channel = OWN.remove(home);
        if (channel != null) {
            try (channel) {
                remove(home);
            }
        }
    }

    static synchronized int sweep() throws IOException {
        return sweep(base());
    }

    /** Removes what the dead have left there, of this user. What resists is left for the next time. */
    private static int sweep(Path base) throws IOException {
        List<Path> homes;
        try (Stream<Path> all = Files.list(base)) {
            homes = all.filter(path -> path.getFileName().toString().matches(PREFIX + "[0-9]+-[0-9]+"))
                    .map(Path::toAbsolutePath).filter(path -> !OWN.containsKey(path)).toList();
        }
        int swept = 0;
        for (Path home : homes) {
            try {
                if (isOurs(home) && sweepOne(home)) {
                    swept++;
                }
            } catch (IOException | OverlappingFileLockException resists) {
                continue; // somebody else is at it, or its files are not ours to remove
            }
        }
        return swept;
    }

    /** Whether it is a folder and this user's; only root could mistake another's for his own, for others cannot look in. */
    private static boolean isOurs(Path home) throws IOException {
        if (!Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Path self = Path.of("/proc/self");
        return !Files.exists(self) || Files.getOwner(self).equals(Files.getOwner(home, LinkOption.NOFOLLOW_LINKS));
    }

    private static boolean sweepOne(Path home) throws IOException {
        boolean young = Files.getLastModifiedTime(home, LinkOption.NOFOLLOW_LINKS).toInstant()
                .isAfter(Instant.now().minus(MAKING));
        Path owner = home.resolve(OWNER);
        if (!Files.exists(owner, LinkOption.NOFOLLOW_LINKS)) {
            if (!young) {
                remove(home);
            }
            return !young;
        }
        try (FileChannel channel = FileChannel.open(owner, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            // The lock, if it is had, is held until the folder is gone, so that two sweepers do not meet in it.
            if (channel.tryLock() == null) {
                return false;
            }
            remove(home);
            return true;
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    remove(file);
                } else {
                    Files.delete(file);
                }
            }
        }
        Files.delete(folder);
    }
}
