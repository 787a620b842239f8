package dev.potok.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class TimeAxisTest {
    private static final long SECOND = 1_000_000_000L;

    private static List<String> labels(long from, long to, int atMost, boolean russian) {
        return TimeAxis.ticks(new TimeWindow(from, to), atMost, russian).stream()
                .map(tick -> tick.label().replace('\u00A0', ' ')).toList();
    }

    @Test
    void marksRoundInstants() {
        assertThat(labels(9_020_000_000L, 9_440_000_000L, 5, false)).containsExactly("9.1 s", "9.2 s", "9.3 s",
                "9.4 s");
        assertThat(labels(0, 10 * SECOND, 6, false)).containsExactly("0 s", "2 s", "4 s", "6 s", "8 s", "10 s");
    }

    @Test
    void writesShortTimesInTheirUnits() {
        assertThat(labels(0, 900_000, 4, false)).containsExactly("0 µs", "500 µs");
        assertThat(labels(1_200_000, 1_900_000, 4, true)).containsExactly("1,2 мс", "1,4 мс", "1,6 мс", "1,8 мс");
        assertThat(labels(0, 800, 5, false)).containsExactly("0 ns", "200 ns", "400 ns", "600 ns", "800 ns");
    }

    @Test
    void writesLongTimesAsAClock() {
        assertThat(labels(50 * SECOND, 110 * SECOND, 4, false)).containsExactly("1:00", "1:15", "1:30", "1:45");
        assertThat(labels(3600 * SECOND, 3640 * SECOND, 4, false)).containsExactly("1:00:00", "1:00:10", "1:00:20",
                "1:00:30", "1:00:40");
        assertThat(labels(61 * SECOND, 61_400_000_000L, 4, true)).containsExactly("1:01,0", "1:01,1", "1:01,2",
                "1:01,3",
                "1:01,4");
    }

    @Test
    void neverMarksMoreThanThereIsRoomFor() {
        for (long span = 1_000; span < 200_000 * SECOND; span = span * 3 / 2 + 7) {
            for (int room = 1; room < 15; room++) {
                assertThat(TimeAxis.ticks(new TimeWindow(12_345, 12_345 + span), room, false))
                        .as("span " + span + ", room " + room).hasSizeLessThanOrEqualTo(room + 1);
            }
        }
    }
}
