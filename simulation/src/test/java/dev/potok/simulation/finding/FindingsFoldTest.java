package dev.potok.simulation.finding;

import static dev.potok.simulation.finding.Story.ANN;
import static dev.potok.simulation.finding.Story.BOB;
import static dev.potok.simulation.finding.Story.CAT;
import static dev.potok.simulation.finding.Story.DAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.potok.simulation.finding.Deadlock.Link;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.WaitSide;

class FindingsFoldTest {
    private static final int ENTER = WaitSide.ENTER.ordinal();

    private final Story story = new Story();

    // ---- circles

    @Test
    void a_circle_names_who_waits_where_for_what_and_who_got_it_where() {
        int first = story.resource(ResourceKind.MUTEX);
        int second = story.resource(ResourceKind.MUTEX);
        story.line(11).at(10, BOB, EventKind.ACQUIRED, first, 1)
                .line(21).at(20, CAT, EventKind.ACQUIRED, second, 1)
                .line(12).at(30, BOB, EventKind.WAIT_BEGUN, second, ENTER)
                .line(22).at(40, CAT, EventKind.WAIT_BEGUN, first, ENTER)
                .line(12).at(45, BOB, EventKind.DEADLOCKED, second, 1)
                .line(22).at(46, CAT, EventKind.DEADLOCKED, first, 1);
        assertThat(story.findings().deadlocks()).containsExactly(new Deadlock(1, 40, 46,
                List.of(new Link(BOB, 12, second, 0, List.of(CAT), List.of(21)),
                        new Link(CAT, 22, first, 0, List.of(BOB), List.of(11)))));
        assertThat(story.findings().deadlocks().getFirst().toldAfterNanos()).isEqualTo(6);
    }

