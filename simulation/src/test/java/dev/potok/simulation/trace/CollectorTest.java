package dev.potok.simulation.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import dev.potok.simulation.testing.TestRuns;

class CollectorTest {
    private static final int PRODUCERS = 4;

    private final RunClock clock = new RunClock();
    private final Trace trace = new Trace(new Directory());

    private void record(Recorder recorder, int events) throws InterruptedException {
        var collector = new Collector(recorder, trace);
        var ready = new CountDownLatch(PRODUCERS);
        List<Thread> producers = new ArrayList<>();
        for (int actor = 1; actor <= PRODUCERS; actor++) {
            int id = actor;
            var producer = new Thread(() -> {
                var lane = recorder.open(id);
                ready.countDown();
                for (int number = 1; number <= events; number++) {
                    lane.record(EventKind.WRITTEN, id, 0, 0, number);
                }
            });
            producers.add(producer);
            producer.start();
        }
        for (Thread producer : producers) {
            producer.join();
        }
        collector.end();
    }

    @Test
    void several_producers_are_merged_by_time_with_nothing_lost_and_nothing_late() throws InterruptedException {
        int events = 50_000;
        try (var recorder = Recorder.withRingCapacity(clock, 1 << 16)) {
            record(recorder, events);
            assertThat(recorder.dropped()).isZero();
        }
        assertThat(trace.complete()).isTrue();
        assertThat(trace.size()).isEqualTo((long) PRODUCERS * events);
        assertThat(trace.late()).isZero();
        assertThat(trace.dropped()).isZero();

        var last = new long[PRODUCERS + 1];
        var cursor = trace.cursor();
        long time = 0;
        while (cursor.next()) {
            if (cursor.timeNanos() < time || cursor.argument() != last[cursor.actor()] + 1) {
                throw new AssertionError(cursor.event() + " after " + last[cursor.actor()] + " at " + time);
            }
            time = cursor.timeNanos();
            last[cursor.actor()] = cursor.argument();
        }
    }

    @Test
    void what_the_rings_could_not_take_is_told_in_the_trace_to_the_event() throws InterruptedException {
        int events = 50_000;
        long dropped;
        try (var recorder = Recorder.withRingCapacity(clock, 16)) {
            record(recorder, events);
            dropped = recorder.dropped();
        }
        assertThat(dropped).as("rings of 16 can't hold what comes in 2 ms").isPositive();
        assertThat(trace.dropped()).isEqualTo(dropped);

        var seen = new long[PRODUCERS + 1];
        var cursor = trace.cursor();
        while (cursor.next()) {
            seen[cursor.actor()] += cursor.kind() == EventKind.DROPPED ? cursor.argument() : 1;
        }
        assertThat(seen).containsExactly(0, events, events, events, events);
        assertThat(trace.late()).isZero();
    }

    @Test
    void events_show_while_the_run_goes_on() throws InterruptedException {
        try (var recorder = Recorder.withRingCapacity(clock, 64)) {
            var collector = new Collector(recorder, trace);
            var lane = recorder.open(0);
            lane.record(EventKind.RUN_STARTED, 0, 0, 0, 2);
            TestRuns.until("the event is in the trace", () -> trace.size() == 1);
            assertThat(trace.complete()).isFalse();
            collector.end();
            assertThat(trace.complete()).isTrue();
        }
    }

    @Test
    void the_order_on_one_resource_is_strict_and_a_lane_never_goes_back() throws InterruptedException {
        try (var recorder = Recorder.withRingCapacity(clock, 64)) {
            var collector = new Collector(recorder, trace);
            var lane = recorder.open(1);
            long far = clock.now() + 5_000_000;
            long pushed = lane.record(EventKind.ACQUIRED, 1, 0, 1, 0, 1, far);
            long next = lane.record(EventKind.WORK_BEGUN, 1, 0, 0, 1);
            assertThat(pushed).isEqualTo(far + 1);
            assertThat(next).isGreaterThanOrEqualTo(pushed);
            collector.end();
        }
        assertThat(trace.late()).isZero();
        assertThat(trace.event(0).kind()).isEqualTo(EventKind.ACQUIRED);
    }

