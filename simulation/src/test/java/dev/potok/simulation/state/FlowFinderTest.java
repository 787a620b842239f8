package dev.potok.simulation.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.Event;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.Trace;

class FlowFinderTest {
    private final Directory directory = new Directory();
    private final Trace trace = new Trace(directory);
    private final int ann = directory.addActor("ann", "ann", ActorKind.PLATFORM_THREAD, 0).id();
    private final int bob = directory.addActor("bob", "bob", ActorKind.PLATFORM_THREAD, 0).id();
    private final int door = directory.addResource("door", ResourceKind.MUTEX, 1).id();
    private final int belt = directory.addResource("belt", ResourceKind.QUEUE, 4).id();

    private void happens(long time, EventKind kind, int actor, int resource, long argument) {
        trace.append(time, kind, actor, -1, resource, 0, argument);
    }

    private static List<Flow> all(Trace trace) {
        var finder = new FlowFinder();
        var flows = new ArrayList<Flow>();
        var cursor = trace.cursor();
        while (cursor.next()) {
            Flow flow = finder.accept(cursor);
            if (flow != null) {
                flows.add(flow);
            }
        }
        return flows;
    }

    @Test
    void a_release_reaches_whoever_waited_and_nobody_else() {
        happens(1, EventKind.ACQUIRED, ann, door, 1);
        happens(2, EventKind.WAIT_BEGUN, bob, door, 0);
        happens(3, EventKind.RELEASED, ann, door, 1);
        happens(4, EventKind.ACQUIRED, bob, door, 1);
        happens(5, EventKind.RELEASED, bob, door, 1);
        happens(6, EventKind.ACQUIRED, ann, door, 1);
        trace.finish();
        assertThat(all(trace)).containsExactly(new Flow(Flow.Kind.GRANT, door, 0, ann, 3, 2, bob, 4, 3));
    }

    @Test
    void whoever_gave_up_waiting_is_reached_by_nothing() {
        happens(1, EventKind.ACQUIRED, ann, door, 1);
        happens(2, EventKind.WAIT_BEGUN, bob, door, 0);
        happens(3, EventKind.WAIT_ENDED, bob, door, 1);
        happens(4, EventKind.RELEASED, ann, door, 1);
        happens(5, EventKind.ACQUIRED, bob, door, 1);
        trace.finish();
        assertThat(all(trace)).isEmpty();
    }

    @Test
    void items_and_messages_find_their_receivers_by_number() {
        happens(1, EventKind.PUT, ann, belt, 7);
        happens(2, EventKind.PUT, ann, belt, 8);
        happens(3, EventKind.SENT, ann, belt, 7);
        happens(4, EventKind.TAKEN, bob, belt, 8);
        happens(5, EventKind.RECEIVED, bob, belt, 7);
        happens(6, EventKind.TAKEN, bob, belt, 7);
        happens(7, EventKind.TAKEN, bob, belt, 99);
        trace.finish();
        assertThat(all(trace)).containsExactly(
                new Flow(Flow.Kind.ITEM, belt, 8, ann, 2, 1, bob, 4, 3),
                new Flow(Flow.Kind.MESSAGE, belt, 7, ann, 3, 2, bob, 5, 4),
                new Flow(Flow.Kind.ITEM, belt, 7, ann, 1, 0, bob, 6, 5));
    }

    @ParameterizedTest
    @CsvSource({"semaphore, RELEASED, ACQUIRED", "queue, PUT, TAKEN"})
    void flows_of_a_run_begin_and_end_in_events_of_their_kinds(String id, EventKind from, EventKind to) {
        Trace run = TestRuns.runVirtually(TestRuns.scenario(id), Map.of(), 2, 5).trace();
        List<Flow> flows = all(run);
        assertThat(flows).isNotEmpty();
        for (Flow flow : flows) {
            Event begin = run.event(flow.fromEvent());
            Event end = run.event(flow.toEvent());
            assertThat(begin.kind()).isEqualTo(from);
            assertThat(end.kind()).isEqualTo(to);
            assertThat(begin.resource()).isEqualTo(flow.resource()).isEqualTo(end.resource());
            assertThat(begin.actor()).isEqualTo(flow.fromActor());
            assertThat(end.actor()).isEqualTo(flow.toActor());
            assertThat(flow.fromNanos()).isLessThanOrEqualTo(flow.toNanos());
        }
    }

    @ParameterizedTest
    @CsvSource({"semaphore, 3", "queue, 4"})
    void flows_in_a_span_are_those_of_all_that_touch_it(String id, long seed) {
        Trace run = TestRuns.runVirtually(TestRuns.scenario(id), Map.of(), 2, seed).trace();
        var recording = new Recording(run);
        recording.advanceFully();
        long from = run.endNanos() / 3;
        long to = run.endNanos() / 2;
        List<Flow> expected = all(run).stream().filter(flow -> flow.toNanos() >= from && flow.fromNanos() <= to)
                .toList();
        assertThat(expected).isNotEmpty();
        assertThat(FlowFinder.between(recording, from, to, 1_000_000)).contains(expected);
        assertThat(FlowFinder.between(recording, from, to, 3)).isEmpty();
    }
}
