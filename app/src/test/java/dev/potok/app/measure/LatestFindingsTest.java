package dev.potok.app.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.potok.app.timeline.FakeRun;
import dev.potok.app.timeline.TraceScript;
import dev.potok.app.transport.Playback;
import dev.potok.simulation.finding.Findings;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.Trace;

class LatestFindingsTest {
    private final TraceScript script = new TraceScript();
    private final int left = script.resource("left", ResourceKind.MUTEX, 1);
    private final int right = script.resource("right", ResourceKind.MUTEX, 1);
    private final int anna = script.actor("anna", 0);
    private final int boris = script.actor("boris", 0);

    @Test
    void aClosedCircleIsThereWithThePulseThatReadsIt() {
        Trace trace = script.published();
        var playback = new Playback(request -> new FakeRun(trace, Mode.LIVE));
        var latest = new LatestFindings(playback);
        playback.start(FakeRun.request(Mode.LIVE));
        script.at(1, EventKind.ACTOR_STARTED, anna).at(2, EventKind.ACTOR_STARTED, boris)
                .at(3, EventKind.ACQUIRED, anna, -1, left, 1).at(4, EventKind.ACQUIRED, boris, -1, right, 1)
                .at(5, EventKind.WAIT_BEGUN, anna, -1, right, 0).at(6, EventKind.WAIT_BEGUN, boris, -1, left, 0)
                .published();
        playback.pulse(1);
        assertThat(latest.findingsProperty().get().deadlocks()).isEmpty();
        // At once, although the findings were told a moment ago.
        script.at(7, EventKind.DEADLOCKED, anna, -1, right, 1).at(8, EventKind.DEADLOCKED, boris, -1, left, 1)
                .published();
        playback.pulse(2);
        assertThat(latest.findingsProperty().get().deadlocks()).hasSize(1);
        assertThat(latest.findingsProperty().get().deadlocks().getFirst().links()).hasSize(2);
    }

    @Test
    void anotherRecordingBeginsWithNothingFound() {
        Trace trace = script.at(1, EventKind.ACTOR_STARTED, anna).at(2, EventKind.ACQUIRED, anna, -1, left, 1)
                .at(3, EventKind.WAIT_BEGUN, boris, -1, left, 0).at(9, EventKind.RELEASED, anna, -1, left, 1)
                .at(9, EventKind.ACQUIRED, boris, -1, left, 1).published();
        trace.finish();
        var playback = new Playback(request -> new FakeRun(trace, Mode.LIVE));
        var latest = new LatestFindings(playback);
        playback.open(trace, null);
        playback.pulse(1);
        assertThat(latest.findingsProperty().get().contention()).hasSize(1);
        playback.clear();
        assertThat(latest.findingsProperty().get()).isEqualTo(Findings.NONE);
    }
}
