package dev.potok.simulation.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.potok.simulation.memory.MemoryMutex.Grant;

@Timeout(60)
class MemoryMutexTest {
    @TempDir private Path folder;
    private Shared shared;
    private MemoryMutex mutex;
    private long number;

    @BeforeEach
    void open() throws IOException {
        shared = Shared.create(folder, 1 << 20);
        long subject = shared.memory.allocate(2 * Words.APART, Words.APART);
        shared.root(Shared.SUBJECT, subject);
        mutex = new MemoryMutex(shared.memory.segment(), subject, shared.dead());
        number = subject + Words.APART;
    }

    @AfterEach
    void close() {
        shared.close();
    }

    private static void hears(Process child, String word) throws IOException {
        assertThat(child.inputReader().readLine()).isEqualTo(word);
    }

    private void processesCount(int processes, int times) throws IOException {
        var children = new ArrayList<Process>();
        for (int party = 1; party <= processes; party++) {
            children.add(shared.child("count", "" + party, "" + times));
        }
        for (Process child : children) {
            hears(child, "ready");
        }
        for (Process child : children) {
            child.getOutputStream().write('\n');
            child.getOutputStream().flush();
        }
        for (Process child : children) {
            hears(child, "done");
        }
        assertThat(shared.memory.segment().get(ValueLayout.JAVA_LONG, number)).isEqualTo((long) processes * times);
        assertThat(mutex.owner()).isZero();
    }

    @Test
    void who_has_it_is_known_and_nobody_else_gets_it() {
        assertThat(mutex.owner()).isZero();
        assertThat(mutex.lock(7)).as("was taken over").isFalse();
        assertThat(mutex.owner()).isEqualTo(7);
        assertThat(mutex.tryLock(8)).isEqualTo(Grant.DENIED);
        assertThat(mutex.tryLock(8, 1_000_000)).isEqualTo(Grant.DENIED);
        assertThat(mutex.owner()).isEqualTo(7);
        mutex.unlock(7);
        assertThat(mutex.owner()).isZero();
        assertThat(mutex.tryLock(MemoryMutex.LAST_PARTY)).isEqualTo(Grant.FREE);
        mutex.unlock(MemoryMutex.LAST_PARTY);
    }

    @Test
    void misuse_is_refused_and_changes_nothing() {
        assertThatThrownBy(() -> mutex.unlock(1)).isInstanceOf(IllegalMonitorStateException.class)
                .hasMessage("party 1 does not have this mutex, nobody has");
        mutex.lock(1);
        assertThatThrownBy(() -> mutex.lock(1)).isInstanceOf(IllegalMonitorStateException.class)
                .hasMessage("party 1 has this mutex already");
        assertThatThrownBy(() -> mutex.tryLock(1)).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(() -> mutex.unlock(2)).isInstanceOf(IllegalMonitorStateException.class)
                .hasMessage("party 2 does not have this mutex, party 1 has");
        mutex.tryLock(3, 1_000_000); // leaves word that somebody waits
        assertThatThrownBy(() -> mutex.unlock(2)).isInstanceOf(IllegalMonitorStateException.class)
                .hasMessage("party 2 does not have this mutex, party 1 has");
        for (int party : new int[] {0, -1, MemoryMutex.LAST_PARTY + 1, 1 | 1 << 31}) {
            assertThatIllegalArgumentException().isThrownBy(() -> mutex.lock(party));
            assertThatIllegalArgumentException().isThrownBy(() -> mutex.unlock(party));
        }
        assertThat(mutex.owner()).isEqualTo(1);
        mutex.unlock(1);
        assertThat(mutex.owner()).isZero();
    }

    @Test
    void threads_exclude_each_other_and_some_give_up() throws InterruptedException {
        int threads = 6;
        int times = 20_000;
        MemorySegment segment = shared.memory.segment();
        var entered = new long[threads];
        var trouble = new AtomicReference<Throwable>();
        var all = new ArrayList<Thread>();
        for (int i = 0; i < threads; i++) {
            int self = i;
            var thread = new Thread(() -> {
                for (int j = 0; j < times; j++) {
                    if (self % 3 == 0 && mutex.tryLock(self + 1, 20_000) == Grant.DENIED) {
                        continue;
                    } else if (self % 3 != 0) {
                        mutex.lock(self + 1);
                    }
                    segment.set(ValueLayout.JAVA_LONG, number, segment.get(ValueLayout.JAVA_LONG, number) + 1);
                    entered[self]++;
                    mutex.unlock(self + 1);
                }
            });
            thread.setUncaughtExceptionHandler((which, thrown) -> trouble.set(thrown));
            thread.start();
            all.add(thread);
        }
        long sum = 0;
        for (int i = 0; i < threads; i++) {
            all.get(i).join();
            sum += entered[i];
            assertThat(entered[i]).as("times thread %d was in", i).isBetween(i % 3 == 0 ? 1L : times, (long) times);
        }
        assertThat(trouble.get()).isNull();
        assertThat(segment.get(ValueLayout.JAVA_LONG, number)).isEqualTo(sum);
        assertThat(mutex.owner()).isZero();
    }

    @Test
    void processes_exclude_each_other() throws IOException {
        processesCount(4, 20_000);
    }

    @Test
    @Tag("stress")
    void processes_exclude_each_other_for_long() throws IOException {
        processesCount(8, 2_000_000);
    }

    @Test
    void what_a_killed_process_held_goes_to_who_waits_and_is_told_so() throws Exception {
        Process child = shared.child("hold", "5");
        hears(child, "held");
        assertThat(mutex.owner()).isEqualTo(5);
        assertThat(mutex.tryLock(1, 1_000_000)).isEqualTo(Grant.DENIED);
        var grant = new AtomicReference<Grant>();
        var waiter = new Thread(() -> grant.set(mutex.tryLock(2, TimeUnit.SECONDS.toNanos(50))));
        waiter.start();
        child.destroyForcibly();
        child.onExit().join();
        shared.die(5);
        waiter.join();
        assertThat(grant.get()).isEqualTo(Grant.INHERITED);
        assertThat(mutex.owner()).isEqualTo(2);
        shared.die(2);
        assertThat(mutex.lock(3)).as("was taken over before it was repaired").isTrue();
        mutex.unlock(3);
        assertThat(mutex.lock(4)).as("was taken over though all is well again").isFalse();
        mutex.unlock(4);
    }

    @Test
    void of_many_who_find_the_holder_dead_one_inherits() throws InterruptedException {
        for (int round = 0; round < 60; round++) {
            int holder = 100 + round;
            mutex.lock(holder);
            var grants = new Grant[4];
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < grants.length; i++) {
                int self = i;
                var thread = new Thread(() -> {
                    grants[self] = mutex.tryLock(self + 1, TimeUnit.SECONDS.toNanos(50));
                    mutex.unlock(self + 1);
                });
                thread.start();
                threads.add(thread);
            }
            shared.die(holder);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(List.of(grants)).containsOnlyOnce(Grant.INHERITED).doesNotContain(Grant.DENIED);
        }
    }
}
