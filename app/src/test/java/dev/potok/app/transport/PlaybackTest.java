package dev.potok.app.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import dev.potok.app.transport.Playback.Motion;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Phase;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.trace.Event;
import dev.potok.simulation.trace.Trace;

/** The playhead, with frames given by hand. */
class PlaybackTest {
    private static final long FRAME = 16_000_000;

    private final Playback playback = new Playback(Runs::start);
    private long now;

    private static RunRequest request(Mode mode, Pace pace) {
        Scenario scenario = Catalogue.find("semaphore").orElseThrow().scenario().get();
        return new RunRequest(scenario, Settings.of(scenario.settings(), Map.of(), RunPlan::sample), mode, pace, 2, 7,
                0);
    }

    private void frame() {
        now += FRAME;
        playback.pulse(now);
    }

    private void ended() throws Exception {
        playback.runProperty().get().result().get(30, TimeUnit.SECONDS);
        for (int i = 0; i < 1000 && playback.resultProperty().get() == null; i++) {
            frame();
        }
        assertThat(playback.resultProperty().get()).isNotNull();
    }

    @Test
    void showsNothingBeforeTheFirstRun() {
        frame();
        assertThat(playback.motionProperty().get()).isEqualTo(Motion.EMPTY);
        assertThat(playback.shown().actors()).isEmpty();
        playback.seek(1_000);
        playback.stepForward();
        playback.toLive();
        assertThat(playback.motionProperty().get()).isEqualTo(Motion.EMPTY);
    }

    @Test
    void followsALiveRunToItsEnd() throws Exception {
        playback.start(request(Mode.LIVE, Pace.FLAT_OUT));
        assertThat(playback.motionProperty().get()).isEqualTo(Motion.FOLLOWING);
        ended();
        assertThat(playback.phaseProperty().get()).isEqualTo(Phase.ENDED);
        assertThat(playback.shown().finished()).isTrue();
        assertThat(playback.position()).isEqualTo(playback.recording().trace().size());
        assertThat(playback.resultProperty().get().allChecksHold()).isTrue();
    }

    @Test
    void playsAVirtualRunFromItsStartInItsOwnTime() throws Exception {
        playback.start(request(Mode.VIRTUAL, Pace.LECTURE));
        assertThat(playback.motionProperty().get()).isEqualTo(Motion.PLAYING);
        playback.runProperty().get().result().get(30, TimeUnit.SECONDS);
        frame();
        long before = playback.playheadProperty().get();
        frame();
        frame();
        assertThat(playback.playheadProperty().get() - before).isEqualTo(2 * FRAME);
        assertThat(playback.shown().finished()).isFalse();
    }

    @Test
    void stepsOverSingleEventsInBothDirections() throws Exception {
        playback.start(request(Mode.VIRTUAL, Pace.LECTURE));
        ended();
        playback.toStart();
        long start = playback.position();
        playback.stepForward();
        playback.stepForward();
        assertThat(playback.position()).isEqualTo(start + 2);
        assertThat(playback.shown().events()).isEqualTo(start + 2);
        playback.stepBack();
        assertThat(playback.position()).isEqualTo(start + 1);
        assertThat(playback.shown()).isEqualTo(playback.recording().stateAfter(start + 1));
        assertThat(playback.motionProperty().get()).isEqualTo(Motion.STANDING);
    }

    @Test
    void staysWithinTheRecordingAtBothEnds() throws Exception {
        playback.start(request(Mode.VIRTUAL, Pace.LECTURE));
        ended();
        playback.seek(Long.MAX_VALUE);
        assertThat(playback.position()).isEqualTo(playback.recording().trace().size());
        playback.stepForward();
        assertThat(playback.position()).isEqualTo(playback.recording().trace().size());
        playback.seek(-5);
        assertThat(playback.playheadProperty().get()).isZero();
        playback.seekEvents(0);
        playback.stepBack();
        assertThat(playback.position()).isZero();
    }

