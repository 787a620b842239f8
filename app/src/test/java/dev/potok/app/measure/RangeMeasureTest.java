package dev.potok.app.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.potok.app.timeline.TraceScript;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.state.StatusTrack;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;

class RangeMeasureTest {
    /** Several actors that sleep, read and take turns at a semaphore; at random, always the same for a seed. */
    private static Recording random(long seed, int events) {
        var random = new Random(seed);
        var script = new TraceScript();
        int[] actors = {script.actor("a", 0), script.actor("b", 0), script.actor("c", 0), script.actor("d", 0)};
        int permits = script.resource("permits", ResourceKind.SEMAPHORE, 2);
        int items = script.resource("items", ResourceKind.QUEUE, 3);
        int[] doing = new int[actors.length];
        int held = 0;
        int depth = 0;
        int item = 0;
        long time = 0;
        script.at(time, EventKind.RESOURCE_CREATED, actors[0], 0, permits, 2)
                .at(time, EventKind.RESOURCE_CREATED, actors[0], 0, items, 3);
        for (int actor : actors) {
            script.at(time++, EventKind.ACTOR_STARTED, actor, actor % 2, 0, 0);
        }
        for (int i = 0; i < events; i++) {
            time += random.nextInt(1000);
            int k = random.nextInt(actors.length);
            switch (doing[k]) {
                case 0 -> {
                    doing[k] = 1 + random.nextInt(4);
                    switch (doing[k]) {
                        case 1 -> script.at(time, EventKind.SLEEP_BEGUN, actors[k], k % 2, 0, 0);
                        case 2 -> script.at(time, EventKind.WAIT_BEGUN, actors[k], k % 2, permits, 0);
                        case 3 -> {
                            if (held < 2) {
                                held++;
                                script.at(time, EventKind.ACQUIRED, actors[k], k % 2, permits, 1);
                            } else {
                                doing[k] = 0;
                            }
                        }
                        default -> {
                            boolean puts = depth < 3;
                            depth += puts ? 1 : -1;
                            script.at(time, puts ? EventKind.PUT : EventKind.TAKEN, actors[k], k % 2, items, puts
                                    ? ++item
                                    : item);
                            doing[k] = 0;
                        }
                    }
                }
                case 1 -> {
                    script.at(time, EventKind.SLEEP_ENDED, actors[k], k % 2, 0, 0);
                    doing[k] = 0;
                }
                case 2 -> {
                    script.at(time, EventKind.WAIT_ENDED, actors[k], k % 2, permits, 0);
                    doing[k] = 0;
                }
                default -> {
                    held--;
                    script.at(time, EventKind.RELEASED, actors[k], k % 2, permits, 1);
                    doing[k] = 0;
                }
            }
        }
        return script.at(time + 10, EventKind.WORK_BEGUN, actors[0], 0, 0, 1).recording();
    }

    private interface Weight {
        double of(int value);
    }

    private static double walked(StatusTrack track, long from, long to, Weight weight) {
        double sum = 0;
        for (int i = 0; i < track.size(); i++) {
            long begin = Math.max(from, track.timeNanos(i));
            long until = Math.min(to, i + 1 < track.size() ? track.timeNanos(i + 1) : to);
            sum += weight.of(track.value(i)) * Math.max(0, until - begin);
        }
        return sum;
    }

