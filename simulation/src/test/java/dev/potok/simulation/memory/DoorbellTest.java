package dev.potok.simulation.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DoorbellTest {
    @TempDir private Path folder;
    private SharedMemory memory;
    private long word;
    private Doorbell bell;

    @BeforeEach
    void open() throws IOException {
        memory = SharedMemory.create(folder.resolve("memory"), 1 << 16);
        word = memory.allocate(4, 4);
        bell = new Doorbell(memory.segment(), word);
    }

    @AfterEach
    void close() {
        memory.close();
    }

    private int word() {
        return (int) Words.INT.getVolatile(memory.segment(), word);
    }

    private boolean sleeps(int announced) {
        return !Futex.await(memory.segment(), word, announced, 1);
    }

    @Test
    void who_has_announced_himself_does_not_sleep_through_a_ring() {
        int announced = bell.announce();
        assertThat(sleeps(announced)).as("with nothing changed").isTrue();
        bell.ring();
        assertThat(sleeps(announced)).as("after a ring").isFalse();
        int again = bell.announce();
        bell.ringForAll();
        assertThat(sleeps(again)).as("after a ring for all").isFalse();
    }

    @Test
    void where_nobody_has_announced_himself_a_ring_is_nothing() {
        bell.ring();
        assertThat(word()).isZero();
        int announced = bell.announce();
        bell.ring(); // nobody was asleep, so the bit goes
        int rung = word();
        assertThat(rung).isNotEqualTo(announced);
        bell.ring();
        assertThat(word()).isEqualTo(rung);
    }

    @Test
    void who_sleeps_behind_another_is_still_rung_for() throws InterruptedException {
        var threads = new Thread[] {sleeper(), sleeper(), sleeper()};
        for (Thread thread : threads) {
            thread.start();
        }
        for (int i = 0; i < threads.length; i++) {
            int left = threads.length - i;
            TestDeadline.until("one wakes", () -> {
                bell.ring();
                return living(threads) < left;
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private Thread sleeper() {
        return new Thread(() -> Futex.await(memory.segment(), word, bell.announce(), TimeUnit.HOURS.toNanos(1)));
    }

    private static int living(Thread[] threads) {
        int living = 0;
        for (Thread thread : threads) {
            living += thread.isAlive() ? 1 : 0;
        }
        return living;
    }
}
