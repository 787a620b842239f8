package dev.potok.simulation.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.potok.simulation.run.Run;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.TraceMemory;

class RecordingTest {
    private static RunState folded(Trace trace, RunState from, long events) {
        var cursor = trace.cursor();
        cursor.moveTo(from.events());
        while (from.events() < events && cursor.next()) {
            from.apply(cursor);
        }
        return from;
    }

    private static Recording read(Run run) {
        var recording = new Recording(run.trace());
        recording.advanceFully();
        return recording;
    }

    @ParameterizedTest
    @CsvSource({
        "semaphore,        workers=40;permits=3;visits=60,  2, 1",
        "semaphore,        workers=7;visits=10,             64, 2",
        "barrier,          parties=12;rounds=200,           5, 3",
        "barrier,          parties=4;trouble=broken,        2, 4",
        "queue,            items=1500;producers=5,          3, 5",
        "queue,            items=1500;capacity=1,           1, 6",
        "thread-lifecycle, threads=100;units=50,            4, 7"})
    void the_state_sought_is_the_state_folded_from_the_start(String id, String settings, int cores, long seed) {
        var given = new TreeMap<String, String>();
        for (String setting : settings.split(";")) {
            given.put(setting.split("=")[0], setting.split("=")[1]);
        }
        Run run = TestRuns.runVirtually(TestRuns.scenario(id), given, cores, seed);
        Recording recording = read(run);
        long size = run.trace().size();
        assertThat(recording.edge().events()).isEqualTo(size);

        var points = new TreeSet<Long>();
        for (long keyframe : recording.keyframes()) {
            points.addAll(List.of(Math.max(0, keyframe - 1), keyframe, Math.min(size, keyframe + 1)));
        }
        var random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            points.add(random.nextLong(size + 1));
        }
        points.add(size);
        var state = new RunState(run.trace().directory());
        for (long point : points) {
            folded(run.trace(), state, point);
            RunState sought = recording.stateAfter(point);
            assertThat(sought.equals(state)).as("after %d of %d events of %s, seed %d", point, size, id, seed).isTrue();
            assertThat(sought.events()).isEqualTo(point);
        }
        assertThat(recording.stateAfter(size).equals(recording.edge())).isTrue();
    }

    @Test
    void so_many_actors_that_keyframes_become_few_and_every_state_is_still_the_one_folded() {
        int actors = 3_000;
        var directory = new Directory();
        var trace = new Trace(directory);
        var random = new Random(8);
        trace.append(0, EventKind.RUN_STARTED, 0, -1, 0, 0, 4);
        for (int i = 0; i < actors; i++) {
            trace.append(i, EventKind.ACTOR_CREATED, directory.addActor("a" + i, "a", ActorKind.PLATFORM_THREAD, 0)
                    .id(), -1, 0, 0, 0);
        }
        EventKind[] kinds = {EventKind.ACTOR_STARTED, EventKind.SLEEP_BEGUN, EventKind.SLEEP_ENDED,
            EventKind.WORK_BEGUN, EventKind.WORK_ENDED, EventKind.SLICE_BEGUN, EventKind.SLICE_ENDED};
        for (int i = 0; i < 1_000_000; i++) {
            trace.append(actors + i, kinds[random.nextInt(kinds.length)], 1 + random.nextInt(actors),
                    random.nextInt(4), 0, 0, random.nextInt(3));
        }
        trace.finish();
        var recording = new Recording(trace);
        recording.advanceFully();

        List<Long> keyframes = recording.keyframes();
        long apart = keyframes.get(1);
        assertThat(apart).isGreaterThanOrEqualTo(8L * actors);
        assertThat(keyframes.size() * (long) actors).isLessThan(400_000);
        var points = new TreeSet<>(keyframes);
        points.addAll(List.of(apart - 1, apart + 1, trace.size()));
        for (int i = 0; i < 10; i++) {
            points.add(random.nextLong(trace.size()));
        }
        var state = new RunState(directory);
        for (long point : points) {
            folded(trace, state, point);
            assertThat(recording.stateAfter(point).equals(state)).as("after %d", point).isTrue();
        }
    }

    @Test
    void keyframes_become_few_where_one_actor_has_ever_more_to_carry() {
        var directory = new Directory();
        int actor = directory.addActor("deep", "deep", ActorKind.PLATFORM_THREAD, 0).id();
        var trace = new Trace(directory);
        for (int i = 0; i < 400_000; i++) {
            trace.append(i, i % 2 == 0 ? EventKind.SLICE_BEGUN : EventKind.ACQUIRED, actor, -1, 0, 0, 1);
        }
        trace.finish();
        var recording = new Recording(trace);
        recording.advanceFully();
        // Copies of them all: what a keyframe carries is in proportion to how many events lie before it.
        assertThat(recording.keyframes().stream().mapToLong(events -> events / 16).sum()).isLessThan(700_000);
        assertThat(recording.sliceDepths(actor)).isLessThanOrEqualTo(64);
        var state = new RunState(directory);
        for (long point : recording.keyframes()) {
            folded(trace, state, point);
            assertThat(recording.stateAfter(point).equals(state)).isTrue();
        }
    }

    @Test
    void a_track_longer_than_a_page_says_what_a_list_would() {
        var track = new StatusTrack(new TraceMemory());
        var times = new ArrayList<Long>();
        var values = new ArrayList<Integer>();
        var random = new Random(4);
        long time = 0;
        for (int i = 0; i < 30_000; i++) {
            time += random.nextInt(3);
            int value = random.nextInt(5);
            if (values.isEmpty() || values.getLast() != value) {
                times.add(time);
                values.add(value);
            }
            track.add(time, value);
        }
        assertThat(track.size()).isEqualTo(times.size());
        for (int i = 0; i < times.size(); i++) {
            assertThat(track.timeNanos(i)).isEqualTo(times.get(i));
            assertThat(track.value(i)).isEqualTo(values.get(i));
        }
        for (int i = 0; i < 2_000; i++) {
            long at = random.nextLong(-1, time + 2);
            int index = track.indexAt(at);
            assertThat(index < 0 || times.get(index) <= at).isTrue();
            assertThat(index + 1 == times.size() || times.get(index + 1) > at).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"semaphore, 1", "queue, 2", "barrier, 3", "thread-lifecycle, 4"})
    void units_by_actor_and_by_core_sum_up_to_what_the_run_counted(String id, long seed) {
        Run run = TestRuns.runVirtually(TestRuns.scenario(id), Map.of(), 3, seed);
        var result = TestRuns.resultOf(run);
        RunState state = read(run).edge();
        assertThat(state.actors().stream().mapToLong(ActorState::units).sum()).isEqualTo(result.totalUnits());
        assertThat(result.totalUnits()).isPositive();
        for (int core = 0; core < 3; core++) {
            assertThat(state.cores().get(core).units()).isEqualTo(result.units().getOrDefault(core, 0L));
        }
    }

    @ParameterizedTest
    @CsvSource({"thread-lifecycle, worker-2, 3", "semaphore, worker-5, 9", "barrier, party-3, 9",
        "queue, producer-1, 8"})
    void an_actor_has_done_the_units_its_program_says(String id, String actor, long units) {
        Run run = TestRuns.runVirtually(TestRuns.scenario(id), Map.of(), 2, 5);
        RunState state = read(run).edge();
        var done = state.actor(TestRuns.actor(run.trace(), actor));
        assertThat(done).isNotNull();
        assertThat(done.units()).isEqualTo(units);
        assertThat(done.status()).isEqualTo(ActorStatus.FINISHED);
        assertThat(done.holding().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"semaphore, 11", "queue, 12"})
    void the_state_at_a_time_is_after_all_events_not_later(String id, long seed) {
        Run run = TestRuns.runVirtually(TestRuns.scenario(id), Map.of(), 2, seed);
        Recording recording = read(run);
        for (long i = 0; i < run.trace().size(); i += 7) {
            long time = run.trace().timeAt(i);
            assertThat(recording.stateAt(time).events()).isEqualTo(run.trace().countUntil(time)).isGreaterThan(i);
            assertThat(recording.stateAt(time - 1).events()).isLessThanOrEqualTo(i);
        }
        assertThat(recording.stateAt(-1).events()).isZero();
        assertThat(recording.stateAt(Long.MAX_VALUE).finished()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"semaphore, 2, 21", "queue, 3, 22", "thread-lifecycle, 2, 23"})
    void tracks_say_what_the_states_say(String id, int cores, long seed) {
        Run run = TestRuns.runVirtually(TestRuns.scenario(id), Map.of(), cores, seed);
        Recording recording = read(run);
        var state = new RunState(run.trace().directory());
        for (long event = 1; event <= run.trace().size(); event++) {
            folded(run.trace(), state, event);
            long time = state.timeNanos();
            for (ActorState actor : state.actors()) {
                StatusTrack track = recording.actorTrack(actor.id());
                assertThat(track.value(track.indexAt(time)))
                        .as("%s after %d events", actor, event)
                        .isEqualTo(actor.status().ordinal() + (actor.inferred() ? Recording.INFERRED : 0));
            }
            for (int core = 0; core < cores; core++) {
                StatusTrack track = recording.coreTrack(core);
                assertThat(track.value(track.indexAt(time))).as("core %d after %d events", core, event)
                        .isEqualTo(state.cores().get(core).actor());
            }
        }
    }
}
