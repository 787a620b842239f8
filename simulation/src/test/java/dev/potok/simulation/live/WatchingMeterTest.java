package dev.potok.simulation.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import dev.potok.simulation.live.WatchingMeter.Spent;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.EventKind;

class WatchingMeterTest {
    private static final Spent NOTHING = new Spent(0, 0, 0);

    @Test
    void recording_and_collecting_are_held_against_what_the_actors_had_for_themselves() {
        // 10,000 events at 40 ns are 0.4 ms of the actors' 100.4; collecting took 0.6.
        assertThat(new Spent(10_000, 600_000, 100_400_000).millionthsSince(NOTHING, 40)).isEqualTo(10_000);
        var later = new Spent(10_000, 600_000, 200_400_000);
        assertThat(later.millionthsSince(new Spent(10_000, 600_000, 100_400_000), 40)).isZero();
    }

    @Test
    void actors_that_did_next_to_nothing_give_no_figure() {
        assertThat(NOTHING.millionthsSince(NOTHING, 40)).isEqualTo(-1);
        assertThat(new Spent(500, 900_000, WatchingMeter.LEAST_ACTORS_NANOS - 1).millionthsSince(NOTHING, 40))
                .isEqualTo(-1);
    }

    @Test
    void actors_that_do_nothing_but_record_cost_the_whole_and_not_more() {
        assertThat(new Spent(1_000_000, 0, 40_000_000).millionthsSince(NOTHING, 40)).isEqualTo(1_000_000);
        assertThat(new Spent(1_000_000, 50_000_000, 30_000_000).millionthsSince(NOTHING, 40)).isEqualTo(1_000_000);
        assertThat(new Spent(0, 90_000_000, 30_000_000).millionthsSince(NOTHING, 40)).isEqualTo(1_000_000);
    }

    @Test
    void a_live_run_records_what_it_costs_and_a_recording_of_it_has_the_figure() {
        assumeThat(ProcessorTime.known()).as("the system tells the time of threads").isTrue();
        var enough = new AtomicBoolean();
        Run run = TestRuns.start(Mode.LIVE, env -> {
            var worker = env.thread("worker", self -> {
                while (!enough.get()) {
                    self.work(1);
                }
            });
            worker.start();
            worker.join();
        });
        var recording = new Recording(run.trace());
        TestRuns.until("the price was told", () -> {
            recording.advanceFully();
            return !Double.isNaN(recording.watching().at(run.trace().endNanos()));
        });
        enough.set(true);
        assertThat(TestRuns.resultOf(run).outcome()).isEqualTo(Outcome.COMPLETED);
        recording.advanceFully();
        assertThat(TestRuns.events(run.trace(), EventKind.COUNTER))
                .filteredOn(event -> event.resource() == TestRuns.resource(run.trace(), WatchingMeter.COUNTER))
                .isNotEmpty().allSatisfy(event -> assertThat(event.argument()).isBetween(1L, WatchingMeter.WHOLE));
        assertThat(recording.watching().at(0)).isNaN();
    }
}
