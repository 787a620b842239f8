package dev.potok.simulation.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.potok.simulation.interchange.ChromeJson.Event;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.TraceCursor;
import dev.potok.simulation.trace.file.RunDescription;
import dev.potok.simulation.trace.file.StoredRun;

class ChromeTraceWriterTest {
    private static StoredRun run(String scenario) {
        Run run = TestRuns.runVirtually(TestRuns.scenario(scenario), Map.of(), 2, 5);
        return new StoredRun(RunDescription.of(run.request()), run.trace(), List.of(0L, 3L), List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread-lifecycle", "semaphore", "barrier", "queue"})
    void whatBeginsEnds(String scenario) throws IOException {
        StoredRun run = run(scenario);
        Map<String, Deque<String>> open = new HashMap<>();
        Map<String, Long> latest = new HashMap<>();
        Map<String, Event> spells = new HashMap<>();
        Map<String, Event> flows = new HashMap<>();
        Set<String> flowEnds = new HashSet<>();
        int sections = 0;
        for (Event event : ChromeJson.events(ChromeJson.export(run))) {
            String id = event.text("cat") + event.text("id");
            switch (event.phase()) {
                case 'B', 'E' -> {
                    assertThat(event.nanos()).isGreaterThanOrEqualTo(latest.getOrDefault(event.thread(), 0L));
                    latest.put(event.thread(), event.nanos());
                    Deque<String> inside = open.computeIfAbsent(event.thread(), thread -> new ArrayDeque<>());
                    if (event.phase() == 'B') {
                        inside.push(event.name());
                        sections++;
                    } else {
                        String begun = inside.pop();
                        assertThat(event.name()).isIn("", begun);
                    }
                }
                case 'b' -> assertThat(spells.put(id, event)).isNull();
                case 'e' -> {
                    Event begun = spells.remove(id);
                    assertThat(begun).isNotNull();
                    assertThat(begun.nanos()).isLessThanOrEqualTo(event.nanos());
                    assertThat(begun.name()).isEqualTo(event.name());
                }
                case 's' -> assertThat(flows.put(event.text("id"), event)).isNull();
                case 'f' -> {
                    assertThat(flows).containsKey(event.text("id"));
                    assertThat(flowEnds.add(event.text("id"))).isTrue();
                    assertThat(event.text("bp")).isEqualTo("e");
                    assertThat(flows.get(event.text("id")).nanos()).isLessThanOrEqualTo(event.nanos());
                }
                case 'C', 'i', 'M' -> assertThat(event.name()).isNotEmpty();
                default -> throw new AssertionError(event);
            }
        }
        assertThat(open.values()).allMatch(Deque::isEmpty).isNotEmpty();
        assertThat(spells).isEmpty();
        assertThat(flowEnds).isEqualTo(flows.keySet());
        assertThat(sections).isGreaterThan(20);
    }

    @Test
    void timesAreExact() throws IOException {
        StoredRun run = run("semaphore");
        List<Event> events = ChromeJson.events(ChromeJson.export(run));
        assertThat(events.stream().filter(event -> event.phase() == 'b').map(Event::nanos))
                .isEqualTo(TestRuns.events(run.trace(), EventKind.ACQUIRED).stream().map(event -> event.timeNanos())
                        .toList())
                .isNotEmpty();
        assertThat(events.stream().filter(event -> event.phase() == 'i').map(Event::nanos))
                .containsExactly(0L, run.trace().timeAt(2));
    }

    @Test
    void workSaysHowMuchWasDone() throws IOException {
        StoredRun run = run("queue");
        long done = TestRuns.events(run.trace(), EventKind.WORK_ENDED).stream().mapToLong(event -> event.argument())
                .sum();
        long told = ChromeJson.events(ChromeJson.export(run)).stream()
                .filter(event -> event.phase() == 'E' && event.arguments().containsKey("units"))
                .mapToLong(event -> Long.parseLong(event.arguments().get("units").toString())).sum();
        assertThat(told).isEqualTo(done).isPositive();
    }

    @Test
    void countersFollowTheState() throws IOException {
        StoredRun run = run("queue");
        String queue = run.trace().directory().resources().stream()
                .filter(resource -> resource.kind() == ResourceKind.QUEUE).findFirst().orElseThrow().name();
        var told = new TreeMap<Long, Long>();
        for (Event event : ChromeJson.events(ChromeJson.export(run))) {
            if (event.phase() == 'C' && event.name().equals(queue)) {
                told.put(event.nanos(), Long.parseLong(event.arguments().get("items").toString()));
            }
        }
        var state = new RunState(run.trace().directory());
        TraceCursor cursor = run.trace().cursor();
        int id = TestRuns.resource(run.trace(), queue);
        long deepest = 0;
        while (cursor.next()) {
            state.apply(cursor);
            if (state.resource(id) instanceof ResourceState.Conveyor conveyor) {
                assertThat(told.floorEntry(cursor.timeNanos()).getValue()).isEqualTo(conveyor.items().size());
                deepest = Math.max(deepest, conveyor.items().size());
            }
        }
        assertThat(deepest).isPositive();
    }

    @Test
    void saysWhatItIsOf() throws IOException {
        assertThat(ChromeJson.read(ChromeJson.export(run("queue"))).get("otherData").toString())
                .contains("potok=1.2.3", "scenario=queue", "mode=virtual", "seed=5", "capacity=5")
                .doesNotContain("machine");
    }

    @Test
    void whatIsInferredSaysSo() throws IOException {
        var directory = new Directory();
        int one = directory.addActor("one", "one", ActorKind.PLATFORM_THREAD, 0).id();
        int two = directory.addActor("two", "two", ActorKind.PLATFORM_THREAD, 0).id();
        var trace = new Trace(directory);
        trace.append(10, EventKind.ACTOR_STARTED, one, 0, 0, 7, 0);
        trace.append(20, EventKind.ACTOR_STARTED, two, 0, 0, 8, 0);
        trace.append(30, EventKind.ACTOR_FINISHED, two, 0, 0, 9, 0);
        trace.finish();
        List<Event> events = ChromeJson.events(ChromeJson.export(
                new StoredRun(run("queue").description(), trace, List.of(), List.of())));
        assertThat(events.stream().filter(event -> event.phase() == 'B' && event.text("tid").equals("1"))
                .map(event -> event.nanos() + " " + event.name() + " " + event.arguments()))
                .containsExactly("10 one {}", "10 running {core=0, line=7}", "20 ready {line=7, inferred=true}",
                        "30 running {core=0, line=7, inferred=true}");
    }

    @Test
    void threadsBelongToTheirProcess() throws IOException {
        var directory = new Directory();
        int main = directory.addActor("main", "main", ActorKind.PLATFORM_THREAD, 0).id();
        int child = directory.addActor("child", "child", ActorKind.PROCESS, main).id();
        int thread = directory.addActor("pump", "pump", ActorKind.PLATFORM_THREAD, child).id();
        int inner = directory.addActor("pump-2", "pump", ActorKind.PLATFORM_THREAD, thread).id();
        var trace = new Trace(directory);
        long time = 0;
        for (int actor : List.of(main, child, thread, inner)) {
            trace.append(time, EventKind.ACTOR_CREATED, actor, -1, 0, 0, 0);
            trace.append(++time, EventKind.ACTOR_STARTED, actor, -1, 0, 0, 0);
        }
        trace.append(9, EventKind.DROPPED, inner, -1, 0, 0, 12);
        trace.finish();
        var run = new StoredRun(run("queue").description(), trace, List.of(), List.of());
        Map<String, String> lives = new TreeMap<>();
        List<Event> events = ChromeJson.events(ChromeJson.export(run));
        for (Event event : events) {
            if (event.text("cat").equals("life") && event.phase() == 'B') {
                lives.put(event.name(), event.thread());
            }
        }
        assertThat(lives).isEqualTo(Map.of("main", "1/1", "child", "3/2", "pump", "3/3", "pump-2", "3/4"));
        assertThat(events.stream().filter(event -> event.name().equals("process_name"))
                .map(event -> event.text("pid") + event.arguments())).containsExactly("1{name=queue}", "3{name=child}");
        assertThat(events.stream().filter(event -> event.text("cat").equals("dropped")).map(Event::arguments))
                .singleElement().hasToString("{events=12}");
    }

    /** What nests in what on a thread, with times: a line for each begin and end. */
    private static Map<String, List<String>> sections(List<Event> events) {
        Map<String, String> names = new HashMap<>();
        Map<String, List<String>> sections = new TreeMap<>();
        Map<String, Deque<String>> open = new HashMap<>();
        for (Event event : events) {
            if (event.name().equals("thread_name")) {
                names.put(event.thread(), event.arguments().get("name").toString());
            } else if (event.phase() == 'B' || event.phase() == 'E') {
                Deque<String> inside = open.computeIfAbsent(event.thread(), thread -> new ArrayDeque<>());
                String name = event.phase() == 'B' ? event.name() : inside.pop();
                if (event.phase() == 'B') {
                    inside.push(name);
                }
                sections.computeIfAbsent(names.get(event.thread()), thread -> new ArrayList<>())
                        .add(event.phase() + " " + event.nanos() + " " + name);
            }
        }
        return sections;
    }

    private static Map<String, List<String>> sections(StoredRun run, long offset, String leftOut) {
        Map<String, List<String>> sections = new TreeMap<>();
        Directory directory = run.trace().directory();
        TraceCursor event = run.trace().cursor();
        while (event.next()) {
            boolean begin = event.kind() == EventKind.SLICE_BEGUN;
            String name = directory.text(event.argument());
            if ((begin || event.kind() == EventKind.SLICE_ENDED) && !name.matches(leftOut)) {
                sections.computeIfAbsent(directory.actor(event.actor()).name(), actor -> new ArrayList<>())
                        .add((begin ? "B " : "E ") + (event.timeNanos() + offset) + " " + name);
            }
        }
        return sections;
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread-lifecycle", "semaphore", "barrier", "queue"})
    void comesBackWithTheSameThreadsAndSections(String scenario) throws IOException {
        StoredRun run = run(scenario);
        byte[] exported = ChromeJson.export(new StoredRun(run.description(), run.trace(), List.of(), List.of()));
        StoredRun back = ChromeTraceReader.read(new ByteArrayInputStream(exported), Long.MAX_VALUE);
        List<Event> events = ChromeJson.events(exported);
        long first = events.stream().filter(event -> event.phase() != 'M').mapToLong(Event::nanos).min().orElseThrow();
        String instants = events.stream().filter(event -> event.phase() == 'i')
                .map(event -> java.util.regex.Pattern.quote(event.name())).distinct()
                .reduce("-", (one, other) -> one + "|" + other);
        assertThat(sections(back, first, instants)).isEqualTo(sections(events)).isNotEmpty();
        assertThat(back.description().scenario()).isEqualTo(RunDescription.IMPORTED);
        assertThat(back.description().machine()).containsEntry("scenario", scenario).containsEntry("seed", "5");

        // What was imported goes out as it came in.
        StoredRun again = ChromeTraceReader.read(new ByteArrayInputStream(ChromeJson.export(back)), Long.MAX_VALUE);
        assertThat(sections(again, first, instants)).isEqualTo(sections(back, first, instants));
    }
}
