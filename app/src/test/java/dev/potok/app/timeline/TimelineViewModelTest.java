package dev.potok.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.potok.app.transport.Playback;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;

class TimelineViewModelTest {
    private static final long SECOND = 1_000_000_000L;

    private final TraceScript script = new TraceScript();
    private final FakeRun run = new FakeRun(script.published(), Mode.LIVE);
    private final Playback playback = new Playback(request -> run);
    private final TimelineViewModel timeline = new TimelineViewModel(playback);
    private long frame;

    private void pulse(long now) {
        run.now(now);
        script.published();
        playback.pulse(frame += 16_000_000);
        timeline.update();
    }

    private void startAndRunUntil(long now) {
        int main = script.actor("main", 0);
        int worker = script.actor("worker", main);
        script.resource("items", ResourceKind.QUEUE, 4);
        script.at(0, EventKind.ACTOR_STARTED, main, 0, 0, 0).at(10, EventKind.ACTOR_STARTED, worker, 1, 0, 0);
        playback.start(run.request());
        pulse(now);
    }

    private List<Integer> ids() {
        return timeline.rowsProperty().get().stream().map(row -> ((Lane.OfActor) row.lane()).id()).toList();
    }

    @Test
    void whoeverMadeTheOthersComesLast() {
        startAndRunUntil(SECOND);

        assertThat(ids()).containsExactly(2, 1);
    }

    @Test
    void lanesComeWithTheFirstEventOfTheirActor() {
        startAndRunUntil(SECOND);
        int late = script.actor("late", 1);
        pulse(2 * SECOND);
        assertThat(ids()).containsExactly(2, 1);

        script.at(2 * SECOND, EventKind.ACTOR_CREATED, late);
        pulse(3 * SECOND);
        assertThat(ids()).containsExactly(2, late, 1);
    }

    @Test
    void resourcesAndCoresHaveLanesToo() {
        startAndRunUntil(SECOND);
        script.at(SECOND, EventKind.RESOURCE_CREATED, 1, -1, 1, 4);

        timeline.kindProperty().set(LaneKind.RESOURCES);
        pulse(2 * SECOND);
        assertThat(timeline.rowsProperty().get()).extracting(LaneRow::lane).containsExactly(new Lane.OfResource(1, 4));

        timeline.kindProperty().set(LaneKind.CORES);
        pulse(2 * SECOND);
        assertThat(timeline.rowsProperty().get()).extracting(LaneRow::lane).containsExactly(new Lane.OfCore(0),
                new Lane.OfCore(1));
    }

    @Test
    void aYoungRunIsShownWhole() {
        startAndRunUntil(700_000_000);
        assertThat(timeline.window()).isEqualTo(new TimeWindow(0, SECOND));

        pulse(1_900_000_000L);
        assertThat(timeline.window()).isEqualTo(new TimeWindow(0, 2 * SECOND));
    }

    @Test
    void followingShowsTheLastSeconds() {
        startAndRunUntil(100 * SECOND);

        TimeWindow window = timeline.window();
        assertThat(window.spanNanos()).isEqualTo(TimelineViewModel.FOLLOWED_NANOS);
        assertThat(window.contains(100 * SECOND)).isTrue();
        assertThat(window.toNanos()).isLessThan(101 * SECOND);
    }

    @Test
    void zoomingWhileFollowingKeepsTheLiveEdge() {
        startAndRunUntil(100 * SECOND);
        timeline.zoomIn();
        pulse(101 * SECOND);

        assertThat(timeline.window().spanNanos()).isEqualTo(8 * SECOND);
        assertThat(timeline.window().contains(101 * SECOND)).isTrue();
    }

    @Test
    void zoomingKeepsTheInstantUnderTheMouse() {
        startAndRunUntil(100 * SECOND);
        timeline.seek(95 * SECOND);
        pulse(100 * SECOND);
        TimeWindow before = timeline.window();
        double place = (double) (94 * SECOND - before.fromNanos()) / before.spanNanos();

        timeline.zoom(0.5, 94 * SECOND);

        TimeWindow after = timeline.window();
        assertThat(after.spanNanos()).isEqualTo(before.spanNanos() / 2);
        assertThat((double) (94 * SECOND - after.fromNanos()) / after.spanNanos()).isCloseTo(place,
                org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void panningLeavesTheLiveEdgeUntilItIsAskedForAgain() {
        startAndRunUntil(100 * SECOND);
        timeline.panLeft();
        TimeWindow panned = timeline.window();
        pulse(101 * SECOND);
        assertThat(timeline.window()).isEqualTo(panned);
        assertThat(timeline.following()).isFalse();

        playback.seek(50 * SECOND);
        pulse(101 * SECOND);
        playback.toLive();
        pulse(102 * SECOND);
        assertThat(timeline.window().contains(102 * SECOND)).isTrue();
    }

    @Test
    void aStandingPlayheadIsBroughtIntoSight() {
        startAndRunUntil(100 * SECOND);
        script.at(100 * SECOND, EventKind.WORK_BEGUN, 2, 1, 0, 1);
        pulse(100 * SECOND);
        playback.seek(20 * SECOND);
        pulse(100 * SECOND);

        assertThat(timeline.window().contains(20 * SECOND)).isTrue();
    }

    @Test
    void theWindowNeverBeginsBeforeTheRun() {
        startAndRunUntil(4 * SECOND);
        for (int i = 0; i < 30; i++) {
            timeline.zoomOut();
            timeline.panLeft();
            assertThat(timeline.window().fromNanos()).isNotNegative();
        }
        for (int i = 0; i < 200; i++) {
            timeline.zoomIn();
        }
        assertThat(timeline.window().spanNanos()).isEqualTo(TimeWindow.SHORTEST_NANOS);
    }

    @Test
    void hoverTellsWhatWasAndForHowLong() {
        startAndRunUntil(SECOND);
        script.at(2 * SECOND, EventKind.SLEEP_BEGUN, 2, 1, 0, 1).at(3 * SECOND, EventKind.SLEEP_ENDED, 2, 1, 0, 0);
        pulse(5 * SECOND);
        var lane = new Lane.OfActor(2);

        timeline.hoverAt(lane, 2_500_000_000L);
        var past = timeline.hoverProperty().get();
        assertThat(past).isNotNull();
        assertThat(past.status()).isEqualTo(ActorStatus.SLEEPING);
        assertThat(past.lengthNanos()).isEqualTo(SECOND);
        assertThat(past.lasts()).isFalse();

        timeline.hoverAt(lane, 4 * SECOND);
        pulse(6 * SECOND);
        var present = timeline.hoverProperty().get();
        assertThat(present.lasts()).isTrue();
        assertThat(present.lengthNanos()).isEqualTo(3 * SECOND);

        timeline.hoverAt(lane, 7 * SECOND);
        assertThat(timeline.hoverProperty().get()).isNull();
    }

    @Test
    void aNewRunBeginsAnew() {
        startAndRunUntil(100 * SECOND);
        timeline.panLeft();
        var other = new FakeRun(new TraceScript().published(), Mode.LIVE);
        var second = new Playback(request -> other);
        assertThat(new TimelineViewModel(second).rowsProperty().get()).isEmpty();

        playback.start(run.request());
        pulse(SECOND / 2);
        assertThat(timeline.window().fromNanos()).isZero();
        assertThat(timeline.following()).isTrue();
    }
}
