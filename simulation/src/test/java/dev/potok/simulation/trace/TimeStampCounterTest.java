package dev.potok.simulation.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;

import org.junit.jupiter.api.Test;

class TimeStampCounterTest {
    private static final long DAY_NANOS = 86_400_000_000_000L;

    /** Nanoseconds a tick of so many hertz, with 60 bits behind the point. */
    private static long multiplier(long hertz) {
        return new BigDecimal(BigInteger.ONE.shiftLeft(60)).multiply(BigDecimal.valueOf(1_000_000_000L))
                .divide(BigDecimal.valueOf(hertz), 0, RoundingMode.HALF_UP).longValueExact();
    }

    @Test
    void ticks_of_any_processor_become_nanoseconds_for_days() {
        for (long hertz : new long[] {200_000_000, 999_999_999, 1_000_000_000, 2_499_997_914L, 5_700_000_000L}) {
            for (long days : new long[] {0, 1, 30, 365}) {
                long ticks = Math.multiplyExact(days, 86_400 * hertz);
                assertThat(TimeStampCounter.nanos(ticks, multiplier(hertz))).as(hertz + " Hz, day " + days)
                        .isBetween(days * DAY_NANOS - 1 - days, days * DAY_NANOS + days);
            }
        }
    }

    @Test
    void more_ticks_are_never_less_time() {
        var random = new Random(20);
        for (int i = 0; i < 10_000; i++) {
            long multiplier = multiplier(random.nextLong(200_000_000L, 6_000_000_000L));
            long ticks = random.nextLong(-1_000, 1L << 50);
            assertThat(TimeStampCounter.nanos(ticks + 1, multiplier))
                    .isGreaterThanOrEqualTo(TimeStampCounter.nanos(ticks, multiplier));
        }
    }

    @Test
    void what_is_measured_agrees_with_the_clock_of_the_system() {
        assumeThat(TimeStampCounter.TRUSTED).as("the counter is open to us, and Linux trusts it").isTrue();
        long multiplier = TimeStampCounter.nanosPerTick();
        long outerBegin = System.nanoTime();
        long began = TimeStampCounter.read();
        long innerBegin = System.nanoTime();
        while (System.nanoTime() - innerBegin < 2_000_000) {
            Thread.onSpinWait();
        }
        long innerEnd = System.nanoTime();
        long ended = TimeStampCounter.read();
        long outerEnd = System.nanoTime();
        assertThat((double) TimeStampCounter.nanos(ended - began, multiplier))
                .isBetween((innerEnd - innerBegin) * 0.99, (outerEnd - outerBegin) * 1.01);
    }
}
