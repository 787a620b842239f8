package dev.potok.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.potok.app.transport.Playback;
import dev.potok.app.transport.Span;
import dev.potok.app.transport.Subject;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;

/** The tree of lanes and what a user does to it, without a screen. */
class LaneTreeTest {
    private TraceScript script = new TraceScript();
    private FakeRun run = new FakeRun(script.published(), Mode.LIVE);
    private final Playback playback = new Playback(request -> run);
    private final TimelineViewModel timeline = new TimelineViewModel(playback);
    private long frame;

    private int actor(String name, String group, int parent) {
        int id = script.actor(name, group, ActorKind.PLATFORM_THREAD, parent);
        script.at(id, EventKind.ACTOR_STARTED, id);
        return id;
    }

    private void pulse() {
        run.now(1_000_000);
        script.published();
        playback.recording().advanceFully(); // a pulse has a budget
        playback.pulse(frame += 16_000_000);
        timeline.update();
    }

    private void start() {
        playback.start(run.request());
        pulse();
    }

    /** The same scenario once more, on a fresh trace. */
    private void again() {
        script = new TraceScript();
        run = new FakeRun(script.published(), Mode.LIVE);
    }

    private void wordCount(int readers) {
        int main = actor("main", "main", 0);
        for (int i = 1; i <= readers; i++) {
            actor("reader-" + i, "reader", main);
        }
        actor("counter-1", "counter", main);
        actor("counter-2", "counter", main);
    }

    private List<String> keys() {
        return timeline.rowsProperty().get().stream().map(LaneRow::key).toList();
    }

    private LaneRow row(String key) {
        return timeline.rowsProperty().get().stream().filter(row -> row.key().equals(key)).findFirst().orElseThrow();
    }

    @Test
    void actorsOfAGroupLieTogetherAndWhoeverMadeThemComesLast() {
        wordCount(2);
        start();

        assertThat(keys()).containsExactly("reader-1", "reader-2", "counter-1", "counter-2", "main");
        assertThat(timeline.rowsProperty().get()).extracting(LaneRow::place).containsExactly(LaneRow.Place.FIRST,
                LaneRow.Place.LAST, LaneRow.Place.FIRST, LaneRow.Place.LAST, LaneRow.Place.ALONE);
    }

    @Test
    void aClosedGroupIsOneRowOfAllItsMembers() {
        wordCount(3);
        start();
        timeline.fold(row("reader-2"));

        assertThat(keys()).containsExactly("group:reader", "counter-1", "counter-2", "main");
        LaneRow closed = row("group:reader");
        assertThat(closed.role()).isEqualTo(LaneRow.Role.SUMMARY);
        assertThat(closed.lane()).isEqualTo(new Lane.OfMembers(List.of(2, 3, 4)));

        timeline.fold(closed);
        assertThat(keys()).startsWith("reader-1", "reader-2", "reader-3");
    }

    @Test
    void processesHoldTheirThreads() {
        for (String name : List.of("python", "helper")) {
            int process = script.actor(name, name, ActorKind.PROCESS, 0);
            actor("MainThread", "MainThread", process);
            actor("Thread-1", "Thread-1", process);
        }
        start();

        assertThat(keys()).containsExactly("process:python", "process:python/MainThread", "process:python/Thread-1",
                "process:helper", "process:helper/MainThread", "process:helper/Thread-1");
        assertThat(row("process:python").role()).isEqualTo(LaneRow.Role.HEADING);

        timeline.fold(row("process:python"));
        assertThat(keys()).startsWith("process:python", "process:helper");
        assertThat(row("process:python").role()).isEqualTo(LaneRow.Role.SUMMARY);
    }

