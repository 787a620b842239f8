package dev.potok.simulation.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunClockTest {
    private final RunClock clock = new RunClock();

    private static void letTimePass() {
        long until = System.nanoTime() + 2_000_000;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    @Test
    void stands_still_while_paused_and_goes_on_from_there() {
        letTimePass();
        clock.pause();
        long paused = clock.now();
        assertThat(paused).isGreaterThanOrEqualTo(2_000_000);
        letTimePass();
        assertThat(clock.now()).isEqualTo(paused);

        long realBefore = System.nanoTime();
        clock.resume();
        long resumed = clock.now();
        long realAfter = System.nanoTime();
        assertThat(resumed).isBetween(paused, paused + (realAfter - realBefore));
    }

    @Test
    void a_second_pause_or_resume_changes_nothing() {
        clock.pause();
        long paused = clock.now();
        letTimePass();
        clock.pause();
        assertThat(clock.now()).isEqualTo(paused);
        clock.resume();
        letTimePass();
        clock.resume();
        assertThat(clock.now()).isGreaterThanOrEqualTo(paused + 2_000_000);
    }

    @Test
    void all_that_happened_before_a_pause_is_settled_in_it() {
        long before = clock.now();
        assertThat(clock.settled(1_000_000_000)).isLessThan(before);
        clock.pause();
        assertThat(clock.settled(1_000_000_000)).isEqualTo(clock.now() + 1);
    }
}
