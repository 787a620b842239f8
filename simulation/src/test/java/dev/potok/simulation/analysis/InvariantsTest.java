package dev.potok.simulation.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.potok.simulation.environment.Scope;
import dev.potok.simulation.run.CheckResult;
import dev.potok.simulation.run.CheckResult.Verdict;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.Access;
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

    // ---- reentrant mutexes

    @Test
    void an_owner_may_enter_again_and_leaves_as_often() {
        int door = resource(ResourceKind.REENTRANT_MUTEX, 1);
        happens(EventKind.ACQUIRED, ANN, door, 1);
        happens(EventKind.WAIT_BEGUN, BOB, door, ENTER);
        happens(EventKind.ACQUIRED, ANN, door, 1);
        happens(EventKind.RELEASED, ANN, door, 1);
        happens(EventKind.RELEASED, ANN, door, 1);
        happens(EventKind.ACQUIRED, BOB, door, 1);
        assertAllHold();
        assertThat(verdict("served-in-turn")).isEqualTo(Verdict.OK);
    }

    @Test
    void another_who_enters_before_the_owner_has_left_as_often_as_he_entered_fails() {
        int door = resource(ResourceKind.REENTRANT_MUTEX, 1);
        happens(EventKind.ACQUIRED, ANN, door, 1);
        happens(EventKind.ACQUIRED, ANN, door, 1);
        happens(EventKind.RELEASED, ANN, door, 1);
        happens(EventKind.ACQUIRED, BOB, door, 1);
        assertOnlyFailure("one-owner");
    }

    @Test
    void one_who_leaves_more_often_than_he_entered_fails() {
        int door = resource(ResourceKind.REENTRANT_MUTEX, 1);
        happens(EventKind.ACQUIRED, ANN, door, 1);
        happens(EventKind.RELEASED, ANN, door, 2);
        assertOnlyFailure("one-owner");
    }

    // ---- fairness

    @Test
    void what_promises_no_order_is_not_held_to_one() {
        int door = directory.addResource("door", ResourceKind.MUTEX, 1, 0, false).id();
        happens(EventKind.ACQUIRED, ANN, door, 1);
        happens(EventKind.WAIT_BEGUN, BOB, door, ENTER);
        happens(EventKind.RELEASED, ANN, door, 1);
        happens(EventKind.ACQUIRED, CAT, door, 1);
        assertAllHold();
        assertThat(Invariants.check(trace)).extracting(CheckResult::name).contains("permits-kept")
                .doesNotContain("served-in-turn");
    }

    // ---- conditions

    private int door;
    private int lounge;

    private void annAndBobWaitForASignal() {
        door = resource(ResourceKind.MUTEX, 1);
        lounge = directory.addResource("lounge", ResourceKind.CONDITION, 0, door, true).id();
        for (int actor : new int[] {ANN, BOB}) {
            happens(EventKind.ACQUIRED, actor, door, 1);
            happens(EventKind.RELEASED, actor, door, 1);
            happens(EventKind.WAIT_BEGUN, actor, lounge, ENTER);
        }
        happens(EventKind.ACQUIRED, CAT, door, 1);
    }

    @Test
    void who_is_signalled_joins_the_line_of_the_mutex_at_once() {
        annAndBobWaitForASignal();
        happens(EventKind.NOTIFIED, CAT, lounge, 2);
        happens(EventKind.WAIT_BEGUN, ANN, door, ENTER);
        happens(EventKind.WAIT_BEGUN, BOB, door, ENTER);
        happens(EventKind.RELEASED, CAT, door, 1);
        happens(EventKind.ACQUIRED, ANN, door, 1);
        happens(EventKind.WAIT_ENDED, ANN, door, 0);
        happens(EventKind.RELEASED, ANN, door, 1);
        happens(EventKind.ACQUIRED, BOB, door, 1);
        assertAllHold();
        assertThat(verdict("signals-call-the-first")).isEqualTo(Verdict.OK);
    }

    @Test
    void and_is_served_in_turn_there() {
        annAndBobWaitForASignal();
        happens(EventKind.NOTIFIED, CAT, lounge, 2);
        happens(EventKind.WAIT_BEGUN, ANN, door, ENTER);
        happens(EventKind.WAIT_BEGUN, BOB, door, ENTER);
        happens(EventKind.RELEASED, CAT, door, 1);
        happens(EventKind.ACQUIRED, BOB, door, 1);
        assertOnlyFailure("served-in-turn");
    }

    @Test
    void who_was_tired_of_waiting_for_a_signal_comes_back_as_anybody() {
        annAndBobWaitForASignal();
        happens(EventKind.WAIT_ENDED, ANN, lounge, 1);
        happens(EventKind.WAIT_BEGUN, ANN, door, ENTER);
        happens(EventKind.NOTIFIED, CAT, lounge, 1);
        happens(EventKind.WAIT_BEGUN, BOB, door, ENTER);
        happens(EventKind.RELEASED, CAT, door, 1);
        happens(EventKind.ACQUIRED, ANN, door, 1);
        assertAllHold();
    }

    @Test
    void a_signal_that_calls_one_who_came_later_fails() {
        annAndBobWaitForASignal();
        happens(EventKind.NOTIFIED, CAT, lounge, 1);
        happens(EventKind.WAIT_BEGUN, BOB, door, ENTER);
        assertOnlyFailure("signals-call-the-first");
    }

    @Test
    void a_signal_that_claims_to_call_more_than_wait_fails() {
        annAndBobWaitForASignal();
        happens(EventKind.NOTIFIED, CAT, lounge, 3);
        happens(EventKind.WAIT_BEGUN, ANN, door, ENTER);
        happens(EventKind.WAIT_BEGUN, BOB, door, ENTER);
        assertOnlyFailure("signals-call-the-first");
    }

    @Test
    void one_who_wakes_without_a_signal_fails() {
        annAndBobWaitForASignal();
        happens(EventKind.WAIT_BEGUN, ANN, door, ENTER);
        assertOnlyFailure("signals-call-the-first");
    }

    // ---- read-write and stamped locks

    private static final int READ = Access.READ.ordinal();
    private static final int WRITE = Access.WRITE.ordinal();

    @Test
    void many_read_and_one_writes_and_may_read_beside_himself() {
        int table = resource(ResourceKind.READ_WRITE_LOCK, 0);
        happens(EventKind.ACQUIRED, ANN, table, READ);
        happens(EventKind.ACQUIRED, BOB, table, READ);
        happens(EventKind.RELEASED, ANN, table, READ);
        happens(EventKind.RELEASED, BOB, table, READ);
        happens(EventKind.ACQUIRED, CAT, table, WRITE);
        happens(EventKind.ACQUIRED, CAT, table, WRITE);
        happens(EventKind.ACQUIRED, CAT, table, READ);
        happens(EventKind.RELEASED, CAT, table, WRITE);
        happens(EventKind.RELEASED, CAT, table, WRITE);
        happens(EventKind.ACQUIRED, ANN, table, READ);
        assertAllHold();
        assertThat(verdict("writers-alone")).isEqualTo(Verdict.OK);
    }

    @ParameterizedTest
    @CsvSource({"READ_WRITE_LOCK, READ, WRITE", "READ_WRITE_LOCK, WRITE, READ", "READ_WRITE_LOCK, WRITE, WRITE",
        "STAMPED_LOCK, READ, WRITE", "STAMPED_LOCK, WRITE, READ", "STAMPED_LOCK, WRITE, WRITE"})
    void a_writer_beside_another_fails(ResourceKind kind, Access first, Access second) {
        int table = resource(kind, 0);
        happens(EventKind.ACQUIRED, ANN, table, first.ordinal());
        happens(EventKind.ACQUIRED, BOB, table, second.ordinal());
        assertOnlyFailure("writers-alone");
    }

    @Test
    void a_stamped_lock_lets_nobody_write_twice() {
        int table = resource(ResourceKind.STAMPED_LOCK, 0);
        happens(EventKind.ACQUIRED, ANN, table, WRITE);
        happens(EventKind.ACQUIRED, ANN, table, WRITE);
        assertOnlyFailure("writers-alone");
    }

    @Test
    void giving_back_what_is_not_held_fails() {
        int table = resource(ResourceKind.READ_WRITE_LOCK, 0);
        happens(EventKind.ACQUIRED, ANN, table, READ);
        happens(EventKind.RELEASED, BOB, table, READ);
        assertOnlyFailure("writers-alone");
    }

    @Test
    void readers_and_writers_stand_in_one_line() {
        int table = resource(ResourceKind.READ_WRITE_LOCK, 0);
        happens(EventKind.ACQUIRED, ANN, table, WRITE);
        happens(EventKind.WAIT_BEGUN, BOB, table, WaitSide.WRITE.ordinal());
        happens(EventKind.WAIT_BEGUN, CAT, table, WaitSide.READ.ordinal());
        happens(EventKind.RELEASED, ANN, table, WRITE);
        happens(EventKind.ACQUIRED, CAT, table, READ);
        assertOnlyFailure("served-in-turn");
    }

    @Test
    void what_was_read_beside_a_writer_is_not_valid() {
        int table = resource(ResourceKind.STAMPED_LOCK, 0);
        happens(EventKind.OPTIMISTIC_READ, ANN, table, 1 << 21);
        happens(EventKind.VALIDATED, ANN, table, 1);
        happens(EventKind.ACQUIRED, BOB, table, WRITE);
        happens(EventKind.RELEASED, BOB, table, WRITE);
        happens(EventKind.VALIDATED, ANN, table, 0);
        assertAllHold();
        happens(EventKind.VALIDATED, ANN, table, 1);
        assertOnlyFailure("valid-reads-hold");
    }

    // ---- carriers

    @Test
    void a_carrier_with_two_virtual_threads_fails() {
        int carriers = resource(ResourceKind.CARRIERS, 2);
        happens(EventKind.MOUNTED, ANN, carriers, 1);
        happens(EventKind.MOUNTED, BOB, carriers, 2);
        happens(EventKind.UNMOUNTED, ANN, carriers, 1);
        happens(EventKind.MOUNTED, CAT, carriers, 1);
        assertAllHold();
        happens(EventKind.MOUNTED, ANN, carriers, 2);
        assertOnlyFailure("one-on-a-carrier");
    }

    @Test
    void more_carriers_than_there_are_fail() {
        int carriers = resource(ResourceKind.CARRIERS, 1);
        happens(EventKind.MOUNTED, ANN, carriers, 1);
        happens(EventKind.MOUNTED, BOB, carriers, 2);
        assertOnlyFailure("one-on-a-carrier");
    }

    // ---- barriers that break, phasers, latches, events

    @Test
    void a_barrier_that_broke_goes_on_with_the_round_it_was_mended_for() {
        int gate = resource(ResourceKind.BARRIER, 2);
        happens(EventKind.ARRIVED, ANN, gate, 1);
        happens(EventKind.BROKEN, ANN, gate, 1);
        happens(EventKind.MENDED, BOB, gate, 2);
        happens(EventKind.ARRIVED, ANN, gate, 2);
        happens(EventKind.ARRIVED, BOB, gate, 2);
        happens(EventKind.TRIPPED, BOB, gate, 2);
        happens(EventKind.PASSED, ANN, gate, 2);
        assertAllHold();
        happens(EventKind.PASSED, CAT, gate, 1);
        assertOnlyFailure("none-leaves-early");
    }

    private int phases() {
        int gate = resource(ResourceKind.PHASER, 2);
        happens(EventKind.REGISTERED, ANN, gate, 3);
        happens(EventKind.ARRIVED, ANN, gate, 0);
        happens(EventKind.ARRIVED, BOB, gate, 0);
        return gate;
    }

    @Test
    void a_phase_ends_when_all_registered_by_then_have_come_or_left() {
        int gate = phases();
        happens(EventKind.DEREGISTERED, CAT, gate, 2);
        happens(EventKind.TRIPPED, CAT, gate, 0);
        happens(EventKind.PASSED, ANN, gate, 0);
        happens(EventKind.ARRIVED, ANN, gate, 1);
        happens(EventKind.ARRIVED, BOB, gate, 1);
        happens(EventKind.TRIPPED, BOB, gate, 1);
        happens(EventKind.PASSED, BOB, gate, 1);
        assertAllHold();
        assertThat(verdict("none-leaves-early")).isEqualTo(Verdict.OK);
    }

    @Test
    void a_phase_that_ends_without_a_late_registered_party_fails() {
        int gate = phases();
        happens(EventKind.TRIPPED, BOB, gate, 0);
        assertOnlyFailure("none-leaves-early");
    }

    @Test
    void one_who_leaves_a_phase_early_fails() {
        int gate = phases();
        happens(EventKind.PASSED, ANN, gate, 0);
        assertOnlyFailure("none-leaves-early");
    }

    @Test
    void a_latch_is_passed_at_zero_alone() {
        int latch = resource(ResourceKind.LATCH, 2);
        happens(EventKind.COUNTED_DOWN, ANN, latch, 1);
        happens(EventKind.COUNTED_DOWN, ANN, latch, 0);
        happens(EventKind.PASSED, BOB, latch, 0);
        assertAllHold();
        assertThat(verdict("none-passes-before-zero")).isEqualTo(Verdict.OK);
    }

    @Test
    void one_who_passes_a_latch_before_zero_fails() {
        int latch = resource(ResourceKind.LATCH, 2);
        happens(EventKind.COUNTED_DOWN, ANN, latch, 1);
        happens(EventKind.PASSED, BOB, latch, 1);
        assertOnlyFailure("none-passes-before-zero");
    }

    @Test
    void a_latch_that_skips_a_count_fails() {
        int latch = resource(ResourceKind.LATCH, 3);
        happens(EventKind.COUNTED_DOWN, ANN, latch, 1);
        assertOnlyFailure("none-passes-before-zero");
    }

    @Test
    void an_event_lets_go_those_who_wait_even_if_it_is_cleared_at_once() {
        int lamp = resource(ResourceKind.EVENT, 0);
        happens(EventKind.WAIT_BEGUN, ANN, lamp, ENTER);
        happens(EventKind.SET, BOB, lamp, 1);
        happens(EventKind.CLEARED, BOB, lamp, 0);
        happens(EventKind.WAIT_ENDED, ANN, lamp, 0);
        happens(EventKind.PASSED, ANN, lamp, 1);
        assertAllHold();
        assertThat(verdict("none-passes-unset")).isEqualTo(Verdict.OK);
    }

    @Test
    void one_who_passes_before_the_event_is_set_fails() {
        int lamp = resource(ResourceKind.EVENT, 0);
        happens(EventKind.PASSED, ANN, lamp, 1);
        happens(EventKind.SET, BOB, lamp, 0);
        assertOnlyFailure("none-passes-unset");
    }

    @Test
    void a_set_that_forgets_one_who_waits_fails() {
        int lamp = resource(ResourceKind.EVENT, 0);
        happens(EventKind.WAIT_BEGUN, ANN, lamp, ENTER);
        happens(EventKind.SET, BOB, lamp, 0);
        assertOnlyFailure("none-passes-unset");
    }

    // ---- exchangers and scopes

    @Test
    void two_swap() {
        int table = resource(ResourceKind.EXCHANGER, 0);
        happens(EventKind.OFFERED, ANN, table, 1);
        happens(EventKind.WITHDRAWN, ANN, table, 1);
        happens(EventKind.OFFERED, BOB, table, 2);
        happens(EventKind.OFFERED, CAT, table, 3);
        happens(EventKind.EXCHANGED, BOB, table, 3);
        happens(EventKind.EXCHANGED, CAT, table, 2);
        assertAllHold();
        assertThat(verdict("pairs-swap")).isEqualTo(Verdict.OK);
    }

    @Test
    void who_gets_something_else_than_the_partner_brought_fails() {
        int table = resource(ResourceKind.EXCHANGER, 0);
        happens(EventKind.OFFERED, ANN, table, 1);
        happens(EventKind.OFFERED, BOB, table, 2);
        happens(EventKind.EXCHANGED, ANN, table, 2);
        happens(EventKind.EXCHANGED, BOB, table, 7);
        assertOnlyFailure("pairs-swap");
    }

    @Test
    void a_swap_that_only_one_makes_fails() {
        int table = resource(ResourceKind.EXCHANGER, 0);
        happens(EventKind.OFFERED, ANN, table, 1);
        happens(EventKind.OFFERED, BOB, table, 2);
        happens(EventKind.EXCHANGED, ANN, table, 2);
        assertOnlyFailure("pairs-swap");
    }

    @Test
    void a_scope_that_is_left_when_all_have_ended() {
        int scope = resource(ResourceKind.SCOPE, 0);
        happens(EventKind.FORKED, ANN, scope, BOB);
        happens(EventKind.FORKED, ANN, scope, CAT);
        happens(EventKind.SUBTASK_ENDED, BOB, scope, Scope.State.FAILED.ordinal());
        happens(EventKind.SUBTASK_ENDED, CAT, scope, Scope.State.CANCELLED.ordinal());
        happens(EventKind.SCOPE_LEFT, ANN, scope, 0);
        assertAllHold();
        assertThat(verdict("scope-outlives-subtasks")).isEqualTo(Verdict.OK);
    }

    @Test
    void a_scope_that_is_left_while_a_sibling_of_the_failed_one_runs_fails() {
        int scope = resource(ResourceKind.SCOPE, 0);
        happens(EventKind.FORKED, ANN, scope, BOB);
        happens(EventKind.FORKED, ANN, scope, CAT);
        happens(EventKind.SUBTASK_ENDED, BOB, scope, Scope.State.FAILED.ordinal());
        happens(EventKind.SCOPE_LEFT, ANN, scope, 0);
        assertOnlyFailure("scope-outlives-subtasks");
    }

    // ---- queues of other orders

    @Test
    void a_stack_gives_the_youngest_first() {
        int stack = resource(ResourceKind.STACK, 0);
        happens(EventKind.PUT, ANN, stack, 1);
        happens(EventKind.PUT, ANN, stack, 2);
        happens(EventKind.TAKEN, BOB, stack, 2);
        assertAllHold();
        assertThat(verdict("each-item-once-youngest-first")).isEqualTo(Verdict.OK);
        happens(EventKind.PUT, ANN, stack, 3);
        happens(EventKind.TAKEN, BOB, stack, 1);
        assertOnlyFailure("each-item-once-youngest-first");
    }

    @Test
    void a_priority_queue_gives_the_least_rank_first_and_of_equals_the_oldest() {
        int queue = resource(ResourceKind.PRIORITY_QUEUE, 0);
        long[] ranks = {5, 2, 2, 9};
        for (int i = 0; i < ranks.length; i++) {
            happens(EventKind.RANKED, ANN, queue, ranks[i]);
            happens(EventKind.PUT, ANN, queue, i + 1);
        }
        happens(EventKind.TAKEN, BOB, queue, 2);
        happens(EventKind.TAKEN, BOB, queue, 3);
        happens(EventKind.TAKEN, BOB, queue, 1);
        assertAllHold();
        happens(EventKind.RANKED, ANN, queue, 1);
        happens(EventKind.PUT, ANN, queue, 5);
        happens(EventKind.TAKEN, BOB, queue, 4);
        assertOnlyFailure("each-item-once-by-rank");
    }

    @Test
    void an_unbounded_queue_promises_no_depth() {
        int queue = resource(ResourceKind.QUEUE, 0);
        for (int i = 1; i <= 100; i++) {
            happens(EventKind.PUT, ANN, queue, i);
        }
        assertAllHold();
        assertThat(Invariants.check(trace)).extracting(CheckResult::name).doesNotContain("depth-within-capacity");
    }

    @Test
    void an_item_put_after_the_end_fails() {
        int queue = resource(ResourceKind.QUEUE, 0);
        happens(EventKind.PUT, ANN, queue, 1);
        happens(EventKind.CLOSED, ANN, queue, 1);
        happens(EventKind.PUT, ANN, queue, 2);
        assertOnlyFailure("each-item-once-in-order");
    }

    @Test
    void a_join_of_a_queue_that_returns_before_all_is_done_fails() {
        int queue = resource(ResourceKind.QUEUE, 0);
        happens(EventKind.PUT, ANN, queue, 1);
        happens(EventKind.PUT, ANN, queue, 2);
        happens(EventKind.WAIT_BEGUN, CAT, queue, WaitSide.JOIN.ordinal());
        happens(EventKind.TASK_DONE, BOB, queue, 1);
        assertAllHold();
        happens(EventKind.WAIT_ENDED, CAT, queue, 0);
        assertOnlyFailure("join-after-all-done");
    }

    @Test
    void a_hand_over_is_told_when_the_item_was_taken() {
        int queue = resource(ResourceKind.TRANSFER_QUEUE, 0);
        happens(EventKind.PUT, ANN, queue, 1);
        happens(EventKind.WAIT_BEGUN, ANN, queue, WaitSide.PUT.ordinal());
        happens(EventKind.TAKEN, BOB, queue, 1);
        happens(EventKind.HANDED_OVER, ANN, queue, 1);
        happens(EventKind.PUT, ANN, queue, 2);
        happens(EventKind.WITHDRAWN, ANN, queue, 2);
        assertAllHold();
        assertThat(verdict("handed-over-after-taken")).isEqualTo(Verdict.OK);
        happens(EventKind.PUT, ANN, queue, 3);
        happens(EventKind.HANDED_OVER, ANN, queue, 3);
        assertOnlyFailure("handed-over-after-taken");
    }

    // ---- values

    @Test
    void a_load_of_an_older_value_fails() {
        int cell = resource(ResourceKind.VARIABLE, 7);
        happens(EventKind.LOADED, ANN, cell, 7);
        happens(EventKind.WRITTEN, BOB, cell, 8);
        happens(EventKind.LOADED, CAT, cell, 8);
        assertAllHold();
        happens(EventKind.LOADED, ANN, cell, 7);
        assertOnlyFailure("loads-see-the-last-store");
    }

    @Test
    void nothing_is_promised_of_what_did_not_happen() {
        for (ResourceKind kind : ResourceKind.values()) {
            happens(EventKind.RESOURCE_CREATED, ANN, resource(kind, 1), 1);
        }
        trace.publish();
        assertThat(Invariants.check(trace)).extracting(CheckResult::name).containsExactly("time-order", "nothing-lost");
    }

    @ParameterizedTest
    @CsvSource({"semaphore, permits-kept", "queue, each-item-once-in-order", "barrier, none-leaves-early",
        "thread-lifecycle, join-after-end", "reentrant-mutex, one-owner", "read-write-lock, writers-alone",
        "stamped-lock, valid-reads-hold", "condition, signals-call-the-first", "latch, none-passes-before-zero",
        "event, none-passes-unset", "phaser, none-leaves-early", "exchanger, pairs-swap",
        "transfer-queue, handed-over-after-taken", "structured, scope-outlives-subtasks",
        "race, loads-see-the-last-store", "mutex, permits-kept"})
    void good_runs_keep_them_all(String id, String expected) {
        for (long seed = 0; seed < 10; seed++) {
            Run run = TestRuns.runVirtually(TestRuns.scenario(id), Map.of(), 1 + (int) seed % 4, seed);
            assertThat(Invariants.check(run.trace())).as("%s, seed %d", id, seed)
                    .allMatch(check -> check.verdict() == Verdict.OK)
                    .extracting(CheckResult::name).contains(expected);
        }
    }
}