    @Test
    void playsBackwardsToTheStartAndStands() throws Exception {
        playback.start(request(Mode.VIRTUAL, Pace.FLAT_OUT));
        ended();
        playback.seekEvents(playback.recording().trace().size());
        playback.reverse();
        playback.runOrPause();
        assertThat(playback.motionProperty().get()).isEqualTo(Motion.PLAYING);
        for (int i = 0; i < 10_000 && playback.motionProperty().get() == Motion.PLAYING; i++) {
            long before = playback.position();
            frame();
            assertThat(playback.position()).isLessThanOrEqualTo(before);
        }
        assertThat(playback.motionProperty().get()).isEqualTo(Motion.STANDING);
        assertThat(playback.playheadProperty().get()).isZero();
    }

    @Test
    void slowsDownInRoundStepsWithinItsBounds() {
        for (int i = 0; i < 100; i++) {
            playback.slower();
        }
        assertThat(playback.speedProperty().get()).isEqualTo(Playback.SLOWEST);
        for (int i = 0; i < 100; i++) {
            playback.faster();
        }
        assertThat(playback.speedProperty().get()).isEqualTo(Playback.FASTEST);
        playback.setSpeed(1);
        playback.slower();
        assertThat(playback.speedProperty().get()).isEqualTo(0.5);
    }

    @Test
    void pausesTheActorsOfALiveRunAndLetsThemGoOn() throws Exception {
        playback.start(request(Mode.LIVE, Pace.LECTURE));
        playback.runOrPause();
        await(Phase.PAUSED);
        // The pause is told as an event, which the collector appends a moment later.
        await(() -> playback.recording().edge().paused());
        long then = playback.recording().trace().size();
        long time = playback.endProperty().get();
        for (int i = 0; i < 20; i++) {
            frame();
        }
        assertThat(playback.endProperty().get()).isEqualTo(time);
        assertThat(playback.recording().trace().size()).isEqualTo(then);
        playback.runOrPause();
        await(Phase.RUNNING);
        playback.stop();
        ended();
    }

    private void await(Phase wanted) {
        await(() -> playback.phaseProperty().get() == wanted);
        for (int i = 0; i < 3; i++) {
            frame(); // whatever was recorded up to there has been read
        }
    }

    private void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
            frame();
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void aScenarioChosenAnewEndsWhatRunsAndShowsNothing() {
        playback.start(request(Mode.LIVE, Pace.LECTURE));
        var before = playback.runProperty().get();
        playback.clear();
        assertThat(playback.motionProperty().get()).isEqualTo(Motion.EMPTY);
        assertThat(before.result()).succeedsWithin(java.time.Duration.ofSeconds(20));
        frame();
        assertThat(playback.shown().actors()).isEmpty();
    }

    @Test
    void jumpsOverTheEventsOfOneActorAndOnOneResource() throws Exception {
        playback.start(request(Mode.VIRTUAL, Pace.LECTURE));
        ended();
        Trace trace = playback.recording().trace();
        var events = new ArrayList<Event>();
        for (long i = 0; i < trace.size(); i++) {
            events.add(trace.event(i));
        }
        int actor = events.get(events.size() / 2).actor();
        int resource = events.stream().mapToInt(Event::resource).filter(id -> id != 0).findFirst().orElseThrow();
        for (Subject subject : List.of(new Subject.OfActor(actor), new Subject.OfResource(resource))) {
            List<Long> expected = LongStream.range(0, trace.size())
                    .filter(i -> subject instanceof Subject.OfActor
                            ? events.get((int) i).actor() == subject.id()
                            : events.get((int) i).resource() == subject.id())
                    .mapToObj(i -> i + 1).toList();
            playback.subjectProperty().set(subject);
            playback.toStart();
            playback.seekEvents(0);
            var forwards = new ArrayList<Long>();
            for (int i = 0; i < expected.size(); i++) {
                playback.nextOfSubject();
                forwards.add(playback.position());
            }
            assertThat(forwards).isEqualTo(expected);
            playback.nextOfSubject(); // there is none: it stays
            assertThat(playback.position()).isEqualTo(expected.getLast());
            var backwards = new ArrayList<Long>(List.of(playback.position()));
            for (int i = 1; i < expected.size(); i++) {
                playback.previousOfSubject();
                backwards.addFirst(playback.position());
            }
            assertThat(backwards).isEqualTo(expected);
        }
    }

