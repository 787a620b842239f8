package dev.potok.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.potok.app.timeline.FakeRun;
import dev.potok.app.transport.Playback;
import dev.potok.simulation.run.Mode;

class ChartsViewModelTest {
    private static final long SECOND = 1_000_000_000L;

    private final FakeRun run = new FakeRun(ChartFiguresTest.steady(200).published(), Mode.LIVE);
    private final Playback playback = new Playback(request -> run);
    private final ChartsViewModel charts = new ChartsViewModel(playback);

    @BeforeEach
    void startAndReadAll() {
        playback.start(run.request());
        run.now(200 * SECOND);
        playback.recording().advanceFully();
        playback.pulse(1);
    }

    @Test
    void aRunningRunShowsItsLastMinutes() {
        assertThat(charts.sight()).isEqualTo(new ChartsViewModel.Stretch(80 * SECOND, 200 * SECOND));
    }

    @Test
    void lookingFurtherBackShowsAll() {
        charts.seek(10 * SECOND);

        assertThat(charts.sight()).isEqualTo(new ChartsViewModel.Stretch(0, 200 * SECOND));
    }

    @Test
    void aStretchIsLookedAtCloselyUntilAllIsAskedFor() {
        charts.look(90 * SECOND, 70 * SECOND);
        assertThat(charts.sight()).isEqualTo(new ChartsViewModel.Stretch(70 * SECOND, 90 * SECOND));

        charts.look(70 * SECOND, 70 * SECOND + 1000);
        assertThat(charts.sight().toNanos()).as("too short to show anything").isEqualTo(90 * SECOND);

        charts.showAll();
        assertThat(charts.sight().toNanos()).isEqualTo(200 * SECOND);
    }

    @Test
    void togetherIsTheSumOfTheCores() {
        assertThat(charts.together(100 * SECOND)).isCloseTo(charts.at(0, 100 * SECOND) + charts.at(1, 100 * SECOND),
                Offset.offset(1e-9));
        assertThat(charts.together(100 * SECOND)).isCloseTo(150, Offset.offset(2.0));
    }
}
