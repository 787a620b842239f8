package dev.potok.app.lecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import dev.potok.app.stage.ProcessStory;
import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.simulation.state.Recording;

/** What is said of processes; over runs written by hand. */
class ProcessSentenceTest {
    private static List<String> at(ProcessStory.Plot plot, long milliseconds, String language) {
        Recording recording = ProcessStory.of(plot);
        return NowSentence.of(recording.stateAt(milliseconds * 1_000_000),
                new Names("story", new Texts(Locale.of(language))), null);
    }

    @Test
    void aProcessThatStartsAndOneThatEndsWithACodeAreTold() {
        assertThat(at(ProcessStory.Plot.KILLED, 50, "en")).first()
                .isEqualTo("worker-1, worker-2 and worker-3 are starting, each as a process of its own.");
        assertThat(at(ProcessStory.Plot.KILLED, 500, "en")).contains("worker-3 has ended with exit code 3.");
        assertThat(at(ProcessStory.Plot.KILLED, 500, "ru")).contains("worker-3: процесс закончился, код завершения 3.");
    }

    @Test
    void whatADeadOwnerLeftComesFirstAndThenWhoKilledIt() {
        assertThat(at(ProcessStory.Plot.KILLED, 800, "en")).containsExactly(
                "“lock” will never be free again: worker-2 died while it held it.",
                "worker-2 was killed by SIGKILL.");
        assertThat(at(ProcessStory.Plot.KILLED, 800, "ru")).containsExactly(
                "«lock» больше никому не достанется: worker-2 погибает, не отдав его.",
                "worker-2: процесс убит сигналом SIGKILL.");
    }

    @Test
    void whoWaitsForAPoolIsToldAndItsOwnQueuesAreNot() {
        assertThat(at(ProcessStory.Plot.POOL, 400, "en")).containsExactly(
                "main waits for the pool “squares”. Tasks done: 3 of 12.",
                "In the pool “squares” at work: squares-2 and squares-3. Tasks in line: 7.");
        assertThat(at(ProcessStory.Plot.BROKEN_POOL, 400, "en")).first()
                .isEqualTo("The pool “squares” is broken: a worker died. Tasks given up: 9.");
    }

    @Test
    void whoWaitsAtAPipeWantsAMessageWhereNoneComesTowardsIt() {
        assertThat(at(ProcessStory.Plot.PIPE, 300, "en")).first()
                .isEqualTo("main waits for a message from the pipe “pipe”.");
    }
}