    @Test
    void bookmarksAreKeptInOrderAndFoundFromAnywhere() throws Exception {
        playback.start(request(Mode.VIRTUAL, Pace.LECTURE));
        ended();
        for (long place : new long[] {30, 10, 20}) {
            playback.seekEvents(place);
            playback.toggleBookmark();
        }
        assertThat(playback.bookmarks()).extracting(Bookmark::events).containsExactly(10L, 20L, 30L);
        assertThat(playback.bookmarks()).extracting(Bookmark::timeNanos).isSorted();
        playback.seekEvents(15);
        playback.nextBookmark();
        assertThat(playback.position()).isEqualTo(20);
        playback.previousBookmark();
        assertThat(playback.position()).isEqualTo(10);
        playback.previousBookmark();
        assertThat(playback.position()).isEqualTo(10);
        playback.toggleBookmark();
        assertThat(playback.bookmarks()).extracting(Bookmark::events).containsExactly(20L, 30L);
        playback.clear();
        assertThat(playback.bookmarks()).isEmpty();
    }

    @Test
    void playingGoesRoundBetweenTwoMarksInBothDirections() throws Exception {
        playback.start(request(Mode.VIRTUAL, Pace.LECTURE));
        ended();
        long from = 200_000_000;
        long to = from + 5 * FRAME;
        playback.seek(to);
        playback.loopUpToHere();
        playback.seek(from);
        playback.loopFromHere();
        Span loop = playback.loopProperty().get();
        assertThat(loop).isEqualTo(new Span(from, to));
        assertThat(playback.motionProperty().get()).isEqualTo(Motion.PLAYING);
        var seen = new ArrayList<Long>();
        for (int i = 0; i < 20; i++) {
            frame();
            seen.add(playback.playheadProperty().get());
        }
        assertThat(seen).allMatch(time -> time >= from && time <= to);
        assertThat(seen).filteredOn(time -> time == from).hasSizeGreaterThanOrEqualTo(3);
        playback.reverse();
        seen.clear();
        for (int i = 0; i < 20; i++) {
            frame();
            seen.add(playback.playheadProperty().get());
        }
        assertThat(seen).allMatch(time -> time >= from && time <= to);
        assertThat(seen).filteredOn(time -> time == to).hasSizeGreaterThanOrEqualTo(3);
        playback.loop(null);
        playback.reverse();
        for (int i = 0; i < 20; i++) {
            frame();
        }
        assertThat(playback.playheadProperty().get()).isGreaterThan(to);
    }

    @Test
    void aRecordingThatIsOverInNoTimeIsPlayedSlowly() throws Exception {
        playback.start(request(Mode.VIRTUAL, Pace.FLAT_OUT));
        ended();
        Trace trace = playback.recording().trace();
        assertThat(trace.endNanos()).isLessThan(1_000_000_000);
        playback.open(trace, null);
        double seconds = trace.endNanos() / 1e9 / playback.speedProperty().get();
        assertThat(seconds).isBetween(8.0, 25.0);
    }

    @Test
    void theRecordingBeforeComesBackWithItsBookmarks() throws Exception {
        playback.start(request(Mode.VIRTUAL, Pace.LECTURE));
        ended();
        playback.seekEvents(20);
        playback.toggleBookmark();
        Trace first = playback.recording().trace();
        playback.start(request(Mode.VIRTUAL, Pace.LECTURE));
        ended();
        assertThat(playback.bookmarks()).isEmpty();
        playback.showPrevious();
        assertThat(playback.recording().trace()).isSameAs(first);
        assertThat(playback.bookmarks()).extracting(Bookmark::events).containsExactly(20L);
    }

    @Test
    void aLoopWithoutLengthIsNone() throws Exception {
        playback.start(request(Mode.VIRTUAL, Pace.LECTURE));
        ended();
        playback.loop(new Span(5, 5));
        assertThat(playback.loopProperty().get()).isNull();
        playback.seek(0);
        playback.loopUpToHere();
        assertThat(playback.loopProperty().get()).isNull();
    }
}
