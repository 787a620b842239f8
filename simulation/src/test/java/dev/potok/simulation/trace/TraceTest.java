package dev.potok.simulation.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TraceTest {
    private final Trace trace = new Trace(new Directory());

    private void append(long time, long argument) {
        trace.append(time, EventKind.WRITTEN, 1, 2, 3, 4, argument);
    }

    @Test
    void events_show_once_they_are_published() {
        append(1, 10);
        assertThat(trace.size()).isZero();
        var cursor = trace.cursor();
        assertThat(cursor.next()).isFalse();
        trace.publish();
        assertThat(trace.size()).isEqualTo(1);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.event()).isEqualTo(new Event(1, EventKind.WRITTEN, 1, 2, 3, 4, 10));
        assertThat(cursor.next()).isFalse();
        append(2, 20);
        trace.finish();
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.argument()).isEqualTo(20);
        assertThat(trace.complete()).isTrue();
        assertThat(trace.endNanos()).isEqualTo(2);
    }

    @Test
    void fields_keep_their_full_range() {
        trace.append(Long.MAX_VALUE, EventKind.DROPPED, Integer.MAX_VALUE, 32_767, Integer.MAX_VALUE, 65_535,
                Long.MAX_VALUE);
        trace.append(Long.MAX_VALUE, EventKind.COUNTER, 0, -1, 0, 0, Long.MIN_VALUE);
        trace.publish();
        assertThat(trace.event(0)).isEqualTo(new Event(Long.MAX_VALUE, EventKind.DROPPED, Integer.MAX_VALUE, 32_767,
                Integer.MAX_VALUE, 65_535, Long.MAX_VALUE));
        assertThat(trace.event(1)).isEqualTo(new Event(Long.MAX_VALUE, EventKind.COUNTER, 0, -1, 0, 0, Long.MIN_VALUE));
    }

    @Test
    void a_cursor_reads_on_from_any_place_over_the_borders_of_chunks() {
        int events = Trace.CHUNK_EVENTS * 2 + 100;
        for (int i = 0; i < events; i++) {
            append(i * 10L, i);
        }
        trace.publish();
        var cursor = trace.cursor();
        for (long start : new long[] {0, 1, Trace.CHUNK_EVENTS - 1, Trace.CHUNK_EVENTS, Trace.CHUNK_EVENTS * 2L,
            events - 1, 5}) {
            cursor.moveTo(start);
            for (long i = start; i < Math.min(events, start + 3); i++) {
                assertThat(cursor.position()).isEqualTo(i);
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.argument()).isEqualTo(i);
            }
        }
        cursor.moveTo(events);
        assertThat(cursor.next()).isFalse();
        assertThatThrownBy(() -> cursor.moveTo(events + 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void counts_the_events_not_later_than_a_time_also_where_several_share_it() {
        for (long time : new long[] {5, 5, 5, 8, 8, 9}) {
            append(time, 0);
        }
        trace.publish();
        assertThat(trace.countUntil(4)).isZero();
        assertThat(trace.countUntil(5)).isEqualTo(3);
        assertThat(trace.countUntil(7)).isEqualTo(3);
        assertThat(trace.countUntil(8)).isEqualTo(5);
        assertThat(trace.countUntil(9)).isEqualTo(6);
        assertThat(trace.countUntil(Long.MAX_VALUE)).isEqualTo(6);
        assertThat(trace.countUntil(Long.MIN_VALUE)).isZero();
    }

    @Test
    void an_event_that_comes_late_gets_the_time_of_the_one_before_and_is_counted() {
        append(10, 1);
        append(7, 2);
        append(12, 3);
        trace.publish();
        assertThat(trace.late()).isEqualTo(1);
        assertThat(trace.timeAt(1)).isEqualTo(10);
        assertThat(trace.timeAt(2)).isEqualTo(12);
    }

    @Test
    void losses_are_summed_up() {
        trace.append(1, EventKind.DROPPED, 1, -1, 0, 0, 5);
        trace.append(2, EventKind.DROPPED, 2, -1, 0, 0, 7);
        trace.publish();
        assertThat(trace.dropped()).isEqualTo(12);
    }

    @Test
    void a_reader_on_another_thread_sees_a_prefix_that_never_changes() throws InterruptedException {
        int events = 200_000;
        var writer = new Thread(() -> {
            for (int i = 0; i < events; i++) {
                append(i, i * 3L);
                if (i % 7 == 0) {
                    trace.publish();
                }
            }
            trace.finish();
        });
        writer.start();
        var cursor = trace.cursor();
        long read = 0;
        boolean complete = false;
        while (!complete) {
            complete = trace.complete();
            while (cursor.next()) {
                if (cursor.timeNanos() != read || cursor.argument() != read * 3) {
                    throw new AssertionError(cursor.event() + " where event " + read + " was appended");
                }
                read++;
            }
        }
        assertThat(read).isEqualTo(events);
        writer.join();
    }
}
