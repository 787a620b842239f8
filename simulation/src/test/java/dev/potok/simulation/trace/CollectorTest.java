package dev.potok.simulation.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

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
            dev.potok.simulation.testing.TestRuns.until("the event is in the trace", () -> trace.size() == 1);
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
}
