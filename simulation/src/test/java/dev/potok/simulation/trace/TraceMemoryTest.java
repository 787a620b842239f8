package dev.potok.simulation.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TraceMemoryTest {
    private static final int PIECE = TraceMemory.PIECE_BYTES;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private void fill(Trace trace, long events) {
        for (long i = 0; i < events; i++) {
            trace.append(i, EventKind.WORKING, 1, 0, 0, 0, -i);
        }
        trace.finish();
    }

    private void verify(Trace trace, long events) {
        var cursor = trace.cursor();
        for (long i = 0; i < events; i++) {
            assertThat(cursor.next()).isTrue();
            if (cursor.timeNanos() != i || cursor.argument() != -i) {
                assertThat(cursor.event()).isEqualTo(new Event(i, EventKind.WORKING, 1, 0, 0, 0, -i));
            }
        }
        assertThat(cursor.next()).isFalse();
    }

    @Test
    void what_goes_beyond_the_bound_lies_in_a_file_and_reads_the_same() {
        var memory = new TraceMemory(3L * PIECE, folder);
        var trace = new Trace(new Directory(), memory);
        long events = 90L * Trace.CHUNK_EVENTS + 17; // more than one stretch is mapped
        fill(trace, events);
        assertThat(memory.inMemoryBytes()).isEqualTo(3L * PIECE);
        // One piece may have been made ready ahead.
        assertThat(memory.onDiskBytes()).isBetween(88L * PIECE, 89L * PIECE);
        assertThat(memory.trouble()).isNull();
        verify(trace, events);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void the_file_has_no_name_that_could_be_left_behind() throws IOException {
        var trace = new Trace(new Directory(), new TraceMemory(PIECE, folder));
        fill(trace, 3L * Trace.CHUNK_EVENTS);
        assertThat(trace.memory().onDiskBytes()).isPositive();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void where_no_file_can_be_made_memory_goes_on_and_the_reason_is_known() {
        var memory = new TraceMemory(PIECE, folder.resolve("missing"));
        var trace = new Trace(new Directory(), memory);
        long events = 4L * Trace.CHUNK_EVENTS;
        fill(trace, events);
        assertThat(memory.trouble()).isInstanceOf(IOException.class);
        assertThat(memory.onDiskBytes()).isZero();
        verify(trace, events);
    }

    @Test
    void parts_of_a_piece_do_not_overlap_and_are_zero() {
        var memory = new TraceMemory(PIECE, folder);
        var parts = new MemorySegment[100];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = memory.allocate(40_000);
            for (long at = 0; at < 40_000; at += 8) {
                assertThat(parts[i].get(ValueLayout.JAVA_LONG, at)).isZero();
            }
            parts[i].fill((byte) (i + 1));
        }
        for (int i = 0; i < parts.length; i++) {
            byte mark = (byte) (i + 1);
            assertThat(parts[i].get(ValueLayout.JAVA_BYTE, 0)).isEqualTo(mark);
            assertThat(parts[i].get(ValueLayout.JAVA_BYTE, 39_999)).isEqualTo(mark);
        }
        assertThat(memory.onDiskBytes()).isPositive();
    }

    @Test
    void impossible_sizes_are_refused() {
        var memory = new TraceMemory(PIECE, folder);
        assertThatIllegalArgumentException().isThrownBy(() -> memory.allocate(PIECE + 8));
        assertThatIllegalArgumentException().isThrownBy(() -> memory.allocate(12));
        assertThatIllegalArgumentException().isThrownBy(() -> TraceMemory.setUsualBound(1024));
    }
}