    private static int most(StatusTrack track, long from, long to) {
        int most = 0;
        for (int i = 0; i < track.size(); i++) {
            long until = i + 1 < track.size() ? track.timeNanos(i + 1) : Long.MAX_VALUE;
            if (track.timeNanos(i) < to && until > from) {
                most = Math.max(most, track.value(i));
            }
        }
        return most;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyFigureIsWhatAWalkAlongTheTracksGives(long seed) {
        Recording recording = random(seed, 3000);
        var sums = new RecordingSums(recording);
        long end = recording.edge().timeNanos();
        var random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            long from = 10 + (long) (random.nextDouble() * end);
            long to = from + 1 + (long) (random.nextDouble() * (end - from));
            RangeMeasure measure = RangeMeasure.of(sums, from, to, Budget.unlimited());

            assertThat(measure.actors()).hasSize(4);
            for (RangeMeasure.OfActor actor : measure.actors()) {
                StatusTrack track = recording.actorTrack(actor.info().id());
                for (ActorStatus status : ActorStatus.values()) {
                    assertThat((double) actor.nanos(status)).as("%s of %s, seed %d", status, actor.info(), seed)
                            .isEqualTo(walked(track, from, to, value -> value % Recording.INFERRED == status.ordinal()
                                    ? 1
                                    : 0));
                }
                assertThat(actor.aliveNanos()).as("all states of one alive all the time").isEqualTo(to - from);
            }
            for (RangeMeasure.OfResource resource : measure.resources()) {
                int id = resource.info().id();
                StatusTrack level = recording.resourceTrack(id);
                long capacity = resource.info().capacity();
                assertThat((double) resource.usedNanos()).isEqualTo(walked(level, from, to, v -> v > 0 ? 1 : 0));
                assertThat((double) resource.fullNanos())
                        .isEqualTo(walked(level, from, to, v -> v >= capacity ? 1 : 0));
                assertThat(resource.meanLevel()).isCloseTo(walked(level, from, to, v -> v) / (to - from), within(1e-9));
                assertThat((double) resource.waitedNanos())
                        .isEqualTo(walked(recording.lineTrack(id), from, to, v -> v));
                assertThat(resource.mostInLine()).as("seed %d", seed)
                        .isEqualTo(most(recording.lineTrack(id), from, to));
            }
            for (RangeMeasure.OfCore core : measure.cores()) {
                assertThat((double) core.busyNanos()).isEqualTo(walked(recording.coreTrack(core.core()), from, to,
                        v -> v > 0 ? 1 : 0));
            }
        }
    }

    @Test
    void whoLivedForAPartOfTheRangeHasThatPart() {
        var script = new TraceScript();
        int actor = script.actor("short", 0);
        Recording recording = script.at(1000, EventKind.ACTOR_STARTED, actor).at(1500, EventKind.SLEEP_BEGUN, actor)
                .at(3000, EventKind.ACTOR_FINISHED, actor).recording();

        RangeMeasure measure = RangeMeasure.of(new RecordingSums(recording), 0, 10_000, Budget.unlimited());

        assertThat(measure.actors().getFirst().aliveNanos()).isEqualTo(2000);
        assertThat(measure.actors().getFirst().nanos(ActorStatus.SLEEPING)).isEqualTo(1500);
        assertThat(measure.actors().getFirst().nanos(ActorStatus.FINISHED)).isEqualTo(7000);
    }

    @Test
    void unitsOfARangeAreThatPartOfTheWork() {
        var script = new TraceScript();
        int actor = script.actor("worker", 0);
        Recording recording = script.at(0, EventKind.ACTOR_STARTED, actor, 1, 0, 0)
                .at(0, EventKind.WORK_BEGUN, actor, 1, 0, 100).at(1_000_000_000, EventKind.WORK_ENDED, actor, 1, 0, 100)
                .recording();

        RangeMeasure measure = RangeMeasure.of(new RecordingSums(recording), 250_000_000, 500_000_000, Budget
                .unlimited());

        assertThat(measure.cores().get(1).units()).isCloseTo(25, within(1e-6));
        assertThat(measure.cores().get(1).busyNanos()).isEqualTo(250_000_000);
        assertThat(measure.cores().get(0).busyNanos()).isZero();
    }

    @Test
    void nothingIsSaidBeforeTheSumsAreComplete() {
        Recording recording = random(7, 60_000);
        var sums = new RecordingSums(recording);

        RangeMeasure first = RangeMeasure.of(sums, 0, 1_000_000, Budget.nanos(0));
        assertThat(first.complete()).isFalse();
        assertThat(first.actors()).isEmpty();

        int rounds = 0;
        while (!RangeMeasure.of(sums, 0, 1_000_000, Budget.nanos(0)).complete()) {
            rounds++;
            assertThat(rounds).as("each round gets on").isLessThan(100);
        }
        assertThat(RangeMeasure.of(sums, 0, 1_000_000, Budget.nanos(0))).isEqualTo(RangeMeasure.of(new RecordingSums(
                recording), 0, 1_000_000, Budget.unlimited()));
    }

    @Test
    void whatIsKeptTakesLittleRoom() {
        Recording recording = random(3, 100_000);
        var sums = new RecordingSums(recording);
        long changes = 0;
        for (int actor : List.of(1, 2, 3, 4)) {
            sums.actor(actor).extend();
            changes += recording.actorTrack(actor).size();
        }

        assertThat((double) sums.bytes() / changes).as("bytes a change").isLessThan(2.0);
    }
}
