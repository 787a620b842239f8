package dev.potok.simulation.trace.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.potok.simulation.analysis.Invariants;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.EventLayout;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.file.TraceFileException.Reason;

class TraceFileTest {
    @TempDir Path folder;

    private static Run queueRun(int items) {
        return TestRuns.runVirtually(TestRuns.scenario("queue"), Map.of("items", Integer.toString(items)), 2, 1);
    }

    private Path written(Run run) throws IOException {
        Path file = folder.resolve("run.potok");
        TraceFile.write(run.trace(), RunDescription.of(run.request()), file);
        return file;
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("changed.potok"), bytes);
    }

    private Reason refusal(byte[] bytes) throws IOException {
        Path file = file(bytes);
        var refused = catchThrowableOfType(TraceFileException.class, () -> TraceFile.read(file));
        assertThat(refused).as("refusal").isNotNull();
        assertThat(refused.detail()).isNotBlank();
        assertThat(refused).hasMessageContaining(refused.reason().name()).hasMessageContaining(refused.detail());
        return refused.reason();
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Makes all checksums right again, as far as the header still says where they are. */
    private static byte[] sealed(byte[] bytes) {
        ByteBuffer all = littleEndian(bytes);
        int tables = all.getInt(12);
        long events = all.getLong(16);
        if (tables >= 0 && tables <= bytes.length - TraceFile.HEADER_BYTES) {
            all.putInt(24, TraceFile.crc(all.slice(TraceFile.HEADER_BYTES, tables)));
            int block = TraceFile.HEADER_BYTES + tables;
            for (long left = events; left > 0 && block + 4 <= bytes.length; left -= TraceFile.BLOCK_EVENTS) {
                int length = (int) Math.min(Math.min(left, TraceFile.BLOCK_EVENTS) * EventLayout.BYTES,
                        bytes.length - block - 4L);
                all.putInt(block, TraceFile.crc(all.slice(block + 4, length)));
                block += 4 + length;
            }
        }
        all.putInt(32, TraceFile.crc(all.slice(0, 32)));
        return bytes;
    }

    @Test
    void what_was_written_is_read_again() throws IOException {
        Run run = queueRun(1000);
        assertThat(run.trace().size()).as("more than one block").isGreaterThan(2 * TraceFile.BLOCK_EVENTS);
        StoredRun read = TraceFile.read(written(run));

        assertThat(TestRuns.events(read.trace())).isEqualTo(TestRuns.events(run.trace()));
        assertThat(read.trace().complete()).isTrue();
        var names = run.trace().directory();
        assertThat(read.trace().directory().actors()).isEqualTo(names.actors());
        assertThat(read.trace().directory().resources()).isEqualTo(names.resources());
        assertThat(read.trace().directory().texts()).isEqualTo(names.texts());
        assertThat(read.description()).isEqualTo(RunDescription.of(run.request()));
        assertThat(read.description().settings()).containsEntry("items", "1000").containsEntry("capacity", "5");
        assertThat(read.description().scenario()).isEqualTo("queue");
        assertThat(read.description().seed()).isEqualTo(1);
    }

    @Test
    void texts_keep_their_letters_and_losses_their_count() throws IOException {
        var directory = new Directory();
        int text = directory.idOf("читатель «один» 🎓\n\t");
        var trace = new Trace(directory);
        trace.append(0, EventKind.PRINTED, 0, 3, 0, 65_535, text);
        trace.append(9, EventKind.DROPPED, 0, -1, 0, 0, 4);
        trace.finish();
        Path file = folder.resolve("запись.potok");
        TraceFile.write(trace, new RunDescription("x", Map.of("папка", "дом"), Mode.LIVE, Pace.LECTURE, 0, 0, Map.of()),
                file);
        StoredRun read = TraceFile.read(file);
        assertThat(read.trace().directory().text(text)).isEqualTo("читатель «один» 🎓\n\t");
        assertThat(read.trace().dropped()).isEqualTo(4);
        assertThat(TestRuns.events(read.trace())).isEqualTo(TestRuns.events(trace));
        assertThat(read.description().settings()).containsExactly(Map.entry("папка", "дом"));
    }

    @Test
    void an_empty_recording_is_one_too() throws IOException {
        var trace = new Trace(new Directory());
        trace.finish();
        Path file = folder.resolve("empty.potok");
        TraceFile.write(trace, new RunDescription("", Map.of(), Mode.VIRTUAL, Pace.FLAT_OUT, 1024, -1, Map.of()), file);
        StoredRun read = TraceFile.read(file);
        assertThat(read.trace().size()).isZero();
        assertThat(read.description()).isEqualTo(
                new RunDescription("", Map.of(), Mode.VIRTUAL, Pace.FLAT_OUT, 1024, -1, Map.of()));
    }

    @Test
    void equal_virtual_runs_give_equal_files() throws IOException {
        byte[] first = Files.readAllBytes(written(queueRun(100)));
        byte[] second = Files.readAllBytes(written(queueRun(100)));
        assertThat(second).isEqualTo(first);
    }

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
    void what_cannot_be_written_leaves_nothing_behind() throws IOException {
        Run run = queueRun(2);
        Path directoryInTheWay = Files.createDirectories(folder.resolve("run.potok/inside")).getParent();
        assertThatThrownBy(() -> written(run)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> TraceFile.write(run.trace(), RunDescription.of(run.request()),
                folder.resolve("no such folder/run.potok"))).isInstanceOf(NoSuchFileException.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(directoryInTheWay);
        }
    }

    @Test
    void something_else_is_told_from_a_recording() throws IOException {
        assertThat(refusal(new byte[0])).isEqualTo(Reason.NOT_A_TRACE);
        assertThat(refusal("{\"traceEvents\":[]}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(Reason.NOT_A_TRACE);
        assertThat(refusal(new byte[100_000])).isEqualTo(Reason.NOT_A_TRACE);
        Path missing = folder.resolve("missing.potok");
        assertThatThrownBy(() -> TraceFile.read(missing)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void a_newer_version_is_told_even_if_its_header_is_another() throws IOException {
        byte[] bytes = Files.readAllBytes(written(queueRun(2)));
        littleEndian(bytes).putInt(8, 2);
        assertThat(refusal(bytes)).isEqualTo(Reason.NEWER_VERSION);
    }

    @Test
    void a_file_cut_short_anywhere_is_told_as_that() throws IOException {
        byte[] bytes = Files.readAllBytes(written(queueRun(50)));
        for (int length = 8; length < bytes.length; length += 1 + length / 10) {
            assertThat(refusal(java.util.Arrays.copyOf(bytes, length))).as("%d bytes", length)
                    .isEqualTo(Reason.TRUNCATED);
        }
        assertThat(refusal(java.util.Arrays.copyOf(bytes, bytes.length - 1))).isEqualTo(Reason.TRUNCATED);
        assertThat(refusal(java.util.Arrays.copyOf(bytes, bytes.length + 1))).isEqualTo(Reason.DAMAGED);
    }

    @Test
    void a_header_that_lies_about_lengths_is_refused_before_memory_is_taken() throws IOException {
        byte[] bytes = Files.readAllBytes(written(queueRun(2)));
        for (long events : new long[] {Long.MAX_VALUE, 1L << 59, 1L << 40, 1L << 32, 1_000_000_000}) {
            byte[] lie = bytes.clone();
            littleEndian(lie).putLong(16, events);
            assertThat(refusal(sealed(lie))).as("%d events", events).isEqualTo(Reason.TRUNCATED);
        }
        byte[] negative = bytes.clone();
        littleEndian(negative).putLong(16, -5);
        assertThat(refusal(sealed(negative))).isEqualTo(Reason.DAMAGED);
        for (int tables : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 300 << 20}) {
            byte[] lie = bytes.clone();
            littleEndian(lie).putInt(12, tables);
            assertThat(refusal(sealed(lie))).as("%d bytes of tables", tables).isEqualTo(Reason.DAMAGED);
        }
        byte[] longTables = bytes.clone();
        littleEndian(longTables).putInt(12, 200 << 20);
        assertThat(refusal(sealed(longTables))).isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void events_that_cannot_be_are_refused_though_the_checksums_agree() throws IOException {
        byte[] bytes = Files.readAllBytes(written(queueRun(2)));
        int first = TraceFile.HEADER_BYTES + littleEndian(bytes).getInt(12) + 4;
        record Lie(String what, int offset, long value, int size) {}
        for (Lie lie : new Lie[] {
            new Lie("time before the one before", first + 32 * 5, 0, 8),
            new Lie("negative time", first, -1, 8),
            new Lie("unknown kind", first + 24, 127, 2),
            new Lie("negative kind", first + 24, -3, 2),
            new Lie("unknown actor", first + 16, 1000, 4),
            new Lie("negative actor", first + 16, -1, 4),
            new Lie("unknown resource", first + 20, 1000, 4),
            new Lie("negative core", first + 26, -2, 2),
            new Lie("bits without meaning", first + 30, 1, 2),
            new Lie("no cores", first + 8, 0, 8),
            new Lie("millions of cores", first + 8, 1 << 30, 8)}) {
            byte[] changed = bytes.clone();
            ByteBuffer all = littleEndian(changed);
            switch (lie.size) {
                case 8 -> all.putLong(lie.offset, lie.value);
                case 4 -> all.putInt(lie.offset, (int) lie.value);
                default -> all.putShort(lie.offset, (short) lie.value);
            }
            assertThat(refusal(sealed(changed))).as(lie.what).isEqualTo(Reason.DAMAGED);
        }
    }

    @Test
    void any_changed_byte_is_noticed() throws IOException {
        byte[] bytes = Files.readAllBytes(written(queueRun(2)));
        for (int i = 0; i < bytes.length; i += i < 600 ? 1 : 13) {
            byte[] changed = bytes.clone();
            changed[i] ^= 0x10;
            assertThat(refusal(changed)).as("byte %d", i).isNotNull();
        }
    }

    /**
     * Two thousand damaged files, half of them with checksums that agree: each is refused with a reason, or it is a
     * recording that every view can read.
     */
    @Test
    @Timeout(120)
    void a_damaged_file_is_refused_or_can_be_shown() throws IOException {
        byte[] bytes = Files.readAllBytes(written(queueRun(5)));
        long seed = 20_260_101;
        var random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] changed = mutated(bytes, random);
            if (i % 2 == 0 && changed.length >= TraceFile.HEADER_BYTES) {
                sealed(changed);
            }
            Path file = file(changed);
            StoredRun read;
            try {
                read = TraceFile.read(file);
            } catch (TraceFileException told) {
                refused++;
                continue;
            } catch (Throwable other) {
                throw new AssertionError("mutation " + i + " of seed " + seed, other);
            }
            try {
                new Recording(read.trace()).advanceFully();
                Invariants.check(read.trace());
            } catch (Throwable broken) {
                throw new AssertionError("mutation " + i + " of seed " + seed + " was read and can't be shown",
                        broken);
            }
        }
        assertThat(refused).as("refused of 2000, seed %d", seed).isBetween(1_200, 1_999);
    }

    private static byte[] mutated(byte[] original, Random random) {
        byte[] bytes = original.clone();
        int header = TraceFile.HEADER_BYTES;
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int place = random.nextInt(random.nextInt(4) == 0 ? header + 200 : bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[place] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[place] = (byte) random.nextInt();
                case 2 -> bytes[place] = (byte) (random.nextBoolean() ? 0xFF : 0);
                case 3 -> littleEndian(bytes).putInt(Math.min(place, bytes.length - 4), random.nextInt());
                case 4 -> System.arraycopy(original, random.nextInt(original.length - 64), bytes,
                        Math.min(place, bytes.length - 64), 64);
                default -> bytes[place]++;
            }
        }
        return switch (random.nextInt(10)) {
            case 0 -> java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> java.util.Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(200));
            default -> bytes;
        };
    }
}
