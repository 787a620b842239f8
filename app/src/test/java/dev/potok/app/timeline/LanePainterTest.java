package dev.potok.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.potok.app.measure.Budget;
import dev.potok.app.measure.RecordingSums;
import dev.potok.app.measure.TrackLevels;
import dev.potok.app.measure.TrackReader;
import dev.potok.app.measure.TrackShares;
import dev.potok.app.theme.Theme;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.state.StatusTrack;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;

class LanePainterTest {
    private static final int WIDTH = 200;
    private static final int TOP = 3;
    private static final int BOTTOM = 27;
    private static final LaneColors COLORS = new LaneColors(Theme.DARK);
    private static final Marks NO_MARKS = new Marks() {
        @Override
        public Mask glyph(ActorStatus status, int pixels) {
            return Mask.NOTHING;
        }

        @Override
        public Mask actorName(int actor) {
            return Mask.NOTHING;
        }

        @Override
        public Mask actorSign(int actor) {
            return Mask.NOTHING;
        }
    };

    private final Pixels pixels = new Pixels(WIDTH, 30);

    private void paint(StatusTrack track, TimeWindow window, long end) {
        pixels.clear(COLORS.ground());
        new LanePainter(pixels, COLORS, NO_MARKS, PixelScale.of(window, WIDTH), 1, end).actor(summed(track), TOP,
                BOTTOM);
    }

    private static TrackShares summed(StatusTrack track) {
        TrackShares shares = RecordingSums.ofStatus(new TrackReader(track));
        shares.extend();
        return shares;
    }

    private int rowsOf(ActorStatus status, int x) {
        return (int) IntStream.range(TOP, BOTTOM)
                .filter(y -> pixels.rgb(x, y) == COLORS.share(status) || pixels.rgb(x, y) == COLORS.bar(status))
                .count();
    }

    private boolean seenNear(ActorStatus status, int x) {
        return IntStream.rangeClosed(Math.max(0, x - 2), Math.min(WIDTH - 1, x + 2))
                .anyMatch(at -> rowsOf(status, at) > 0);
    }

    @Test
    void aShortWaitInALongRunStaysInSight() {
        var script = new TraceScript();
        int actor = script.actor("worker", 0);
        int permits = script.resource("permits", ResourceKind.SEMAPHORE, 1);
        var recording = script.at(0, EventKind.ACTOR_STARTED, actor)
                .at(500_000_000, EventKind.WAIT_BEGUN, actor, -1, permits, 0)
                .at(500_001_000, EventKind.WAIT_ENDED, actor, -1, permits, 0)
                .at(999_999_999, EventKind.WORK_BEGUN, actor).recording();

        paint(recording.actorTrack(actor), new TimeWindow(0, 1_000_000_000), 1_000_000_000);

        assertThat(IntStream.range(0, WIDTH).filter(x -> rowsOf(ActorStatus.WAITING, x) > 0)).hasSize(1);
        assertThat(rowsOf(ActorStatus.WAITING, 100)).isEqualTo(1);
        assertThat(rowsOf(ActorStatus.RUNNING, 100)).isEqualTo(BOTTOM - TOP - 1);
    }

