package dev.potok.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import dev.potok.app.timeline.TraceScript;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;

class ChartFiguresTest {
    private static final long SECOND = 1_000_000_000L;

    /** Each second 100 units on core 0 and 50 on core 1, in pieces of a tenth of a second. */
    static TraceScript steady(int seconds) {
        var script = new TraceScript();
        int first = script.actor("first", 0);
        int second = script.actor("second", 0);
        for (int i = 0; i < seconds * 10; i++) {
            long begin = i * SECOND / 10;
            script.at(begin, EventKind.WORK_BEGUN, first, 0, 0, 10).at(begin, EventKind.WORK_BEGUN, second, 1, 0, 5);
            long end = begin + SECOND / 10 - 1;
            script.at(end, EventKind.WORK_ENDED, first, 0, 0, 10).at(end, EventKind.WORK_ENDED, second, 1, 0, 5);
        }
        return script;
    }

    private static ChartFigures whole(Recording recording, ChartKind kind) {
        long end = recording.edge().timeNanos();
        return ChartFigures.of(recording, kind, 0, Math.max(1, end), end);
    }

    @Test
    void aSteadyRateIsALevelLine() {
        ChartFigures figures = whole(steady(10).recording(), ChartKind.THROUGHPUT);

        assertThat(figures.lack()).isEqualTo(ChartFigures.Lack.NONE);
        assertThat(figures.cores()).isEqualTo(2);
        for (int point = 0; point < figures.points(); point++) {
            assertThat(figures.value(0, point)).isCloseTo(100, Offset.offset(1.0));
            assertThat(figures.value(1, point)).isCloseTo(50, Offset.offset(1.0));
        }
        assertThat(figures.greatestSum()).isCloseTo(150, Offset.offset(2.0));
    }

    @Test
    void aLongRunHasNoMorePointsThanTheChartCanShow() {
        ChartFigures figures = whole(steady(200).recording(), ChartKind.THROUGHPUT);

        assertThat(figures.points()).isBetween(150, ChartFigures.MOST_POINTS);
        assertThat(figures.second(figures.points() - 1)).isCloseTo(200, Offset.offset(0.2));
        assertThat(figures.value(0, figures.points() / 2)).isCloseTo(100, Offset.offset(1.0));
    }

    @Test
    void instantsGrow() {
        ChartFigures figures = whole(steady(37).recording(), ChartKind.THROUGHPUT);

        for (int point = 1; point < figures.points(); point++) {
            assertThat(figures.second(point)).isGreaterThan(figures.second(point - 1));
        }
    }

    @Test
    void saysWhyThereIsNothing() {
        var nothing = new TraceScript();
        assertThat(whole(nothing.recording(), ChartKind.THROUGHPUT).lack()).isEqualTo(ChartFigures.Lack.NO_RUN);

        var idle = new TraceScript();
        int actor = idle.actor("worker", 0);
        idle.at(5, EventKind.ACTOR_STARTED, actor, 0, 0, 0);
        Recording begun = idle.recording();
        assertThat(whole(begun, ChartKind.THROUGHPUT).lack()).isEqualTo(ChartFigures.Lack.NO_FIGURES);
        assertThat(whole(begun, ChartKind.LOAD).lack()).isEqualTo(ChartFigures.Lack.NO_FIGURES);
    }

    @Test
    void neverInventsACore() {
        var script = new TraceScript();
        int actor = script.actor("worker", 0);
        script.at(5, EventKind.WORK_BEGUN, actor, -1, 0, 3).at(SECOND, EventKind.WORK_ENDED, actor, -1, 0, 3);

        assertThat(whole(script.recording(), ChartKind.THROUGHPUT).lack()).isEqualTo(ChartFigures.Lack.NO_CORES);
    }

    @Test
    void workUnderWayHoldsTheEdgeBackForAWhile() {
        var script = steady(5);
        script.at(5 * SECOND, EventKind.WORK_BEGUN, 1, 0, 0, 10);
        Recording recording = script.recording();

        assertThat(ChartFigures.settled(steady(5).recording(), 5_700_000_000L)).as("nobody works")
                .isEqualTo(5_700_000_000L);
        assertThat(ChartFigures.settled(recording, 5_700_000_000L)).isEqualTo(5 * SECOND);
        assertThat(ChartFigures.settled(recording, 20 * SECOND)).isEqualTo(18 * SECOND);
        assertThat(ChartFigures.settled(recording, 20_050_000_000L)).as("whole slots").isEqualTo(18 * SECOND);
    }

    @Test
    void loadIsInPercent() {
        var script = new TraceScript();
        int counter = script.resource("load-0", ResourceKind.COUNTER, 10_000);
        script.at(SECOND / 20, EventKind.COUNTER, 0, -1, counter, 8_700);
        Recording recording = script.recording();

        ChartFigures figures = whole(recording, ChartKind.LOAD);
        assertThat(figures.lack()).isEqualTo(ChartFigures.Lack.NONE);
        assertThat(figures.value(0, 0)).isCloseTo(87, Offset.offset(0.01));
    }
}
