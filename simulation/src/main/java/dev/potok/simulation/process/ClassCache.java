package dev.potok.simulation.process;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.jspecify.annotations.Nullable;

/**
 * Classes of the children, loaded and linked once and kept on disk between programs, so that a child need not do it again:
 * the cache of JEP 483, 514 and 515. Any thread.
 *
 * <p>
 * It is made in the background by the first program that starts children, from what a child uses in an {@link Exercise},
 * and lies in the user's folder for such things. Its name has a key made of the runtime and of all that is on the class
 * path, and a checksum of the content, for the virtual machine itself finds only the grosser kinds of damage. Where there
 * is none, or it is not good, children start without it and are as right, only slower.
 *
 * <p>
 * The virtual machine takes only jars into account, so directories of classes are packed into jars beside it first. Several
 * programs may do all that at once: one makes the cache, files get their names when they are whole, and those of the latest
 * few keys are left alone.
 */
final class ClassCache {
    /** Where it is; {@code off} for nowhere. */
    private static final String PROPERTY = "potok.process.cache";
    private static final String PREFIX = "children-";
    private static final String MAKING = "making-";
    private static final String CACHE = ".aot";
    private static final int KEY_BYTES = 8;
    private static final int KEPT_KEYS = 4;
    private static final Duration MAKING_TAKES = Duration.ofMinutes(2);
    private static final Duration FORGOTTEN = Duration.ofHours(1);
    private static final int BUFFER_BYTES = 1 << 16;

    private final Launch plain;
    private final @Nullable Path folder;
    private final String key;
    private volatile CacheState state;
    private volatile Launch current;
    private volatile @Nullable String trouble;

    private ClassCache(Launch plain, @Nullable Path folder, String key, CacheState state) {
        this.plain = plain;
        this.folder = folder;
        this.key = key;
        this.state = state;
        current = plain;
    }

    /** That of children who are started so; what is there already is used from the start. */
    static ClassCache of(Launch plain) {
        return of(plain, System.getProperty(PROPERTY, ""));
    }

    /** The same in that folder; {@code off} for none, empty for the usual one. */
    static ClassCache of(Launch plain, String place) {
        if (place.equals("off")) {
            return new ClassCache(plain, null, "", CacheState.OFF);
        }
        try {
            Path folder = place.isEmpty() ? usual() : Path.of(place);
            var cache = new ClassCache(plain, folder, key(plain), CacheState.ABSENT);
            if (Files.isDirectory(folder)) {
                mustBeOurs(folder);
                cache.use();
            }
            return cache;
        } catch (IOException refused) {
            var cache = new ClassCache(plain, null, "", CacheState.REFUSED);
            cache.trouble = refused.getMessage();
            return cache;
        }
    }

