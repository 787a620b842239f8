package dev.potok.simulation.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunClockTest {
    /** The processor may read its counter some instructions before or after its place in the program. */
    private static final long SLACK_NANOS = 2_000;
    /** By how much the two clocks may differ when a long time is measured. */
    private static final double DRIFT = 0.001;

    private final RunClock clock = new RunClock();

    private static void letTimePass() {
        long until = System.nanoTime() + 2_000_000;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    private static long least(long nanos) {
        return (long) (nanos * (1 - DRIFT)) - SLACK_NANOS;
    }

    private static long most(long from, long nanos) {
        return from + (long) (nanos * (1 + DRIFT)) + SLACK_NANOS;
    }

    @Test
    void goes_as_fast_as_the_clock_of_the_system() {
        long outerBegin = System.nanoTime();
        long began = clock.now();
        long innerBegin = System.nanoTime();
        letTimePass();
        long innerEnd = System.nanoTime();
        long ended = clock.now();
        long outerEnd = System.nanoTime();
        assertThat(ended - began).isBetween(least(innerEnd - innerBegin), most(0, outerEnd - outerBegin));
    }

    @Test
    void never_goes_back() {
        long last = clock.now();
        for (int i = 0; i < 100_000; i++) {
            long now = clock.now();
            if (now < last) {
                throw new AssertionError(now + " after " + last);
            }
            last = now;
        }
        assertThat(last).isPositive();
    }

    @Test
    void stands_still_while_paused_and_goes_on_from_there() {
        letTimePass();
        clock.pause();
        long paused = clock.now();
        assertThat(paused).isGreaterThanOrEqualTo(least(2_000_000));
        letTimePass();
        assertThat(clock.now()).isEqualTo(paused);

        long realBefore = System.nanoTime();
        clock.resume();
        long resumed = clock.now();
        long realAfter = System.nanoTime();
        assertThat(resumed).isBetween(paused, most(paused, realAfter - realBefore));
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
        assertThat(clock.now()).isGreaterThanOrEqualTo(paused + least(2_000_000));
    }

    @Test
    void all_that_happened_before_a_pause_is_settled_in_it() {
        long before = clock.now();
        assertThat(clock.settled(1_000_000_000)).isLessThan(before);
        clock.pause();
        assertThat(clock.settled(1_000_000_000)).isEqualTo(clock.now() + 1);
    }
}
