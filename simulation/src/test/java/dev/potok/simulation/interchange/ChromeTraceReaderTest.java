package dev.potok.simulation.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.Event;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.file.Notice;
import dev.potok.simulation.trace.file.RunDescription;
import dev.potok.simulation.trace.file.StoredRun;
import dev.potok.simulation.trace.file.TraceFile;
import dev.potok.simulation.trace.file.TraceFileException;
import dev.potok.simulation.trace.file.TraceFileException.Reason;

class ChromeTraceReaderTest {
    @TempDir Path folder;

    private static byte[] fixture(String name) throws IOException {
        try (InputStream in = ChromeTraceReaderTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static StoredRun read(byte[] bytes) throws IOException {
        return ChromeTraceReader.read(new ByteArrayInputStream(bytes), Long.MAX_VALUE);
    }

    private static StoredRun read(String json) throws IOException {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    /** A line for each event. */
    private static List<String> story(Trace trace) {
        Directory directory = trace.directory();
        return TestRuns.events(trace).stream().map(event -> event.timeNanos() + " " + told(event, directory)).toList();
    }

    private static String told(Event event, Directory directory) {
        assertThat(event.core()).isEqualTo(-1);
        assertThat(event.line()).isZero();
        String actor = directory.actor(event.actor()).name();
        return switch (event.kind()) {
            case ACTOR_CREATED -> actor + " made by " + directory.actor((int) event.argument()).name();
            case SLICE_BEGUN -> actor + " { " + directory.text(event.argument());
            case SLICE_ENDED -> actor + " } " + directory.text(event.argument());
            case COUNTER -> directory.resource(event.resource()).name() + " = " + event.argument();
            default -> actor + " " + event.kind() + " " + event.argument();
        };
    }

    private static Notice notice(StoredRun run, Notice.Kind kind) {
        return run.notices().stream().filter(notice -> notice.kind() == kind).findFirst().orElseThrow();
    }

    @Test
    void readsWhatViztracerWrites() throws IOException {
        StoredRun run = read(fixture("viztracer.json"));
        assertThat(story(run.trace())).containsExactly(
                "0 MainProcess made by run",
                "0 MainThread made by MainProcess",
                "0 MainThread { <module> (/home/me/fib.py:1)",
                "12688 MainThread { close (/usr/lib/python3.12/multiprocessing/connection.py:173)",
                "13249 MainThread { begin of close",
                "13249 MainThread } begin of close",
                "13999 Thread-1 (fib) made by MainProcess",
                "13999 Thread-1 (fib) { fib (/home/me/fib.py:1)",
                "15188 Thread-1 (fib) { builtins.len",
                "15208 Thread-1 (fib) } builtins.len",
                "18088 MainThread { _close (/usr/lib/python3.12/multiprocessing/connection.py:360)",
                "18788 MainThread { posix.close",
                "19499 memory/rss = 52000000",
                "19499 memory/vms ×0.001 = 1500",
                "19988 MainThread } posix.close",
                "20188 MainThread } _close (/usr/lib/python3.12/multiprocessing/connection.py:360)",
                "20499 Thread-1 (fib) } fib (/home/me/fib.py:1)",
                "20688 MainThread } close (/usr/lib/python3.12/multiprocessing/connection.py:173)",
                "30000 MainThread } <module> (/home/me/fib.py:1)");
        assertThat(run.description().scenario()).isEqualTo(RunDescription.IMPORTED);
        assertThat(run.description().machine()).containsEntry("version", "1.0.4");
        assertThat(run.notices()).containsExactly(new Notice(Notice.Kind.IMPORTED, List.of("viztracer 1.0.4")));
        assertThat(run.trace().directory().actors()).extracting(ActorInfo::kind).containsExactly(ActorKind.PROCESS,
                ActorKind.PLATFORM_THREAD, ActorKind.PLATFORM_THREAD);
        assertThat(run.trace().directory().actors()).extracting(ActorInfo::parent).containsExactly(0, 1, 1);
        assertThat(run.trace().complete()).isTrue();
    }

    @Test
    void readsWhatChromeWrites() throws IOException {
        StoredRun run = read(fixture("chrome-array.json"));
        assertThat(story(run.trace())).containsExactly(
                "0 Renderer made by run",
                "0 CrRendererMain made by Renderer",
                "0 CrRendererMain { RunTask",
                "1000 Browser made by run",
                "1000 tid 2 made by Browser",
                "1000 tid 2 { Send",
                "2000 tid 2 SENT 1",
                "3000 tid 2 } Send",
                "60000 CrRendererMain { Compile",
                "65000 CrRendererMain RECEIVED 1",
                "90000 tid 2 { open",
                "100000 CrRendererMain } Compile", // it ended a microsecond late
                "100000 CrRendererMain } RunTask",
                "130000 tid 2 } open"); // it never ended
        assertThat(run.trace().directory().actors()).extracting(ActorInfo::name).startsWith("Browser");
        assertThat(notice(run, Notice.Kind.LEFT_OUT).figures())
                .containsExactly(6L, "E × 1, P × 1, X × 1, b × 1, e × 1, f × 1");
        assertThat(run.notices()).noneMatch(notice -> notice.kind() == Notice.Kind.UNFINISHED);
    }

    @Test
    void readsTextsInThePlaceOfNumbersAndEventsInNoOrder() throws IOException {
        StoredRun run = read(fixture("texts.json"));
        assertThat(story(run.trace())).containsExactly(
                "0 server made by run",
                "0 server/render made by server",
                "0 server/render { alone",
                "5000 game made by run",
                "5000 game/render made by game",
                "5000 game/render { outer",
                "7000 server/load-0 = 7",
                "10000 server/render } alone",
                "15500 game/render { inner",
                "25000 game/render } inner",
                "35000 game/render } outer");
        assertThat(notice(run, Notice.Kind.LEFT_OUT).figures()).containsExactly(2L, "? × 1, X × 1");
        assertThat(run.description().machine()).containsEntry("version", "My Application v1.0")
                .containsEntry("cpus", "4");
    }

    @Test
    void aCounterIsNeverTakenForTheLoadOfACore() throws IOException {
        StoredRun run = read("[{\"ph\":\"C\",\"ts\":1,\"pid\":1,\"name\":\"load-3\",\"args\":{\"value\":9}}]");
        assertThat(run.trace().directory().resources()).extracting(ResourceInfo::name).containsExactly("load-3/value");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // equal times: the end comes before the begin, the outer before the inner, nothing of no length is lost
        "X a 0 10, X b 10 5, X c 10 5 | {a 0 }a 10 {b 10 {c 10 }c 15 }b 15",
        "X in 5 2, X out 5 4 | {out 5 {in 5 }in 7 }out 9",
        "X z 5 0, X y 5 0 | {z 5 }z 5 {y 5 }y 5",
        "X a 0 5, X z 5 0, X b 5 5 | {a 0 }a 5 {b 5 {z 5 }z 5 }b 10",
        "B a 5, B b 5, E b 5, B c 5, E c 5, E a 5 | {a 5 {b 5 }b 5 {c 5 }c 5 }a 5",
        "B a 1, E a 5, B b 5, E b 5, B c 5, E c 9 | {a 1 }a 5 {b 5 }b 5 {c 5 }c 9",
        "E x 1, B a 2, E a 3, E y 4 | {a 2 }a 3",
        "B a 1, B b 2, X w 3 4 | {a 1 {b 2 {w 3 }w 7 }b 7 }a 7",
        "B a 1, X w 3 4, E a 9 | {a 1 {w 3 }w 7 }a 9",
        "B a 1, i m 4, E a 9 | {a 1 {m 4 }m 4 }a 9",
        // a rounding more or less, and more than that
        "X a 0 10, X b 4 8 | {a 0 {b 4 }b 10 }a 10",
        "X a 0 10, X b 9 8 | {a 0 }a 9 {b 9 }b 17",
        "X a 0 10, X b 4 9 | {a 0 }a 10",
    })
    void sectionsNest(String written, String told) throws IOException {
        var json = new StringBuilder("[");
        for (String event : written.split(", ")) {
            String[] part = event.strip().split(" ");
            json.append(json.length() > 1 ? "," : "").append("{\"ph\":\"").append(part[0]).append("\",\"name\":\"")
                    .append(part[1]).append("\",\"pid\":1,\"tid\":1,\"ts\":").append(1000 + Long.parseLong(part[2]));
            json.append(part.length > 3 ? ",\"dur\":" + part[3] + "}" : "}");
        }
        StoredRun run = read(json + "]");
        List<Event> events = TestRuns.events(run.trace()).stream()
                .filter(event -> event.kind() != EventKind.ACTOR_CREATED).toList();
        long first = Arrays.stream(written.split(", ")).mapToLong(event -> Long.parseLong(event.strip().split(" ")[2]))
                .min().orElseThrow();
        assertThat(events.stream().map(event -> (event.kind() == EventKind.SLICE_BEGUN ? "{" : "}")
                + run.trace().directory().text(event.argument()) + " " + (event.timeNanos() / 1000 + first))
                .reduce((one, other) -> one + " " + other)).contains(told.strip());
    }

    @Test
    void figuresBeyondTheBoundAreCounted() throws IOException {
        var json = new StringBuilder("[{\"ph\":\"C\",\"ts\":1,\"name\":\"c\",\"args\":{\"k0\":0");
        for (int i = 1; i < 70; i++) {
            json.append(",\"k").append(i).append("\":").append(i);
        }
        StoredRun run = read(json + "}}]");
        assertThat(run.trace().directory().resources()).hasSize(64);
        assertThat(notice(run, Notice.Kind.LEFT_OUT).figures()).containsExactly(6L, "C × 6");
    }

    @Test
    void longNamesAreCutAndMissingOnesMarked() throws IOException {
        String name = "ж".repeat(199) + "😀😀";
        StoredRun run = read("[{\"ph\":\"X\",\"ts\":1,\"dur\":1,\"name\":\"" + name
                + "\"},{\"ph\":\"X\",\"ts\":5,\"dur\":1},{\"ph\":\"X\",\"ts\":7,\"dur\":1,\"name\":\"\"}]");
        assertThat(run.trace().directory().texts()).containsExactly("ж".repeat(199), "?");
    }

    @Test
    void anArrayOpensWhereverItIsCut() throws IOException {
        byte[] whole = fixture("chrome-array.json");
        int unfinished = 0;
        for (int length = 1; length < whole.length; length += 3) {
            StoredRun run = read(Arrays.copyOf(whole, length));
            unfinished += run.notices().stream().anyMatch(notice -> notice.kind() == Notice.Kind.UNFINISHED) ? 1 : 0;
        }
        assertThat(unfinished).isBetween(whole.length * 3 / 10, whole.length / 3 - 10);
    }

    @Test
    void anObjectThatIsCutIsTruncated() throws IOException {
        byte[] whole = fixture("viztracer.json");
        for (int length : new int[] {1, 20, 500, whole.length - 3}) {
            assertThat(reason(Arrays.copyOf(whole, length))).isEqualTo(Reason.TRUNCATED);
        }
    }

    private static Reason reason(byte[] bytes) {
        return catchThrowableOfType(TraceFileException.class, () -> read(bytes)).reason();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"traceEvents\":[{\"ph\":}]} | BAD_JSON | 1:23",
        "[{\"ph\":\"X\"} {}] | BAD_JSON | 1:",
        "[] x | BAD_JSON | 1:",
        "[1, 2, 3] | NOT_A_TRACE | traceEvents",
        "{\"name\": \"Potok\"} | NOT_A_TRACE | traceEvents",
        "{\"traceEvents\": 5} | NOT_A_TRACE | traceEvents",
    })
    void whatIsNoTraceIsTold(String json, Reason reason, String detail) {
        var told = catchThrowableOfType(TraceFileException.class, () -> read(json));
        assertThat(told.reason()).isEqualTo(reason);
        assertThat(told.detail()).contains(detail);
    }

    @Test
    void nestingBombsAndEndlessNamesAreRefused() {
        assertThat(reason(("{\"traceEvents\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Reason.BAD_JSON);
        assertThat(reason(("[{\"" + "n".repeat(1 << 17) + "\":1}]").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Reason.BAD_JSON);
    }

    // ---- files

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void filesAreToldApartByTheirFirstBytes() throws IOException {
        byte[] json = fixture("viztracer.json");
        List<String> story = story(read(json).trace());
        byte[] marked = ("\uFEFF \r\n\t" + new String(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        assertThat(story(RecordingFiles.read(file("a.txt", json)).trace())).isEqualTo(story);
        assertThat(story(RecordingFiles.read(file("b.potok", gzip(json))).trace())).isEqualTo(story);
        assertThat(story(RecordingFiles.read(file("c", marked)).trace())).isEqualTo(story);

        var run = TestRuns.runVirtually(TestRuns.scenario("queue"), java.util.Map.of(), 2, 5);
        Path own = folder.resolve("own.json");
        TraceFile.write(run.trace(), RunDescription.of(run.request()), own);
        assertThat(RecordingFiles.read(own).description().scenario()).isEqualTo("queue");
        for (String other : List.of("", "{", "Buy milk.", "   ", "<html>")) {
            var told = catchThrowableOfType(TraceFileException.class,
                    () -> RecordingFiles.read(file("other", other.getBytes(StandardCharsets.UTF_8))));
            assertThat(told.reason()).isIn(Reason.EMPTY, Reason.NOT_A_TRACE, Reason.TRUNCATED);
        }
    }

    @Test
    void whatWasImportedCanBeKeptAsAFileOfOurs() throws IOException {
        StoredRun run = read(fixture("chrome-array.json"));
        Path file = folder.resolve("kept.potok");
        TraceFile.write(run.trace(), run.description(), file);
        StoredRun kept = RecordingFiles.read(file);
        assertThat(story(kept.trace())).isEqualTo(story(run.trace())).isNotEmpty();
        assertThat(kept.description().scenario()).isEqualTo(RunDescription.IMPORTED);
    }

    @Test
    void compressedFilesThatAreCutDamagedOrBombsAreRefused() throws IOException {
        byte[] zipped = gzip(fixture("chrome-array.json"));
        Path cut = file("cut.gz", Arrays.copyOf(zipped, zipped.length / 2));
        assertThat(catchThrowableOfType(TraceFileException.class, () -> RecordingFiles.read(cut)).reason())
                .isEqualTo(Reason.TRUNCATED);
        byte[] flipped = zipped.clone();
        flipped[zipped.length - 6] ^= 1; // in the checksum
        Path damaged = file("damaged.gz", flipped);
        assertThat(catchThrowableOfType(TraceFileException.class, () -> RecordingFiles.read(damaged)).reason())
                .isEqualTo(Reason.DAMAGED);
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            gzip.write('[');
            byte[] blank = new byte[1 << 20];
            Arrays.fill(blank, (byte) ' ');
            for (int i = 0; i < 65; i++) {
                gzip.write(blank);
            }
        }
        Path large = file("bomb.gz", bomb.toByteArray());
        assertThat(catchThrowableOfType(TraceFileException.class, () -> RecordingFiles.read(large)).reason())
                .isEqualTo(Reason.TOO_LARGE);
    }
}
