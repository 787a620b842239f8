package dev.potok.simulation.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SharedMemoryTest {
    @TempDir private Path folder;

    @Test
    void what_one_writes_another_reads() throws IOException {
        Path path = folder.resolve("memory");
        try (var one = SharedMemory.create(path, 1 << 16); var other = SharedMemory.open(path)) {
            long offset = one.allocate(100, 64);
            assertThat(offset % 64).isZero();
            for (long i = 0; i < 100; i++) {
                assertThat(other.segment().get(ValueLayout.JAVA_BYTE, offset + i)).isZero();
            }
            one.segment().set(ValueLayout.JAVA_LONG, offset, 42);
            assertThat(other.segment().get(ValueLayout.JAVA_LONG, offset)).isEqualTo(42);
            assertThat(other.allocate(8, 8)).isGreaterThanOrEqualTo(offset + 100);
            assertThat(other.segment().get(ValueLayout.JAVA_LONG, SharedMemory.rootOffset(63))).isZero();
            assertThat(offset).isGreaterThanOrEqualTo(SharedMemory.rootOffset(63) + 8);
            assertThatThrownBy(() -> SharedMemory.rootOffset(64)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(one.path()).isEqualTo(path);
            one.delete();
            assertThat(path).doesNotExist();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void only_this_user_may_look_into_it() throws IOException {
        Path path = folder.resolve("memory");
        try (var memory = SharedMemory.create(path, 1 << 16)) {
            assertThat(memory.leftBytes()).isPositive();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rw-------");
        }
    }

    @Test
    void what_it_cannot_give_is_refused_with_both_numbers() throws IOException {
        try (var memory = SharedMemory.create(folder.resolve("memory"), 10_000)) {
            assertThat(memory.allocate(5_000, 1)).isPositive();
            long left = memory.leftBytes();
            assertThatIllegalStateException().isThrownBy(() -> memory.allocate(5_000, 1))
                    .withMessageContaining("5000 bytes").withMessageContaining("only " + left);
            assertThatIllegalStateException().isThrownBy(() -> memory.allocate(Long.MAX_VALUE, 1));
            assertThatIllegalStateException().isThrownBy(() -> memory.allocate(1, 1L << 62));
            assertThatIllegalArgumentException().isThrownBy(() -> memory.allocate(8, 3));
            assertThatIllegalArgumentException().isThrownBy(() -> memory.allocate(-1, 1));
            assertThat(memory.allocate(left, 1)).isPositive();
            assertThat(memory.leftBytes()).isZero();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> SharedMemory.create(folder.resolve("small"), 100));
        assertThatThrownBy(() -> SharedMemory.create(folder.resolve("large"), 1L << 60)).isInstanceOf(IOException.class)
                .hasMessageContaining("" + (1L << 60));
        assertThat(folder.resolve("large")).doesNotExist();
    }

    @Test
    void what_is_something_else_is_not_opened() throws IOException {
        Path path = folder.resolve("memory");
        assertThatThrownBy(() -> SharedMemory.open(folder.resolve("none"))).isInstanceOf(IOException.class);
        assertThat(folder.resolve("none")).doesNotExist();
        SharedMemory.create(path, 1 << 16).close();
        assertThatThrownBy(() -> SharedMemory.create(path, 1 << 16)).isInstanceOf(FileAlreadyExistsException.class);
        byte[] good = Files.readAllBytes(path);
        Files.write(path, java.util.Arrays.copyOf(good, 5_000));
        assertThatThrownBy(() -> SharedMemory.open(path)).isInstanceOf(IOException.class)
                .hasMessageContaining("cut off");
        Files.write(path, java.util.Arrays.copyOf(good, 50));
        assertThatThrownBy(() -> SharedMemory.open(path)).hasMessageContaining("only 50 bytes");
        byte[] changed = good.clone();
        changed[8] ^= 2;
        Files.write(path, changed);
        assertThatThrownBy(() -> SharedMemory.open(path)).hasMessageContaining("another Potok");
        changed[0]++;
        Files.write(path, changed);
        assertThatThrownBy(() -> SharedMemory.open(path)).hasMessageContaining("no shared memory of Potok");
    }

    @Test
    void once_closed_it_says_so_and_is_closed_no_more() throws IOException {
        var memory = SharedMemory.create(folder.resolve("memory"), 1 << 16);
        memory.close();
        memory.close();
        assertThatIllegalStateException().isThrownBy(() -> memory.allocate(8, 8)).withMessageContaining("closed");
        memory.delete();
        memory.delete();
    }

    @Test
    void an_interrupt_does_no_harm() throws IOException {
        Thread.currentThread().interrupt();
        try (var memory = SharedMemory.create(folder.resolve("memory"), 1 << 20)) {
            assertThat(memory.allocate(1 << 18, 8)).isPositive();
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
            assertThat(memory.allocate(1 << 18, 8)).isPositive();
        }
    }

    @Test
    void threads_that_allocate_at_once_get_different_places() throws Exception {
        try (var memory = SharedMemory.create(folder.resolve("memory"), 1 << 20)) {
            var all = new ArrayList<Long>();
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 4; i++) {
                threads.add(new Thread(() -> {
                    for (int j = 0; j < 500; j++) {
                        long offset = memory.allocate(24, 8);
                        synchronized (all) {
                            all.add(offset / 24);
                        }
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(new HashSet<>(all)).hasSize(2_000);
        }
    }
}
