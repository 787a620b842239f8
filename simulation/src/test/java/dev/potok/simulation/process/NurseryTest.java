package dev.potok.simulation.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How children come and go. */
class NurseryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Instead of a child's main: one that dies before it has said who it is. */
    static final class DiesAtTheDoor {
        public static void main(String[] arguments) {
            System.out.println("Farewell, cruel world");
            Runtime.getRuntime().halt(7);
        }
    }

    /** A program with children of every kind, none of which would ever end by itself. It prints their numbers. */
    static final class ProgramToKill {
        public static void main(String[] arguments) throws Exception {
            Nursery nursery = Nursery.shared();
            nursery.warm(1);
            nursery.awaitReady(1, PATIENCE);
            Child idle = nursery.take();
            Child busy = nursery.takeCold();
            var begun = new CountDownLatch(1);
            busy.assign(parent -> {
                parent.onTold(message -> spin());
                parent.tell("begun");
                return spin();
            }, question -> question, message -> begun.countDown());
            begun.await();
            busy.tell("spin too");
            nursery.awaitReady(1, PATIENCE);
            ProcessHandle.current().children().forEach(child -> System.out.println("child " + child.pid()));
            System.out.println("all, with " + idle.pid());
            new CountDownLatch(1).await();
        }

        private static int spin() {
            while (true) {
                Thread.onSpinWait();
            }
        }
    }

    /** A program that ends without a thought of its children. */
    static final class ProgramThatForgets {
        public static void main(String[] arguments) {
            Child child = Nursery.shared().take();
            child.assign(parent -> ProgramToKill.spin(), question -> question, message -> {});
            System.out.println("child " + child.pid());
            System.out.println("all");
            System.exit(0);
        }
    }

    @Test
    void takesWarmOnesAndReplacesThem() throws Exception {
        try (var nursery = new Nursery(Launch.here())) {
            assertThat(nursery.ready()).isZero();
            nursery.warm(2);
            assertThat(nursery.awaitReady(2, PATIENCE)).isTrue();
            Child one = nursery.take();
            Child other = nursery.take();
            assertThat(one.warm()).isTrue();
            assertThat(other.warm()).isTrue();
            assertThat(one.pid()).isNotEqualTo(other.pid());
            assertThat(nursery.takeCold().warm()).isFalse();
            assertThat(nursery.awaitReady(2, PATIENCE)).isTrue();
            nursery.warm(0);
            assertThat(nursery.ready()).isZero();
            assertThat(nursery.take().warm()).isFalse();
        }
    }

    @Test
    void aWarmOneThatSomebodyKilledIsReplaced() throws Exception {
        try (var nursery = new Nursery(Launch.here())) {
            nursery.warm(1);
            assertThat(nursery.awaitReady(1, PATIENCE)).isTrue();
            ProcessHandle killed = ProcessHandle.current().children().filter(ProcessHandle::isAlive).findFirst()
                    .orElseThrow();
            killed.destroyForcibly();
            until("the killed one is not ready any more", () -> nursery.ready() == 0);
            assertThat(nursery.awaitReady(1, PATIENCE)).isTrue();
            Child child = nursery.take();
            assertThat(child.pid()).isNotEqualTo(killed.pid());
            child.assign(parent -> 5, question -> question, message -> {});
            assertThat(child.exit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).code()).isEqualTo(5);
        }
    }

    @Test
    void closingLeavesNothing() throws Exception {
        List<Path> before = places();
        List<ProcessHandle> handles = new ArrayList<>();
        var nursery = new Nursery(Launch.here());
        try (nursery) {
            nursery.warm(1);
            Child busy = nursery.takeCold();
            busy.assign(parent -> ProgramToKill.spin(), question -> question, message -> {});
            nursery.awaitReady(1, PATIENCE);
            ProcessHandle.current().children().forEach(handles::add);
            assertThat(handles).hasSizeGreaterThanOrEqualTo(2);
            assertThat(places()).hasSize(before.size() + 1);
        }
        assertThat(handles).noneMatch(ProcessHandle::isAlive);
        assertThat(places()).isEqualTo(before);
        nursery.close();
        assertThatThrownBy(nursery::take).isInstanceOf(ProcessException.class);
        assertThat(nursery.awaitReady(1, PATIENCE)).isFalse();
    }

    @Test
    void closingEndsOneThatIsStopped() throws Exception {
        var nursery = new Nursery(Launch.here());
        Child child = nursery.take();
        new ProcessBuilder("kill", "-STOP", Long.toString(child.pid())).start().waitFor();
        nursery.close();
        assertThat(child.exit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).code()).isEqualTo(137);
    }

    @Test
    void whoDiesAtTheDoorIsQuoted() {
        Launch here = Launch.here();
        try (var nursery = new Nursery(new Launch(here.java(), here.classPath(), DiesAtTheDoor.class.getName(),
                List.of()))) {
            assertThatThrownBy(nursery::take).isInstanceOf(ProcessException.class)
                    .hasMessageContaining("ended with code 7").hasMessageContaining("Farewell, cruel world");
            nursery.warm(1);
            until("the trouble is known", () -> nursery.trouble().isPresent());
            assertThat(nursery.ready()).isZero();
        }
    }

    @Test
    void aRuntimeWithoutLauncherIsSaidToBeOne() {
        Launch here = Launch.here();
        try (var nursery = new Nursery(new Launch(Path.of("/nowhere/java"), here.classPath(), here.mainClass(),
                List.of()))) {
            assertThatThrownBy(nursery::take).isInstanceOf(ProcessException.class)
                    .hasMessageContaining("/nowhere/java");
        }
    }

    @Test
    void strangersFindTheDoorShut(@TempDir Path folder) throws Exception {
        Path socket = Files.createDirectory(folder.resolve("p")).resolve("s");
        try (var door = new Door(socket)) {
            Door.Expected expected = door.expect();
            var wrong = expected.token();
            wrong[31] ^= 1;
            assertThat(isTurnedAway(socket, wrong)).isTrue();
            assertThat(expected.arrival()).isNotDone();
            try (SocketChannel child = knock(socket, expected.token()); SocketChannel later = knock(socket,
                    expected.token())) {
                ByteBuffer ping = ByteBuffer.allocate(1);
                int first = child.read(ping) + later.read(ping.clear());
                assertThat(first).as("one is asked for its clock, the other turned away").isZero();
            }
            assertThat(isTurnedAway(socket, expected.token())).as("a token is good once").isTrue();
            Door.Expected noLonger = door.expect();
            door.expectNoLonger(noLonger);
            assertThat(isTurnedAway(socket, noLonger.token())).isTrue();
        }
    }

    private static boolean isTurnedAway(Path socket, byte[] token) throws IOException {
        try (SocketChannel stranger = knock(socket, token)) {
            return stranger.read(ByteBuffer.allocate(1)) < 0;
        }
    }

    private static SocketChannel knock(Path socket, byte[] token) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        channel.write(ByteBuffer.allocate(Door.GREETING_BYTES).putLong(Door.MAGIC).put(token).put((byte) 0).flip());
        return channel;
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void theMeetingPlaceIsPrivateAndSwept() throws Exception {
        MeetingPlace place = MeetingPlace.make();
        try (place) {
            Files.createFile(place.socket());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.folder())))
                    .isEqualTo("rwx------");
            assertThat(MeetingPlace.removeAbandoned(place.folder())).as("its owner lives").isFalse();
            Path abandoned = place.folder().resolveSibling("potok-children-0-00");
            Files.createDirectory(abandoned);
            Files.createFile(abandoned.resolve("owner"));
            Files.createFile(abandoned.resolve("control"));
            Path kept = place.folder().resolveSibling("potok-children-0-01");
            Files.createDirectory(kept);
            MeetingPlace.make().close();
            assertThat(abandoned).doesNotExist();
            assertThat(kept).as("somebody may be about to own it").exists();
            Files.delete(kept);
            assertThat(place.socket()).exists();
        }
        assertThat(place.folder()).doesNotExist();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void noChildAndNoFileOutlivesAProgramThatIsKilled() throws Exception {
        Process program = program(ProgramToKill.class);
        List<ProcessHandle> children = childrenOf(program);
        assertThat(children).hasSize(3);
        List<Path> places = places(program.pid());
        assertThat(places).hasSize(1);
        program.destroyForcibly().waitFor();
        until("no child is left", () -> children.stream().noneMatch(ProcessHandle::isAlive));
        until("no file is left", () -> Files.notExists(places.getFirst()));
    }

    @Test
    void noChildAndNoFileOutlivesAProgramThatEnds() throws Exception {
        Process program = program(ProgramThatForgets.class);
        List<ProcessHandle> children = childrenOf(program);
        assertThat(children).hasSize(1);
        assertThat(program.waitFor()).isZero();
        until("no child is left", () -> children.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(places(program.pid())).isEmpty();
    }

    private static Process program(Class<?> main) throws IOException {
        Launch here = Launch.here();
        return new ProcessBuilder(here.java().toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "-Dpotok.process.cache=off", "-cp",
                String.join(File.pathSeparator, here.classPath().stream().map(Path::toString).toList()), main.getName())
                .redirectErrorStream(true).start();
    }

    private static List<ProcessHandle> childrenOf(Process program) throws IOException {
        var children = new ArrayList<ProcessHandle>();
        var in = new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); !line.startsWith("all"); line = in.readLine()) {
            children.add(ProcessHandle.of(Long.parseLong(line.substring("child ".length()))).orElseThrow());
        }
        return children;
    }

    private static List<Path> places() throws IOException {
        return places(ProcessHandle.current().pid());
    }

    /** The directories in which the program of this number meets its children. */
    private static List<Path> places(long pid) throws IOException {
        var places = new ArrayList<Path>();
        for (String base : List.of("/dev/shm", System.getProperty("java.io.tmpdir"),
                System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/nowhere"))) {
            if (Files.isDirectory(Path.of(base))) {
                try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(base),
                        "potok-children-" + pid + "-*")) {
                    found.forEach(places::add);
                }
            }
        }
        return places;
    }

    private static void until(String what, BooleanSupplier reached) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
