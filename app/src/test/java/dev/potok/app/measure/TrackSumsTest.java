package dev.potok.app.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.potok.app.timeline.TraceScript;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.StatusTrack;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;

class TrackSumsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sharesAreExactWhereverOneAsks(long seed) {
        var random = new Random(seed);
        var script = new TraceScript();
        int actor = script.actor("worker", 0);
        long time = 10;
        script.at(time, EventKind.ACTOR_STARTED, actor);
        for (int i = 0; i < 700; i++) {
            boolean sleeps = random.nextBoolean();
            time += random.nextInt(50);
            script.at(time, sleeps ? EventKind.SLEEP_BEGUN : EventKind.IO_BEGUN, actor);
            time += random.nextInt(50);
            script.at(time, sleeps ? EventKind.SLEEP_ENDED : EventKind.IO_ENDED, actor);
        }
        StatusTrack track = script.recording().actorTrack(actor);
        TrackShares shares = RecordingSums.ofStatus(new TrackReader(track));
        shares.extend();
        long[] got = new long[shares.classes()];
        for (int round = 0; round < 500; round++) {
            long from = 10L + random.nextInt((int) time);
            long to = from + 1 + random.nextInt((int) time);
            int index = track.indexAt(from);
            int after = shares.between(from, index, to, got);
            assertThat(after).as("seed " + seed).isEqualTo(track.indexAt(to));
            long[] expected = new long[shares.classes()];
            for (int i = 0; i < track.size(); i++) {
                long begin = Math.max(from, track.timeNanos(i));
                long until = Math.min(to, i + 1 < track.size() ? track.timeNanos(i + 1) : to);
                expected[ActorStatus.of(track.value(i) % 32).ordinal()] += Math.max(0, until - begin);
            }
            assertThat(got).as("from %d to %d, seed %d", from, to, seed).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void extremesAreExactWhereverOneAsks(long seed) {
        var random = new Random(seed);
        var script = new TraceScript();
        int actor = script.actor("worker", 0);
        int queue = script.resource("items", ResourceKind.QUEUE, 0);
        int depth = 0;
        int put = 0;
        int taken = 0;
        for (int i = 0; i < 5000; i++) {
            boolean puts = depth == 0 || random.nextInt(100) < 52;
            script.at(i, puts ? EventKind.PUT : EventKind.TAKEN, actor, -1, queue, puts ? ++put : ++taken);
            depth += puts ? 1 : -1;
        }
        StatusTrack track = script.recording().resourceTrack(queue);
        var levels = new TrackLevels(new TrackReader(track));
        levels.extend();
        for (int round = 0; round < 500; round++) {
            int first = random.nextInt(track.size());
            int last = first + random.nextInt(track.size() - first);
            int least = Integer.MAX_VALUE;
            int greatest = Integer.MIN_VALUE;
            for (int i = first; i <= last; i++) {
                least = Math.min(least, track.value(i));
                greatest = Math.max(greatest, track.value(i));
            }
            assertThat(levels.between(first, last)).as("%d to %d, seed %d", first, last, seed)
                    .isEqualTo(new TrackLevels.Extremes(least, greatest));
        }
    }
}
