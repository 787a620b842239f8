package dev.potok.simulation.finding;

import static dev.potok.simulation.finding.Story.ANN;
import static dev.potok.simulation.finding.Story.BOB;
import static dev.potok.simulation.finding.Story.CAT;
import static dev.potok.simulation.finding.Story.DAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.potok.simulation.environment.Fairness;
import dev.potok.simulation.finding.Hint.Kind;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.WaitSide;

/** Each fault is made by hand, and beside it what looks like it and is none. */
class HintsTest {
    private static final int ENTER = WaitSide.ENTER.ordinal();

    private final Story story = new Story();

    private void stuck(long nanos) {
        story.at(nanos, 0, EventKind.RUN_FINISHED, 0, Outcome.DEADLOCKED.ordinal());
    }

    // ---- starvation

    /** Bob waits while ann takes the lock again and again, which nobody but her wanted before him. */
    private int overtaking(int times, boolean reentry) {
        int mutex = story.resource(reentry ? ResourceKind.REENTRANT_MUTEX : ResourceKind.MUTEX);
        story.at(0, BOB, EventKind.ACTOR_STARTED, 0).at(1, ANN, EventKind.ACQUIRED, mutex, 1)
                .at(2, BOB, EventKind.WAIT_BEGUN, mutex, ENTER);
        for (int i = 1; i <= times; i++) {
            if (reentry) {
                story.at(10L * i, ANN, EventKind.ACQUIRED, mutex, 1).at(10L * i, ANN, EventKind.RELEASED, mutex, 1);
            } else {
                story.at(10L * i, ANN, EventKind.RELEASED, mutex, 1).at(10L * i, ANN, EventKind.ACQUIRED, mutex, 1);
            }
        }
        return mutex;
    }

    @Test
    void one_who_is_overtaken_time_and_again_starves() {
        int mutex = overtaking(30, false);
        assertThat(story.findings().hints()).containsExactly(new Hint(Kind.STARVATION, BOB, mutex, 30, 298));
    }

    @Test
    void who_holds_a_lock_and_enters_it_again_overtakes_nobody() {
        overtaking(30, true);
        assertThat(story.findings().hints()).isEmpty();
    }

    @Test
    void a_few_times_are_no_starvation() {
        overtaking(19, false);
        assertThat(story.findings().hints()).isEmpty();
    }

    @Test
    void a_wait_that_is_short_beside_the_life_of_the_actor_is_none() {
        int mutex = story.resource(ResourceKind.MUTEX);
        story.at(0, BOB, EventKind.ACTOR_STARTED, 0).at(1000, BOB, EventKind.WAIT_BEGUN, mutex, ENTER);
        for (int i = 1; i <= 30; i++) {
            story.at(1000 + 10L * i, ANN, EventKind.ACQUIRED, mutex, 1)
                    .at(1000 + 10L * i, ANN, EventKind.RELEASED, mutex, 1);
        }
        assertThat(story.findings().hints()).isEmpty();
    }

    @Test
    void those_who_stood_in_line_before_do_not_overtake() {
        Run run = TestRuns.start(Mode.VIRTUAL, env -> {
            var mutex = env.mutex("mutex", Fairness.FAIR);
            var many = env.threads("many", 100, self -> {
                mutex.lock();
                self.sleep(Duration.ofMillis(10));
                mutex.unlock();
            });
            many.start();
            many.join();
        });
        TestRuns.resultOf(run);
        assertThat(FindingsFold.of(run.trace()).hints()).isEmpty();
    }

    // ---- livelock

    /** Bob has the first lock and cat the second; each tries for the other's until its time is over, gives up, and again. */
    private void politeness(int rounds, boolean something) {
        int first = story.resource(ResourceKind.MUTEX);
        int second = story.resource(ResourceKind.MUTEX);
        for (int i = 0; i < rounds; i++) {
            long now = 100L * i;
            story.at(now + 1, BOB, EventKind.ACQUIRED, first, 1).at(now + 2, CAT, EventKind.ACQUIRED, second, 1)
                    .at(now + 3, BOB, EventKind.WAIT_BEGUN, second, ENTER)
                    .at(now + 4, CAT, EventKind.WAIT_BEGUN, first, ENTER)
                    .at(now + 53, BOB, EventKind.WAIT_ENDED, second, 1)
                    .at(now + 54, CAT, EventKind.WAIT_ENDED, first, 1)
                    .at(now + 55, BOB, EventKind.RELEASED, first, 1)
                    .at(now + 56, CAT, EventKind.RELEASED, second, 1);
            if (something) {
                story.at(now + 60, DAN, EventKind.WORK_ENDED, 0, 1);
            }
        }
    }