    @Test
    void deeperSectionsHaveLanesBelowTheirActor() {
        int actor = actor("MainThread", "MainThread", 0);
        script.at(100, EventKind.SLICE_BEGUN, actor, -1, 0, script.text("outer"))
                .at(200, EventKind.SLICE_BEGUN, actor, -1, 0, script.text("inner"))
                .at(300, EventKind.SLICE_ENDED, actor).at(400, EventKind.SLICE_ENDED, actor);
        start();

        assertThat(timeline.rowsProperty().get()).extracting(LaneRow::lane).containsExactly(new Lane.OfActor(actor),
                new Lane.OfSection(actor, 1));
        timeline.hoverAt(new Lane.OfSection(actor, 1), 250);
        var over = timeline.hoverProperty().get();
        assertThat(over).isNotNull();
        assertThat(over.sections()).containsExactly("outer", "inner");
        assertThat(over.lengthNanos()).isEqualTo(100);
        timeline.hoverAt(new Lane.OfActor(actor), 150);
        assertThat(timeline.hoverProperty().get().sections()).containsExactly("outer");

        timeline.fold(row("MainThread"));
        assertThat(keys()).containsExactly("MainThread");
    }

    @Test
    void largeGroupsStartClosedWhereThereIsNoRoom() {
        timeline.room(20);
        int main = actor("main", "main", 0);
        for (int i = 1; i <= 40; i++) {
            actor("worker-" + i, "worker", main);
        }
        actor("few-1", "few", main);
        actor("few-2", "few", main);
        start();
        assertThat(keys()).containsExactly("group:worker", "few-1", "few-2", "main");

        timeline.fold(row("group:worker"));
        pulse();
        assertThat(keys()).as("what the user opened stays open").hasSize(43);
    }

    @Test
    void thereIsNoNeedToCloseGroupsThatFit() {
        timeline.room(50);
        wordCount(40);
        start();

        assertThat(keys()).hasSize(43);
    }

    @Test
    void aPinnedLaneLiesOnTop() {
        wordCount(3);
        start();
        timeline.pin(row("counter-2"));
        timeline.pin(row("reader-2"));

        assertThat(keys()).containsExactly("counter-2", "reader-2", "reader-1", "reader-3", "counter-1", "main");
        assertThat(timeline.rowsProperty().get()).extracting(LaneRow::pinned).containsExactly(true, true, false, false,
                false, false);
        timeline.moveBy(row("reader-2"), -1);
        assertThat(keys()).startsWith("reader-2", "counter-2", "reader-1");
        timeline.pin(row("counter-2"));
        assertThat(keys()).containsExactly("reader-2", "reader-1", "reader-3", "counter-1", "counter-2", "main");
    }

    @Test
    void lanesAreMovedAmongTheirSiblings() {
        wordCount(3);
        start();
        timeline.moveBy(row("reader-3"), -1);
        assertThat(keys()).startsWith("reader-1", "reader-3", "reader-2", "counter-1");
        timeline.moveBy(row("reader-1"), -1);
        assertThat(keys()).as("no way up from the top").startsWith("reader-1", "reader-3");
        timeline.move(row("reader-1"), null);
        assertThat(keys()).startsWith("reader-3", "reader-2", "reader-1", "counter-1");

        timeline.fold(row("counter-1"));
        timeline.moveBy(row("group:counter"), -1);
        assertThat(keys()).startsWith("group:counter", "reader-3");
    }

    @Test
    void theFilterShowsMatchesAndWhatTheyBelongTo() {
        int process = script.actor("python", "python", ActorKind.PROCESS, 0);
        actor("MainThread", "MainThread", process);
        actor("Pool-1", "Pool", process);
        actor("Pool-2", "Pool", process);
        actor("other", "other", 0);
        start();
        timeline.fold(row("process:python/Pool-1"));
        timeline.filterProperty().set("pool-2");
        pulse();
        assertThat(keys()).containsExactly("process:python", "process:python/Pool-2");

        timeline.filterProperty().set("PYTHON");
        pulse();
        assertThat(keys()).as("all that belongs to a match").contains("process:python/MainThread").doesNotContain(
                "other");
        timeline.filterProperty().set("nobody");
        pulse();
        assertThat(keys()).isEmpty();
        timeline.filterProperty().set("");
        pulse();
        assertThat(keys()).contains("process:python/group:Pool", "other");
    }

