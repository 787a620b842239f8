package dev.potok.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.potok.app.transport.TimeText;

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
    void writesInstantsFarFromTheStartByTheirDistanceFromARoundOne() {
        var ticks = TimeAxis.ticks(new TimeWindow(12_345_678_950L, 12_345_679_050L), 3, false);

        assertThat(ticks).extracting(tick -> tick.label().replace('\u00A0', ' ')).containsExactly("+950 ns",
                "12.345679 s", "+50 ns");
        assertThat(ticks.getFirst().whole().replace('\u00A0', ' ')).isEqualTo("12.345678 s\u2002+950 ns");
    }

    @Test
    void writesInstantsAsExactlyAsTheWindowTellsThemApart() {
        assertThat(TimeText.instant(61_234_567_891L, 10 * SECOND, false)).isEqualTo("1:01.234");
        assertThat(TimeText.instant(61_234_567_891L, SECOND / 10, true)).isEqualTo("1:01,234567");
        assertThat(TimeText.instant(61_234_567_891L, 1000, false)).isEqualTo("1:01.234567891");
    }

    @Test
    void noLabelIsLongAtAnyZoom() {
        for (long end : new long[] {400, 7_000_000, 12 * SECOND, 4000 * SECOND, 90_000 * SECOND}) {
            for (long span = 100; span < 2 * end; span = span * 3 / 2 + 7) {
                var window = new TimeWindow(Math.max(0, end - span), Math.max(0, end - span) + span);
                for (TimeAxis.Tick tick : TimeAxis.ticks(window, 5, true)) {
                    assertThat(tick.label().length()).as(tick.label() + " in " + window).isLessThanOrEqualTo(15);
                }
            }
        }
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
