package dev.potok.simulation.trace.file;

import static dev.potok.simulation.testing.TestRuns.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.Event;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;

@Timeout(60)
class TraceWriterTest {
    @TempDir Path folder;

    private static StoredRun read(Path file) {
        try {
            return TraceFile.read(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void assertNoWriterIsLeft() {
        until("the writer's end", () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("potok-trace-writer")));
    }

    @Test
    void a_file_followed_slowly_is_that_written_at_once() throws IOException {
        Run run = TraceFiles.queueRun(1000);
        var description = RunDescription.of(run.request());
        Path atOnce = folder.resolve("at-once.potok");
        TraceFile.write(run.trace(), description, atOnce);

        // The same trace growing in uneven steps, all its names there from the start or added as they come.
        Path slowly = folder.resolve("slowly.potok");
        Directory names = run.trace().directory();
        var growing = new Trace(names);
        try (var writer = TraceWriter.open(description, slowly)) {
            writer.follow(growing);
            long step = 1;
            for (Event event : TestRuns.events(run.trace())) {
                growing.append(event.timeNanos(), event.kind(), event.actor(), event.core(), event.resource(),
                        event.line(), event.argument());
                if (event.timeNanos() % 7 < step) {
                    growing.publish();
                    step = (step + 3) % 11;
                }
                if (growing.size() > 5000 && Files.size(slowly) < 3000) {
                    until("a chunk", () -> size(slowly) > 3000);
                }
            }
            growing.finish();
            writer.finish();
        }
        assertThat(slowly).hasSameBinaryContentAs(atOnce);

        Path alongside = folder.resolve("alongside.potok");
        RunRequest request = run.request();
        try (var writer = TraceWriter.open(RunDescription.of(request), alongside)) {
            Run again = Runs.start(request);
            writer.follow(again.trace());
            TestRuns.resultOf(again);
            writer.finish();
        }
        assertThat(alongside).hasSameBinaryContentAs(atOnce);
        assertNoWriterIsLeft();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void a_live_run_is_in_its_file_while_it_goes_on() throws IOException {
        Path file = folder.resolve("live.potok");
        var directory = new Directory();
        int actor = directory.addActor("a", "a", ActorKind.PLATFORM_THREAD, 0).id();
        var trace = new Trace(directory);
        try (var writer = TraceWriter.open(TraceFiles.LIVE, file)) {
            assertThat(read(file).trace().size()).isZero();
            writer.follow(trace);
            trace.append(7, EventKind.ACTOR_STARTED, actor, 1, 0, 0, 0);
            trace.publish();
            until("the event is in the file", () -> read(file).trace().size() == 1);
            StoredRun soFar = read(file);
            assertThat(soFar.notices()).extracting(Notice::kind).containsExactly(Notice.Kind.UNFINISHED);
            assertThat(soFar.notices().getFirst().figures()).containsExactly(1L, 7L);
            assertThat(soFar.trace().directory().actor(1).name()).isEqualTo("a");
            until("the machine is in it", () -> read(file).description().machine().containsKey("os"));

            trace.append(8, EventKind.ACTOR_FINISHED, actor, 1, 0, 0, 0);
            trace.finish();
            writer.finish();
        }
        StoredRun whole = read(file);
        assertThat(TestRuns.events(whole.trace())).isEqualTo(TestRuns.events(trace));
        assertThat(whole.notices()).isEmpty();
        assertThat(whole.description()).isEqualTo(TraceFiles.LIVE.ranHere());
        assertNoWriterIsLeft();
    }

    @Test
    void a_recording_of_before_stays_until_the_new_one_is_whole() throws IOException {
        Path file = Files.writeString(folder.resolve("run.potok"), "older");
        Path part = folder.resolve("run.potok.part");
        var trace = new Trace(new Directory());
        try (var writer = TraceWriter.open(TraceFiles.LIVE, file)) {
            writer.follow(trace);
            until("the machine is in it", () -> size(part) > 150);
            assertThat(file).hasContent("older");
            trace.finish();
            writer.finish();
            writer.finish();
        }
        assertThat(read(file).notices()).isEmpty();
        assertThat(part).doesNotExist();
        TraceWriter closed = TraceWriter.open(TraceFiles.LIVE, file);
        closed.close();
        closed.close();
        assertThatThrownBy(closed::finish).isInstanceOf(IllegalStateException.class);
        assertThat(read(file).notices()).isEmpty();
    }

    @Test
    void closing_without_finishing_leaves_nothing() throws IOException {
        Path file = folder.resolve("run.potok");
        TraceWriter.open(TraceFiles.LIVE, file).close();
        assertThat(file).doesNotExist();
        try (var writer = TraceWriter.open(TraceFiles.VIRTUAL, file)) {
            writer.follow(TraceFiles.queueRun(300).trace());
            until("events are in it", () -> size(file) > 1000);
        }
        assertNoWriterIsLeft();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void what_goes_wrong_while_writing_is_told_at_the_end_and_leaves_nothing() throws IOException {
        Path file = folder.resolve("run.potok");
        assertThatThrownBy(() -> TraceWriter.open(TraceFiles.LIVE, folder.resolve("none/run.potok")))
                .isInstanceOf(NoSuchFileException.class);
        var trace = new Trace(new Directory());
        trace.append(0, EventKind.WORKING, 1, 0, 0, 0, 0); // of an actor that nobody knows
        trace.finish();
        try (var writer = TraceWriter.open(TraceFiles.LIVE, file)) {
            writer.follow(trace);
            assertThatThrownBy(writer::finish).isInstanceOf(IOException.class).hasMessageContaining("actor=1");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    @Timeout(60)
    void what_is_left_of_a_killed_process_opens() throws Exception {
        Path file = folder.resolve("killed.potok");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), Writing.class.getName(), file.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        try {
            until("events of the child", () -> Files.exists(file) && size(file) > 0 && process.isAlive()
                    && hasEvents(file));
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        StoredRun left = TraceFile.read(file);
        assertThat(left.trace().size()).isPositive();
        assertThat(left.trace().event(0).kind()).isEqualTo(EventKind.RUN_STARTED);
        assertThat(left.description().scenario()).isEqualTo("queue");
        assertThat(left.notices()).extracting(Notice::kind).containsExactly(Notice.Kind.UNFINISHED);
    }

    private static boolean hasEvents(Path file) {
        try {
            return TraceFile.read(file).trace().size() > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Test
    @Tag("stress")
    void what_is_left_of_a_process_killed_at_any_moment_opens() throws Exception {
        var random = new java.util.Random(11);
        for (int round = 0; round < 20; round++) {
            Path file = folder.resolve("killed-" + round + ".potok");
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                    Writing.class.getName(), file.toString()).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile()).start();
            until("the file", () -> Files.exists(file) && size(file) > 60);
            boolean ended = process.waitFor(random.nextInt(2500), TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(ended).isFalse();
            StoredRun left = TraceFile.read(file);
            assertThat(left.notices()).extracting(Notice::kind).containsExactly(Notice.Kind.UNFINISHED);
        }
    }

    /** What the child does: a live run that does not end, written as it goes. */
    static final class Writing {
        public static void main(String[] arguments) throws IOException {
            RunRequest request = TestRuns.request(TestRuns.scenario("queue"), Map.of("items", "2000"), Mode.LIVE,
                    Pace.LECTURE, 1, 0);
            try (var writer = TraceWriter.open(RunDescription.of(request), Path.of(arguments[0]))) {
                Run run = Runs.start(request);
                writer.follow(run.trace());
                run.result().join();
                writer.finish();
            }
        }
    }
}
