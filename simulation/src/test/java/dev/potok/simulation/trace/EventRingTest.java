package dev.potok.simulation.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class EventRingTest {
    private static final int OWNER = 7;

    private final Trace trace = new Trace(new Directory());

    private static void publish(EventRing ring, long number) {
        ring.begin();
        ring.publish(number, number, EventLayout.packIds(3, 0), EventLayout.packKind(EventKind.WRITTEN.code(), 1, 9));
    }

    private List<Event> takeAll(EventRing ring) {
        long before = trace.size();
        while (ring.tail() < ring.published()) {
            trace.appendFrom(ring);
        }
        ring.freeTaken();
        trace.publish();
        var taken = new ArrayList<Event>();
        for (long i = before; i < trace.size(); i++) {
            taken.add(trace.event(i));
        }
        return taken;
    }

    @Test
    void gives_back_what_was_published_in_order_and_whole() {
        try (var arena = Arena.ofConfined()) {
            var ring = new EventRing(EventRing.allocate(arena, 8), OWNER);
            for (int round = 0; round < 10; round++) {
                publish(ring, round * 2L);
                publish(ring, round * 2L + 1);
                assertThat(takeAll(ring)).containsExactly(
                        new Event(round * 2L, EventKind.WRITTEN, 3, 1, 0, 9, round * 2L),
                        new Event(round * 2L + 1, EventKind.WRITTEN, 3, 1, 0, 9, round * 2L + 1));
            }
            assertThat(ring.dropped()).isZero();
        }
    }

    @Test
    void overflow_is_counted_to_the_event_and_told_where_it_happened() {
        try (var arena = Arena.ofConfined()) {
            var ring = new EventRing(EventRing.allocate(arena, 8), OWNER);
            for (int number = 0; number < 20; number++) {
                publish(ring, number);
            }
            assertThat(ring.dropped()).isEqualTo(12);
            assertThat(takeAll(ring)).extracting(Event::argument).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
            assertThat(ring.droppedUntold()).isEqualTo(12);

            publish(ring, 20);
            publish(ring, 21);
            assertThat(takeAll(ring)).containsExactly(
                    new Event(20, EventKind.DROPPED, OWNER, -1, 0, 0, 12),
                    new Event(20, EventKind.WRITTEN, 3, 1, 0, 9, 20),
                    new Event(21, EventKind.WRITTEN, 3, 1, 0, 9, 21));
            assertThat(ring.droppedUntold()).isZero();
        }
    }

    @Test
    void an_event_that_finds_no_room_beside_the_news_of_a_loss_is_lost_too() {
        try (var arena = Arena.ofConfined()) {
            var ring = new EventRing(EventRing.allocate(arena, 4), OWNER);
            for (int number = 0; number < 5; number++) {
                publish(ring, number);
            }
            trace.appendFrom(ring);
            ring.freeTaken();
            publish(ring, 5); // room for one, needed are two
            assertThat(ring.dropped()).isEqualTo(2);
            takeAll(ring);
            publish(ring, 6);
            assertThat(takeAll(ring)).extracting(Event::kind, Event::argument).containsExactly(
                    org.assertj.core.groups.Tuple.tuple(EventKind.DROPPED, 2L),
                    org.assertj.core.groups.Tuple.tuple(EventKind.WRITTEN, 6L));
        }
    }

    @Test
    void one_producer_and_one_consumer_at_once_lose_nothing_untold() throws InterruptedException {
        int events = 500_000;
        try (var arena = Arena.ofShared()) {
            var ring = new EventRing(EventRing.allocate(arena, 1024), OWNER);
            var producer = new Thread(() -> {
                for (int number = 0; number < events; number++) {
                    publish(ring, number);
                    if (number % 4096 == 0) {
                        Thread.yield(); // else a single core would lose nearly all
                    }
                }
            });
            producer.start();
            long next = 0;
            long told = 0;
            boolean ended = false;
            while (!ended) {
                ended = !producer.isAlive(); // before the last look, so that nothing is published after it
                for (Event event : takeAll(ring)) {
                    if (event.kind() == EventKind.DROPPED) {
                        told += event.argument();
                        next += event.argument();
                    } else {
                        if (event.argument() != next || event.timeNanos() != next) {
                            throw new AssertionError(event + " where " + next + " comes next after " + told + " lost");
                        }
                        next++;
                    }
                }
            }
            producer.join();
            assertThat(next + ring.droppedUntold()).isEqualTo(events);
            assertThat(told + ring.droppedUntold()).isEqualTo(ring.dropped());
            assertThat(next).as("events taken or told").isPositive();
        }
    }

    @Test
    void while_an_event_is_being_written_nothing_later_than_the_last_one_is_settled() {
        try (var arena = Arena.ofConfined()) {
            var ring = new EventRing(EventRing.allocate(arena, 8), OWNER);
            assertThat(ring.floor(1000)).isEqualTo(1000);
            publish(ring, 5);
            assertThat(ring.floor(1000)).isEqualTo(1000);
            ring.begin();
            assertThat(ring.floor(1000)).isEqualTo(5);
            takeAll(ring);
            assertThat(ring.floor(1000)).as("also when that one was taken").isEqualTo(5);
        }
    }

    @Test
    void a_capacity_that_is_no_power_of_two_is_refused() {
        try (var arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> new EventRing(EventRing.allocate(arena, 12), OWNER))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("12");
        }
    }
}
