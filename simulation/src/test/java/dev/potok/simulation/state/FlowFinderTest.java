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
import dev.potok.simulation.trace.WaitSide;

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

    @Test
    void a_set_reaches_those_it_let_go_even_after_another_set() {
        int lamp = directory.addResource("lamp", ResourceKind.EVENT, 0).id();
        happens(1, EventKind.WAIT_BEGUN, bob, lamp, 0);
        happens(2, EventKind.SET, ann, lamp, 1);
        happens(3, EventKind.CLEARED, ann, lamp, 0);
        happens(4, EventKind.SET, ann, lamp, 0);
        happens(5, EventKind.WAIT_ENDED, bob, lamp, 0);
        happens(6, EventKind.WAIT_BEGUN, bob, door, 0);
        happens(7, EventKind.WAIT_ENDED, bob, door, 1);
        trace.finish();
        assertThat(all(trace)).containsExactly(new Flow(Flow.Kind.SIGNAL, lamp, 0, ann, 2, 1, bob, 5, 4));
    }

    @Test
    void the_last_count_of_a_latch_reaches_those_who_wait_and_no_other_count() {
        int latch = directory.addResource("latch", ResourceKind.LATCH, 2).id();
        happens(1, EventKind.WAIT_BEGUN, bob, latch, 0);
        happens(2, EventKind.COUNTED_DOWN, bob, latch, 1);
        happens(3, EventKind.COUNTED_DOWN, ann, latch, 0);
        happens(4, EventKind.WAIT_ENDED, bob, latch, 0);
        trace.finish();
        assertThat(all(trace)).containsExactly(new Flow(Flow.Kind.SIGNAL, latch, 0, ann, 3, 2, bob, 4, 3));
    }

    @Test
    void a_notification_moves_one_to_the_line_of_the_mutex() {
        int lounge = directory.addResource("lounge", ResourceKind.CONDITION, 0, door, true).id();
        happens(1, EventKind.WAIT_BEGUN, bob, lounge, 0);
        happens(2, EventKind.NOTIFIED, ann, lounge, 1);
        happens(3, EventKind.WAIT_BEGUN, bob, door, 0);
        happens(4, EventKind.RELEASED, ann, door, 1);
        happens(5, EventKind.ACQUIRED, bob, door, 1);
        happens(6, EventKind.WAIT_ENDED, bob, door, 0);
        trace.finish();
        assertThat(all(trace)).containsExactly(new Flow(Flow.Kind.SIGNAL, lounge, 0, ann, 2, 1, bob, 3, 2),
                new Flow(Flow.Kind.GRANT, door, 0, ann, 4, 3, bob, 5, 4));
    }

    @Test
    void two_items_cross_in_a_swap() {
        int table = directory.addResource("table", ResourceKind.EXCHANGER, 0).id();
        happens(1, EventKind.OFFERED, ann, table, 1);
        happens(2, EventKind.WITHDRAWN, ann, table, 1);
        happens(3, EventKind.OFFERED, ann, table, 2);
        happens(4, EventKind.OFFERED, bob, table, 3);
        happens(5, EventKind.EXCHANGED, ann, table, 3);
        happens(6, EventKind.EXCHANGED, bob, table, 2);
        trace.finish();
        assertThat(all(trace)).containsExactly(new Flow(Flow.Kind.ITEM, table, 3, bob, 4, 3, ann, 5, 4),
                new Flow(Flow.Kind.ITEM, table, 2, ann, 3, 2, bob, 6, 5));
    }

    @Test
    void who_takes_lets_the_one_go_who_hands_over() {
        int queue = directory.addResource("queue", ResourceKind.TRANSFER_QUEUE, 0).id();
        happens(1, EventKind.PUT, ann, queue, 1);
        happens(2, EventKind.WAIT_BEGUN, ann, queue, WaitSide.PUT.ordinal());
        happens(3, EventKind.TAKEN, bob, queue, 1);
        happens(4, EventKind.HANDED_OVER, ann, queue, 1);
        happens(5, EventKind.WAIT_ENDED, ann, queue, 0);
        happens(6, EventKind.HANDED_OVER, ann, queue, 2); // to one who waited
        trace.finish();
        assertThat(all(trace)).containsExactly(new Flow(Flow.Kind.ITEM, queue, 1, ann, 1, 0, bob, 3, 2),
                new Flow(Flow.Kind.SIGNAL, queue, 0, bob, 3, 2, ann, 4, 3));
    }

    @Test
    void the_last_subtask_lets_the_owner_go_on_and_the_last_item_done_whoever_joins_the_queue() {
        int scope = directory.addResource("scope", ResourceKind.SCOPE, 0).id();
        int cat = directory.addActor("cat", "cat", ActorKind.VIRTUAL_THREAD, ann).id();
        happens(1, EventKind.WAIT_BEGUN, ann, scope, WaitSide.JOIN.ordinal());
        happens(2, EventKind.SUBTASK_ENDED, bob, scope, 1);
        happens(3, EventKind.SUBTASK_ENDED, cat, scope, 1);
        happens(4, EventKind.WAIT_ENDED, ann, scope, 0);
        happens(5, EventKind.WAIT_BEGUN, cat, belt, WaitSide.TAKE.ordinal());
        happens(6, EventKind.WAIT_BEGUN, ann, belt, WaitSide.JOIN.ordinal());
        happens(7, EventKind.TASK_DONE, bob, belt, 0);
        happens(8, EventKind.WAIT_ENDED, ann, belt, 0);
        trace.finish();
        assertThat(all(trace)).containsExactly(new Flow(Flow.Kind.SIGNAL, scope, 0, cat, 3, 2, ann, 4, 3),
                new Flow(Flow.Kind.SIGNAL, belt, 0, bob, 7, 6, ann, 8, 7));
    }

    @ParameterizedTest
    @CsvSource({"event, SET, WAIT_ENDED", "latch, COUNTED_DOWN, WAIT_ENDED", "condition, NOTIFIED, WAIT_BEGUN",
        "exchanger, OFFERED, EXCHANGED", "transfer-queue, TAKEN, HANDED_OVER",
        "structured, SUBTASK_ENDED, WAIT_ENDED"})
    void runs_have_the_flows_of_their_primitives(String id, EventKind from, EventKind to) {
        Trace run = TestRuns.runVirtually(TestRuns.scenario(id), Map.of(), 2, 5).trace();
        assertThat(all(run)).anySatisfy(flow -> {
            assertThat(run.event(flow.fromEvent()).kind()).isEqualTo(from);
            assertThat(run.event(flow.toEvent()).kind()).isEqualTo(to);
        });
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

    @Test
    void a_signal_reaches_the_end_of_the_process_it_was_sent_to() {
        happens(1, EventKind.SIGNALLED, ann, 0, 15L << Integer.SIZE | bob);
        happens(2, EventKind.PROCESS_EXITED, bob, 0, 143);
        happens(3, EventKind.PROCESS_EXITED, ann, 0, 0);
        trace.finish();
        assertThat(all(trace)).containsExactly(new Flow(Flow.Kind.SIGNAL, 0, 0, ann, 1, 0, bob, 2, 1));
    }
}
