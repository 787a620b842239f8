package dev.potok.simulation.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What children have of the disk, and that they do without. */
class ClassCacheTest {
    @TempDir private Path temporary;

    /** Children that know what is needed and nothing of the tests. */
    private static Launch launch() {
        Launch here = Launch.here();
        return here.withClassPath(here.classPath().stream()
                .filter(path -> !path.toString().contains("test-classes")).toList());
    }

    private ClassCache cache() {
        return ClassCache.of(launch(), temporary.resolve("potok").toString());
    }

    private static Exit exercise(Launch launch) throws Exception {
        try (var nursery = new Nursery(launch)) {
            return exercise(nursery);
        }
    }

    private static Exit exercise(Nursery nursery) throws Exception {
        Child child = nursery.take();
        child.assign(new Exercise(true), question -> question, message -> {});
        return child.exit().get(20, TimeUnit.SECONDS);
    }

    private static void make(ClassCache cache) {
        try (var nursery = new Nursery(launch())) {
            cache.make(nursery::takeSpecial);
        }
    }

    private List<Path> files(String ending) throws IOException {
        var files = new ArrayList<Path>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(temporary.resolve("potok"), "*" + ending)) {
            found.forEach(files::add);
        }
        return files;
    }

    /** One story, since each making takes a second or more. */
    @Test
    void isMadeOnceAndUsedAndGivenUpWhereItIsDamaged() throws Exception {
        Path strange = placeThoseOfLongAgo();
        ClassCache first = cache();
        assertThat(first.state()).isEqualTo(CacheState.ABSENT);
        assertThat(first.launch()).isEqualTo(launch());
        make(first);
        assertThat(first.trouble()).isEmpty();
        assertThat(first.state()).isEqualTo(CacheState.USED);
        assertThat(files(".jar")).isNotEmpty();
        assertThat(files(".part")).isEmpty();
        assertThat(strange).exists();
        assertThat(files(".aot")).as("those of the latest keys").hasSize(4)
                .noneMatch(file -> file.toString().contains("0000000000000000"))
                .anyMatch(file -> file.toString().contains("0000000000000005"));

        ClassCache second = cache();
        assertThat(second.state()).isEqualTo(CacheState.USED);
        assertThat(exercise(second.launch().withOption("-XX:AOTMode=on"))).as("one that insists on a cache")
                .isEqualTo(new Exit(0, true, Optional.empty()));

        Path file = Path.of(second.launch().more().getFirst().substring("-XX:AOTCache=".length()));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x10;
        Files.write(file, bytes);
        assertThat(cache().state()).as("one bit is wrong").isEqualTo(CacheState.ABSENT);

        Files.write(file, new byte[100], StandardOpenOption.TRUNCATE_EXISTING);
        assertThat(exercise(second.launch()).code()).as("damaged while it is used").isZero();
        for (Path jar : files(".jar")) {
            Files.write(jar, new byte[100]);
        }
        try (var nursery = new Nursery(second)) { // no child can be started with that
            assertThat(exercise(nursery).code()).isZero();
        }
        assertThat(second.state()).isEqualTo(CacheState.REFUSED);
        assertThat(second.launch()).isEqualTo(launch());
        assertThat(file).doesNotExist();
    }

    private Path placeThoseOfLongAgo() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("potok"));
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        for (int i = 0; i < 6; i++) {
            Path old = Files.createFile(folder.resolve("children-000000000000000" + i + "-00000000.aot"));
            Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2026-01-0" + (i + 1) + "T00:00:00Z")));
        }
        return Files.createFile(folder.resolve("letters.txt"));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void oneThatOthersCanWriteIsNotUsed() throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("potok"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(cache().state()).isEqualTo(CacheState.REFUSED);
        assertThat(cache().trouble().orElseThrow()).contains(folder.toString());
        assertThat(cache().launch()).isEqualTo(launch());
    }

    @Test
    void whereItCannotBeMadeChildrenAreStartedAllTheSame() throws Exception {
        Path file = Files.createFile(temporary.resolve("potok"));
        ClassCache cache = cache();
        make(cache);
        assertThat(file).isRegularFile();
        assertThat(cache.state()).isEqualTo(CacheState.REFUSED);
        assertThat(cache.trouble()).isPresent();
        assertThat(cache.launch()).isEqualTo(launch());
    }

    @Test
    void canBeSwitchedOff() {
        ClassCache off = ClassCache.of(launch(), "off");
        assertThat(off.state()).isEqualTo(CacheState.OFF);
        make(off);
        assertThat(off.launch()).isEqualTo(launch());
        assertThat(temporary).isEmptyDirectory();
    }
}
