package dev.potok.app.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.potok.app.timeline.TraceScript;
import dev.potok.app.transport.RunPlan;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.finding.Stretch;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;

class PathMeasureTest {
    private static Trace virtual(String id) {
        var scenario = Catalogue.find(id).orElseThrow().scenario().get();
        Run run = Runs.start(new RunRequest(scenario, Settings.of(scenario.settings(), Map.of(), RunPlan::sample),
                Mode.VIRTUAL, Pace.LECTURE, 2, 1, 0));
        run.result().join();
        return run.trace();
    }

    /** One works for 100, then lets another go on, who sleeps for 300 and works for 100. */
    private static Trace relay() {
        var script = new TraceScript();
        int main = script.actor("main", 0);
        int other = script.actor("other", main);
        script.at(0, EventKind.ACTOR_STARTED, main).at(100, EventKind.ACTOR_CREATED, other, -1, 0, main)
                .at(100, EventKind.ACTOR_STARTED, other).at(110, EventKind.JOIN_BEGUN, main, -1, 0, other)
                .at(120, EventKind.SLEEP_BEGUN, other, -1, 0, 300).at(420, EventKind.SLEEP_ENDED, other)
                .at(520, EventKind.ACTOR_FINISHED, other).at(520, EventKind.JOIN_ENDED, main, -1, 0, other)
                .at(540, EventKind.ACTOR_FINISHED, main).at(540, EventKind.RUN_FINISHED, 0);
        Trace trace = script.published();
        trace.finish();
        return trace;
    }

    @Test
    void timesOnThePathAreThoseOfWhoeverIsOnIt() {
        PathMeasure measure = PathMeasure.of(relay());
        assertThat(measure.lengthNanos()).isEqualTo(540);
        assertThat(measure.times().get(ActorStatus.SLEEPING.ordinal())).isEqualTo(300);
        assertThat(measure.times().get(ActorStatus.JOINING.ordinal())).isZero();
        assertThat(measure.share(ActorStatus.SLEEPING)).isEqualTo(300 / 540.0, within(1e-9));
        assertThat(measure.statuses()).startsWith(ActorStatus.SLEEPING);
        assertThat(measure.times().stream().mapToLong(Long::longValue).sum()).isEqualTo(540);
    }

    @Test
    void tellsWhoIsOnThePathAtAnInstant() {
        PathMeasure measure = PathMeasure.of(relay());
        assertThat(measure.on(2, 300)).isTrue();
        assertThat(measure.on(1, 300)).isFalse();
        assertThat(measure.on(1, 50)).isTrue();
        assertThat(measure.on(1, 10_000)).isFalse();
        assertThat(measure.indexAt(-1)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"semaphore", "barrier", "queue", "mutex", "structured", "read-write-lock"})
    void itsTimesAddUpToItsLengthAndAgreeWithTheTracks(String id) {
        Trace trace = virtual(id);
        PathMeasure measure = PathMeasure.of(trace);
        assertThat(measure.lengthNanos()).isPositive();
        assertThat(measure.times().stream().mapToLong(Long::longValue).sum()).isEqualTo(measure.lengthNanos());
        var recording = new Recording(trace);
        recording.advanceFully();
        var sums = new RecordingSums(recording);
        long[] times = new long[ActorStatus.values().length];
        for (Stretch stretch : measure.path().stretches()) {
            TrackShares shares = sums.actor(stretch.actor());
            shares.extend();
            shares.addBetween(stretch.fromNanos(), stretch.toNanos(), times);
        }
        // Before its first event an actor has no track; on the path it is one that has not started then.
        for (ActorStatus status : List.of(ActorStatus.RUNNING, ActorStatus.WAITING, ActorStatus.SLEEPING,
                ActorStatus.BLOCKED, ActorStatus.READY)) {
            assertThat(measure.times().get(status.ordinal())).as(status.name()).isEqualTo(times[status.ordinal()]);
        }
    }
}