    private static Path usual() {
        String home = System.getProperty("user.home", ".");
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String told = System.getenv(system.contains("windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
        Path base;
        if (told != null && Path.of(told).isAbsolute()) { // others are to be ignored, as XDG has it
            base = Path.of(told);
        } else {
            base = system.contains("mac") ? Path.of(home, "Library", "Caches") : Path.of(home, ".cache");
        }
        return base.resolve("potok");
    }

    /** How children are to be started now. */
    Launch launch() {
        return current;
    }

    /** How it stands with it now. */
    CacheState state() {
        return state;
    }

    /** Why it cannot be had; empty if it can, or has not been tried. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /**
     * Makes it if there is none, and waits meanwhile. If another program is making it, nothing is done.
     *
     * @param starter starts a child so, that may take so long to end
     */
    void make(Starter starter) {
        if (folder == null || state == CacheState.USED) {
            return;
        }
        try {
            prepareFolder();
            try (FileChannel channel = FileChannel.open(folder.resolve(MAKING + key), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE); var lock = channel.tryLock()) {
                if (lock != null && !use()) {
                    train(starter);
                    if (!use()) {
                        refuse("what was made is not good");
                    }
                    trim();
                }
            }
        } catch (OverlappingFileLockException otherNursery) {
            state = CacheState.ABSENT;
        } catch (FileSystemException unwritable) {
            refuse("nothing can be kept in " + folder + " (" + unwritable + ")");
        } catch (IOException | ProcessException failed) {
            refuse(String.valueOf(failed.getMessage()));
        }
    }

    /** Starts a child. */
    @FunctionalInterface
    interface Starter {
        /**
         * Starts one that may take so long to end once its line has.
         *
         * @throws ProcessException if that fails
         */
        Child start(Launch launch, Duration ends);
    }

    /** It did children no good: they start without it from now on, and the next program makes it anew. */
    void giveUp(String reason) {
        refuse(reason);
        current = plain;
        try {
            for (Path file : ofKey(CACHE)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            refuse(reason + ", and it cannot be removed: " + left.getMessage());
        }
    }

    private void refuse(String reason) {
        trouble = reason;
        state = CacheState.REFUSED;
    }

    private void prepareFolder() throws IOException {
        Path there = Objects.requireNonNull(folder);
        if (there.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(there.toAbsolutePath().getParent());
            if (!Files.isDirectory(there)) {
                Files.createDirectory(there,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } else {
            Files.createDirectories(there);
        }
        mustBeOurs(there);
    }

    /** What others can write would be code of theirs in processes of ours. */
    private static void mustBeOurs(Path file) throws IOException {
        if (!MeetingPlace.isOursAlone(file)) {
            throw new IOException(file + " belongs to somebody else, or others can write to it");
        }
    }

    /** Uses what is there, if it is good. */
    private boolean use() throws IOException {
        for (Path file : ofKey(CACHE)) {
            String checksum = name(file).substring(PREFIX.length() + key.length() + 1,
                    name(file).length() - CACHE.length());
            List<Path> classPath = packed();
            if (MeetingPlace.isOursAlone(file) && classPath.stream().allMatch(Files::exists)
                    && checksum.equals(checksum(file, classPath))) {
                current = plain.withClassPath(classPath).withOption("-XX:AOTCache=" + file.toAbsolutePath());
                state = CacheState.USED;
                trouble = null;
                touch(file);
                return true;
            }
        }
        return false;
    }

    /** So that it is known as one of the latest. */
    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException readOnly) {
            assert Files.isReadable(file) : readOnly;
        }
    }

    private void train(Starter starter) throws IOException {
        Path there = Objects.requireNonNull(folder);
        removeAll(there, MAKING + key + ".");
        Path part = there.resolve(MAKING + key + ".part");
        try {
            List<Path> classPath = pack();
            Child child = starter.start(plain.withClassPath(classPath).withOption("-XX:AOTCacheOutput=" + part),
                    MAKING_TAKES);
            child.assign(new Exercise(true), question -> question, message -> {});
            if (!child.awaitEnd(MAKING_TAKES.toNanos())) {
                child.killWithItsOwn();
                throw new IOException("it was not made within " + MAKING_TAKES.toSeconds() + " s");
            }
            Exit exit = child.exit().orTimeout(MAKING_TAKES.toSeconds(), TimeUnit.SECONDS).join();
            if (exit.code() != 0 || !Files.isRegularFile(part)) {
                throw new IOException("it was not made: " + exit.complaint().orElse("the child ended with code "
                        + exit.code()));
            }
            Files.move(part, there.resolve(PREFIX + key + "-" + checksum(part, classPath) + CACHE),
                    StandardCopyOption.ATOMIC_MOVE);
        } finally {
            removeAll(there, MAKING + key + ".");
        }
    }

    /** The class path as it is once all directories are packed. */
    private List<Path> packed() {
        var paths = new ArrayList<Path>();
        int number = 0;
        for (Path entry : plain.classPath()) {
            paths.add(Files.isDirectory(entry)
                    ? Objects.requireNonNull(folder).toAbsolutePath().resolve(PREFIX + key + "-" + number++ + ".jar")
                    : entry);
        }
        return paths;
    }

    private List<Path> pack() throws IOException {
        List<Path> packed = packed();
        for (int i = 0; i < packed.size(); i++) {
            Path jar = packed.get(i);
            Path directory = plain.classPath().get(i);
            if (!jar.equals(directory)) {
                Path part = jar.resolveSibling(MAKING + key + "." + i);
                pack(directory, part);
                Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return packed;
    }

    private static void pack(Path directory, Path jar) throws IOException {
        try (var out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)))) {
            out.setLevel(0); // what is read often and is not sent anywhere need not be small
            for (Path file : files(directory)) {
                out.putNextEntry(new ZipEntry(directory.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Equal for equal children: the same runtime, options and classes. */
    private static String key(Launch launch) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IOException(everyJavaHasIt);
        }
        add(digest, System.getProperty("java.vm.version") + System.getProperty("os.arch") + launch.java());
        add(digest, launch.mainClass() + launch.options() + launch.more());
        add(digest, launch.java().resolveSibling(Path.of("..", "lib", "modules")).normalize());
        for (Path entry : launch.classPath()) {
            if (Files.isDirectory(entry)) {
                for (Path file : files(entry)) {
                    add(digest, file);
                }
            } else {
                add(digest, entry);
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, KEY_BYTES);
    }

    private static void add(MessageDigest digest, Path file) throws IOException {
        if (Files.exists(file)) {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            add(digest, file + " " + attributes.size() + " " + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    /** Of the cache, and of the jars that we have made. The virtual machine itself takes a changed jar for the old one. */
    private String checksum(Path cache, List<Path> classPath) throws IOException {
        var checksum = new CRC32();
        add(checksum, cache);
        for (Path jar : classPath) {
            if (!plain.classPath().contains(jar)) {
                add(checksum, jar);
            }
        }
        return HexFormat.of().toHexDigits((int) checksum.getValue());
    }

    private static void add(CRC32 checksum, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
            while (channel.read(buffer.clear()) >= 0) {
                checksum.update(buffer.flip());
            }
        }
    }

    private List<Path> ofKey(String ending) throws IOException {
        return list(Objects.requireNonNull(folder), PREFIX + key + "-*" + ending);
    }

    private static List<Path> list(Path folder, String pattern) throws IOException {
        var files = new ArrayList<Path>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
            found.forEach(files::add);
        }
        return files;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static void removeAll(Path folder, String prefix) throws IOException {
        for (Path file : list(folder, prefix + "*")) {
            Files.deleteIfExists(file);
        }
    }

    /** Removes what only programs of long ago used, and what makers left who were killed. */
    private void trim() throws IOException {
        Path there = Objects.requireNonNull(folder);
        var latest = new ConcurrentHashMap<String, Long>();
        for (Path file : list(there, PREFIX + "*" + CACHE)) {
            latest.merge(keyOf(file), Files.getLastModifiedTime(file).toMillis(), Math::max);
        }
        List<String> kept = latest.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry<String, Long>::getValue).reversed()).limit(KEPT_KEYS)
                .map(Map.Entry::getKey).toList();
        Instant old = Instant.now().minus(FORGOTTEN);
        for (Path file : list(there, "{" + PREFIX + "," + MAKING + "}*")) {
            boolean aged = Files.getLastModifiedTime(file).toInstant().isBefore(old);
            if (!kept.contains(keyOf(file)) && (aged || latest.containsKey(keyOf(file)))) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String keyOf(Path file) {
        String rest = name(file).substring(name(file).indexOf('-') + 1);
        return rest.substring(0, Math.min(rest.length(), 2 * KEY_BYTES));
    }
}
