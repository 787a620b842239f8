package dev.potok.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import javafx.scene.control.Labeled;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import dev.potok.app.shell.Recordings.Format;
import dev.potok.app.transport.Bookmark;
import dev.potok.app.transport.Playback.Motion;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.trace.file.StoredRun;
import dev.potok.simulation.trace.file.TraceFile;

class RecordingsTest extends WindowTest {
    @TempDir private Path folder;

    RecordingsTest() {
        super("queue", 720);
    }

    @Start // which is looked for in the class itself alone
    void begin(Stage stage) {
        open(stage);
    }

    private static String message(FxRobot robot) {
        return ((Labeled) robot.lookup("#status-message").query()).getText();
    }

    private void run(FxRobot robot, Mode mode) {
        robot.interact(() -> {
            window.plan().paceProperty().set(Pace.FLAT_OUT);
            window.plan().modeProperty().set(mode);
            window.restart();
        });
    }

    private Path saved(FxRobot robot, Mode mode) {
        run(robot, mode);
        until("the end of the run", () -> playback.resultProperty().get() != null);
        Path file = folder.resolve("run.potok");
        robot.interact(() -> window.recordings().save(file, Format.POTOK));
        until("that it is saved", () -> message(robot).contains(file.toString()) && Files.exists(file));
        return file;
    }

    @Test
    void whatIsSavedComesBackWithItsMarksAndIsAmongTheRecentOnes(FxRobot robot) {
        run(robot, Mode.VIRTUAL);
        until("the end of the run", () -> playback.resultProperty().get() != null);
        robot.interact(() -> {
            playback.seekEvents(12);
            playback.toggleBookmark();
        });
        Path file = folder.resolve("marked.potok");
        robot.interact(() -> window.recordings().save(file, Format.POTOK));
        until("that it is saved", () -> Files.exists(file) && message(robot).startsWith("Saved"));
        long events = playback.recording().trace().size();
        robot.interact(playback::clear);
        robot.interact(() -> window.recordings().open(file));
        until("the recording", () -> playback.motionProperty().get() == Motion.STANDING);
        assertThat(playback.recording().trace().size()).isEqualTo(events);
        assertThat(playback.bookmarks()).extracting(Bookmark::events).containsExactly(12L);
        assertThat(window.recordings().recent()).containsExactly(file);
        assertThat(message(robot)).isEmpty();
        assertThat(robot.lookup(".catalogue-recording").queryAll()).hasSize(1);
    }

    @Test
    void savingWhileTheRunGoesOnKeepsItWhole(FxRobot robot) throws IOException {
        robot.interact(() -> {
            window.plan().paceProperty().set(Pace.LECTURE);
            window.restart();
        });
        until("some events", () -> playback.recording().edge().events() > 10);
        Path file = folder.resolve("going-on.potok");
        robot.interact(() -> {
            window.recordings().save(file, Format.POTOK);
            playback.toggleBookmark();
        });
        until("that it is being saved", () -> message(robot).startsWith("Saving"));
        robot.interact(() -> {
            playback.stop();
            window.recordings().close(); // as the end of the program does
        });
        StoredRun stored = TraceFile.read(file);
        assertThat(stored.notices()).isEmpty();
        assertThat(stored.marks()).hasSize(1);
        assertThat(stored.description().machine()).containsKey("cores");
        until("its end", () -> playback.recording().trace().complete());
        assertThat(stored.trace().size()).isEqualTo(playback.recording().trace().size());
    }

    @Test
    void ofAFileThatIsCutShortTheRestIsShownWithASentence(FxRobot robot) throws IOException {
        byte[] bytes = Files.readAllBytes(saved(robot, Mode.VIRTUAL));
        Path cut = Files.write(folder.resolve("cut.potok"), Arrays.copyOf(bytes, bytes.length - 3));
        robot.interact(playback::clear);
        robot.interact(() -> window.recordings().open(cut));
        until("the sentence", () -> message(robot).contains("cut short"));
        assertThat(playback.recording().trace().size()).isPositive();
    }

    @Test
    void whatIsNoRecordingIsToldAndWhatIsShownStays(FxRobot robot) throws IOException {
        saved(robot, Mode.VIRTUAL);
        long events = playback.recording().trace().size();
        Path other = Files.writeString(folder.resolve("other.potok"), "Buy milk.");
        robot.interact(() -> window.recordings().open(other));
        until("the sentence", () -> message(robot).contains("is no recording"));
        assertThat(playback.recording().trace().size()).isEqualTo(events);
        robot.interact(() -> window.recordings().save(folder.resolve("missing").resolve("x.potok"), Format.POTOK));
        until("the other sentence", () -> message(robot).contains("could not be written"));
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("run.potok",
                    "other.potok");
        }
    }

    @Test
    void aNameGetsTheEndingOfItsFormat() {
        assertThat(Format.POTOK.named(Path.of("a", "b"))).isEqualTo(Path.of("a", "b.potok"));
        assertThat(Format.POTOK.named(Path.of("b.potok"))).isEqualTo(Path.of("b.potok"));
        assertThat(Format.JSON.named(Path.of("b.potok"))).isEqualTo(Path.of("b.json"));
        assertThat(Format.EVENTS.named(Path.of("v1.2"))).isEqualTo(Path.of("v1.2.csv"));
        assertThat(Format.of("b.json", Format.POTOK)).isEqualTo(Format.JSON);
        assertThat(Format.of("b.json", Format.METRICS)).isEqualTo(Format.METRICS);
        assertThat(Format.of("b", Format.POTOK)).isEqualTo(Format.POTOK);
    }
}