    @Test
    void two_who_give_way_to_each_other_for_ever_live_in_a_livelock() {
        politeness(5, false);
        assertThat(story.findings().hints()).singleElement().satisfies(hint -> {
            assertThat(hint.kind()).isEqualTo(Kind.LIVELOCK);
            assertThat(hint.figure1()).isGreaterThanOrEqualTo(9);
            assertThat(hint.figure2()).isGreaterThanOrEqualTo(400);
        });
    }

    @Test
    void as_long_as_anybody_gets_anything_done_there_is_none() {
        politeness(5, true);
        assertThat(story.findings().hints()).isEmpty();
    }

    @Test
    void one_who_holds_a_lock_and_sleeps_makes_no_livelock_of_others_attempts() {
        int mutex = story.resource(ResourceKind.MUTEX);
        story.at(0, ANN, EventKind.ACQUIRED, mutex, 1).at(1, ANN, EventKind.SLEEP_BEGUN, 0, 1_000_000);
        for (int i = 0; i < 10; i++) {
            story.at(100L * i + 2, BOB, EventKind.WAIT_BEGUN, mutex, ENTER)
                    .at(100L * i + 3, CAT, EventKind.WAIT_BEGUN, mutex, ENTER)
                    .at(100L * i + 50, BOB, EventKind.WAIT_ENDED, mutex, 1)
                    .at(100L * i + 51, CAT, EventKind.WAIT_ENDED, mutex, 1);
        }
        assertThat(story.findings().hints()).isEmpty();
    }

    // ---- signals

    private int signalAndWait(boolean anotherBetween, boolean secondSection) {
        int mutex = story.resource(ResourceKind.MUTEX);
        int condition = story.resource(ResourceKind.CONDITION, 0, mutex);
        story.at(10, ANN, EventKind.ACQUIRED, mutex, 1)
                .at(20, ANN, EventKind.NOTIFIED, condition, 0)
                .at(30, ANN, EventKind.RELEASED, mutex, 1);
        if (anotherBetween) {
            story.at(40, CAT, EventKind.ACQUIRED, mutex, 1).at(50, CAT, EventKind.RELEASED, mutex, 1);
        }
        if (secondSection) {
            story.at(60, BOB, EventKind.ACQUIRED, mutex, 1).at(70, BOB, EventKind.RELEASED, mutex, 1);
        }
        story.at(80, BOB, EventKind.ACQUIRED, mutex, 1)
                .at(90, BOB, EventKind.RELEASED, mutex, 1)
                .at(90, BOB, EventKind.WAIT_BEGUN, condition, ENTER);
        return condition;
    }

    @Test
    void one_who_came_after_the_signal_and_waits_for_ever() {
        int condition = signalAndWait(false, false);
        stuck(1000);
        assertThat(story.findings().hints()).containsExactly(new Hint(Kind.LOST_SIGNAL, BOB, condition, 20, 90));
    }

    @Test
    void where_others_went_in_between_they_may_have_used_up_what_was_signalled() {
        int condition = signalAndWait(true, false);
        stuck(1000);
        assertThat(story.findings().hints()).containsExactly(new Hint(Kind.ENDLESS_WAIT, BOB, condition, 90, 1));
    }

    @Test
    void and_so_may_the_one_who_waits() {
        int condition = signalAndWait(false, true);
        stuck(1000);
        assertThat(story.findings().hints()).containsExactly(new Hint(Kind.ENDLESS_WAIT, BOB, condition, 90, 1));
    }

    @Test
    void one_who_is_called_in_the_end_missed_nothing() {
        int condition = signalAndWait(false, false);
        story.at(100, ANN, EventKind.NOTIFIED, condition, 1)
                .at(101, BOB, EventKind.WAIT_BEGUN, condition - 1, ENTER)
                .at(110, BOB, EventKind.ACQUIRED, condition - 1, 1);
        stuck(1000);
        assertThat(story.findings().hints()).isEmpty();
    }

    @Test
    void of_a_run_that_was_stopped_nobody_knows_what_would_have_come() {
        signalAndWait(false, false);
        story.at(1000, 0, EventKind.RUN_FINISHED, 0, Outcome.STOPPED.ordinal());
        assertThat(story.findings().hints()).isEmpty();
    }

    // ---- what is left behind, and who is missing

