package dev.potok.simulation.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.potok.simulation.environment.CannotCrossException;

@Timeout(60)
class DuplexPipeTest {
    private static final long FOREVER = Long.MAX_VALUE;

    @TempDir private Path folder;
    private Shared shared;
    private DuplexPipe pipe;
    private DuplexPipe.End here;
    private DuplexPipe.End there;

    @BeforeEach
    void open() throws IOException {
        shared = Shared.create(folder, 4 << 20);
        pipe = DuplexPipe.create(shared.memory, 256, shared.dead());
        shared.root(Shared.SUBJECT, pipe.offset());
        here = pipe.end(0);
        there = pipe.end(1);
    }

    @AfterEach
    void close() {
        shared.close();
    }

    @Test
    void messages_stay_apart_and_the_two_ways_do_too() {
        assertThat(here.send(1, new byte[] {1}, FOREVER)).isTrue();
        assertThat(here.send(1, new byte[0], FOREVER)).isTrue();
        assertThat(there.send(2, new byte[] {3, 4}, FOREVER)).isTrue();
        assertThat(there.receive(2, FOREVER)).containsExactly(1);
        assertThat(there.receive(2, FOREVER)).isEmpty();
        assertThat(there.receive(2, 0)).isNull();
        assertThat(here.receive(1, FOREVER)).containsExactly(3, 4);
        assertThat(here.receive(1, 150_000_000)).as("for longer than a slice").isNull();
    }

    @Test
    void what_is_under_way_is_bounded() {
        for (int i = 0; i < 32; i++) {
            assertThat(here.send(1, new byte[] {(byte) i}, 0)).isTrue();
        }
        assertThat(here.send(1, new byte[] {9}, 0)).isFalse();
        assertThat(here.send(1, new byte[] {9}, 150_000_000)).as("for longer than a slice").isFalse();
        assertThatExceptionOfType(CannotCrossException.class).isThrownBy(() -> here.send(1, new byte[257], 0));
        assertThat(there.receive(2, 0)).containsExactly(0);
        assertThat(here.send(1, new byte[] {9}, 0)).isTrue();
    }

    @Test
    void a_closed_end_leaves_what_it_sent() throws InterruptedException {
        var trouble = new AtomicReference<Throwable>();
        var waiter = new Thread(() -> here.receive(1, FOREVER));
        waiter.setUncaughtExceptionHandler((which, thrown) -> trouble.set(thrown));
        there.send(2, new byte[] {7}, FOREVER);
        assertThat(here.receive(1, FOREVER)).containsExactly(7);
        waiter.start();
        here.send(3, new byte[] {8}, FOREVER);
        here.send(3, new byte[] {9}, FOREVER);
        assertThat(there.receive(2, FOREVER)).containsExactly(8);
        there.close(2);
        there.close(2);
        waiter.join();
        assertThat(trouble.get()).isInstanceOf(PipeClosedException.class);
        assertThatThrownBy(() -> here.send(1, new byte[1], FOREVER)).isInstanceOf(PipeClosedException.class)
                .hasMessageContaining("other end");
        assertThatThrownBy(() -> there.receive(2, FOREVER)).hasMessageContaining("this end");
        assertThatThrownBy(() -> there.send(2, new byte[1], FOREVER)).hasMessageContaining("this end");

        DuplexPipe another = DuplexPipe.create(shared.memory, 64, shared.dead());
        another.end(0).send(1, new byte[] {5}, FOREVER);
        another.end(0).close(1);
        assertThat(another.end(1).receive(2, FOREVER)).containsExactly(5);
        assertThatThrownBy(() -> another.end(1).receive(2, FOREVER)).isInstanceOf(PipeClosedException.class);
    }

    @Test
    void an_end_whose_owner_is_dead_is_closed_once_all_is_received() {
        there.own(2);
        there.send(2, new byte[] {1}, FOREVER);
        shared.die(2);
        assertThat(here.receive(1, FOREVER)).containsExactly(1);
        assertThatThrownBy(() -> here.receive(1, FOREVER)).isInstanceOf(PipeClosedException.class);
        assertThatThrownBy(() -> here.send(1, new byte[1], FOREVER)).isInstanceOf(PipeClosedException.class);
    }

    @Test
    void there_are_two_ends() {
        assertThatIllegalArgumentException().isThrownBy(() -> pipe.end(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DuplexPipe.at(shared.memory, pipe.offset() + 128, shared.dead()));
    }

    @Test
    void a_process_answers_until_the_end_is_closed() throws IOException {
        Process child = shared.child("echo", "2");
        assertThat(child.inputReader().readLine()).isEqualTo("ready");
        for (int number = 1; number <= 20_000; number++) {
            byte[] message = SharingProgram.message(1, number);
            here.send(1, message, FOREVER);
            assertThat(java.util.Arrays.equals(here.receive(1, FOREVER), message)).isTrue();
        }
        here.close(1);
        assertThat(child.inputReader().readLine()).contains("nothing more will come");
    }

    @Test
    void who_waits_for_a_process_that_is_killed_is_told() throws Exception {
        Process child = shared.child("echo", "2");
        assertThat(child.inputReader().readLine()).isEqualTo("ready");
        here.send(1, new byte[] {1}, FOREVER);
        assertThat(here.receive(1, FOREVER)).containsExactly(1);
        var parent = new Thread(() -> {
            child.onExit().join();
            shared.die(2);
        });
        parent.start();
        child.destroyForcibly();
        assertThatThrownBy(() -> here.receive(1, FOREVER)).isInstanceOf(PipeClosedException.class);
        parent.join();
    }

    @Test
    void several_threads_share_an_end() throws InterruptedException {
        int each = 3_000;
        var sum = new java.util.concurrent.atomic.AtomicLong();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 2; i++) {
            int self = i;
            threads.add(new Thread(() -> {
                for (int number = 1; number <= each; number++) {
                    here.send(10 + self, new byte[number % 100], FOREVER);
                }
            }));
            threads.add(new Thread(() -> {
                for (int number = 1; number <= each; number++) {
                    byte[] message = there.receive(20 + self, FOREVER);
                    sum.addAndGet(message == null ? -1_000_000 : message.length);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(sum.get()).isEqualTo(2L * 30 * 4950);
    }
}
