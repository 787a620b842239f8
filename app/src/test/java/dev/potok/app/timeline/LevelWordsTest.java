package dev.potok.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.potok.app.measure.ResourceLevel;
import dev.potok.app.text.Texts;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.trace.Access;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

class LevelWordsTest {
    private static final LevelWords ENGLISH = new LevelWords(new Texts(Locale.ENGLISH));
    private static final LevelWords RUSSIAN = new LevelWords(new Texts(Locale.of("ru")));

    private static ResourceInfo resource(ResourceKind kind, long capacity) {
        return new ResourceInfo(1, "it", kind, capacity);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"MUTEX;1;0;free", "MUTEX;1;1;held",
        "REENTRANT_MUTEX;1;3;held, entered 3 times over",
        "SEMAPHORE;3;2;2 of 3 taken", "READ_WRITE_LOCK;0;2;inside: 2", "CONDITION;0;4;waiting for a signal: 4",
        "BARRIER;3;2;2 of 3 arrived", "PHASER;3;2;2 arrived", "LATCH;4;2;left to count down: 2", "LATCH;4;0;open",
        "EVENT;0;1;on", "EVENT;0;0;off", "EXCHANGER;0;1;one waits for a partner", "SCOPE;0;3;subtasks going on: 3",
        "QUEUE;8;5;items in it: 5 of 8", "TRANSFER_QUEUE;0;5;items in it: 5"})
    void aLevelIsSaidInTheWordsOfItsKind(ResourceKind kind, long capacity, int level, String said) {
        assertThat(ENGLISH.sentence(resource(kind, capacity), level)).isEqualTo(said);
    }

    @ParameterizedTest
    @EnumSource(ResourceKind.class)
    void everyKindHasWordsInBothLanguagesAndAnyLevelFitsItsLane(ResourceKind kind) {
        for (long capacity : new long[] {0, 1, 5}) {
            ResourceInfo info = resource(kind, capacity);
            for (int level : new int[] {0, 1, 7}) {
                assertThat(ENGLISH.sentence(info, level)).isNotBlank().doesNotContain("{");
                assertThat(RUSSIAN.sentence(info, level)).isNotBlank().doesNotContain("{");
                assertThat(ENGLISH.figure(info, level, null)).isNotBlank();
            }
            assertThat(ENGLISH.letters(info)).isPositive();
            assertThat(ResourceLevel.most(info)).isNotNegative();
            assertThat(ResourceLevel.full(info)).isNotNegative();
        }
    }

    @Test
    void aRoomTellsWhetherThoseInsideReadOrWrite() {
        var script = new TraceScript();
        int room = script.resource("room", ResourceKind.READ_WRITE_LOCK, 0);
        int one = script.actor("one", 0);
        int other = script.actor("other", 0);
        Recording recording = script.at(1, EventKind.ACQUIRED, one, -1, room, Access.READ.ordinal())
                .at(2, EventKind.ACQUIRED, other, -1, room, Access.READ.ordinal())
                .at(3, EventKind.RELEASED, one, -1, room, Access.READ.ordinal())
                .at(4, EventKind.RELEASED, other, -1, room, Access.READ.ordinal())
                .at(5, EventKind.ACQUIRED, one, -1, room, Access.WRITE.ordinal()).recording();
        ResourceInfo info = recording.trace().directory().resource(room);
        assertThat(ENGLISH.figure(info, 2, recording.stateAt(2).resource(room))).isEqualTo("2 r");
        assertThat(ENGLISH.figure(info, 1, recording.stateAt(5).resource(room))).isEqualTo("1 w");
        assertThat(ENGLISH.figure(info, 0, recording.stateAt(4).resource(room))).isEqualTo("0");
    }
}