    @Test
    void a_lock_that_its_holder_took_with_it_when_it_ended() {
        int mutex = story.resource(ResourceKind.MUTEX);
        story.at(10, BOB, EventKind.ACQUIRED, mutex, 1)
                .at(20, CAT, EventKind.WAIT_BEGUN, mutex, ENTER)
                .at(30, BOB, EventKind.ACTOR_FAILED, 0)
                .at(40, DAN, EventKind.WAIT_BEGUN, mutex, ENTER);
        assertThat(story.findings().hints()).containsExactly(new Hint(Kind.ABANDONED_LOCK, BOB, mutex, 30, 2));
    }

    @Test
    void a_lock_that_nobody_wants_any_more_may_stay_locked() {
        int mutex = story.resource(ResourceKind.MUTEX);
        story.at(10, BOB, EventKind.ACQUIRED, mutex, 1).at(30, BOB, EventKind.ACTOR_FINISHED, 0);
        assertThat(story.findings().hints()).isEmpty();
    }

    @Test
    void a_reader_who_wants_to_write_waits_for_itself() {
        Run run = TestRuns.start(Mode.VIRTUAL, env -> {
            var lock = env.readWriteLock("table");
            lock.readLock().lock();
            lock.writeLock().lock();
        });
        assertThat(TestRuns.resultOf(run).outcome()).isEqualTo(Outcome.DEADLOCKED);
        int table = TestRuns.resource(run.trace(), "table");
        assertThat(FindingsFold.of(run.trace()).hints()).singleElement().satisfies(hint -> {
            assertThat(hint.kind()).isEqualTo(Kind.SELF_DEADLOCK);
            assertThat(hint.actor()).isEqualTo(TestRuns.actor(run.trace(), "main"));
            assertThat(hint.resource()).isEqualTo(table);
        });
    }

    @Test
    void a_party_that_never_comes_to_the_barrier() {
        int barrier = story.resource(ResourceKind.BARRIER, 3, 0);
        story.at(10, BOB, EventKind.ARRIVED, barrier, 1).at(11, BOB, EventKind.WAIT_BEGUN, barrier, ENTER)
                .at(20, CAT, EventKind.ARRIVED, barrier, 1).at(21, CAT, EventKind.WAIT_BEGUN, barrier, ENTER);
        stuck(100);
        assertThat(story.findings().hints()).containsExactly(new Hint(Kind.MISSING_PARTY, BOB, barrier, 2, 3));
    }

    @Test
    void an_item_that_nobody_is_left_to_put() {
        Run run = TestRuns.start(Mode.VIRTUAL, env -> env.queue("belt", 1).take());
        TestRuns.resultOf(run);
        assertThat(FindingsFold.of(run.trace()).hints()).singleElement().satisfies(hint -> {
            assertThat(hint.kind()).isEqualTo(Kind.ENDLESS_WAIT);
            assertThat(hint.figure2()).isEqualTo(1);
        });
    }

    @Test
    void where_events_were_lost_nothing_is_hinted_at() {
        int mutex = overtaking(30, false);
        story.at(900, ANN, EventKind.DROPPED, mutex, 3);
        assertThat(story.findings().hints()).isEmpty();
    }

    /** Runs in which nothing is the matter. */
    @ParameterizedTest
    @CsvSource({"thread-lifecycle", "mutex", "reentrant-mutex", "read-write-lock", "stamped-lock", "event", "semaphore",
        "barrier", "latch", "phaser", "exchanger", "queue", "transfer-queue", "structured", "race"})
    void sound_runs_get_no_hints(String scenario) {
        for (int seed = 1; seed <= 10; seed++) {
            Run run = TestRuns.runVirtually(TestRuns.scenario(scenario), Map.of(), 1 + seed % 4, seed);
            assertThat(TestRuns.resultOf(run).outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(FindingsFold.of(run.trace()).hints()).as(scenario + ", seed " + seed).isEmpty();
        }
    }

    // ---- owners that died

    @Test
    void what_a_dead_owner_leaves_is_told_with_who_waits_for_it() {
        int mutex = story.resource(ResourceKind.MUTEX);
        story.at(0, BOB, EventKind.ACTOR_STARTED, 0).at(1, ANN, EventKind.ACQUIRED, mutex, 1)
                .at(2, BOB, EventKind.WAIT_BEGUN, mutex, ENTER).at(3, ANN, EventKind.PROCESS_KILLED, 0, 9)
                .at(4, ANN, EventKind.OWNER_DIED, mutex, 0);
        assertThat(story.findings().hints()).containsExactly(new Hint(Kind.ORPHANED, ANN, mutex, 4, 1));
    }
}
