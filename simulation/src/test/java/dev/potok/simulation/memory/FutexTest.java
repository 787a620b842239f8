package dev.potok.simulation.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FutexTest {
    @TempDir private Path folder;
    private SharedMemory one;
    private SharedMemory other;
    private long word;

    @BeforeEach
    void open() throws IOException {
        one = SharedMemory.create(folder.resolve("memory"), 1 << 16);
        other = SharedMemory.open(folder.resolve("memory")); // the same word at another address
        word = one.allocate(4, 4);
    }

    @AfterEach
    void close() {
        other.close();
        one.close();
    }

    @Test
    void what_is_not_as_expected_is_not_waited_for_and_what_is_comes_to_an_end() {
        MemorySegment memory = one.segment();
        assertThat(Futex.await(memory, word, 1, Long.MAX_VALUE)).isTrue();
        assertThat(Futex.await(memory, word, 0, 0)).isFalse();
        assertThat(Futex.await(memory, word, 0, -5)).isFalse();
        long start = System.nanoTime();
        assertThat(Futex.await(memory, word, 0, 2_000_000)).isFalse();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(2_000_000);
    }

    @Test
    void who_sleeps_is_woken_through_any_mapping() throws InterruptedException {
        var sleeper = new Thread(() -> {
            while ((int) Words.INT.getVolatile(one.segment(), word) == 0) {
                Futex.await(one.segment(), word, 0, Long.MAX_VALUE);
            }
        });
        sleeper.start();
        if (Futex.nativeWait()) {
            TestDeadline.until("it sleeps, and is woken for nothing",
                    () -> Futex.wake(other.segment(), word, 1) == 1);
        }
        Words.INT.setVolatile(other.segment(), word, 7);
        Futex.wake(other.segment(), word, Integer.MAX_VALUE);
        sleeper.join();
        assertThat(Futex.wake(one.segment(), word, 1)).as("nobody sleeps any more").isZero();
    }

    @Test
    void an_interrupt_neither_ends_the_sleep_nor_is_lost() {
        Thread.currentThread().interrupt();
        assertThat(Futex.await(one.segment(), word, 0, 2_000_000)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void on_linux_the_kernel_does_the_waiting() {
        String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        assertThat(Futex.nativeWait()).isEqualTo(architecture.equals("amd64") || architecture.equals("aarch64"));
    }
}
