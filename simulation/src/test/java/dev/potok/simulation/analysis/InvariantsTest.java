package dev.potok.simulation.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.potok.simulation.run.CheckResult;
import dev.potok.simulation.run.CheckResult.Verdict;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.WaitSide;

/** Each kind of fault is made by hand, beside the same trace without it. */
class InvariantsTest {
    private static final int ANN = 1;
    private static final int BOB = 2;
    private static final int CAT = 3;
    private static final int ENTER = WaitSide.ENTER.ordinal();

    private final Directory directory = new Directory();
    private final Trace trace = new Trace(directory);
    private long time;

    InvariantsTest() {
        for (String name : new String[] {"ann", "bob", "cat"}) {
            directory.addActor(name, name, ActorKind.PLATFORM_THREAD, 0);
        }
    }

    private int resource(ResourceKind kind, long capacity) {
        return directory.addResource(kind.name(), kind, capacity).id();
    }

    private void happens(EventKind kind, int actor, int resource, long argument) {
        trace.append(time++, kind, actor, 0, resource, 0, argument);
    }

    private Verdict verdict(String check) {
        trace.publish();
        return Invariants.check(trace).stream().filter(each -> each.name().equals(check)).findFirst()
                .map(CheckResult::verdict).orElseThrow(() -> new AssertionError("no check " + check));
    }

    private void assertOnlyFailure(String check) {
        trace.publish();
        assertThat(Invariants.check(trace)).filteredOn(each -> each.verdict() != Verdict.OK)
                .extracting(CheckResult::name).containsExactly(check);
    }

    private void assertAllHold() {
        trace.publish();
        assertThat(Invariants.check(trace)).allSatisfy(
                each -> assertThat(each.verdict()).as(each.toString()).isEqualTo(Verdict.OK));
    }

    @Test
    void an_event_that_came_late() {
        happens(EventKind.PRINTED, ANN, 0, 0);
        assertAllHold();
        time = -10;
        happens(EventKind.PRINTED, ANN, 0, 0);
        assertOnlyFailure("time-order");
    }

