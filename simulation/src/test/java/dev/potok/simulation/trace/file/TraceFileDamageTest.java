package dev.potok.simulation.trace.file;

import static dev.potok.simulation.trace.file.TraceFiles.chunk;
import static dev.potok.simulation.trace.file.TraceFiles.chunks;
import static dev.potok.simulation.trace.file.TraceFiles.littleEndian;
import static dev.potok.simulation.trace.file.TraceFiles.sealed;
import static dev.potok.simulation.trace.file.TraceFiles.unfinished;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.potok.simulation.analysis.Invariants;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.Event;
import dev.potok.simulation.trace.file.TraceFileException.Reason;

/** Files as crashes, broken copies, bad disks and liars leave them. */
class TraceFileDamageTest {
    /** More than a reader needs to begin with, and little beside what the lies ask for. */
    private static final long BOUND = 4 << 20;

    @TempDir Path folder;

    private byte[] written(Run run) throws IOException {
        Path file = folder.resolve("run.potok");
        TraceFile.write(run.trace(), RunDescription.of(run.request()), List.of(1L, 2L, run.trace().size()), file);
        return Files.readAllBytes(file);
    }

    private static StoredRun read(byte[] bytes) throws IOException {
        return new TraceReader(new BytesChannel(bytes)).read(false);
    }

    private static @Nullable TraceFileException refusal(byte[] bytes) {
        return catchThrowableOfType(TraceFileException.class, () -> read(bytes));
    }

    @Test
    void every_cut_of_an_unfinished_file_opens_up_to_the_last_whole_chunk() throws IOException {
        Run run = TraceFiles.queueRun(450);
        List<Event> events = TestRuns.events(run.trace());
        byte[] bytes = unfinished(written(run));
        int run1 = chunk(bytes, "RUN ").end();
        List<TraceFiles.Chunk> eventChunks = chunks(bytes).stream().filter(chunk -> chunk.name().equals("EVNT"))
                .toList();
        assertThat(eventChunks).hasSizeGreaterThan(1);
        for (int length = 0; length < bytes.length; length += length < run1 + 200 ? 1 : 37) {
            int cut = length;
            byte[] left = Arrays.copyOf(bytes, cut);
            if (cut < run1) {
                assertThat(refusal(left)).as("cut at %d", cut).isNotNull().extracting(TraceFileException::reason)
                        .isEqualTo(cut == 0 ? Reason.EMPTY : Reason.TRUNCATED);
                continue;
            }
            StoredRun read = read(left);
            long whole = Math.min(events.size(), TraceEncoder.MOST_EVENTS
                    * eventChunks.stream().filter(chunk -> chunk.end() <= cut).count());
            assertThat(read.trace().size()).as("cut at %d", cut).isEqualTo(whole);
            if (whole > 0 && cut % 5 == 0) {
                assertThat(TestRuns.events(read.trace())).isEqualTo(events.subList(0, (int) whole));
            }
            assertThat(read.notices()).extracting(Notice::kind).containsExactly(Notice.Kind.UNFINISHED);
        }
    }

    @Test
    void every_cut_of_a_small_unfinished_file_opens_as_well() throws IOException {
        Run run = TraceFiles.queueRun(2);
        byte[] bytes = unfinished(written(run));
        TraceFiles.Chunk events = chunk(bytes, "EVNT");
        int described = chunk(bytes, "RUN ").end();
        for (int length = described; length <= bytes.length; length++) {
            StoredRun read = read(Arrays.copyOf(bytes, length));
            assertThat(TestRuns.events(read.trace()))
                    .isEqualTo(length < events.end() ? List.of() : TestRuns.events(run.trace()));
            assertThat(read.notices()).hasSize(1);
        }
    }

    @Test
    void garbage_after_what_a_crash_left_is_no_harm() throws IOException {
        Run run = TraceFiles.queueRun(2);
        byte[] bytes = unfinished(written(run));
        var random = new Random(3);
        for (int length = 1; length < 300; length += 7) {
            byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
            for (int i = bytes.length; length % 2 == 0 && i < longer.length; i++) {
                longer[i] = (byte) random.nextInt();
            }
            StoredRun read = read(longer);
            assertThat(TestRuns.events(read.trace())).isEqualTo(TestRuns.events(run.trace()));
            assertThat(read.notices()).extracting(Notice::kind).containsExactly(Notice.Kind.UNFINISHED);
        }
    }

    @Test
    void a_file_whose_writer_ended_just_before_the_header_is_whole() throws IOException {
        Run run = TraceFiles.queueRun(2);
        byte[] bytes = written(run);
        littleEndian(bytes).putInt(12, 0).putLong(16, 0).putLong(24, 0);
        StoredRun read = read(TraceFiles.sealedHeader(bytes));
        assertThat(TestRuns.events(read.trace())).isEqualTo(TestRuns.events(run.trace()));
        assertThat(read.marks()).hasSize(3);
        assertThat(read.notices()).isEmpty();
    }

    @Test
    void every_cut_of_a_finished_file_is_told_as_that() throws IOException {
        byte[] bytes = written(TraceFiles.queueRun(20));
        for (int length = 1; length < bytes.length; length++) {
            assertThat(refusal(Arrays.copyOf(bytes, length))).as("%d bytes", length).isNotNull()
                    .extracting(TraceFileException::reason).isEqualTo(Reason.TRUNCATED);
        }
    }

