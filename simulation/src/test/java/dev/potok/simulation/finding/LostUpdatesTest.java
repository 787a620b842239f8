package dev.potok.simulation.finding;

import static dev.potok.simulation.finding.Story.ANN;
import static dev.potok.simulation.finding.Story.BOB;
import static dev.potok.simulation.finding.Story.CAT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;

class LostUpdatesTest {
    private final Story story = new Story();
    private final int number = story.resource(ResourceKind.VARIABLE, 0, 0);

    private void loads(long nanos, int actor, long value) {
        story.at(nanos, actor, EventKind.LOADED, number, value);
    }

    private void stores(long nanos, int actor, long value) {
        story.at(nanos, actor, EventKind.WRITTEN, number, value);
    }

    @Test
    void nothing_is_lost_while_each_builds_on_the_last() {
        loads(1, ANN, 0);
        stores(2, ANN, 1);
        loads(3, BOB, 1);
        stores(4, BOB, 2);
        stores(5, BOB, 3); // what it stored itself it knows
        assertThat(story.findings().lostUpdateCount()).isZero();
        assertThat(story.findings().lostUpdates()).isEmpty();
    }

    @Test
    void a_store_over_another_that_its_actor_has_not_seen() {
        loads(1, ANN, 0);
        loads(2, BOB, 0);
        stores(3, ANN, 1);
        stores(4, BOB, 1);
        Findings findings = story.findings();
        assertThat(findings.lostUpdateCount()).isEqualTo(1);
        assertThat(findings.lostUpdates()).containsExactly(
                new LostUpdate(number, ANN, 2, 3, 1, BOB, 1, 2, 3, 4, 1));
    }

    @Test
    void who_never_looked_and_never_stored_builds_on_whatever_is_there() {
        stores(1, ANN, 7);
        stores(2, BOB, 0);
        stores(3, CAT, 5);
        assertThat(story.findings().lostUpdateCount()).isZero();
    }

    @Test
    void what_was_lost_comes_back_when_the_store_over_it_is_lost_itself() {
        loads(1, ANN, 0);
        for (int i = 1; i <= 100; i++) {
            loads(10L * i, BOB, i - 1);
            stores(10L * i + 1, BOB, i);
        }
        loads(2000, BOB, 100);
        stores(2001, ANN, 1);
        assertThat(story.findings().lostUpdateCount()).isEqualTo(100);
        assertThat(story.findings().lostUpdates()).hasSize(100).allSatisfy(
                lost -> assertThat(lost.overwriter()).isEqualTo(ANN));
        stores(2002, BOB, 101);
        assertThat(story.findings().lostUpdateCount()).isEqualTo(1);
        assertThat(story.findings().lostUpdates()).singleElement()
                .satisfies(lost -> assertThat(lost.loser()).isEqualTo(ANN));
    }

    @Test
    void the_count_is_exact_also_where_there_are_too_many_to_tell_of() {
        for (int i = 0; i < 10_000; i++) {
            loads(4L * i, ANN, i);
            loads(4L * i + 1, BOB, i);
            stores(4L * i + 2, ANN, i + 1);
            stores(4L * i + 3, BOB, i + 1);
        }
        Findings findings = story.findings();
        assertThat(findings.lostUpdateCount()).isEqualTo(10_000);
        assertThat(findings.lostUpdates()).hasSize(200);
        assertThat(findings.lostUpdates().getLast().lostValue()).isEqualTo(10_000);
    }

    @Test
    void other_cells_than_plain_variables_lose_nothing() {
        int counter = story.resource(ResourceKind.CELL, 0, 0);
        story.at(1, ANN, EventKind.LOADED, counter, 0).at(2, BOB, EventKind.WRITTEN, counter, 1).at(3, ANN,
                EventKind.WRITTEN, counter, 2);
        assertThat(story.findings().lostUpdateCount()).isZero();
    }

    @Test
    void where_events_were_lost_nothing_is_said() {
        loads(1, ANN, 0);
        loads(2, BOB, 0);
        stores(3, ANN, 1);
        story.at(4, ANN, EventKind.DROPPED, 0, 2);
        stores(5, BOB, 1);
        assertThat(story.findings().lostUpdateCount()).isZero();
        assertThat(story.findings().lostUpdates()).isEmpty();
    }

    /** Two who add one to the same number so many times each: what is missing from the sum are the lost updates. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void in_a_run_the_sum_is_all_less_the_lost_ones(long seed) {
        Run run = TestRuns.runVirtually(TestRuns.scenario("race"), Map.of("increments", "200", "pause", "0"), 2, seed);
        assertSumFits(run, 400);
    }

    @Test
    void in_a_live_run_too() {
        Run run = TestRuns.start(Mode.LIVE, env -> {
            var sum = env.variable("sum", 0);
            var two = env.threads("teller", 2, self -> {
                for (int i = 0; i < 2_000; i++) {
                    sum.store(sum.load() + 1);
                }
            });
            two.start();
            two.join();
            env.result("final", sum.load());
        });
        assertSumFits(run, 4_000);
    }

    private static void assertSumFits(Run run, long all) {
        long sum = (Long) TestRuns.resultOf(run).results().get("final");
        assertThat(FindingsFold.of(run.trace()).lostUpdateCount()).isEqualTo(all - sum);
    }
}
