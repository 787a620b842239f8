package dev.potok.app.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.potok.app.timeline.TraceScript;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.EventKind;

class HouseholdsTest {
    private final TraceScript script = new TraceScript();
    private final Households households = new Households();
    private final int main = actor("main", ActorKind.PLATFORM_THREAD, 0);

    private int actor(String name, ActorKind kind, int parent) {
        int id = script.actor(name, name.replaceAll("-.*", ""), kind, parent);
        script.at(id, EventKind.ACTOR_CREATED, id);
        return id;
    }

    private List<Household> look(int most) {
        return households.look(script.recording().edge(), most);
    }

    @Test
    void aThreadLivesInTheProcessOfWhoeverMadeIt() {
        int child = actor("child-1", ActorKind.PROCESS, main);
        int thread = actor("thread", ActorKind.PLATFORM_THREAD, child);
        int deeper = actor("deeper", ActorKind.VIRTUAL_THREAD, thread);
        int helper = actor("killer", ActorKind.PLATFORM_THREAD, main);
        assertThat(look(17)).containsExactly(
                new Household(List.of(Household.OWN), "", List.of(main, helper)),
                new Household(List.of(child), "child", List.of(child, thread, deeper)));
        assertThat(households.of(deeper)).isEqualTo(1);
        assertThat(households.of(helper)).isZero();
    }

    @Test
    void aRunWithoutProcessesHasNone() {
        actor("worker", ActorKind.PLATFORM_THREAD, main);
        assertThat(look(17)).isEmpty();
        assertThat(households.of(main)).isNegative();
    }

    @Test
    void aProcessThatNobodyMadeIsThatOfAnotherToolAndNoHome() {
        int foreign = actor("foreign", ActorKind.PROCESS, 0);
        actor("thread", ActorKind.PLATFORM_THREAD, foreign);
        assertThat(look(17)).isEmpty();
    }

    @Test
    void whereThereAreTooManyThoseOfAGroupAreOne() {
        for (int i = 1; i <= 5; i++) {
            actor("child-" + i, ActorKind.PROCESS, main);
        }
        assertThat(look(4)).extracting(Household::group).containsExactly("", "child");
        assertThat(look(4).get(1).several()).isTrue();
        assertThat(look(4).get(1).members()).hasSize(5);
        assertThat(look(6)).hasSize(6);
    }
}