    /** What each actor recorded, with the losses told in its name. */
    private long[] recordedOrTold(int actors) {
        var seen = new long[actors + 1];
        var cursor = trace.cursor();
        while (cursor.next()) {
            seen[cursor.actor()] += cursor.kind() == EventKind.DROPPED ? cursor.argument() : 1;
        }
        return seen;
    }

    @Test
    void a_loss_in_the_middle_and_one_at_the_very_end_are_told_to_the_event() throws InterruptedException {
        try (var recorder = Recorder.withRingCapacity(clock, 8)) {
            var first = recorder.open(1);
            var second = recorder.open(2);
            for (int number = 0; number < 20; number++) { // nobody collects yet: 12 of the first are lost
                first.record(EventKind.WRITTEN, 1, 0, 0, number);
            }
            second.record(EventKind.WRITTEN, 2, 0, 0, 0);
            var collector = new Collector(recorder, trace);
            TestRuns.until("the rings were emptied", () -> trace.size() == 9);
            first.record(EventKind.WRITTEN, 1, 0, 0, 20); // tells the loss before itself
            TestRuns.until("the loss is told", () -> trace.size() == 11);
            assertThat(trace.event(9)).extracting(Event::kind, Event::actor, Event::argument)
                    .containsExactly(EventKind.DROPPED, 1, 12L);
            assertThat(trace.event(10).argument()).isEqualTo(20);
            long dropped = recorder.dropped();
            while (recorder.dropped() == dropped) { // the second overruns its ring, and nothing follows
                second.record(EventKind.WRITTEN, 2, 0, 0, 1);
            }
            first.end();
            second.end();
            collector.end();
            assertThat(recorder.dropped()).isEqualTo(13);
        }
        assertThat(trace.dropped()).isEqualTo(13);
        assertThat(trace.late()).isZero();
        Event last = trace.event(trace.size() - 1);
        assertThat(last).extracting(Event::kind, Event::actor, Event::argument)
                .containsExactly(EventKind.DROPPED, 2, 1L);
        assertThat(recordedOrTold(2)[1]).isEqualTo(21);
    }

    @Test
    void losses_of_threads_that_ended_are_told_while_the_run_goes_on_and_their_rings_are_used_again()
            throws InterruptedException {
        int actors = 40;
        int events = 100;
        try (var recorder = Recorder.withRingCapacity(clock, 16)) {
            var collector = new Collector(recorder, trace);
            for (int actor = 1; actor <= actors; actor++) {
                int id = actor;
                var producer = new Thread(() -> {
                    var lane = recorder.open(id);
                    for (int number = 0; number < events; number++) {
                        lane.record(EventKind.WRITTEN, id, 0, 0, number);
                    }
                    lane.end();
                });
                producer.start();
                producer.join();
                TestRuns.until("the ring of thread " + id + " is given back", () -> recorder.rings().length == 0);
            }
            assertThat(recorder.allocatedBytes()).as("one ring serves all").isEqualTo(16 * EventLayout.BYTES);
            assertThat(recorder.dropped()).as("rings of 16 can't hold 100").isPositive();
            TestRuns.until("all is told", () -> trace.dropped() == recorder.dropped());
            collector.end();
            assertThat(trace.dropped()).isEqualTo(recorder.dropped());
        }
        assertThat(trace.late()).isZero();
        long[] seen = recordedOrTold(actors);
        for (int actor = 1; actor <= actors; actor++) {
            assertThat(seen[actor]).as("actor " + actor).isEqualTo(events);
        }
    }

    @Test
    void many_living_threads_get_smaller_rings_and_stay_near_the_budget() {
        try (var recorder = new Recorder(clock)) {
            for (int actor = 1; actor <= 200; actor++) {
                recorder.open(actor);
            }
            assertThat(recorder.allocatedBytes()).isBetween(32L << 20, 110L << 20);
        }
    }
}
