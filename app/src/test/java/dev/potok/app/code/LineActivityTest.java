package dev.potok.app.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.TraceCursor;

class LineActivityTest {
    private final Trace trace = new Trace(new Directory());
    private final TraceCursor cursor = trace.cursor();
    private final RunState state = new RunState(trace.directory());
    private final int told = trace.directory().addActor("told", "told", ActorKind.PLATFORM_THREAD, 0).id();
    private final int other = trace.directory().addActor("other", "other", ActorKind.PLATFORM_THREAD, 0).id();

    private LineActivity after(EventKind kind, int actor, int line) {
        trace.append(trace.size(), kind, actor, -1, 0, line, 0);
        trace.publish();
        while (cursor.next()) {
            state.apply(cursor);
        }
        return LineActivity.of(state);
    }

    @Test
    void a_line_is_told_to_one_who_waited_to_be_told() {
        LineActivity before = after(EventKind.IDLE, told, 7);
        LineActivity asleep = after(EventKind.SLEEP_BEGUN, told, 20);
        assertThat(asleep.toldLines(before)).containsExactly(20);
        LineActivity again = after(EventKind.IDLE, told, 20);
        assertThat(again.toldLines(asleep)).as("it is where it was").isEmpty();
        LineActivity quick = after(EventKind.IDLE, told, 31);
        assertThat(quick.toldLines(again)).as("also where it was done in no time").containsExactly(31);
    }

    @Test
    void who_goes_on_by_himself_is_told_nothing() {
        LineActivity before = after(EventKind.SLEEP_BEGUN, other, 3);
        LineActivity next = after(EventKind.SLEEP_BEGUN, other, 4);
        assertThat(next.toldLines(before)).isEmpty();
        assertThat(next.toldLines(LineActivity.NONE)).isEmpty();
    }
}