    @Test
    void theNextRunOfTheSameScenarioIsArrangedTheSameByNames() {
        wordCount(3);
        start();
        timeline.fold(row("counter-1"));
        timeline.pin(row("reader-2"));
        timeline.moveBy(row("reader-3"), -1);
        timeline.filterProperty().set("er");
        pulse();
        assertThat(keys()).containsExactly("reader-2", "reader-3", "reader-1", "counter-1", "counter-2");

        again();
        actor("sampler", "sampler", 0); // so that all others have other numbers
        wordCount(4);
        start();
        assertThat(keys()).containsExactly("reader-2", "reader-3", "reader-1", "reader-4", "counter-1", "counter-2",
                "sampler");
        timeline.filterProperty().set("");
        pulse();
        assertThat(keys()).containsExactly("reader-2", "reader-3", "reader-1", "reader-4", "group:counter", "sampler",
                "main");
    }

    @Test
    void aRecordingOfSomethingElseIsNotArrangedByIt() {
        wordCount(3);
        start();
        timeline.pin(row("reader-2"));

        again();
        wordCount(3);
        playback.open(script.published(), null);
        timeline.update();
        assertThat(keys()).startsWith("reader-1", "reader-2");
    }

    @Test
    void choosingALaneChoosesItsActorAndChoosingItAgainLetsGo() {
        wordCount(2);
        start();
        timeline.select(row("reader-2"));
        assertThat(playback.subjectProperty().get()).isEqualTo(new Subject.OfActor(3));
        assertThat(timeline.chosenRow()).isEqualTo(1);

        timeline.fold(row("reader-1"));
        assertThat(timeline.chosenRow()).as("the closed group it is in").isZero();
        timeline.fold(row("group:reader"));
        timeline.select(row("reader-2"));
        assertThat(playback.subjectProperty().get()).isNull();
    }

    @Test
    void hoveringAClosedGroupTellsHowManyDoWhat() {
        wordCount(3);
        script.at(100, EventKind.SLEEP_BEGUN, 2).at(150, EventKind.SLEEP_BEGUN, 3);
        start();
        timeline.fold(row("reader-1"));
        timeline.sums().actor(2).extend();
        timeline.sums().actor(3).extend();
        timeline.sums().actor(4).extend();
        timeline.hoverAt(row("group:reader").lane(), 100, 100);

        var over = timeline.hoverProperty().get();
        assertThat(over).isNotNull();
        assertThat(over.shares()).containsExactly(new TimelineViewModel.Share(ActorStatus.RUNNING, 1.5),
                new TimelineViewModel.Share(ActorStatus.SLEEPING, 1.5));
    }

    @Test
    void aStretchOfALaneCanBeChosen() {
        wordCount(1);
        script.at(1000, EventKind.SLEEP_BEGUN, 2).at(5000, EventKind.SLEEP_ENDED, 2);
        start();
        timeline.selectStretch(new Lane.OfActor(2), 2000);
        assertThat(playback.rangeProperty().get()).isEqualTo(new Span(1000, 5000));

        timeline.zoomTo(new Span(1000, 5000));
        assertThat(timeline.window().fromNanos()).isBetween(700L, 1000L);
        assertThat(timeline.window().toNanos()).isBetween(5000L, 5300L);

        timeline.selectRange(4000, 3000);
        assertThat(playback.rangeProperty().get()).isEqualTo(new Span(3000, 4000));
        timeline.selectRange(3000, 3000);
        assertThat(playback.rangeProperty().get()).isNull();
    }

    @Test
    void rowsFillThePaneAndPinnedOnesStayOnTop() {
        wordCount(30);
        start();
        timeline.pin(row("reader-7"));
        LaneRows rows = LaneRows.of(timeline.rowsProperty().get(), 200, 1, 150);

        assertThat(rows.pinned()).isEqualTo(1);
        assertThat(rows.top(0)).isZero();
        assertThat(rows.at(5)).isZero();
        int below = rows.at(60);
        assertThat(rows.get(below).key()).isNotEqualTo("reader-7");
        assertThat(rows.top(below)).isLessThanOrEqualTo(60);
        assertThat(rows.scrollTo(32)).isEqualTo(rows.mostScroll());
        assertThat(rows.scrollTo(1)).isZero();
        assertThat(LaneRows.of(timeline.rowsProperty().get(), 2000, 1, 50).mostScroll()).isZero();
    }

