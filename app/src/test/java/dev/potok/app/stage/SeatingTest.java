package dev.potok.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.Trace;

class SeatingTest {
    private final Directory directory = new Directory();
    private final Trace trace = new Trace(directory);
    private final RunState state = new RunState(directory);
    private final int permits = directory.addResource("permits", ResourceKind.SEMAPHORE, 4).id();

    private void happens(EventKind kind, int actor, long permitsTaken) {
        trace.append(trace.size(), kind, actor, -1, permits, 0, permitsTaken);
        trace.publish();
        var cursor = trace.cursor();
        cursor.moveTo(trace.size() - 1);
        assertThat(cursor.next()).isTrue();
        state.apply(cursor);
    }

    private int actor(String name) {
        return directory.addActor(name, name, ActorKind.PLATFORM_THREAD, 0).id();
    }

    private Seating seated(Seating seating, boolean once) {
        seating.seat(((ResourceState.Seats) java.util.Objects.requireNonNull(state.resource(permits))).holders(), once);
        return seating;
    }

    private static long[] all(Seating seating) {
        long[] all = new long[seating.count()];
        for (int i = 0; i < all.length; i++) {
            all[i] = seating.at(i);
        }
        return all;
    }

    @Test
    void nobodyChangesSeatsWhileHeHoldsOne() {
        int ann = actor("ann");
        int bob = actor("bob");
        int cyd = actor("cyd");
        var seating = new Seating(3);
        happens(EventKind.ACQUIRED, ann, 1);
        happens(EventKind.ACQUIRED, bob, 1);
        assertThat(all(seated(seating, false))).containsExactly(ann, bob, 0);
        happens(EventKind.RELEASED, ann, 1);
        happens(EventKind.ACQUIRED, cyd, 1);
        assertThat(all(seated(seating, false))).containsExactly(cyd, bob, 0);
        assertThat(seating.of(bob)).isEqualTo(1);
        assertThat(seating.of(ann)).isEqualTo(-1);
    }

    @Test
    void whoTookTwoPermitsHasTwoSeatsAndWhoEnteredTwiceHasOne() {
        int ann = actor("ann");
        int bob = actor("bob");
        happens(EventKind.ACQUIRED, ann, 2);
        happens(EventKind.ACQUIRED, bob, 1);
        var seating = new Seating(4);
        assertThat(all(seated(seating, false))).containsExactly(ann, ann, bob, 0);
        assertThat(all(seated(new Seating(2), true))).containsExactly(ann, bob);
        happens(EventKind.RELEASED, ann, 1);
        assertThat(all(seated(seating, false))).containsExactly(ann, 0, bob, 0);
    }

    @Test
    void whoHasNoSeatStands() {
        happens(EventKind.ACQUIRED, actor("ann"), 1);
        int bob = actor("bob");
        happens(EventKind.ACQUIRED, bob, 1);
        assertThat(seated(new Seating(1), false).of(bob)).isEqualTo(-1);
    }
}