    @Test
    void one_may_wait_for_the_other_s_end_and_that_one_for_what_it_holds() {
        int mutex = story.resource(ResourceKind.MUTEX);
        story.at(10, ANN, EventKind.ACQUIRED, mutex, 1)
                .at(20, BOB, EventKind.WAIT_BEGUN, mutex, ENTER)
                .at(30, ANN, EventKind.JOIN_BEGUN, 0, BOB)
                .at(40, ANN, EventKind.DEADLOCKED, 0, 1)
                .at(41, BOB, EventKind.DEADLOCKED, mutex, 1);
        Deadlock deadlock = story.findings().deadlocks().getFirst();
        assertThat(deadlock.closedNanos()).isEqualTo(30);
        assertThat(deadlock.links()).containsExactly(new Link(ANN, 0, 0, BOB, List.of(), List.of()),
                new Link(BOB, 0, mutex, 0, List.of(ANN), List.of(0)));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void the_circle_of_a_run_is_found(Mode mode) {
        Run run = TestRuns.start(mode, env -> {
            var first = env.mutex("first");
            var second = env.mutex("second");
            var both = env.barrier("both", 2);
            var pair = env.threads("clerk", 2, self -> {
                (self.index() == 0 ? first : second).lock();
                both.await();
                (self.index() == 0 ? second : first).lock();
            });
            pair.start();
            pair.join();
        });
        TestRuns.resultOf(run);
        Trace trace = run.trace();
        int one = TestRuns.actor(trace, "clerk-1");
        int two = TestRuns.actor(trace, "clerk-2");
        assertThat(FindingsFold.of(trace).deadlocks()).singleElement().satisfies(deadlock -> {
            assertThat(deadlock.toldNanos()).isGreaterThan(deadlock.closedNanos());
            assertThat(deadlock.links()).extracting(Link::actor).containsExactlyInAnyOrder(one, two);
            assertThat(deadlock.links()).allSatisfy(link -> assertThat(link.holders())
                    .containsExactly(link.actor() == one ? two : one));
        });
    }

    // ---- contention

    @Test
    void waits_for_a_lock_are_on_the_account_of_its_holders() {
        int mutex = story.resource(ResourceKind.MUTEX);
        story.at(0, ANN, EventKind.ACQUIRED, mutex, 1)
                .at(100, BOB, EventKind.WAIT_BEGUN, mutex, ENTER)
                .at(200, CAT, EventKind.WAIT_BEGUN, mutex, ENTER)
                .at(300, ANN, EventKind.RELEASED, mutex, 1)
                .at(300, BOB, EventKind.ACQUIRED, mutex, 1)
                .at(350, BOB, EventKind.WAIT_ENDED, mutex, 0)
                .at(400, BOB, EventKind.RELEASED, mutex, 1)
                .at(400, CAT, EventKind.ACQUIRED, mutex, 1)
                .at(500, CAT, EventKind.RELEASED, mutex, 1);
        // Bob waits 200 and cat 200: while ann has it 200 + 100, while bob has it 100.
        assertThat(story.findings().contention())
                .containsExactly(new Contention(mutex, 3, 2, 400, 200, 200, 200, 200, ANN, 300));
    }

    @Test
    void of_several_holders_each_has_its_share() {
        int permits = story.resource(ResourceKind.SEMAPHORE, 2, 0);
        story.at(0, ANN, EventKind.ACQUIRED, permits, 1)
                .at(0, BOB, EventKind.ACQUIRED, permits, 1)
                .at(100, CAT, EventKind.WAIT_BEGUN, permits, ENTER)
                .at(200, ANN, EventKind.RELEASED, permits, 1)
                .at(200, CAT, EventKind.ACQUIRED, permits, 1)
                .at(300, DAN, EventKind.WAIT_BEGUN, permits, ENTER)
                .at(400, BOB, EventKind.RELEASED, permits, 1)
                .at(400, DAN, EventKind.ACQUIRED, permits, 1);
        assertThat(story.findings().contention())
                .containsExactly(new Contention(permits, 4, 2, 200, 100, 100, 100, 100, BOB, 100));
    }

    @Test
    void elsewhere_whoever_ended_a_wait_is_to_blame() {
        int queue = story.resource(ResourceKind.QUEUE, 1, 0);
        int barrier = story.resource(ResourceKind.BARRIER, 2, 0);
        int empty = story.resource(ResourceKind.EVENT, 0, 0);
        story.at(0, ANN, EventKind.WAIT_BEGUN, queue, WaitSide.TAKE.ordinal())
                .at(10, CAT, EventKind.ARRIVED, barrier, 1)
                .at(10, CAT, EventKind.WAIT_BEGUN, barrier, ENTER)
                .at(100, BOB, EventKind.PUT, queue, 1)
                .at(100, ANN, EventKind.TAKEN, queue, 1)
                .at(500, DAN, EventKind.ARRIVED, barrier, 1)
                .at(510, DAN, EventKind.TRIPPED, barrier, 1)
                .at(510, DAN, EventKind.PASSED, barrier, 1)
                .at(520, CAT, EventKind.WAIT_ENDED, barrier, 0)
                .at(530, CAT, EventKind.PASSED, barrier, 1)
                .at(540, CAT, EventKind.SET, empty, 0);
        assertThat(story.findings().contention()).containsExactly(
                new Contention(barrier, 2, 1, 500, 500, 500, 500, 500, DAN, 500),
                new Contention(queue, 2, 1, 100, 100, 100, 100, 100, BOB, 100));
    }

    @Test
    void a_wait_that_goes_on_counts_up_to_now_and_at_the_end_as_if_it_had_ended() {
        int mutex = story.resource(ResourceKind.MUTEX);
        story.at(0, ANN, EventKind.ACQUIRED, mutex, 1)
                .at(100, BOB, EventKind.WAIT_BEGUN, mutex, ENTER)
                .at(200, ANN, EventKind.PRINTED, 0, 0);
        story.trace.publish();
        var fold = new FindingsFold(story.trace);
        assertThat(fold.advance(1_000_000_000)).isTrue();
        assertThat(fold.now().contention()).containsExactly(new Contention(mutex, 1, 1, 100, 0, 0, 0, 100, ANN, 100));
        story.at(1100, 0, EventKind.RUN_FINISHED, 0, 1);
        story.trace.publish();
        assertThat(fold.advance(1_000_000_000)).isTrue();
        assertThat(fold.now().contention()).singleElement().satisfies(contention -> {
            assertThat(contention.totalWaitNanos()).isEqualTo(1000);
            assertThat(contention.medianNanos()).isEqualTo(1000);
            assertThat(contention.blamedNanos()).isEqualTo(1000);
        });
    }

    @Test
    void percentiles_are_true_to_a_hundredth() {
        int event = story.resource(ResourceKind.EVENT, 0, 0);
        long now = 0;
        for (int i = 1; i <= 1000; i++) {
            story.at(now, BOB, EventKind.WAIT_BEGUN, event, ENTER).at(now + i * 1_000L, ANN, EventKind.SET, event, 1)
                    .at(now + i * 1_000L, BOB, EventKind.WAIT_ENDED, event, 0);
            now += 2_000_000;
        }
        assertThat(story.findings().contention()).singleElement().satisfies(contention -> {
            assertThat(contention.medianNanos()).isBetween(495_000L, 505_000L);
            assertThat(contention.p90Nanos()).isBetween(891_000L, 909_000L);
            assertThat(contention.p99Nanos()).isBetween(980_000L, 1_000_000L);
            assertThat(contention.maximumNanos()).isEqualTo(1_000_000);
        });
    }

    @Test
    void read_bit_by_bit_it_finds_what_it_finds_at_once() {
        Run run = TestRuns.runVirtually(TestRuns.scenario("condition"), Map.of(), 3, 5);
        var growing = new Trace(run.trace().directory());
        var fold = new FindingsFold(growing);
        for (var event : TestRuns.events(run.trace())) {
            growing.append(event.timeNanos(), event.kind(), event.actor(), event.core(), event.resource(), event.line(),
                    event.argument());
            growing.publish();
            fold.advance(Long.MAX_VALUE / 4);
            fold.now();
        }
        assertThat(fold.now()).isEqualTo(FindingsFold.of(run.trace()));
        assertThat(fold.events()).isEqualTo(run.trace().size());
    }

    @Test
    void many_who_queue_up_cost_no_more_for_each() {
        Run run = TestRuns.start(Mode.VIRTUAL, env -> {
            var mutex = env.mutex("mutex");
            var many = env.threads("many", 2_000, self -> {
                mutex.lock();
                self.sleep(Duration.ofMillis(1));
                mutex.unlock();
            });
            many.start();
            many.join();
        });
        TestRuns.resultOf(run);
        assertThat(FindingsFold.of(run.trace()).contention()).singleElement()
                .satisfies(contention -> assertThat(contention.acquisitions()).isEqualTo(2_000));
    }
}
