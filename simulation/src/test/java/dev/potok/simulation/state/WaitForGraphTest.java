package dev.potok.simulation.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.potok.simulation.state.WaitForGraph.Edge;
import dev.potok.simulation.trace.Access;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.WaitSide;

class WaitForGraphTest {
    private final Directory directory = new Directory();
    private final Trace trace = new Trace(directory);
    private final RunState state = new RunState(directory);
    private long time;

    private int actor(String name) {
        int id = directory.addActor(name, name, ActorKind.PLATFORM_THREAD, 0).id();
        happens(EventKind.ACTOR_CREATED, id, 0, 0);
        happens(EventKind.ACTOR_STARTED, id, 0, 0);
        return id;
    }

    private int resource(String name, ResourceKind kind, long capacity) {
        return directory.addResource(name, kind, capacity).id();
    }

    private void happens(EventKind kind, int actor, int resource, long argument) {
        trace.append(time++, kind, actor, -1, resource, 0, argument);
        trace.publish();
        var cursor = trace.cursor();
        cursor.moveTo(trace.size() - 1);
        assertThat(cursor.next()).isTrue();
        state.apply(cursor);
    }

    private void takes(int actor, int mutex) {
        happens(EventKind.ACQUIRED, actor, mutex, 1);
    }

    private void waits(int actor, int resource, WaitSide side) {
        happens(EventKind.WAIT_BEGUN, actor, resource, side.ordinal());
    }

    @Test
    void whoWaitsForAMutexWaitsForItsHolder() {
        int ann = actor("ann");
        int bob = actor("bob");
        int cyd = actor("cyd");
        int door = resource("door", ResourceKind.MUTEX, 1);
        takes(ann, door);
        waits(bob, door, WaitSide.ENTER);
        waits(cyd, door, WaitSide.ENTER);
        WaitForGraph graph = WaitForGraph.of(state);
        assertThat(graph.edges()).containsExactly(new Edge(bob, ann, door), new Edge(cyd, ann, door));
        assertThat(graph.circles()).isEmpty();
        assertThat(graph.edges()).noneMatch(graph::closed);
    }

    @Test
    void whoWaitsForAPermitWaitsForNobodyInParticular() {
        int ann = actor("ann");
        int bob = actor("bob");
        int permits = resource("permits", ResourceKind.SEMAPHORE, 1);
        takes(ann, permits);
        waits(bob, permits, WaitSide.ENTER);
        assertThat(WaitForGraph.of(state).edges()).isEmpty();
    }

    @Test
    void aWriterWaitsForEachReaderOnceAndAReaderForTheWriter() {
        int ann = actor("ann");
        int bob = actor("bob");
        int cyd = actor("cyd");
        int library = resource("library", ResourceKind.READ_WRITE_LOCK, 0);
        happens(EventKind.ACQUIRED, ann, library, Access.READ.ordinal());
        happens(EventKind.ACQUIRED, ann, library, Access.READ.ordinal());
        happens(EventKind.ACQUIRED, bob, library, Access.READ.ordinal());
        waits(cyd, library, WaitSide.WRITE);
        assertThat(WaitForGraph.of(state).edges()).containsExactly(new Edge(cyd, ann, library),
                new Edge(cyd, bob, library));
        happens(EventKind.RELEASED, ann, library, Access.READ.ordinal());
        happens(EventKind.RELEASED, ann, library, Access.READ.ordinal());
        happens(EventKind.RELEASED, bob, library, Access.READ.ordinal());
        happens(EventKind.ACQUIRED, cyd, library, Access.WRITE.ordinal());
        waits(ann, library, WaitSide.READ);
        assertThat(WaitForGraph.of(state).edges()).containsExactly(new Edge(ann, cyd, library));
    }

    @Test
    void aCircleBeginsWithTheLeastNumberAndGoesFromWaiterToHolder() {
        int main = actor("main");
        int ann = actor("ann");
        int bob = actor("bob");
        int cyd = actor("cyd");
        int one = resource("one", ResourceKind.MUTEX, 1);
        int two = resource("two", ResourceKind.REENTRANT_MUTEX, 1);
        takes(bob, one);
        takes(ann, two);
        waits(ann, one, WaitSide.ENTER);
        waits(cyd, two, WaitSide.ENTER);
        happens(EventKind.JOIN_BEGUN, main, 0, cyd);
        assertThat(WaitForGraph.of(state).circles()).isEmpty();
        happens(EventKind.JOIN_BEGUN, bob, 0, cyd);
        WaitForGraph graph = WaitForGraph.of(state);
        assertThat(graph.circles()).containsExactly(java.util.List.of(ann, bob, cyd));
        assertThat(graph.edges()).filteredOn(graph::closed).containsExactly(new Edge(ann, bob, one),
                new Edge(bob, cyd, 0), new Edge(cyd, ann, two));
        assertThat(graph.edges()).contains(new Edge(main, cyd, 0));
    }

    @Test
    void whoTakesAPlainMutexTwiceWaitsForItself() {
        int ann = actor("ann");
        int door = resource("door", ResourceKind.MUTEX, 1);
        takes(ann, door);
        waits(ann, door, WaitSide.ENTER);
        WaitForGraph graph = WaitForGraph.of(state);
        assertThat(graph.circles()).containsExactly(java.util.List.of(ann));
        assertThat(graph.closed(graph.edges().getFirst())).isTrue();
    }

    @Test
    void separateCirclesAreAllFoundAndAnOwnerWaitsForItsSubtasks() {
        int owner = actor("owner");
        int first = actor("first");
        int second = actor("second");
        int ann = actor("ann");
        int bob = actor("bob");
        int scope = resource("scope", ResourceKind.SCOPE, 0);
        int one = resource("one", ResourceKind.MUTEX, 1);
        int two = resource("two", ResourceKind.MUTEX, 1);
        int three = resource("three", ResourceKind.MUTEX, 1);
        happens(EventKind.FORKED, owner, scope, first);
        happens(EventKind.FORKED, owner, scope, second);
        happens(EventKind.SUBTASK_ENDED, first, scope, 1);
        takes(owner, three);
        waits(second, three, WaitSide.ENTER);
        waits(owner, scope, WaitSide.JOIN);
        takes(ann, one);
        takes(bob, two);
        waits(ann, two, WaitSide.ENTER);
        waits(bob, one, WaitSide.ENTER);
        assertThat(WaitForGraph.of(state).circles()).containsExactly(java.util.List.of(owner, second),
                java.util.List.of(ann, bob));
    }

    @Test
    void whoNobodyMadeIsWaitedForByNobody() {
        int ann = actor("ann");
        happens(EventKind.JOIN_BEGUN, ann, 0, -7);
        assertThat(WaitForGraph.of(state).edges()).isEmpty();
        happens(EventKind.JOIN_BEGUN, ann, 0, 4000);
        assertThat(WaitForGraph.of(state).edges()).isEmpty();
    }

    @Test
    void aLongChainIsGoneThroughOnce() {
        int length = 20_000;
        int[] actors = new int[length];
        int[] locks = new int[length];
        for (int i = 0; i < length; i++) {
            actors[i] = actor("a" + i);
            locks[i] = resource("m" + i, ResourceKind.MUTEX, 1);
            takes(actors[i], locks[i]);
        }
        for (int i = 0; i < length; i++) {
            waits(actors[i], locks[(i + 1) % length], WaitSide.ENTER);
        }
        WaitForGraph graph = WaitForGraph.of(state);
        assertThat(graph.circles()).hasSize(1);
        assertThat(graph.circles().getFirst()).hasSize(length).startsWith(actors[0], actors[1]);
    }
}
