package dev.potok.simulation.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.potok.simulation.environment.CannotCrossException;

@Timeout(120)
class MessageQueueTest {
    private static final long FOREVER = Long.MAX_VALUE;

    @TempDir private Path folder;
    private Shared shared;

    @BeforeEach
    void open() throws IOException {
        shared = Shared.create(folder, 16 << 20);
    }

    @AfterEach
    void close() {
        shared.close();
    }

    private MessageQueue queue(int capacity, int bytes) {
        MessageQueue queue = MessageQueue.create(shared.memory, capacity, bytes, shared.dead());
        shared.root(Shared.SUBJECT, queue.offset());
        return queue;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Thread started(Runnable task, AtomicReference<Throwable> trouble) {
        var thread = new Thread(task);
        thread.setUncaughtExceptionHandler((which, thrown) -> trouble.set(thrown));
        thread.start();
        return thread;
    }

    @Test
    void holds_as_many_messages_as_it_promises_and_gives_them_back_in_order() {
        MessageQueue queue = queue(3, 1024);
        assertThat(queue.poll(1)).isNull();
        for (int round = 0; round < 10; round++) {
            assertThat(queue.offer(1, bytes("a" + round))).isTrue();
            assertThat(queue.offer(2, bytes(""))).isTrue();
            assertThat(queue.offer(1, bytes("c" + round))).isTrue();
            assertThat(queue.offer(1, bytes("d"))).isFalse();
            assertThat(queue.put(1, bytes("d"), 1_000_000)).as("within a millisecond").isFalse();
            assertThat(queue.size()).isEqualTo(3);
            assertThat(queue.poll(3)).isEqualTo(bytes("a" + round));
            assertThat(queue.poll(3)).isEmpty();
            assertThat(queue.poll(3)).isEqualTo(bytes("c" + round));
            assertThat(queue.take(3, 1_000_000)).isNull();
            assertThat(queue.size()).isZero();
        }
    }

    @Test
    void messages_of_all_sizes_wrap_and_come_out_whole() {
        MessageQueue queue = queue(5, 64);
        var random = new Random(42);
        var model = new ArrayDeque<byte[]>();
        byte[] target = new byte[64];
        for (int i = 0; i < 20_000; i++) {
            byte[] message = new byte[random.nextInt(65)];
            random.nextBytes(message);
            int used = model.stream().mapToInt(each -> each.length + 7 & ~7).sum();
            boolean fits = model.size() < 5 && used + message.length <= 64;
            assertThat(queue.offer(1, message)).isEqualTo(fits);
            if (fits) {
                model.add(message);
            }
            if (random.nextBoolean()) {
                byte[] expected = model.poll();
                if (random.nextBoolean()) {
                    assertThat(queue.poll(2)).isEqualTo(expected);
                } else {
                    int length = queue.take(2, target, 0);
                    assertThat(length).isEqualTo(expected == null ? -1 : expected.length);
                    if (expected != null) {
                        assertThat(java.util.Arrays.copyOf(target, length)).isEqualTo(expected);
                    }
                }
            }
            assertThat(queue.size()).isEqualTo(model.size());
        }
    }

    @Test
    void a_message_that_is_too_large_is_refused_whole() {
        MessageQueue queue = queue(4, 100);
        assertThat(queue.largestBytes()).isEqualTo(128);
        assertThatThrownBy(() -> queue.put(1, new byte[129], FOREVER)).isInstanceOf(CannotCrossException.class)
                .hasMessageContaining("129").hasMessageContaining("128");
        assertThat(queue.size()).isZero();
        assertThat(queue.offer(1, new byte[128])).isTrue();
        assertThat(queue.poll(1)).hasSize(128);
        assertThatIllegalArgumentException().isThrownBy(() -> queue.take(1, new byte[127], 0));
    }

    @Test
    void nothing_else_is_taken_for_a_queue() {
        MessageQueue queue = queue(4, 100);
        queue.offer(1, bytes("x"));
        assertThat(MessageQueue.at(shared.memory, queue.offset(), shared.dead()).poll(2)).isEqualTo(bytes("x"));
        for (long offset : new long[] {-8, 3, 0, queue.offset() + 128, 16 << 20}) {
            assertThatIllegalArgumentException().isThrownBy(() -> MessageQueue.at(shared.memory, offset, shared.dead()))
                    .withMessageContaining("no queue at " + offset);
        }
    }

    @Test
    void once_closed_it_gives_what_it_has_and_takes_nothing() throws InterruptedException {
        MessageQueue queue = queue(2, 100);
        var trouble = new AtomicReference<Throwable>();
        var got = new AtomicReference<Object>("nothing yet");
        Thread taker = started(() -> got.set(queue.take(1, FOREVER)), trouble);
        queue.close(9);
        taker.join();
        assertThat(got.get()).isNull();
        assertThat(queue.ended()).isTrue();

        MessageQueue full = queue(2, 100);
        full.offer(1, bytes("a"));
        full.offer(1, bytes("b"));
        Thread putter = started(() -> full.put(1, bytes("c"), FOREVER), trouble);
        full.close(9);
        full.close(9);
        putter.join();
        assertThat(trouble.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
        assertThat(full.ended()).isFalse();
        assertThat(full.take(1, FOREVER)).isEqualTo(bytes("a"));
        assertThat(full.take(1, FOREVER)).isEqualTo(bytes("b"));
        assertThat(full.take(1, FOREVER)).isNull();
        assertThat(full.ended()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> full.offer(1, bytes("d")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64})
    void many_threads_lose_and_double_nothing(int capacity) throws InterruptedException {
        int producers = 3;
        int each = 5_000;
        MessageQueue queue = queue(capacity, 512);
        var trouble = new AtomicReference<Throwable>();
        var times = new AtomicIntegerArray(producers * each);
        var putting = new ArrayList<Thread>();
        var taking = new ArrayList<Thread>();
        for (int i = 0; i < producers; i++) {
            int producer = i;
            putting.add(started(() -> {
                for (int number = 0; number < each; number++) {
                    byte[] message = bytes(producer + " " + number);
                    while (!queue.put(1 + producer, message, number % 3 == 0 ? 10_000 : FOREVER)) {
                        Thread.onSpinWait();
                    }
                }
            }, trouble));
            taking.add(started(() -> {
                var last = new int[] {-1, -1, -1};
                while (!queue.ended()) {
                    byte[] message = queue.take(10 + producer, producer == 0 ? 10_000 : FOREVER);
                    if (message != null) {
                        String[] parts = new String(message, StandardCharsets.ISO_8859_1).split(" ");
                        int from = Integer.parseInt(parts[0]);
                        int number = Integer.parseInt(parts[1]);
                        assertThat(number).isGreaterThan(last[from]);
                        last[from] = number;
                        times.incrementAndGet(from * each + number);
                    }
                }
            }, trouble));
        }
        for (Thread thread : putting) {
            thread.join();
        }
        queue.close(99);
        for (Thread thread : taking) {
            thread.join();
        }
        assertThat(trouble.get()).isNull();
        for (int i = 0; i < times.length(); i++) {
            assertThat(times.get(i)).as("message %d", i).isEqualTo(1);
        }
    }

    private static void hears(Process child, String word) throws IOException {
        assertThat(child.inputReader().readLine()).isEqualTo(word);
    }

    private static void go(Process child) throws IOException {
        child.getOutputStream().write('\n');
        child.getOutputStream().flush();
    }

    private void kill(Process child, int party) {
        child.destroyForcibly();
        child.onExit().join();
        shared.die(party);
    }

    /** Producers 1 and 2, consumers 3 and 4; 1 and 3 are killed while they are at it. */
    private void killedInTheMidst(long seed) throws IOException {
        var random = new Random(seed);
        boolean looking = random.nextInt(4) == 0; // as where there is no futex
        int count = looking ? 5_000 : 60_000;
        MessageQueue queue = looking ? queue(200, 1 << 14) : queue(1 + random.nextInt(64), 128 << random.nextInt(4));
        var told = SharedNumbers.create(shared.memory, 5);
        var taken = SharedNumbers.create(shared.memory, SharingProgram.Taken.PRODUCERS * SharingProgram.Taken.NUMBERS);
        shared.root(Shared.TOLD, told.offset());
        shared.root(Shared.TAKEN, taken.offset());
        List<String> options = List.of("-Dpotok.futex.park=" + looking, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-Xmx64m");
        List<Process> producers = List.of(shared.child(options, "produce", "1", "" + count),
                shared.child(options, "produce", "2", "" + count));
        List<Process> consumers = List.of(shared.child(options, "consume", "3"), shared.child(options, "consume", "4"));
        for (Process each : producers) {
            hears(each, "ready");
        }
        for (Process each : consumers) {
            hears(each, "ready");
        }
        go(producers.get(0));
        go(producers.get(1));
        int first = random.nextInt(count);
        int second = random.nextInt(count);
        TestDeadline.until("some were put", () -> told.get(1) >= first || told.get(2) == count);
        kill(producers.get(0), 1);
        TestDeadline.until("some more were put", () -> told.get(2) >= second);
        kill(consumers.get(0), 3);
        hears(producers.get(1), "done");
        queue.close(9);
        hears(consumers.get(1), "done");

        int lost = 0;
        for (int producer = 1; producer <= 2; producer++) {
            long acknowledged = told.get(producer);
            for (int number = 1; number <= count; number++) {
                long times = taken.get(producer * SharingProgram.Taken.NUMBERS + number);
                if (number <= acknowledged) {
                    assertThat(times).as("%d of %d, seed %d", number, producer, seed).isLessThanOrEqualTo(1);
                    lost += times == 0 ? 1 : 0;
                } else {
                    assertThat(times).as("%d of %d, after %d were put, seed %d", number, producer, acknowledged, seed)
                            .isLessThanOrEqualTo(number == acknowledged + 1 ? 1 : 0);
                }
            }
        }
        assertThat(told.get(2)).isEqualTo(count);
        assertThat(lost).as("taken by the consumer that was killed before it could say so, seed %d", seed)
                .isLessThanOrEqualTo(1);
    }

    @Test
    void what_was_put_is_taken_once_whoever_is_killed() throws IOException {
        long seed = System.nanoTime();
        killedInTheMidst(seed);
    }

    @Test
    @Tag("stress")
    void what_was_put_is_taken_once_whoever_is_killed_again_and_again() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        for (long seed = System.nanoTime(); System.nanoTime() - end < 0; seed++) {
            killedInTheMidst(seed);
            shared.close();
            shared.memory.delete();
            shared = Shared.create(folder, 16 << 20);
        }
    }
}
