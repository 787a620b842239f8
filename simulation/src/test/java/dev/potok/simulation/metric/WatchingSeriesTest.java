package dev.potok.simulation.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

class WatchingSeriesTest {
    private static final ResourceInfo COUNTER = new ResourceInfo(3, "watching", ResourceKind.COUNTER, 1_000_000);
    private static final long SECOND = 1_000_000_000;

    private final WatchingSeries series = new WatchingSeries();

    @Test
    void knows_nothing_before_the_first_value() {
        assertThat(series.at(0)).isNaN();
        series.counter(COUNTER, SECOND, 4_000);
        assertThat(series.at(SECOND - 1)).isNaN();
        assertThat(series.at(SECOND)).isEqualTo(0.004, within());
    }

    @Test
    void the_last_value_before_an_instant_stands_for_it_but_not_for_long() {
        for (int i = 1; i <= 100; i++) {
            series.counter(COUNTER, i * SECOND, i * 1_000L);
        }
        assertThat(series.at(42 * SECOND + SECOND / 2)).isEqualTo(0.042, within());
        assertThat(series.at(43 * SECOND)).isEqualTo(0.043, within());
        assertThat(series.at(102 * SECOND)).isEqualTo(0.1, within());
        assertThat(series.at(102 * SECOND + 1)).isNaN();
    }

    @Test
    void takes_no_other_counter_for_its_own() {
        series.counter(new ResourceInfo(1, "load-0", ResourceKind.COUNTER, 10_000), 1, 5_000);
        series.counter(new ResourceInfo(2, "watching", ResourceKind.MUTEX, 1_000_000), 2, 5_000);
        series.counter(new ResourceInfo(2, "watching", ResourceKind.COUNTER, 0), 3, 5_000);
        assertThat(series.at(3)).isNaN();
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-6);
    }
}