    @Test
    void arrowsGoFromAReleaseToTheAcquisitionItAllowed() {
        wordCount(2);
        int permits = script.resource("permits", ResourceKind.SEMAPHORE, 1);
        script.at(10, EventKind.RESOURCE_CREATED, 1, -1, permits, 1).at(100, EventKind.ACQUIRED, 2, -1, permits, 1)
                .at(200, EventKind.WAIT_BEGUN, 3, -1, permits, 0).at(300, EventKind.RELEASED, 2, -1, permits, 1)
                .at(301, EventKind.ACQUIRED, 3, -1, permits, 1).at(301, EventKind.WAIT_ENDED, 3, -1, permits, 0);
        start();
        var arrows = new FlowArrows();
        var window = new TimeWindow(0, 1000);
        arrows.read(playback.recording(), window, 9, 0);
        LaneRows rows = LaneRows.of(timeline.rowsProperty().get(), 200, 1, 0);

        assertThat(arrows.choose(rows, window, row -> true, null, -1))
                .isEqualTo(new FlowArrows.Picture(List.of(new FlowArrows.Arrow(300, 0, 301, 1, false)), false));
        assertThat(arrows.choose(rows, window, row -> true, new Subject.OfResource(permits), -1).arrows())
                .containsExactly(new FlowArrows.Arrow(300, 0, 301, 1, true));
        assertThat(arrows.choose(rows, window, row -> row > 1, null, -1).arrows()).as("out of sight").isEmpty();
        timeline.fold(row("reader-1"));
        assertThat(arrows.choose(LaneRows.of(timeline.rowsProperty().get(), 200, 1, 0), window, row -> true, null, -1)
                .arrows()).as("within a closed group").isEmpty();
    }

    @Test
    void whereThereAreTooManyArrowsThoseOfTheChosenLaneAreDrawn() {
        wordCount(3);
        int queue = script.resource("lines", ResourceKind.QUEUE, 0);
        script.at(10, EventKind.RESOURCE_CREATED, 1, -1, queue, 0);
        for (int i = 0; i < 500; i++) {
            int from = i % 10 == 0 ? 3 : 2;
            script.at(100 + i * 10L, EventKind.PUT, from, -1, queue, i).at(105 + i * 10L, EventKind.TAKEN, 5, -1, queue,
                    i);
        }
        start();
        var arrows = new FlowArrows();
        var window = new TimeWindow(0, 10_000);
        arrows.read(playback.recording(), window, 1, 0);
        LaneRows rows = LaneRows.of(timeline.rowsProperty().get(), 200, 1, 0);

        assertThat(arrows.choose(rows, window, row -> true, null, -1)).isEqualTo(new FlowArrows.Picture(List.of(),
                true));
        assertThat(arrows.choose(rows, window, row -> true, new Subject.OfActor(3), -1).arrows()).hasSize(50);
        assertThat(arrows.choose(rows, window, row -> true, null, 1).arrows()).as("under the mouse").hasSize(50);
        assertThat(arrows.choose(rows, window, row -> true, null, 0).hidden()).as("still too many").isTrue();
    }

    @Test
    void aProcessOfTheRunLiesAboveItsThreadsAndOneWithoutAnyIsALaneOfItsGroup() {
        int main = actor("main", "main", 0);
        int first = script.actor("child-1", "child", ActorKind.PROCESS, main);
        int second = script.actor("child-2", "child", ActorKind.PROCESS, main);
        int third = script.actor("child-3", "child", ActorKind.PROCESS, main);
        for (int child : List.of(first, second, third)) {
            script.at(child, EventKind.ACTOR_STARTED, child);
        }
        int thread = actor("thread", "thread", first);
        actor("deeper", "deeper", thread);
        start();

        assertThat(keys()).containsExactly("process:child-1", "process:child-1/child-1", "process:child-1/thread",
                "process:child-1/deeper", "child-2", "child-3", "main");
    }
}
