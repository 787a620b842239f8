package dev.potok.simulation.finding;

import static dev.potok.simulation.finding.Story.ANN;
import static dev.potok.simulation.finding.Story.BOB;
import static dev.potok.simulation.finding.Story.CAT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.potok.simulation.run.Run;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.WaitSide;

class CriticalPathTest {
    private final Story story = new Story();

    /** Ann makes bob and cat and joins both. */
    private void begun() {
        story.at(0, 0, EventKind.RUN_STARTED, 0, 2)
                .at(0, ANN, EventKind.ACTOR_CREATED, 0)
                .at(1, ANN, EventKind.ACTOR_STARTED, 0)
                .at(10, BOB, EventKind.ACTOR_STARTED, 0)
                .at(20, CAT, EventKind.ACTOR_STARTED, 0)
                .at(25, ANN, EventKind.JOIN_BEGUN, 0, BOB);
    }

    private void over(long bobEnds, long catEnds) {
        story.at(bobEnds, BOB, EventKind.ACTOR_FINISHED, 0)
                .at(bobEnds + 1, ANN, EventKind.JOIN_ENDED, 0, BOB)
                .at(bobEnds + 2, ANN, EventKind.JOIN_BEGUN, 0, CAT)
                .at(catEnds, CAT, EventKind.ACTOR_FINISHED, 0)
                .at(catEnds + 1, ANN, EventKind.JOIN_ENDED, 0, CAT)
                .at(catEnds + 5, ANN, EventKind.ACTOR_FINISHED, 0);
    }

    @Test
    void it_leads_through_the_actor_that_ends_last_to_its_maker() {
        begun();
        over(50, 200);
        assertThat(story.path().stretches()).containsExactly(new Stretch(ANN, 0, 20), new Stretch(CAT, 20, 200),
                new Stretch(ANN, 200, 205));
        assertThat(story.path().ofActor(ANN)).isEqualTo(25);
    }

    @Test
    void a_wait_leads_to_whoever_gave_back_the_lock() {
        int mutex = story.resource(ResourceKind.MUTEX);
        begun();
        story.at(30, BOB, EventKind.ACQUIRED, mutex, 1)
                .at(40, CAT, EventKind.WAIT_BEGUN, mutex, WaitSide.ENTER.ordinal())
                .at(90, BOB, EventKind.RELEASED, mutex, 1)
                .at(91, CAT, EventKind.ACQUIRED, mutex, 1)
                .at(95, CAT, EventKind.WAIT_ENDED, mutex, 0)
                .at(99, CAT, EventKind.RELEASED, mutex, 1);
        over(100, 150);
        assertThat(story.path().stretches()).containsExactly(new Stretch(ANN, 0, 10), new Stretch(BOB, 10, 90),
                new Stretch(CAT, 90, 150), new Stretch(ANN, 150, 155));
    }

    @Test
    void a_wait_that_a_time_out_ended_is_the_own_time_and_so_is_a_sleep() {
        int mutex = story.resource(ResourceKind.MUTEX);
        begun();
        story.at(30, BOB, EventKind.ACQUIRED, mutex, 1)
                .at(40, CAT, EventKind.WAIT_BEGUN, mutex, WaitSide.ENTER.ordinal())
                .at(60, CAT, EventKind.WAIT_ENDED, mutex, 1)
                .at(61, CAT, EventKind.SLEEP_BEGUN, 0, 50)
                .at(65, BOB, EventKind.RELEASED, mutex, 1)
                .at(111, CAT, EventKind.SLEEP_ENDED, 0, 0);
        over(70, 150);
        assertThat(story.path().stretches()).containsExactly(new Stretch(ANN, 0, 20), new Stretch(CAT, 20, 150),
                new Stretch(ANN, 150, 155));
    }

    @Test
    void all_who_waited_at_a_barrier_owe_it_to_the_last_to_come() {
        int barrier = story.resource(ResourceKind.BARRIER, 2, 0);
        begun();
        story.at(30, CAT, EventKind.ARRIVED, barrier, 1)
                .at(31, CAT, EventKind.WAIT_BEGUN, barrier, WaitSide.ENTER.ordinal())
                .at(80, BOB, EventKind.ARRIVED, barrier, 1)
                .at(81, BOB, EventKind.TRIPPED, barrier, 1)
                .at(82, BOB, EventKind.PASSED, barrier, 1)
                .at(85, CAT, EventKind.WAIT_ENDED, barrier, 0)
                .at(86, CAT, EventKind.PASSED, barrier, 1);
        over(90, 150);
        assertThat(story.path().stretches()).containsExactly(new Stretch(ANN, 0, 10), new Stretch(BOB, 10, 81),
                new Stretch(CAT, 81, 150), new Stretch(ANN, 150, 155));
    }

    @Test
    void an_actor_that_was_long_in_starting_leads_to_the_instant_from_which_its_maker_waited() {
        story.at(0, ANN, EventKind.ACTOR_STARTED, 0)
                .at(10, ANN, EventKind.JOIN_BEGUN, 0, BOB)
                .at(70, BOB, EventKind.ACTOR_STARTED, 0)
                .at(90, BOB, EventKind.ACTOR_FINISHED, 0)
                .at(95, ANN, EventKind.ACTOR_FINISHED, 0);
        assertThat(story.path().stretches()).containsExactly(new Stretch(ANN, 0, 10), new Stretch(BOB, 10, 90),
                new Stretch(ANN, 90, 95));
    }

    @Test
    void nothing_recorded_is_an_empty_path() {
        assertThat(story.path().stretches()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"thread-lifecycle", "race", "mutex", "reentrant-mutex", "read-write-lock", "stamped-lock", "deadlock",
        "philosophers", "event", "condition", "semaphore", "barrier", "latch", "phaser", "exchanger", "queue",
        "transfer-queue", "structured"})
    void in_any_run_it_covers_the_run_without_gaps(String scenario) {
        for (int seed = 1; seed <= 3; seed++) {
            Run run = TestRuns.runVirtually(TestRuns.scenario(scenario), Map.of(), 3, seed);
            Trace trace = run.trace();
            List<Stretch> stretches = CriticalPath.of(trace).stretches();
            assertThat(stretches.getFirst().fromNanos()).as(scenario + ", seed " + seed).isEqualTo(trace.timeAt(0));
            long end = TestRuns.events(trace).stream()
                    .filter(event -> event.actor() > 0 && event.kind() != EventKind.DEADLOCKED
                            && event.kind() != EventKind.PREEMPTED)
                    .mapToLong(event -> event.timeNanos()).max().orElseThrow();
            assertThat(stretches.getLast().toNanos()).isEqualTo(end);
            for (int i = 1; i < stretches.size(); i++) {
                assertThat(stretches.get(i).fromNanos()).isEqualTo(stretches.get(i - 1).toNanos());
                assertThat(stretches.get(i).actor()).isNotEqualTo(stretches.get(i - 1).actor());
            }
        }
    }
}