    @Test
    void events_lost_fail_their_own_check_and_make_the_others_inconclusive() {
        int permits = resource(ResourceKind.SEMAPHORE, 1);
        happens(EventKind.ACQUIRED, ANN, permits, 1);
        happens(EventKind.DROPPED, ANN, 0, 3);
        happens(EventKind.ACQUIRED, BOB, permits, 1);
        assertThat(verdict("nothing-lost")).isEqualTo(Verdict.FAILED);
        assertThat(verdict("permits-kept")).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict("served-in-turn")).isEqualTo(Verdict.OK);
    }

    @Test
    void a_join_that_returns_before_the_end() {
        happens(EventKind.ACTOR_FINISHED, BOB, 0, 0);
        happens(EventKind.JOIN_ENDED, ANN, 0, BOB);
        happens(EventKind.ACTOR_FAILED, CAT, 0, 0);
        happens(EventKind.JOIN_ENDED, ANN, 0, CAT);
        assertAllHold();
        assertThat(verdict("join-after-end")).isEqualTo(Verdict.OK);
    }

    @Test
    void a_join_that_returns_before_the_end_fails() {
        happens(EventKind.JOIN_ENDED, ANN, 0, BOB);
        happens(EventKind.ACTOR_FINISHED, BOB, 0, 0);
        assertOnlyFailure("join-after-end");
    }

    @Test
    void more_inside_than_permits() {
        int permits = resource(ResourceKind.SEMAPHORE, 2);
        happens(EventKind.ACQUIRED, ANN, permits, 1);
        happens(EventKind.ACQUIRED, BOB, permits, 1);
        assertAllHold();
        happens(EventKind.ACQUIRED, CAT, permits, 1);
        assertOnlyFailure("permits-kept");
    }

    @Test
    void two_in_a_mutex() {
        int door = resource(ResourceKind.MUTEX, 1);
        happens(EventKind.ACQUIRED, ANN, door, 1);
        happens(EventKind.ACQUIRED, BOB, door, 1);
        assertOnlyFailure("permits-kept");
    }

    @Test
    void a_release_without_anything_taken() {
        int permits = resource(ResourceKind.SEMAPHORE, 2);
        happens(EventKind.ACQUIRED, ANN, permits, 1);
        happens(EventKind.RELEASED, ANN, permits, 1);
        assertAllHold();
        happens(EventKind.RELEASED, ANN, permits, 1);
        assertOnlyFailure("permits-kept");
    }

    @Test
    void a_mutex_unlocked_by_one_who_does_not_hold_it() {
        int door = resource(ResourceKind.MUTEX, 1);
        happens(EventKind.ACQUIRED, ANN, door, 1);
        happens(EventKind.RELEASED, BOB, door, 1);
        assertOnlyFailure("permits-kept");
    }

    @Test
    void a_permit_of_a_semaphore_may_be_given_back_by_another() {
        int permits = resource(ResourceKind.SEMAPHORE, 1);
        happens(EventKind.ACQUIRED, ANN, permits, 1);
        happens(EventKind.RELEASED, BOB, permits, 1);
        assertAllHold();
    }

    @Test
    void a_line_served_in_turn() {
        int door = resource(ResourceKind.MUTEX, 1);
        happens(EventKind.ACQUIRED, ANN, door, 1);
        happens(EventKind.WAIT_BEGUN, BOB, door, ENTER);
        happens(EventKind.WAIT_BEGUN, CAT, door, ENTER);
        happens(EventKind.RELEASED, ANN, door, 1);
        happens(EventKind.ACQUIRED, BOB, door, 1);
        happens(EventKind.RELEASED, BOB, door, 1);
        happens(EventKind.ACQUIRED, CAT, door, 1);
        assertAllHold();
        assertThat(verdict("served-in-turn")).isEqualTo(Verdict.OK);
    }

    @Test
    void a_line_served_out_of_turn_fails() {
        int door = resource(ResourceKind.MUTEX, 1);
        happens(EventKind.ACQUIRED, ANN, door, 1);
        happens(EventKind.WAIT_BEGUN, BOB, door, ENTER);
        happens(EventKind.WAIT_BEGUN, CAT, door, ENTER);
        happens(EventKind.RELEASED, ANN, door, 1);
        happens(EventKind.ACQUIRED, CAT, door, 1);
        assertOnlyFailure("served-in-turn");
    }

    @Test
    void one_who_overtakes_the_line_fails() {
        int permits = resource(ResourceKind.SEMAPHORE, 1);
        happens(EventKind.ACQUIRED, ANN, permits, 1);
        happens(EventKind.WAIT_BEGUN, BOB, permits, ENTER);
        happens(EventKind.RELEASED, ANN, permits, 1);
        happens(EventKind.ACQUIRED, CAT, permits, 1);
        assertOnlyFailure("served-in-turn");
    }

    @Test
    void a_barrier_that_all_pass_together() {
        int gate = resource(ResourceKind.BARRIER, 2);
        for (long round = 1; round <= 2; round++) {
            happens(EventKind.ARRIVED, ANN, gate, round);
            happens(EventKind.WAIT_BEGUN, ANN, gate, ENTER);
            happens(EventKind.ARRIVED, BOB, gate, round);
            happens(EventKind.TRIPPED, BOB, gate, round);
            happens(EventKind.PASSED, BOB, gate, round);
            happens(EventKind.PASSED, ANN, gate, round);
        }
        assertAllHold();
        assertThat(verdict("none-leaves-early")).isEqualTo(Verdict.OK);
    }

    @Test
    void one_who_passes_before_all_have_arrived_fails() {
        int gate = resource(ResourceKind.BARRIER, 2);
        happens(EventKind.ARRIVED, ANN, gate, 1);
        happens(EventKind.PASSED, ANN, gate, 1);
        assertOnlyFailure("none-leaves-early");
    }

    @Test
    void a_barrier_that_opens_for_too_few_fails() {
        int gate = resource(ResourceKind.BARRIER, 3);
        happens(EventKind.ARRIVED, ANN, gate, 1);
        happens(EventKind.ARRIVED, BOB, gate, 1);
        happens(EventKind.TRIPPED, BOB, gate, 1);
        assertOnlyFailure("none-leaves-early");
    }

    @Test
    void a_queue_that_keeps_its_promises() {
        int belt = resource(ResourceKind.QUEUE, 1);
        happens(EventKind.WAIT_BEGUN, CAT, belt, WaitSide.TAKE.ordinal());
        happens(EventKind.PUT, ANN, belt, 1);
        happens(EventKind.TAKEN, CAT, belt, 1);
        happens(EventKind.PUT, ANN, belt, 2);
        happens(EventKind.WAIT_BEGUN, ANN, belt, WaitSide.PUT.ordinal());
        happens(EventKind.TAKEN, CAT, belt, 2);
        happens(EventKind.PUT, ANN, belt, 3);
        happens(EventKind.CLOSED, BOB, belt, 1);
        happens(EventKind.TAKEN, CAT, belt, 3);
        assertAllHold();
        assertThat(verdict("depth-within-capacity")).isEqualTo(Verdict.OK);
    }

    @Test
    void a_queue_over_its_capacity_fails() {
        int belt = resource(ResourceKind.QUEUE, 1);
        happens(EventKind.PUT, ANN, belt, 1);
        happens(EventKind.PUT, ANN, belt, 2);
        assertOnlyFailure("depth-within-capacity");
    }

    @Test
    void a_queue_over_its_capacity_fails_also_while_somebody_waits_to_take() {
        int belt = resource(ResourceKind.QUEUE, 1);
        happens(EventKind.PUT, ANN, belt, 1);
        happens(EventKind.WAIT_BEGUN, CAT, belt, WaitSide.TAKE.ordinal());
        happens(EventKind.PUT, ANN, belt, 2);
        assertOnlyFailure("depth-within-capacity");
    }

    @Test
    void an_item_taken_twice_fails() {
        int belt = resource(ResourceKind.QUEUE, 5);
        happens(EventKind.PUT, ANN, belt, 1);
        happens(EventKind.TAKEN, BOB, belt, 1);
        happens(EventKind.TAKEN, CAT, belt, 1);
        assertOnlyFailure("each-item-once-in-order");
    }

    @Test
    void a_younger_item_taken_first_fails() {
        int belt = resource(ResourceKind.QUEUE, 5);
        happens(EventKind.PUT, ANN, belt, 1);
        happens(EventKind.PUT, ANN, belt, 2);
        happens(EventKind.TAKEN, BOB, belt, 2);
        assertOnlyFailure("each-item-once-in-order");
    }

    @Test
    void a_number_put_twice_fails() {
        int belt = resource(ResourceKind.QUEUE, 5);
        happens(EventKind.PUT, ANN, belt, 1);
        happens(EventKind.PUT, ANN, belt, 1);
        assertOnlyFailure("each-item-once-in-order");
    }

    @Test
    void takers_served_out_of_turn_fail() {
        int belt = resource(ResourceKind.QUEUE, 5);
        happens(EventKind.WAIT_BEGUN, BOB, belt, WaitSide.TAKE.ordinal());
        happens(EventKind.WAIT_BEGUN, CAT, belt, WaitSide.TAKE.ordinal());
        happens(EventKind.PUT, ANN, belt, 1);
        happens(EventKind.TAKEN, CAT, belt, 1);
        assertOnlyFailure("served-in-turn");
    }

    @Test
    void one_who_was_let_go_from_the_line_is_not_expected_to_be_served() {
        int belt = resource(ResourceKind.QUEUE, 5);
        happens(EventKind.WAIT_BEGUN, BOB, belt, WaitSide.TAKE.ordinal());
        happens(EventKind.WAIT_ENDED, BOB, belt, 1);
        happens(EventKind.PUT, ANN, belt, 1);
        happens(EventKind.TAKEN, CAT, belt, 1);
        assertAllHold();
    }

    @Test
    void nothing_is_promised_of_what_did_not_happen() {
        resource(ResourceKind.MUTEX, 1);
        resource(ResourceKind.QUEUE, 1);
        trace.publish();
        assertThat(Invariants.check(trace)).extracting(CheckResult::name).containsExactly("time-order", "nothing-lost");
    }

    @ParameterizedTest
    @CsvSource({"semaphore, permits-kept", "queue, each-item-once-in-order", "barrier, none-leaves-early",
        "thread-lifecycle, join-after-end"})
    void good_runs_keep_them_all(String id, String expected) {
        for (long seed = 0; seed < 10; seed++) {
            Run run = TestRuns.runVirtually(TestRuns.scenario(id), Map.of(), 1 + (int) seed % 4, seed);
            assertThat(Invariants.check(run.trace())).as("%s, seed %d", id, seed)
                    .allMatch(check -> check.verdict() == Verdict.OK)
                    .extracting(CheckResult::name).contains(expected);
        }
    }
}
