package dev.potok.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.potok.simulation.state.RunState;
import dev.potok.simulation.state.WaitForGraph;
import dev.potok.simulation.state.WaitForGraph.Edge;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.WaitSide;

class ArrowLayerTest {
    private final Directory directory = new Directory();
    private final Trace trace = new Trace(directory);
    private final RunState state = new RunState(directory);

    private int actor() {
        String name = "a" + (directory.actors().size() + 1);
        return directory.addActor(name, name, ActorKind.PLATFORM_THREAD, 0).id();
    }

    private int mutex() {
        return directory.addResource("m" + directory.resources().size(), ResourceKind.MUTEX, 1).id();
    }

    private void happens(EventKind kind, int actor, int resource, long argument) {
        trace.append(trace.size(), kind, actor, -1, resource, 0, argument);
        trace.publish();
        var cursor = trace.cursor();
        cursor.moveTo(trace.size() - 1);
        assertThat(cursor.next()).isTrue();
        state.apply(cursor);
    }

    private void waits(int actor, int resource) {
        happens(EventKind.WAIT_BEGUN, actor, resource, WaitSide.ENTER.ordinal());
    }

    @Test
    void ofALongLineOnlyTheHeadHasArrowsAndInACrowdOnlyAClosedCircle() {
        int held = mutex();
        int holder = actor();
        happens(EventKind.ACQUIRED, holder, held, 1);
        for (int i = 0; i < 20; i++) {
            waits(actor(), held);
        }
        int ann = actor();
        int bob = actor();
        int one = mutex();
        int two = mutex();
        happens(EventKind.ACQUIRED, ann, one, 1);
        happens(EventKind.ACQUIRED, bob, two, 1);
        waits(ann, two);
        waits(bob, one);
        WaitForGraph graph = WaitForGraph.of(state);
        List<Edge> few = ArrowLayer.chosen(graph, id -> true, false);
        assertThat(few).startsWith(new Edge(ann, bob, two), new Edge(bob, ann, one))
                .hasSize(2 + ArrowLayer.MOST_TO_ONE);
        assertThat(ArrowLayer.chosen(graph, id -> true, true)).containsExactly(new Edge(ann, bob, two),
                new Edge(bob, ann, one));
        assertThat(ArrowLayer.chosen(graph, id -> id != held, false)).as("of locks that are seen").hasSize(2);
    }

    @Test
    void thereAreNeverMoreThanSomeDozens() {
        for (int i = 0; i < 100; i++) {
            int held = mutex();
            happens(EventKind.ACQUIRED, actor(), held, 1);
            waits(actor(), held);
        }
        assertThat(ArrowLayer.chosen(WaitForGraph.of(state), id -> true, false)).hasSize(ArrowLayer.MOST);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 300, 0", "0, 0, 0, 200", "300, 200, 0, 0", "0, 0, 140, 0", "10, 90, 14, 10"})
    void anArrowBeginsAndEndsAtTheEdgesAndOneBackIsAnother(double x1, double y1, double x2, double y2) {
        var from = new Box(x1, y1, 100, 28);
        var to = new Box(x2, y2, 100, 28);
        var there = ArrowLayer.Course.between(from, to, 28);
        var back = ArrowLayer.Course.between(to, from, 28);
        assertEnds(there, from, to);
        assertEnds(back, to, from);
        assertThat(Math.hypot(there.startX() - back.endX(), there.startY() - back.endY())).as("apart").isGreaterThan(4);
    }

    private static void assertEnds(ArrowLayer.Course course, Box start, Box end) {
        double room = 28;
        assertThat(course.startX()).isBetween(start.x() - 1, start.right() + 1);
        assertThat(course.startY()).isBetween(start.y() - 1, start.bottom() + 1);
        assertThat(course.endX()).isBetween(end.x() - room, end.right() + room);
        assertThat(course.endY()).isBetween(end.y() - room, end.bottom() + room);
    }
}
