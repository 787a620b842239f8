package dev.potok.simulation.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedNumbersTest {
    @TempDir private Path folder;

    @Test
    void numbers_are_read_written_and_added_to_in_one_step() throws Exception {
        try (Shared shared = Shared.create(folder, 1 << 16)) {
            var numbers = SharedNumbers.create(shared.memory, 3);
            var same = SharedNumbers.at(shared.memory, numbers.offset());
            assertThat(same.length()).isEqualTo(3);
            assertThat(numbers.get(2)).isZero();
            numbers.set(0, Long.MIN_VALUE);
            numbers.set(2, -1);
            assertThat(same.get(0)).isEqualTo(Long.MIN_VALUE);
            assertThat(same.compareAndSet(2, 0, 5)).isFalse();
            assertThat(same.compareAndSet(2, -1, 5)).isTrue();
            assertThat(numbers.add(2, -7)).isEqualTo(-2);
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 4; i++) {
                threads.add(new Thread(() -> {
                    for (int j = 0; j < 10_000; j++) {
                        numbers.add(1, 3);
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(same.get(1)).isEqualTo(120_000);
        }
    }

    @Test
    void there_is_nothing_beside_them() throws IOException {
        try (Shared shared = Shared.create(folder, 1 << 16)) {
            var numbers = SharedNumbers.create(shared.memory, 3);
            for (int index : new int[] {-1, 3, Integer.MAX_VALUE}) {
                assertThatThrownBy(() -> numbers.get(index)).isInstanceOf(IndexOutOfBoundsException.class);
                assertThatThrownBy(() -> numbers.set(index, 1)).isInstanceOf(IndexOutOfBoundsException.class);
            }
            assertThatIllegalArgumentException().isThrownBy(() -> SharedNumbers.create(shared.memory, 0));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SharedNumbers.at(shared.memory, numbers.offset() + 64));
        }
    }
}
