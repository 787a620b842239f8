package dev.potok.app.lecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import dev.potok.app.transport.RunPlan;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.state.ResourceState;

class MomentsTest {
    private static Run run(String id, Map<String, String> settings) throws Exception {
        var scenario = Catalogue.find(id).orElseThrow().scenario().get();
        Run run = Runs.start(new RunRequest(scenario, Settings.of(scenario.settings(), settings, RunPlan::sample),
                Mode.VIRTUAL, Pace.LECTURE, 2, 3, 0));
        run.result().get(30, TimeUnit.SECONDS);
        return run;
    }

    private static Moments momentsOf(Run run) {
        var moments = new Moments(run.trace());
        for (int i = 0; i < 50; i++) {
            moments.advance();
        }
        return moments;
    }

    @Test
    void aQueueIsFullAtTheMomentThatSaysSo() throws Exception {
        Run run = run("queue", Map.of("capacity", "3", "consume", "5", "items", "12"));
        var list = momentsOf(run).list();
        assertThat(list).extracting(Moment::name).contains("start", "first-wait", "first-grant", "full", "end");
        var recording = new Recording(run.trace());
        recording.advanceFully();
        Moment full = list.stream().filter(moment -> moment.name().equals("full")).findFirst().orElseThrow();
        var belt = recording.stateAfter(full.events()).resources().stream()
                .filter(ResourceState.Conveyor.class::isInstance).map(ResourceState.Conveyor.class::cast).findFirst()
                .orElseThrow();
        assertThat(belt.items().size()).isEqualTo(3);
    }

    @Test
    void aGateOpensAtTheMomentThatSaysSo() throws Exception {
        Run run = run("barrier", Map.of());
        Moment opens = momentsOf(run).list().stream().filter(moment -> moment.name().equals("gate-opens")).findFirst()
                .orElseThrow();
        assertThat(run.trace().event(opens.events() - 1).kind().name()).isEqualTo("TRIPPED");
    }

    @Test
    void momentsAreInOrderAndNoneIsBeyondTheEnd() throws Exception {
        Run run = run("semaphore", Map.of());
        var list = momentsOf(run).list();
        assertThat(list).isSortedAccordingTo(java.util.Comparator.comparingLong(Moment::events));
        assertThat(list.getLast().events()).isEqualTo(run.trace().size());
    }
}
