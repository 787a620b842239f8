package dev.potok.simulation.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.Event;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;

class SourceLinesTest {
    private static final Set<EventKind> WITHOUT_LINE = EnumSet.of(EventKind.RUN_STARTED, EventKind.RUN_FINISHED,
            EventKind.COUNTER, EventKind.ACTOR_STARTED);
    /** They need processes of the system. */
    private static final Predicate<String> REAL_PROCESSES = id -> id.equals("pipe") || id.startsWith("process-");

    @ParameterizedTest
    @CsvSource({
        "semaphore,        ACQUIRED,         connections.acquire()",
        "semaphore,        WAIT_BEGUN,       connections.acquire()",
        "semaphore,        RELEASED,         connections.release()",
        "semaphore,        WORK_BEGUN,       self.work(",
        "semaphore,        RESOURCE_CREATED, = with.",
        "semaphore,        JOIN_BEGUN,       workers.join()",
        "queue,            PUT,              belt.put(",
        "queue,            TAKEN,            belt.take()",
        "queue,            CLOSED,           belt.close()",
        "queue,            WRITTEN,          eaten.add(1)",
        "barrier,          ARRIVED,          gate.await()",
        "barrier,          TRIPPED,          gate.await()",
        "barrier,          PASSED,           gate.await()",
        "thread-lifecycle, PRINTED,          self.print(",
        "playground,       ACQUIRED,         lock.lock()",
        "playground,       RELEASED,         lock.unlock()",
        "playground,       JOIN_BEGUN,       remote.serve(",
        "word-count,       IO_BEGUN,         self.io(",
        "race,             LOADED,           balance.load()",
        "race,             WRITTEN,          balance.store(",
        "mutex,            ACQUIRED,         lock.lock()",
        "reentrant-mutex,  RELEASED,         archive.unlock()",
        "read-write-lock,  RESOURCE_CREATED, env.",
        "stamped-lock,     OPTIMISTIC_READ,  lock.tryOptimisticRead()",
        "stamped-lock,     VALIDATED,        lock.validate(stamp)",
        "deadlock,         DEADLOCKED,       second.lock()",
        "philosophers,     DEADLOCKED,       right.lock()",
        "event,            SET,              open.set()",
        "event,            CLEARED,          open.clear()",
        "event,            PASSED,           open.await()",
        "condition,        NOTIFIED,         .signalAll()",
        "latch,            COUNTED_DOWN,     .countDown()",
        "latch,            PASSED,           .await()",
        "phaser,           REGISTERED,       tour.register()",
        "phaser,           DEREGISTERED,     tour.arriveAndDeregister()",
        "exchanger,        OFFERED,          table.exchange(",
        "exchanger,        EXCHANGED,        table.exchange(",
        "queue,            TASK_DONE,        belt.taskDone()",
        "transfer-queue,   HANDED_OVER,      counter.transfer(",
        "structured,       FORKED,           order.fork(",
        "pipe,             SENT,             .send(",
        "pipe,             RECEIVED,         .receive()",
        "process-lifecycle, PROCESS_STARTED, workers.start()",
        "process-lifecycle, PRINTED,         self.print(",
        "process-memory,   ELEMENT,          seen",
        "process-signal,   SIGNALLED,        ()",
        "process-failure,  TASK_SUBMITTED,   pool.submit(",
        "process-pickle,   PUT,              box.put(",
        "process-start,    PROCESS_STARTED,  group.start()",
        "process-pool,     TASK_SUBMITTED,   pool.map(",
        "pool-dummy,       TASK_SUBMITTED,   pool.map("})
    void an_event_carries_the_line_of_the_call_it_comes_from(String id, EventKind kind, String call) {
        Scenario scenario = TestRuns.scenario(id);
        List<String> source = Catalogue.source(scenario);
        for (Mode mode : Catalogue.find(id).orElseThrow().modes()) {
            Run run = Runs.start(TestRuns.request(scenario, Map.of(), mode, Pace.FLAT_OUT, 2, 1));
            assertThat(TestRuns.resultOf(run).failures()).isEmpty();
            List<Event> events = TestRuns.events(run.trace(), kind);
            if (mode == Mode.VIRTUAL || kind != EventKind.WAIT_BEGUN) { // on real threads nobody may have to wait
                assertThat(events).isNotEmpty();
            }
            assertThat(events).as("%s in %s, %s", kind, id, mode).allSatisfy(
                    event -> assertThat(source.get(event.line() - 1)).as(event.toString()).contains(call));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "race,      WRITTEN,  balance.store(",
        "deadlock,  ACQUIRED, .lock()",
        "barrier,   ARRIVED,  gate.await()"})
    void so_does_one_of_another_process(String id, EventKind kind, String call) {
        Scenario scenario = TestRuns.scenario(id);
        List<String> source = Catalogue.source(scenario);
        for (Mode mode : Mode.values()) {
            Run run = Runs
                    .start(TestRuns.request(scenario, Map.of("with", "processes"), mode, Pace.FLAT_OUT, 2, 1));
            assertThat(TestRuns.resultOf(run).failures()).isEmpty();
            assertThat(TestRuns.events(run.trace(), kind)).as("%s in %s, %s", kind, id, mode).isNotEmpty().allSatisfy(
                    event -> assertThat(source.get(event.line() - 1)).as(event.toString()).contains(call));
        }
    }

    private static Stream<Scenario> scenarios() {
        return Catalogue.entries().stream().filter(entry -> !REAL_PROCESSES.test(entry.id()))
                .map(entry -> entry.scenario().get());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void every_event_of_an_actor_carries_a_line_of_the_source(Scenario scenario) {
        List<String> source = Catalogue.source(scenario);
        Run run = TestRuns.runVirtually(scenario, Map.of(), 3, 1);
        int main = TestRuns.actor(run.trace(), "main");
        assertThat(TestRuns.events(run.trace())).filteredOn(event -> !WITHOUT_LINE.contains(event.kind()))
                .filteredOn(event -> event.kind() != EventKind.ACTOR_CREATED || event.actor() != main)
                .filteredOn(event -> event.line() != 0 || !ofPool(run.trace().directory(), event.actor()))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.line()).as(event.toString()).isBetween(1, source.size()));
    }

    /** What a pool does by itself is on no line of the scenario. */
    private static boolean ofPool(Directory directory, int actor) {
        String group = directory.actor(actor).group();
        return directory.resources().stream().anyMatch(resource -> resource.kind() == ResourceKind.POOL
                && (group.equals(resource.name()) || group.equals(resource.name() + "-clerk")));
    }

    @Test
    void a_class_woven_before_is_left_as_it_is() throws IOException {
        Class<?> type = TestRuns.scenario("semaphore").getClass();
        byte[] compiled;
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            compiled = Objects.requireNonNull(in).readAllBytes();
        }
        assertThat(LineWeaver.weave(compiled)).as("the build has woven it").isSameAs(compiled);
    }
}