    @Test
    void every_changed_bit_is_noticed() throws IOException {
        byte[] bytes = written(TraceFiles.queueRun(2));
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(refusal(changed)).as("bit %d of byte %d", bit % 8, bit / 8).isNotNull();
        }
    }

    // ---- memory

    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }

    @Test
    void no_lie_takes_memory() throws IOException {
        byte[] bytes = written(TraceFiles.queueRun(2));
        refusal(bytes.clone()); // classes are loaded
        for (boolean finished : new boolean[] {true, false}) {
            byte[] original = finished ? bytes : unfinished(bytes);
            for (TraceFiles.Chunk chunk : chunks(original)) {
                for (int length : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 1 << 27, 1 << 26, 1 << 24}) {
                    byte[] lie = original.clone();
                    littleEndian(lie).putInt(chunk.begin() + 4, length);
                    sealed(lie);
                    long before = allocated();
                    TraceFileException refused = refusal(lie);
                    assertThat(allocated() - before).as("%d bytes in %s", length, chunk).isLessThan(BOUND);
                    assertThat(refused != null).isEqualTo(finished || chunk.name().equals("RUN "));
                }
                // Counts and lengths within a chunk.
                for (int at = chunk.payload(); at < chunk.end(); at++) {
                    byte[] lie = original.clone();
                    for (int i = at; i < Math.min(at + 4, chunk.end()); i++) {
                        lie[i] = (byte) (i == Math.min(at + 4, chunk.end()) - 1 ? 0x7F : 0xFF);
                    }
                    sealed(lie);
                    long before = allocated();
                    refusal(lie);
                    assertThat(allocated() - before).as("at byte %d of %s", at, chunk).isLessThan(BOUND);
                }
            }
        }
    }

    // ---- chance

    @Test
    @Timeout(60)
    void a_damaged_file_is_refused_or_can_be_shown() throws IOException {
        mutate(4_000, 20_260_101);
    }

    @Test
    @Tag("stress")
    void many_damaged_files_are_refused_or_can_be_shown() throws IOException {
        mutate(100_000, System.nanoTime());
    }

    private void mutate(int rounds, long seed) throws IOException {
        byte[] finished = written(TraceFiles.queueRun(5));
        byte[] cutShort = unfinished(finished);
        byte[] longer = written(TraceFiles.queueRun(300));
        var random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < rounds; i++) {
            byte[] original = i % 16 == 0 ? longer : i % 3 == 0 ? cutShort : finished;
            byte[] changed = mutated(original, random);
            if (i % 2 == 0) {
                sealed(changed);
            }
            boolean salvaging = random.nextInt(4) == 0;
            StoredRun read;
            long before = allocated();
            try {
                read = new TraceReader(new BytesChannel(changed)).read(salvaging);
            } catch (TraceFileException told) {
                refused++;
                continue;
            } catch (Throwable other) {
                throw new AssertionError("mutation " + i + " of seed " + seed, other);
            } finally {
                assertThat(allocated() - before).as("mutation %d of seed %d", i, seed)
                        .isLessThan(BOUND + 64L * changed.length);
            }
            try {
                new Recording(read.trace()).advanceFully();
                Invariants.check(read.trace());
            } catch (Throwable broken) {
                throw new AssertionError("mutation " + i + " of seed " + seed + " was read and can't be shown",
                        broken);
            }
        }
        assertThat(refused).as("refused of %d, seed %d", rounds, seed).isBetween(rounds / 3, rounds * 19 / 20);
    }

    private static byte[] mutated(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int place = random.nextInt(random.nextInt(4) == 0 ? Math.min(300, bytes.length) : bytes.length);
            int length = Math.min(1 + random.nextInt(64), bytes.length - place);
            switch (random.nextInt(9)) {
                case 0, 1 -> bytes[place] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[place] = (byte) (random.nextBoolean() ? 0xFF : 0);
                case 3 -> bytes[place]++;
                case 4 -> {
                    List<TraceFiles.Chunk> chunks = chunksLeft(bytes);
                    if (!chunks.isEmpty()) {
                        littleEndian(bytes).putInt(chunks.get(random.nextInt(chunks.size())).begin() + 4,
                                random.nextInt() >>> random.nextInt(32));
                    }
                }
                case 5 -> bytes = spliced(bytes, place, place, Arrays.copyOfRange(bytes, place, place + length));
                case 6 -> bytes = spliced(bytes, place, place + length, new byte[0]);
                case 7 -> {
                    byte[] noise = new byte[length];
                    random.nextBytes(noise);
                    bytes = spliced(bytes, place, place, noise);
                }
                default -> bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, 1 + place) : bytes;
            }
        }
        return bytes;
    }

    /** The chunks of bytes that may no longer be any. */
    private static List<TraceFiles.Chunk> chunksLeft(byte[] bytes) {
        var chunks = new java.util.ArrayList<TraceFiles.Chunk>();
        for (int at = 36; at + 12 <= bytes.length;) {
            int length = littleEndian(bytes).getInt(at + 4);
            chunks.add(new TraceFiles.Chunk(at, "", length));
            if (length < 0 || length > bytes.length - at - 12) {
                break;
            }
            at += 12 + length;
        }
        return chunks;
    }

    private static byte[] spliced(byte[] bytes, int begin, int end, byte[] between) {
        byte[] changed = new byte[bytes.length - (end - begin) + between.length];
        System.arraycopy(bytes, 0, changed, 0, begin);
        System.arraycopy(between, 0, changed, begin, between.length);
        System.arraycopy(bytes, end, changed, begin + between.length, bytes.length - end);
        return changed;
    }
}
