package dev.potok.simulation.trace.file;

import static dev.potok.simulation.trace.file.TraceFiles.chunk;
import static dev.potok.simulation.trace.file.TraceFiles.chunks;
import static dev.potok.simulation.trace.file.TraceFiles.littleEndian;
import static dev.potok.simulation.trace.file.TraceFiles.payload;
import static dev.potok.simulation.trace.file.TraceFiles.queueRun;
import static dev.potok.simulation.trace.file.TraceFiles.sealed;
import static dev.potok.simulation.trace.file.TraceFiles.sealedHeader;
import static dev.potok.simulation.trace.file.TraceFiles.unfinished;
import static dev.potok.simulation.trace.file.TraceFiles.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.file.TraceFileException.Reason;

class TraceFileTest {
    @TempDir Path folder;

    private Path written(Trace trace, RunDescription description, Long... marks) throws IOException {
        Path file = folder.resolve("run.potok");
        TraceFile.write(trace, description, List.of(marks), file);
        return file;
    }

    private Path written(Run run) throws IOException {
        return written(run.trace(), RunDescription.of(run.request()));
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("changed.potok"), bytes);
    }

    private TraceFileException refusal(byte[] bytes) throws IOException {
        Path file = file(bytes);
        var refused = catchThrowableOfType(TraceFileException.class, () -> TraceFile.read(file));
        assertThat(refused).as("refusal").isNotNull();
        assertThat(refused.detail()).isNotBlank();
        assertThat(refused).hasMessageContaining(refused.reason().name()).hasMessageContaining(refused.detail());
        return refused;
    }

    private Reason reason(byte[] bytes) throws IOException {
        return refusal(bytes).reason();
    }

    private static void assertSame(StoredRun read, Trace trace) {
        assertThat(TestRuns.events(read.trace())).isEqualTo(TestRuns.events(trace));
        assertThat(read.trace().complete()).isTrue();
        assertThat(read.trace().dropped()).isEqualTo(trace.dropped());
        assertThat(read.trace().late()).isZero();
        assertThat(read.trace().directory().actors()).isEqualTo(trace.directory().actors());
        assertThat(read.trace().directory().resources()).isEqualTo(trace.directory().resources());
        assertThat(read.trace().directory().texts()).isEqualTo(trace.directory().texts());
    }

    // ---- there and back

    @Test
    void what_was_written_is_read_again() throws IOException {
        Run run = queueRun(1000);
        assertThat(run.trace().size()).as("more than one chunk").isGreaterThan(2 * TraceEncoder.MOST_EVENTS);
        StoredRun read = TraceFile.read(written(run));

        assertSame(read, run.trace());
        assertThat(read.description()).isEqualTo(RunDescription.of(run.request()));
        assertThat(read.description().settings()).containsEntry("items", "1000").containsEntry("capacity", "5");
        assertThat(read.description().scenario()).isEqualTo("queue");
        assertThat(read.description().seed()).isEqualTo(1);
        assertThat(read.marks()).isEmpty();
        assertThat(read.notices()).isEmpty();
    }

    @Test
    void the_least_and_the_most_of_everything_come_back() throws IOException {
        var directory = new Directory();
        for (int i = 1; i <= 200; i++) {
            directory.addActor("actor " + i, "", i % 2 == 0 ? ActorKind.PROCESS : ActorKind.SYSTEM, i - 1);
            directory.addResource("", ResourceKind.values()[i % ResourceKind.values().length],
                    i == 1 ? Long.MIN_VALUE : i == 2 ? Long.MAX_VALUE : i);
            directory.idOf("text " + i);
        }
        var trace = new Trace(directory);
        long time = 0;
        for (long argument : new long[] {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 40}) {
            for (int actor : new int[] {0, 1, 64, 65, 200}) {
                trace.append(time, EventKind.WRITTEN, actor, -1, 0, 0, argument);
                trace.append(time, EventKind.WRITTEN, actor, Short.MAX_VALUE, 200, 0xFFFF, argument);
                trace.append(time += 127, EventKind.WRITTEN, actor, 0, 1, 1, argument + 1);
                trace.append(time += 128, EventKind.COUNTER, actor, 127, 127, 128, argument - 1);
                time += 1L << 60 >> actor % 7 * 8;
            }
        }
        trace.append(Long.MAX_VALUE, EventKind.WRITTEN, 0, -1, 0, 0, 0);
        trace.finish();
        StoredRun read = TraceFile.read(written(trace, TraceFiles.LIVE));
        assertSame(read, trace);
        assertThat(read.trace().endNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void every_kind_of_event_comes_back() throws IOException {
        var directory = new Directory();
        int actor = directory.addActor("a", "a", ActorKind.PLATFORM_THREAD, 0).id();
        int resource = directory.addResource("r", ResourceKind.QUEUE, 0).id();
        int text = directory.idOf("t");
        assertThat(new int[] {actor, resource, text}).containsOnly(1);
        var trace = new Trace(directory);
        for (EventKind kind : EventKind.values()) {
            trace.append(kind.code(), kind, actor, 3, resource, 9, 1);
        }
        trace.finish();
        assertSame(TraceFile.read(written(trace, TraceFiles.LIVE)), trace);
    }

    @Test
    void events_drawn_by_chance_come_back() throws IOException {
        var random = new Random(5);
        var directory = new Directory();
        for (int i = 0; i < 150; i++) {
            directory.addActor("a" + i, "a", ActorKind.PLATFORM_THREAD, 0);
            directory.addResource("r" + i, ResourceKind.CELL, 0);
        }
        EventKind[] kinds = {EventKind.PUT, EventKind.TAKEN, EventKind.ACQUIRED, EventKind.WRITTEN, EventKind.SENT};
        var trace = new Trace(directory);
        long time = 0;
        for (int i = 0; i < 20_000; i++) {
            time += random.nextLong(1L << random.nextInt(30));
            trace.append(time, kinds[random.nextInt(kinds.length)], random.nextInt(151), random.nextInt(5) - 1,
                    random.nextInt(151), random.nextInt(1 << 16), random.nextLong() >> random.nextInt(64));
        }
        trace.finish();
        assertSame(TraceFile.read(written(trace, TraceFiles.LIVE)), trace);
    }

    @Test
    void texts_keep_their_letters_and_losses_their_count() throws IOException {
        var directory = new Directory();
        int text = directory.idOf("читатель «один» 🎓\n\t\0");
        int half = directory.idOf("cut \uD83C");
        int otherHalf = directory.idOf("cut \uDF93");
        directory.idOf("cut ?");
        directory.idOf("");
        var trace = new Trace(directory);
        trace.append(0, EventKind.PRINTED, 0, 3, 0, 65_535, text);
        trace.append(9, EventKind.DROPPED, 0, -1, 0, 0, 4);
        trace.finish();
        var settings = new LinkedHashMap<>(Map.of("папка", "дом"));
        settings.put("a", "");
        Path file = folder.resolve("запись.potok");
        var description = new RunDescription("x", settings, Mode.LIVE, Pace.LECTURE, 0, 0, Map.of("os", "Ось"));
        TraceFile.write(trace, description, file);
        StoredRun read = TraceFile.read(file);
        assertSame(read, trace);
        assertThat(read.trace().directory().text(text)).isEqualTo("читатель «один» 🎓\n\t\0");
        assertThat(read.trace().directory().text(half)).isEqualTo("cut \uD83C");
        assertThat(read.trace().directory().text(otherHalf)).isEqualTo("cut \uDF93");
        assertThat(read.trace().dropped()).isEqualTo(4);
        assertThat(read.description()).isEqualTo(description);
        assertThat(read.description().settings().keySet()).containsExactly("папка", "a");
    }

    @Test
    void an_empty_recording_is_one_too() throws IOException {
        var trace = new Trace(new Directory());
        trace.finish();
        var description = new RunDescription("", Map.of(), Mode.VIRTUAL, Pace.FLAT_OUT, 1024, Long.MIN_VALUE, Map.of());
        StoredRun read = TraceFile.read(written(trace, description));
        assertThat(read.trace().size()).isZero();
        assertThat(read.description()).isEqualTo(description);
    }

    @Test
    void long_names_take_as_many_chunks_as_they_need() throws IOException {
        var directory = new Directory();
        for (int i = 0; i < 40; i++) {
            directory.idOf(i + "x".repeat(100_000));
        }
        var trace = new Trace(directory);
        trace.append(0, EventKind.PRINTED, 0, 0, 0, 0, 40);
        trace.finish();
        Path file = written(trace, TraceFiles.LIVE);
        assertSame(TraceFile.read(file), trace);
        assertThat(chunks(Files.readAllBytes(file)).stream().filter(chunk -> chunk.name().equals("NAME"))).hasSize(4);
    }

    @Test
    void marks_come_back_in_order_and_within_bounds() throws IOException {
        Run run = queueRun(5);
        long events = run.trace().size();
        assertThat(TraceFile.read(written(run.trace(), TraceFiles.VIRTUAL, 0L, 1L, 9L, events)).marks())
                .containsExactly(0L, 1L, 9L, events);
        byte[] bytes = Files.readAllBytes(folder.resolve("run.potok"));
        byte[] shorter = with(bytes, chunk(bytes, "MARK"), new byte[] {0, 0, 7, (byte) 0xF0, 0x7F});
        assertThat(reason(shorter)).isEqualTo(Reason.DAMAGED);
        for (Long[] wrong : new Long[][] {{events + 1}, {3L, 3L}, {4L, 3L}, {-1L}}) {
            assertThatThrownBy(() -> written(run.trace(), TraceFiles.VIRTUAL, wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(TraceFile.read(folder.resolve("run.potok")).marks()).as("the file before").hasSize(4);
    }

    @Test
    void a_live_run_tells_its_machine_and_a_virtual_one_does_not() throws IOException {
        var description = TraceFiles.LIVE.ranHere();
        assertThat(description.machine()).containsEntry("java", Runtime.version().toString())
                .containsKeys("os", "architecture", "cores", "memory-bytes", "java-vm", "core-source");
        assertThat(Long.parseLong(description.machine().getOrDefault("memory-bytes", ""))).isGreaterThan(1 << 20);
        assertThat(description.machine().values()).noneMatch(String::isBlank);
        var trace = new Trace(new Directory());
        trace.finish();
        assertThat(TraceFile.read(written(trace, description)).description()).isEqualTo(description);

        assertThat(TraceFiles.VIRTUAL.ranHere()).isEqualTo(TraceFiles.VIRTUAL);
        assertThat(RunDescription.imported(Map.of()).ranHere().machine()).isEmpty();
        var elsewhere = new RunDescription("x", Map.of(), Mode.LIVE, Pace.LECTURE, 0, 0, Map.of("os", "Plan 9"));
        assertThat(elsewhere.ranHere()).isEqualTo(elsewhere);
    }

    @Test
    void equal_virtual_runs_give_equal_files() throws IOException {
        byte[] first = Files.readAllBytes(written(queueRun(100)));
        byte[] second = Files.readAllBytes(written(queueRun(100)));
        assertThat(second).isEqualTo(first);
    }

    @Test
    void names_come_when_they_are_needed_and_not_before() throws IOException {
        Run run = queueRun(1000);
        List<String> order = chunks(Files.readAllBytes(written(run))).stream().map(TraceFiles.Chunk::name).toList();
        assertThat(order.subList(0, 4)).containsExactly("RUN ", "NAME", "EVNT", "EVNT");
        assertThat(order.getLast()).isEqualTo("END ");

        Directory names = run.trace().directory();
        int later = names.addActor("never seen", "", ActorKind.SYSTEM, 0).id();
        byte[] bytes = Files.readAllBytes(written(run));
        List<String> now = chunks(bytes).stream().map(TraceFiles.Chunk::name).toList();
        assertThat(now.subList(0, order.size() - 1)).isEqualTo(order.subList(0, order.size() - 1));
        assertThat(now.subList(order.size() - 1, now.size())).containsExactly("NAME", "END ");
        assertThat(TraceFile.read(file(bytes)).trace().directory().actor(later).name()).isEqualTo("never seen");
    }

    @Test
    void an_event_takes_much_less_than_its_32_bytes() throws IOException {
        Run run = queueRun(1000);
        assertThat(Files.size(written(run)) / run.trace().size()).isLessThan(12);
    }

    // ---- places

    @Test
    void writing_again_replaces_the_file_and_leaves_nothing_beside_it() throws IOException {
        written(queueRun(300));
        Path file = written(queueRun(2));
        assertThat(TraceFile.read(file).description().settings()).containsEntry("items", "2");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void what_lies_beside_stays_and_a_link_goes_on_pointing() throws IOException {
        Path target = Files.writeString(folder.resolve("target.potok"), "older");
        Path left = Files.writeString(folder.resolve("target.potok.part"), "of a crash");
        Path link = Files.createSymbolicLink(folder.resolve("link.potok"), target);
        Run run = queueRun(2);
        TraceFile.write(run.trace(), RunDescription.of(run.request()), link);
        assertThat(link).isSymbolicLink();
        assertSame(TraceFile.read(target), run.trace());
        assertThat(left).hasContent("of a crash");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(target, left, link);
        }
    }

    @Test
    void what_cannot_be_written_leaves_nothing_behind() throws IOException {
        Run run = queueRun(2);
        Path directoryInTheWay = Files.createDirectories(folder.resolve("run.potok/inside")).getParent();
        assertThatThrownBy(() -> written(run)).isInstanceOf(FileSystemException.class).hasMessageContaining("regular");
        assertThatThrownBy(() -> TraceFile.write(run.trace(), RunDescription.of(run.request()),
                folder.resolve("no such folder/run.potok"))).isInstanceOf(NoSuchFileException.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(directoryInTheWay);
        }
    }

    @Test
    void what_could_not_be_read_again_is_not_written() throws IOException {
        var unknownActor = new Trace(new Directory());
        unknownActor.append(0, EventKind.WORKING, 3, 0, 0, 0, 0);
        unknownActor.finish();
        assertThatThrownBy(() -> written(unknownActor, TraceFiles.LIVE)).isInstanceOf(IOException.class)
                .hasMessageContaining("actor=3");
        var orphan = new Directory();
        orphan.addActor("a", "a", ActorKind.PROCESS, 1);
        var ownParent = new Trace(orphan);
        ownParent.finish();
        assertThatThrownBy(() -> written(ownParent, TraceFiles.LIVE)).isInstanceOf(IOException.class)
                .hasMessageContaining("parent");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    // ---- what is refused

    @Test
    void something_else_is_told_from_a_recording() throws IOException {
        assertThat(reason(new byte[0])).isEqualTo(Reason.EMPTY);
        assertThat(reason("{\"traceEvents\":[]}".getBytes(StandardCharsets.UTF_8))).isEqualTo(Reason.NOT_A_TRACE);
        assertThat(reason("{}".getBytes(StandardCharsets.UTF_8))).isEqualTo(Reason.NOT_A_TRACE);
        assertThat(reason(new byte[100_000])).isEqualTo(Reason.NOT_A_TRACE);
        Path missing = folder.resolve("missing.potok");
        assertThatThrownBy(() -> TraceFile.read(missing)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> TraceFile.read(folder)).isInstanceOf(TraceFileException.class)
                .hasMessageContaining("regular");
    }

    @Test
    void another_version_is_told_even_if_its_header_is_another() throws IOException {
        byte[] bytes = Files.readAllBytes(written(queueRun(2)));
        littleEndian(bytes).putInt(8, 5);
        assertThat(reason(bytes)).isEqualTo(Reason.NEWER_VERSION);
        assertThat(reason(Arrays.copyOf(bytes, 12))).isEqualTo(Reason.NEWER_VERSION);
        littleEndian(bytes).putInt(8, 2);
        assertThat(reason(bytes)).isEqualTo(Reason.OLDER_VERSION);
        littleEndian(bytes).putInt(8, -7);
        assertThat(reason(sealedHeader(bytes))).isEqualTo(Reason.DAMAGED);
    }

    @Test
    void what_follows_the_end_is_damage() throws IOException {
        byte[] bytes = Files.readAllBytes(written(queueRun(2)));
        assertThat(reason(Arrays.copyOf(bytes, bytes.length + 1))).isEqualTo(Reason.DAMAGED);
        assertThat(refusal(sealed(Arrays.copyOf(bytes, bytes.length + 40))).detail()).contains("chunk at byte");
    }

    @Test
    void a_header_that_lies_is_refused() throws IOException {
        byte[] bytes = Files.readAllBytes(written(queueRun(2)));
        for (long length : new long[] {Long.MAX_VALUE, 1L << 59, 1L << 32, bytes.length + 1L}) {
            byte[] lie = bytes.clone();
            littleEndian(lie).putLong(16, length);
            assertThat(reason(sealedHeader(lie))).as("length %d", length).isEqualTo(Reason.TRUNCATED);
        }
        for (long length : new long[] {-5, 0, 35, 36, bytes.length - 1L}) {
            byte[] lie = bytes.clone();
            littleEndian(lie).putLong(16, length);
            assertThat(reason(sealedHeader(lie))).as("length %d", length).isEqualTo(Reason.DAMAGED);
        }
        for (long events : new long[] {-5, 0, Long.MAX_VALUE}) {
            byte[] lie = bytes.clone();
            littleEndian(lie).putLong(24, events);
            assertThat(reason(sealedHeader(lie))).as("events %d", events).isEqualTo(Reason.DAMAGED);
        }
        byte[] state = bytes.clone();
        littleEndian(state).putInt(12, 2);
        assertThat(reason(sealedHeader(state))).isEqualTo(Reason.DAMAGED);
        littleEndian(state).putInt(12, 0);
        assertThat(reason(sealedHeader(state))).as("unfinished, with a length").isEqualTo(Reason.DAMAGED);
    }

    /** Puts one event of those bytes after an event of an actor that is there. */
    private Reason reasonOfEvent(int... event) throws IOException {
        var directory = new Directory();
        directory.addActor("a", "a", ActorKind.PLATFORM_THREAD, 0);
        directory.addResource("r", ResourceKind.QUEUE, 0);
        directory.idOf("t");
        var trace = new Trace(directory);
        trace.append(5, EventKind.RUN_STARTED, 0, -1, 0, 0, 8);
        trace.append(5, EventKind.PRINTED, 1, -1, 1, 0, 1);
        trace.finish();
        byte[] bytes = Files.readAllBytes(written(trace, TraceFiles.LIVE));
        TraceFiles.Chunk events = chunk(bytes, "EVNT");
        byte[] payload = payload(bytes, events);
        // Number, count, time; then the run's start: kind and flags, time, argument.
        assertThat(Arrays.copyOf(payload, 7)).containsExactly(0, 2, 5, EventKind.RUN_STARTED.code() | 0x80, 32, 0, 16);
        var changed = new ByteArrayOutputStream();
        changed.writeBytes(Arrays.copyOf(payload, 7));
        for (int octet : event) {
            changed.write(octet);
        }
        Path file = file(with(bytes, events, changed.toByteArray()));
        var refused = catchThrowableOfType(TraceFileException.class, () -> TraceFile.read(file));
        return refused == null ? Reason.EMPTY : refused.reason();
    }

    @Test
    void events_that_cannot_be_are_refused_though_the_checksums_agree() throws IOException {
        int put = EventKind.PUT.code();
        assertThat(reasonOfEvent(put, 0)).as("one that can be").isEqualTo(Reason.EMPTY);
        assertThat(reasonOfEvent(put | 0x80, 7, 0, 1, 9, 1)).as("one that can be").isEqualTo(Reason.EMPTY);
        record Lie(String what, int... event) {}
        for (Lie lie : new Lie[] {
            new Lie("unknown kind", 127, 0),
            new Lie("kind 0", 0, 0),
            new Lie("unknown actor", put | 0x80, 1, 0, 2),
            new Lie("an actor beyond all numbers", put | 0x80, 1, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F),
            new Lie("unknown core", put | 0x80, 2, 0, 0x81, 0x80, 0x02),
            new Lie("unknown resource", put | 0x80, 4, 0, 2),
            new Lie("a line beyond all numbers", put | 0x80, 8, 0, 0x80, 0x80, 0x04),
            new Lie("bits without meaning", put | 0x80, 64, 0),
            new Lie("two arguments", put | 0x80, 48, 0, 1),
            new Lie("unknown text", EventKind.PRINTED.code() | 0x80, 32, 0, 4),
            new Lie("negative text", EventKind.PRINTED.code() | 0x80, 32, 0, 1),
            new Lie("unknown text of a section", EventKind.SLICE_BEGUN.code() | 0x80, 32, 0, 4),
            new Lie("unknown actor joined", EventKind.JOIN_BEGUN.code() | 0x80, 32, 0, 4),
            new Lie("no cores", EventKind.RUN_STARTED.code() | 0x80, 32, 0, 15),
            new Lie("millions of cores", EventKind.RUN_STARTED.code() | 0x80, 32, 0, 0x80, 0x80, 0x80, 8),
            new Lie("unknown outcome", EventKind.RUN_FINISHED.code() | 0x80, 32, 0, 8),
            new Lie("nothing lost", EventKind.DROPPED.code(), 0),
            new Lie("time beyond all numbers", put, 0xFB, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F),
            new Lie("time backwards", put, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1),
            new Lie("a number of 65 bits", put, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 2),
            new Lie("a number of eleven bytes", put, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x80, 0),
            new Lie("nothing"),
            new Lie("half an event", put),
            new Lie("one and a half", put, 0, put),
            new Lie("one more", put, 0, put, 0)}) {
            assertThat(reasonOfEvent(lie.event)).as(lie.what).isEqualTo(Reason.DAMAGED);
        }
    }

    @Test
    void chunks_that_cannot_be_are_refused_though_the_checksums_agree() throws IOException {
        byte[] bytes = Files.readAllBytes(written(queueRun(2).trace(), TraceFiles.VIRTUAL, 1L));
        assertThat(chunks(bytes)).extracting(TraceFiles.Chunk::name).containsExactly("RUN ", "NAME", "EVNT", "MARK",
                "END ");
        for (TraceFiles.Chunk chunk : chunks(bytes)) {
            byte[] payload = payload(bytes, chunk);
            assertThat(reason(with(bytes, chunk, new byte[0]))).as("empty %s", chunk).isEqualTo(Reason.DAMAGED);
            byte[] oneMore = Arrays.copyOf(payload, payload.length + 1);
            if (!chunk.name().equals("MARK")) {
                assertThat(reason(with(bytes, chunk, oneMore))).as("%s", chunk).isEqualTo(Reason.DAMAGED);
                assertThat(reason(with(bytes, chunk, Arrays.copyOf(payload, payload.length - 1)))).as("%s", chunk)
                        .isEqualTo(Reason.DAMAGED);
            }
            byte[] unknown = bytes.clone();
            unknown[chunk.begin()] = 'X';
            assertThat(reason(sealed(unknown))).as("instead of %s", chunk).isEqualTo(Reason.DAMAGED);

            var twice = new ByteArrayOutputStream();
            twice.write(bytes, 0, chunk.end());
            twice.write(bytes, chunk.begin(), bytes.length - chunk.begin());
            assertThat(reason(sealed(twice.toByteArray()))).as("twice %s", chunk).isEqualTo(Reason.DAMAGED);
            var without = new ByteArrayOutputStream();
            without.write(bytes, 0, chunk.begin());
            without.write(bytes, chunk.end(), bytes.length - chunk.end());
            if (!chunk.name().equals("MARK")) {
                assertThat(reason(sealed(without.toByteArray()))).as("no %s", chunk).isEqualTo(Reason.DAMAGED);
            }
        }
    }

    // ---- what is saved

    @Test
    void of_a_damaged_file_what_comes_before_the_damage_can_be_had() throws IOException {
        Run run = queueRun(1000);
        byte[] bytes = Files.readAllBytes(written(run));
        TraceFiles.Chunk second = chunks(bytes).stream().filter(chunk -> chunk.name().equals("EVNT")).skip(1)
                .findFirst().orElseThrow();
        byte[] damaged = bytes.clone();
        damaged[second.payload() + 100] ^= 1;
        assertThat(reason(damaged)).isEqualTo(Reason.DAMAGED);
        assertSaved(TraceFile.salvage(file(damaged)), run, Notice.Kind.DAMAGED);
        assertSaved(TraceFile.salvage(file(Arrays.copyOf(bytes, second.end() - 1))), run, Notice.Kind.TRUNCATED);
        assertSaved(TraceFile.salvage(file(unfinished(damaged))), run, Notice.Kind.UNFINISHED);

        assertThat(TraceFile.salvage(file(bytes)).notices()).isEmpty();
        StoredRun withMore = TraceFile.salvage(file(Arrays.copyOf(bytes, bytes.length + 7)));
        assertThat(withMore.trace().size()).isEqualTo(run.trace().size());
        assertThat(withMore.notices()).extracting(Notice::kind).containsExactly(Notice.Kind.DAMAGED);
        byte[] nothingLeft = bytes.clone();
        nothingLeft[chunk(bytes, "EVNT").payload()] ^= 1;
        Path lost = file(nothingLeft);
        assertThatThrownBy(() -> TraceFile.salvage(lost)).isInstanceOf(TraceFileException.class);
    }

    private static void assertSaved(StoredRun saved, Run run, Notice.Kind kind) {
        long events = TraceEncoder.MOST_EVENTS;
        assertThat(TestRuns.events(saved.trace())).isEqualTo(TestRuns.events(run.trace()).subList(0, (int) events));
        assertThat(saved.notices()).containsExactly(
                new Notice(kind, List.of(events, run.trace().timeAt(events - 1))));
        assertThat(saved.description()).isEqualTo(RunDescription.of(run.request()));
    }
}