    @Test
    void aColumnIsSharedOutByTime() {
        var script = new TraceScript();
        int actor = script.actor("worker", 0);
        script.at(0, EventKind.ACTOR_STARTED, actor);
        // A quarter of each millisecond asleep; a column shows five of them.
        for (int i = 0; i < 1000; i++) {
            script.at(i * 1_000_000L + 500_000, EventKind.SLEEP_BEGUN, actor);
            script.at(i * 1_000_000L + 750_000, EventKind.SLEEP_ENDED, actor);
        }
        paint(script.recording().actorTrack(actor), new TimeWindow(0, 1_000_000_000), 1_000_000_000);

        for (int x = 5; x < WIDTH - 5; x++) {
            assertThat(rowsOf(ActorStatus.SLEEPING, x)).as("column " + x).isBetween(6, 7);
            assertThat(rowsOf(ActorStatus.RUNNING, x)).as("column " + x).isBetween(17, 18);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyStateIsSeenWhereItWas(long seed) {
        var random = new Random(seed);
        var script = new TraceScript();
        int actor = script.actor("worker", 0);
        int permits = script.resource("permits", ResourceKind.SEMAPHORE, 1);
        long time = 1000;
        script.at(time, EventKind.ACTOR_STARTED, actor);
        EventKind[] begins = {EventKind.SLEEP_BEGUN, EventKind.IO_BEGUN, EventKind.WAIT_BEGUN};
        EventKind[] ends = {EventKind.SLEEP_ENDED, EventKind.IO_ENDED, EventKind.WAIT_ENDED};
        for (int i = 0; i < 2000; i++) {
            int what = random.nextInt(3);
            // Some changes share an instant, some last for many columns.
            time += random.nextInt(4) == 0 ? 0 : (long) Math.pow(10, random.nextDouble() * 7);
            script.at(time, begins[what], actor, -1, what == 2 ? permits : 0, 0);
            time += random.nextInt(8) == 0 ? 0 : (long) Math.pow(10, random.nextDouble() * 7);
            script.at(time, ends[what], actor, -1, what == 2 ? permits : 0, 0);
        }
        StatusTrack track = script.recording().actorTrack(actor);
        for (int round = 0; round < 10; round++) {
            long from = (long) (random.nextDouble() * time);
            var window = new TimeWindow(from, from + 1000 + (long) (random.nextDouble() * (time - from)));
            paint(track, window, time);
            PixelScale scale = PixelScale.of(window, WIDTH);
            for (int i = 0; i < track.size(); i++) {
                long begin = track.timeNanos(i);
                long until = i + 1 < track.size() ? track.timeNanos(i + 1) : time;
                int x = (int) Math.floor(scale.exact(begin));
                if (until > begin && x >= 0 && x < WIDTH - 1) {
                    ActorStatus status = ActorStatus.of(track.value(i) % Recording.INFERRED);
                    assertThat(seenNear(status, x)).as("%s at column %d, seed %d round %d", status, x, seed, round)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aPictureCostsItsPixelsAndNotItsEvents() {
        long few = lookups(20_000);
        long many = lookups(400_000);

        assertThat(many).isLessThan(WIDTH * (4L * 32 * 2 + 60));
        assertThat(many).isLessThan(few * 3);
    }

    private long lookups(int changes) {
        var script = new TraceScript();
        int actor = script.actor("worker", 0);
        script.at(0, EventKind.ACTOR_STARTED, actor);
        for (int i = 0; i < changes; i += 2) {
            script.at(i * 100L + 50, EventKind.IO_BEGUN, actor);
            script.at(i * 100L + 90, EventKind.IO_ENDED, actor);
        }
        long end = changes * 100L;
        var reader = new TrackReader(script.recording().actorTrack(actor));
        TrackShares shares = RecordingSums.ofStatus(reader);
        shares.extend();
        long before = reader.lookups();
        new LanePainter(pixels, COLORS, NO_MARKS, PixelScale.of(new TimeWindow(0, end), WIDTH), 1, end)
                .actor(shares, TOP, BOTTOM);
        return reader.lookups() - before;
    }

    @Test
    void aFinishedLaneEnds() {
        var script = new TraceScript();
        int actor = script.actor("worker", 0);
        var recording = script.at(0, EventKind.ACTOR_STARTED, actor).at(500, EventKind.ACTOR_FINISHED, actor)
                .recording();

        paint(recording.actorTrack(actor), new TimeWindow(0, 1000), 1000);

        assertThat(rowsOf(ActorStatus.RUNNING, 50)).isEqualTo(BOTTOM - TOP);
        for (int x = 100; x < WIDTH; x++) {
            for (int y = 0; y < pixels.height(); y++) {
                assertThat(pixels.rgb(x, y)).isEqualTo(COLORS.ground());
            }
        }
    }

    @Test
    void readyIsHollowAndDashedWhereItIsInferred() {
        var script = new TraceScript();
        int first = script.actor("first", 0);
        int second = script.actor("second", 0);
        var recording = script.at(0, EventKind.ACTOR_STARTED, first, 0, 0, 0)
                .at(100, EventKind.ACTOR_STARTED, second, 0, 0, 0).at(1000, EventKind.WORK_BEGUN, second, 0, 0, 0)
                .recording();

        paint(recording.actorTrack(first), new TimeWindow(0, 1000), 1000);

        int line = COLORS.line(ActorStatus.READY);
        assertThat(IntStream.range(30, 190).filter(x -> pixels.rgb(x, TOP) == line).count()).isBetween(80L, 110L);
        assertThat(pixels.rgb(100, (TOP + BOTTOM) / 2)).isEqualTo(COLORS.ground());
    }

    @Test
    void narrowBarsDifferByPatternToo() {
        var patterns = EnumSet.noneOf(Hatch.class);
        for (ActorStatus status : Set.of(ActorStatus.RUNNING, ActorStatus.WAITING, ActorStatus.BLOCKED, ActorStatus.IO,
                ActorStatus.SLEEPING, ActorStatus.JOINING)) {
            assertThat(patterns.add(LanePainter.pattern(status))).as(status + " has a pattern of its own").isTrue();
        }
    }

    @Test
    void aLevelFillsItsShareOfTheLane() {
        var script = new TraceScript();
        int actor = script.actor("worker", 0);
        int queue = script.resource("items", ResourceKind.QUEUE, 4);
        script.at(0, EventKind.ACTOR_STARTED, actor).at(1, EventKind.RESOURCE_CREATED, 0, -1, queue, 4);
        script.at(500, EventKind.PUT, actor, -1, queue, 1).at(500, EventKind.PUT, actor, -1, queue, 2);
        var recording = script.at(1000, EventKind.ACTOR_FINISHED, actor).recording();
        pixels.clear(COLORS.ground());
        var levels = new TrackLevels(new TrackReader(recording.resourceTrack(queue)));
        levels.extend();

        new LanePainter(pixels, COLORS, NO_MARKS, PixelScale.of(new TimeWindow(0, 1000), WIDTH), 1, 1000)
                .level(levels, 4, TOP, BOTTOM);

        int half = BOTTOM - (BOTTOM - TOP) / 2;
        assertThat(pixels.rgb(150, half)).isEqualTo(COLORS.level());
        assertThat(pixels.rgb(150, half - 3)).isEqualTo(COLORS.slot());
        assertThat(pixels.rgb(150, half + 3)).isNotEqualTo(COLORS.slot());
        assertThat(pixels.rgb(50, half + 3)).isEqualTo(COLORS.slot());
    }

    @Test
    void barsKeepTheirWidthWhileTheWindowMoves() {
        long span = 1_000_003;
        for (int step = 0; step < 50; step++) {
            PixelScale scale = PixelScale.of(new TimeWindow(step * 777L, step * 777L + span), WIDTH);
            assertThat(scale.boundary(400_000) - scale.boundary(300_000)).isEqualTo(20);
        }
    }

    @Test
    void aSummaryShowsEveryStateOfItsMembersInProportion() {
        var script = new TraceScript();
        int permits = script.resource("permits", ResourceKind.SEMAPHORE, 1);
        int[] actors = new int[4];
        for (int i = 0; i < actors.length; i++) {
            actors[i] = script.actor("worker-" + (i + 1), 0);
            script.at(0, EventKind.ACTOR_STARTED, actors[i]);
        }
        script.at(500_000, EventKind.SLEEP_BEGUN, actors[0])
                .at(700_000_000, EventKind.WAIT_BEGUN, actors[1], -1, permits, 0)
                .at(700_000_100, EventKind.WAIT_ENDED, actors[1], -1, permits, 0);
        var recording = script.at(999_999_999, EventKind.SLEEP_ENDED, actors[0]).recording();
        pixels.clear(COLORS.ground());
        var members = IntStream.of(actors).mapToObj(id -> summed(recording.actorTrack(id))).toList();

        new LanePainter(pixels, COLORS, NO_MARKS, PixelScale.of(new TimeWindow(0, 1_000_000_000), WIDTH), 1,
                1_000_000_000).summary(members, TOP, BOTTOM, false);

        assertThat(rowsOf(ActorStatus.SLEEPING, 100)).as("one of four sleeps").isBetween(5, 7);
        assertThat(rowsOf(ActorStatus.RUNNING, 100)).as("three of four run").isBetween(17, 19);
        assertThat(rowsOf(ActorStatus.WAITING, 140)).as("100 ns of waiting among 4 × 5 ms").isEqualTo(1);
        assertThat(rowsOf(ActorStatus.WAITING, 139) + rowsOf(ActorStatus.WAITING, 141)).isZero();
    }

    @Test
    void membersThatDoNotLiveLeaveTheirShareOfASummaryFree() {
        var script = new TraceScript();
        int first = script.actor("worker-1", 0);
        int second = script.actor("worker-2", 0);
        var recording = script.at(0, EventKind.ACTOR_STARTED, first).at(500, EventKind.ACTOR_STARTED, second)
                .recording();
        pixels.clear(COLORS.ground());

        new LanePainter(pixels, COLORS, NO_MARKS, PixelScale.of(new TimeWindow(0, 1000), WIDTH), 1, 1000)
                .summary(IntStream.of(first, second).mapToObj(id -> summed(recording.actorTrack(id))).toList(), TOP,
                        BOTTOM, false);

        assertThat(rowsOf(ActorStatus.RUNNING, 50)).isBetween(11, 13);
        assertThat(rowsOf(ActorStatus.RUNNING, 150)).isEqualTo(BOTTOM - TOP);
    }

    @Test
    void sectionsHaveTheColourOfTheirNameAndTheirNameWhereItFits() {
        var script = new TraceScript();
        int actor = script.actor("thread", 0);
        int parse = script.text("parse");
        int load = script.text("load");
        var recording = script.at(0, EventKind.ACTOR_STARTED, actor)
                .at(100, EventKind.SLICE_BEGUN, actor, -1, 0, parse)
                .at(500, EventKind.SLICE_BEGUN, actor, -1, 0, load).at(600, EventKind.SLICE_ENDED, actor)
                .at(800, EventKind.SLICE_ENDED, actor).at(1000, EventKind.ACTOR_FINISHED, actor).recording();
        var sums = new RecordingSums(recording);
        var shares = sums.section(actor, 0);
        shares.extend();
        var asked = new java.util.ArrayList<Integer>();
        pixels.clear(COLORS.ground());

        new LanePainter(pixels, COLORS, NO_MARKS, PixelScale.of(new TimeWindow(0, 1000), WIDTH), 1, 1000)
                .sections(shares, sums::hueOfSection, text -> {
                    asked.add(text);
                    return Mask.NOTHING;
                }, TOP, BOTTOM);

        int middle = (TOP + BOTTOM) / 2;
        assertThat(pixels.rgb(10, middle)).isEqualTo(COLORS.ground());
        assertThat(pixels.rgb(90, middle)).isEqualTo(COLORS.ofActorClass(sums.hueOfSection(parse)));
        assertThat(pixels.rgb(170, middle)).isEqualTo(COLORS.ground());
        assertThat(asked).contains(parse).doesNotContain(load);
    }

    @Test
    void whatIsNotSummedYetIsHatchedAndNotGuessed() {
        var script = new TraceScript();
        int actor = script.actor("worker", 0);
        script.at(0, EventKind.ACTOR_STARTED, actor);
        for (int i = 0; i < 10_000; i++) {
            script.at(i * 100L + 50, EventKind.IO_BEGUN, actor);
            script.at(i * 100L + 90, EventKind.IO_ENDED, actor);
        }
        TrackShares shares = RecordingSums.ofStatus(new TrackReader(script.recording().actorTrack(actor)));
        boolean all = shares.extend(Budget.nanos(0));
        pixels.clear(COLORS.ground());

        new LanePainter(pixels, COLORS, NO_MARKS, PixelScale.of(new TimeWindow(0, 1_000_000), WIDTH), 1, 1_000_000)
                .actor(shares, TOP, BOTTOM);

        int known = (int) (shares.knownUntil() / 5000);
        assertThat(all).isFalse();
        assertThat(known).isBetween(5, WIDTH - 5);
        assertThat(rowsOf(ActorStatus.IO, known - 2)).isPositive();
        for (int x = known + 2; x < WIDTH - 1; x++) {
            assertThat(rowsOf(ActorStatus.IO, x) + rowsOf(ActorStatus.RUNNING, x)).as("column " + x).isZero();
        }
    }

    @Test
    void anArrowGoesFromOneLaneToTheOther() {
        var both = new Pixels(WIDTH, 80);
        both.clear(COLORS.ground());
        new LanePainter(both, COLORS, NO_MARKS, PixelScale.of(new TimeWindow(0, 1000), WIDTH), 1, 1000)
                .arrow(200, 20, 600, 60, false, 255);

        assertThat(both.rgb(40, 20)).as("its begin").isEqualTo(COLORS.arrow(false));
        assertThat(both.rgb(120, 55)).as("its head").isEqualTo(COLORS.arrow(false));
        for (int y = 21; y < 55; y++) {
            int row = y;
            assertThat(IntStream.range(0, WIDTH).anyMatch(x -> both.rgb(x, row) != COLORS.ground())).as("row " + y)
                    .isTrue();
        }
        assertThat(IntStream.range(0, WIDTH).allMatch(x -> both.rgb(x, 70) == COLORS.ground())).isTrue();
    }
}
