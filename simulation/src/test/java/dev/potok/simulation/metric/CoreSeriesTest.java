package dev.potok.simulation.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CoreSeriesTest {
    private static final long LATE = (1L << 22) * CoreSeries.SLOT_NANOS - 1;

    @Test
    void workIsSpreadOverTheTimeItTook() {
        var series = new CoreSeries();
        series.workBegun(1, 50_000_000);
        series.workEnded(1, 2, 250_000_000, 20);
        assertThat(series.cores()).isEqualTo(3);
        assertThat(series.slots()).isEqualTo(3);
        double sum = 0;
        for (int slot = 0; slot < 3; slot++) {
            sum += series.unitsPerSecond(2, slot) * CoreSeries.SLOT_NANOS / 1e9;
        }
        assertThat(sum).isCloseTo(20, within(1e-6));
        assertThat(series.unitsPerSecond(2, 1)).isCloseTo(100, within(1e-6));
        // The run ended in the middle of the last slot.
        assertThat(series.unitsPerSecondUntil(2, 2, 250_000_000)).isCloseTo(100, within(1e-6));
    }

    @Test
    void noLieAboutCoresAndTimesTakesMuchMemory() {
        var series = new CoreSeries();
        var thread = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        for (int core = 0; core < 32_000; core++) {
            series.workBegun(1, LATE - 10);
            series.workEnded(1, core, LATE, 1);
            series.load(core, LATE, 0.5);
        }
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(400L << 20);
        // What there was room for is there, and the rest is nothing.
        assertThat(series.unitsPerSecond(0, (1 << 22) - 1)).isPositive();
        assertThat(series.unitsPerSecond(31_999, (1 << 22) - 1)).isZero();
        assertThat(series.load(31_999, (1 << 22) - 1)).isNaN();
    }
}
