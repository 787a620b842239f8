package dev.potok.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import dev.potok.app.measure.PathMeasure;
import dev.potok.app.theme.Theme;
import dev.potok.app.timeline.PathBands.Band;
import dev.potok.app.transport.Playback;
import dev.potok.simulation.finding.CriticalPath;
import dev.potok.simulation.finding.Stretch;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;

class PathBandsTest {
    private static PathMeasure measure(List<Stretch> stretches) {
        return new PathMeasure(new CriticalPath(stretches), Collections.nCopies(ActorStatus.values().length, 0L));
    }

    @Test
    void bandsAreThoseInTheWindow() {
        PathMeasure path = measure(List.of(new Stretch(1, 0, 100), new Stretch(2, 100, 200), new Stretch(3, 200, 900)));
        assertThat(PathBands.of(path, new TimeWindow(120, 400), Map.of(1, 0, 2, 1, 3, 2), 500))
                .containsExactly(new Band(1, 100, 200), new Band(2, 200, 900));
    }

    @Test
    void stretchesInOneRowAreOneBand() {
        PathMeasure path = measure(List.of(new Stretch(1, 0, 100), new Stretch(2, 100, 200), new Stretch(3, 200, 900)));
        assertThat(PathBands.of(path, new TimeWindow(0, 1000), Map.of(1, 4, 2, 4), 500))
                .as("a closed group, and one without a row").containsExactly(new Band(4, 0, 200),
                        new Band(-1, 200, 900));
    }

    @Test
    void thereAreNoMoreThanAPictureHasColumns() {
        var stretches = new ArrayList<Stretch>();
        for (int i = 0; i < 100_000; i++) {
            stretches.add(new Stretch(1 + i % 2, i * 10L, i * 10L + 10));
        }
        List<Band> bands = PathBands.of(measure(stretches), new TimeWindow(0, 1_000_000), Map.of(1, 0, 2, 1), 300);
        assertThat(bands).hasSizeLessThanOrEqualTo(300);
        assertThat(bands.getFirst().fromNanos()).isZero();
        assertThat(bands.getLast().toNanos()).isGreaterThan(990_000);
    }

    @Test
    void whatIsNotOnThePathStandsBack() {
        var colors = new LaneColors(Theme.DARK);
        var pixels = new Pixels(100, 20);
        pixels.clear(0xFFFFFF);
        var painter = new LanePainter(pixels, colors, (Marks) java.lang.reflect.Proxy.newProxyInstance(
                Marks.class.getClassLoader(), new Class<?>[] {Marks.class}, (of, method, arguments) -> Mask.NOTHING),
                PixelScale.of(new TimeWindow(0, 100), 100), 1, 100);
        painter.standBack(List.of(new long[] {20, 40}, new long[] {60, 70}), 5, 15);
        assertThat(pixels.rgb(30, 10)).isEqualTo(0xFFFFFF);
        assertThat(pixels.rgb(65, 10)).isEqualTo(0xFFFFFF);
        for (int x : new int[] {0, 10, 50, 80, 99}) {
            assertThat(pixels.rgb(x, 10)).as("column %s", x).isNotEqualTo(0xFFFFFF);
        }
        assertThat(pixels.rgb(50, 2)).as("above the lane").isEqualTo(0xFFFFFF);
        painter.band(20, 40, 5, 15);
        assertThat(pixels.rgb(30, 4)).isEqualTo(colors.path());
        assertThat(pixels.rgb(30, 15)).isEqualTo(colors.path());
        painter.jump(40, 0, 5);
        assertThat(pixels.rgb(40, 2)).isEqualTo(colors.path());
    }

    // ---- finding it

    private static Trace finished() {
        var script = new TraceScript();
        int actor = script.actor("main", 0);
        script.at(0, EventKind.ACTOR_STARTED, actor).at(100, EventKind.ACTOR_FINISHED, actor);
        Trace trace = script.published();
        trace.finish();
        return trace;
    }

    private static void until(PathFinder finder, PathFinder.State wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (finder.stateProperty().get() != wanted && System.nanoTime() < deadline) {
            finder.update();
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(finder.stateProperty().get()).isEqualTo(wanted);
    }

    @Test
    void itIsFoundOnceItIsWanted() {
        var playback = new Playback(request -> new FakeRun(finished(), Mode.LIVE));
        var finder = new PathFinder(playback);
        finder.wantedProperty().set(true);
        assertThat(finder.stateProperty().get()).as("nothing recorded").isEqualTo(PathFinder.State.NONE);
        finder.wantedProperty().set(false);
        playback.open(finished(), null);
        finder.update();
        assertThat(finder.stateProperty().get()).isEqualTo(PathFinder.State.OFF);
        finder.wantedProperty().set(true);
        until(finder, PathFinder.State.FOUND);
        PathMeasure found = finder.path();
        assertThat(found).isNotNull();
        assertThat(found.lengthNanos()).isEqualTo(100);
        finder.wantedProperty().set(false);
        assertThat(finder.path()).isNull();
    }

    @Test
    void whileTheRunGoesOnItIsNotKnown() {
        var run = new FakeRun(finished(), Mode.LIVE);
        var playback = new Playback(request -> run);
        var finder = new PathFinder(playback);
        finder.wantedProperty().set(true);
        playback.start(FakeRun.request(Mode.LIVE));
        playback.pulse(1);
        finder.update();
        assertThat(finder.stateProperty().get()).isEqualTo(PathFinder.State.NOT_YET);
        run.end();
        playback.pulse(2);
        until(finder, PathFinder.State.FOUND);
    }

    @Test
    void anotherRecordingHasAnotherPath() {
        var playback = new Playback(request -> new FakeRun(finished(), Mode.LIVE));
        var finder = new PathFinder(playback);
        finder.wantedProperty().set(true);
        playback.open(finished(), null);
        until(finder, PathFinder.State.FOUND);
        PathMeasure first = finder.path();
        playback.open(finished(), null);
        finder.update();
        assertThat(finder.path()).isNotSameAs(first);
        until(finder, PathFinder.State.FOUND);
    }
}
