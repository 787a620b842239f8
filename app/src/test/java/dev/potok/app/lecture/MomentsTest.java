package dev.potok.app.lecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.potok.app.timeline.TraceScript;
import dev.potok.app.transport.RunPlan;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.finding.Findings;
import dev.potok.simulation.finding.LostUpdate;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;

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

    private static Moment moment(Moments moments, String name) {
        return moments.list().stream().filter(moment -> moment.name().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("no moment " + name + " among " + moments.list()));
    }

    private static EventKind lastOf(Run run, Moment moment) {
        return run.trace().event(moment.events() - 1).kind();
    }

    @Test
    void aCircleClosesWhenItsLastMemberIsTold() throws Exception {
        Run run = run("deadlock", Map.of());
        Moment closes = moment(momentsOf(run), "circle");
        assertThat(lastOf(run, closes)).isEqualTo(EventKind.DEADLOCKED);
        assertThat(run.trace().event(closes.events()).kind()).isNotEqualTo(EventKind.DEADLOCKED);
        var recording = new Recording(run.trace());
        recording.advanceFully();
        assertThat(recording.stateAfter(closes.events()).actors()).filteredOn(actor -> actor.circle() == 1).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"event,lamp-on,SET", "latch,latch-opens,COUNTED_DOWN", "phaser,phase-advances,TRIPPED",
        "exchanger,swap,EXCHANGED", "structured,subtask-fails,SUBTASK_ENDED", "structured,interrupt,INTERRUPTED"})
    void eachKindOfThingHasItsMoment(String scenario, String name, EventKind kind) throws Exception {
        Run run = run(scenario, Map.of());
        assertThat(lastOf(run, moment(momentsOf(run), name))).isEqualTo(kind);
    }

    @Test
    void afterASwapBothHaveSwapped() throws Exception {
        Run run = run("exchanger", Map.of());
        Moment swap = moment(momentsOf(run), "swap");
        assertThat(run.trace().event(swap.events() - 2).kind()).isEqualTo(EventKind.EXCHANGED);
    }

    @Test
    void whoGaveUpWaitingIsNotServedLater() {
        var script = new TraceScript();
        int lock = script.resource("lock", ResourceKind.MUTEX, 1);
        int one = script.actor("one", 0);
        script.at(1, EventKind.WAIT_BEGUN, one, -1, lock, 0).at(2, EventKind.WAIT_ENDED, one, -1, lock, 1)
                .at(3, EventKind.ACQUIRED, one, -1, lock, 1);
        var moments = new Moments(script.published());
        moments.advance();
        assertThat(moments.list()).extracting(Moment::name).containsExactly("first-wait");
    }

    @Test
    void theFirstLostUpdateIsAMomentOnlyWhereAllAreKnown() {
        var moments = new Moments(new TraceScript().published());
        var early = new LostUpdate(1, 1, 4, 40, 1, 2, 3, 30, 6, 60, 1);
        var late = new LostUpdate(1, 2, 7, 70, 2, 1, 5, 50, 9, 90, 2);
        moments.learn(new Findings(List.of(), List.of(late, early), 2, List.of(), List.of()));
        assertThat(moments.list()).containsExactly(new Moment("lost-update", 7, 60));
        moments.learn(new Findings(List.of(), List.of(late, early), 3, List.of(), List.of()));
        assertThat(moments.list()).isEmpty();
    }

    @Test
    void whereThereIsLittleRoomTheMostTellingStay() throws Exception {
        Run run = run("deadlock", Map.of());
        var moments = momentsOf(run);
        assertThat(moments.list()).hasSizeGreaterThan(3);
        assertThat(moments.list(3)).hasSize(3).extracting(Moment::name).contains("circle", "stuck");
    }
}
