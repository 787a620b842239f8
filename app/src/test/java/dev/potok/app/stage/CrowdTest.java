package dev.potok.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.api.Test;

import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;

class CrowdTest {
    private final Directory directory = new Directory();
    private final Trace trace = new Trace(directory);
    private final RunState state = new RunState(directory);

    private int actor(String name, String group, ActorKind kind) {
        int id = directory.addActor(name, group, kind, 0).id();
        happens(EventKind.ACTOR_CREATED, id);
        return id;
    }

    private void happens(EventKind kind, int actor) {
        trace.append(trace.size(), kind, actor, -1, 0, 0, 0);
        trace.publish();
        var cursor = trace.cursor();
        cursor.moveTo(trace.size() - 1);
        assertThat(cursor.next()).isTrue();
        state.apply(cursor);
    }

    @Test
    void thoseOfANameInTheSameStateAreAGroupAndAProcessIsNobody() {
        actor("process", "process", ActorKind.PROCESS);
        int first = actor("s-1", "s", ActorKind.VIRTUAL_THREAD);
        int second = actor("s-2", "s", ActorKind.VIRTUAL_THREAD);
        actor("s-3", "s", ActorKind.VIRTUAL_THREAD);
        int other = actor("t", "t", ActorKind.PLATFORM_THREAD);
        for (int id : new int[] {first, second, other}) {
            happens(EventKind.ACTOR_STARTED, id);
            happens(EventKind.SLEEP_BEGUN, id);
        }
        var crowd = new Crowd();
        crowd.gather(state, ActorState::status);
        assertThat(crowd.size()).isEqualTo(4);
        assertThat(crowd.living()).isEqualTo(3);
        assertThat(crowd.groups()).extracting(group -> group.count).containsExactly(2, 1, 1);
        assertThat(crowd.group(0)).isSameAs(crowd.group(1)).isNotSameAs(crowd.group(3));
        happens(EventKind.ACTOR_FINISHED, first);
        crowd.gather(state, ActorState::status);
        assertThat(crowd.groups()).extracting(group -> group.count).containsExactly(1, 1, 1, 1);
        assertThat(crowd.living()).isEqualTo(2);
    }

    @Test
    void theLongestNamesAreKeptWhileActorsAreAddedAndForgottenOnTheWayBack() {
        var names = new Names("none", new Texts(Locale.ENGLISH));
        var longest = new LongestNames();
        actor("a", "a", ActorKind.PLATFORM_THREAD);
        assertThat(longest.look(state, names)).isEqualTo(1);
        assertThat(longest.names()).isEqualTo("a");
        actor("longer-name", "longer", ActorKind.PLATFORM_THREAD);
        actor("process-with-a-long-name", "process", ActorKind.PROCESS);
        assertThat(longest.look(state, names)).isEqualTo(2);
        assertThat(longest.names()).isEqualTo("longer-name");
        assertThat(longest.look(new RunState(directory), names)).isZero();
        assertThat(longest.names()).isEmpty();
    }
}
