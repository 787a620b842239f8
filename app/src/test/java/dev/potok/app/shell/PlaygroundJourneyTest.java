package dev.potok.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import dev.potok.app.transport.Playback.Motion;
import dev.potok.simulation.environment.Presses;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.trace.file.TraceFile;

/** A lecturer tells threads what to do, by the ids of the buttons, in the real window on the headless platform. */
class PlaygroundJourneyTest extends WindowTest {

    PlaygroundJourneyTest() {
        super("playground", 1000, 1000); // as large as the full screen: its size does not change in the middle of a frame
    }

    @Start // which is looked for in the class itself alone
    void begin(Stage stage) {
        open(stage);
    }

    private static Node node(FxRobot robot, String id) {
        return robot.lookup("#" + id).query();
    }

    private static boolean there(FxRobot robot, String id) {
        return robot.lookup("#" + id).tryQuery().isPresent();
    }

    private static String text(FxRobot robot, String id) {
        return ((Labeled) node(robot, id)).getText();
    }

    private static void looks(FxRobot robot, int actor, String state) {
        until("actor " + actor + " " + state, () -> there(robot, "playground-actor-" + actor)
                && node(robot, "playground-actor-" + actor).getStyleClass().contains("state-" + state));
    }

    private void pressed(String presses) {
        until(presses, () -> Presses.write(window.playground().pressesProperty().get()).equals(presses));
    }

    private void begin(FxRobot robot) {
        robot.clickOn("#playground-start");
        looks(robot, 3, "idle");
        until("the buttons", () -> there(robot, "call-lock"));
    }

    /** As a click does, also where the button lies outside of what is scrolled to. */
    private static void press(FxRobot robot, String id) {
        until(id + " can be pressed", () -> there(robot, id) && !node(robot, id).isDisabled());
        robot.interact(() -> ((ButtonBase) node(robot, id)).fire());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru"})
    void threadsDoWhatTheyAreToldAndNothingElse(String language, FxRobot robot) {
        robot.interact(() -> window.language().use(Locale.of(language)));
        begin(robot);
        robot.clickOn("#call-lock");
        pressed("1 lock()");
        robot.clickOn("#playground-actor-2").clickOn("#call-lock");
        looks(robot, 2, "blocked");
        assertThat(node(robot, "call-lock").isDisabled()).isTrue();
        assertThat(node(robot, "call-unlock").isDisabled()).isTrue();
        assertThat(node(robot, "call-interrupt").isDisabled()).isFalse();
        assertThat(node(robot, "call-lock").getAccessibleHelp()).contains("lock()").contains("interrupt()");
        assertThat(text(robot, "playground-status")).contains("lock()");
        if (language.equals("ru")) {
            assertThat(text(robot, "playground-actor-2")).isEqualTo("поток-2");
            assertThat(text(robot, "playground-status")).startsWith("ждёт");
        } else {
            assertThat(text(robot, "playground-actor-2")).isEqualTo("thread-2");
            assertThat(text(robot, "playground-status")).startsWith("waits");
        }
        robot.clickOn("#playground-actor-1");
        press(robot, "call-unlock");
        looks(robot, 2, "idle");
        press(robot, "call-unlock");
        until("what it threw", () -> text(robot, "playground-answer").contains("IllegalMonitorStateException"));
        robot.clickOn("#playground-undo");
        pressed("1 lock(); 2 lock(); 1 unlock()");
        robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
        pressed("1 lock(); 2 lock()");
        looks(robot, 2, "blocked");
        robot.press(KeyCode.CONTROL, KeyCode.Y).release(KeyCode.Y, KeyCode.CONTROL);
        pressed("1 lock(); 2 lock(); 1 unlock()");
        press(robot, "playground-end");
        until("the end", () -> playback.resultProperty().get() != null);
        assertThat(playback.resultProperty().get().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(playback.resultProperty().get().allChecksHold()).isTrue();
    }

    @Test
    void aPillOnTheStageChoosesAndSoDoesADigit(FxRobot robot) {
        begin(robot);
        robot.press(KeyCode.DIGIT3).release(KeyCode.DIGIT3);
        until("the third", () -> window.playground().chosenProperty().get() == 3);
        robot.clickOn("#actor-thread-2");
        until("the second", () -> window.playground().chosenProperty().get() == 2);
        press(robot, "call-tryLock");
        until("its answer", () -> text(robot, "playground-answer").equals("tryLock() → true"));
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        until("space pauses and presses nothing", () -> playback.recording().edge().paused());
        assertThat(window.playground().pressesProperty().get()).hasSize(1);
    }

    @Test
    void anotherPrimitiveIsPutOnTheStage(FxRobot robot) {
        putOnTheStage(robot, 4);
    }

    @Test
    @Tag("stress")
    void everyPrimitiveIsPutOnTheStage(FxRobot robot) {
        putOnTheStage(robot, 1);
    }

    /** Each that is so many after the last. */
    private void putOnTheStage(FxRobot robot, int apart) {
        begin(robot);
        press(robot, "call-lock");
        pressed("1 lock()");
        ComboBox<String> primitives = robot.lookup("#playground-primitive").queryComboBox();
        assertThat(primitives.getItems()).hasSize(17);
        for (int i = primitives.getItems().size() - 1; i >= 0; i -= apart) {
            String primitive = primitives.getItems().get(i);
            robot.interact(() -> primitives.setValue(primitive));
            until(primitive, () -> playback.requestProperty().get().settings().choice("primitive").equals(primitive)
                    && playback.runProperty().get().remote().isPresent());
            var remote = playback.runProperty().get().remote().orElseThrow();
            until("its buttons", () -> window.playground().callsProperty().get().equals(remote.calls()));
            looks(robot, 3, "idle");
            assertThat(window.playground().pressesProperty().get()).isEmpty();
            press(robot, "playground-example");
            until("the first of its example", () -> window.playground().pressesProperty().get()
                    .equals(remote.example().subList(0, 1)));
        }
    }

    @Test
    void virtualTimeIsLetPassAndTheCommandIsCopied(FxRobot robot) {
        robot.interact(() -> window.plan().modeProperty().set(Mode.VIRTUAL));
        begin(robot);
        press(robot, "call-lock");
        robot.press(KeyCode.DIGIT2).release(KeyCode.DIGIT2);
        press(robot, "call-tryLock-1-s");
        looks(robot, 2, "blocked");
        assertThat(playback.endProperty().get()).isLessThan(1_000_000);
        press(robot, "playground-pass");
        looks(robot, 2, "idle");
        press(robot, "playground-add");
        looks(robot, 4, "idle");
        press(robot, "playground-copy");
        var copied = new String[1];
        robot.interact(() -> copied[0] = Clipboard.getSystemClipboard().getString());
        assertThat(copied[0])
                .isEqualTo("potok run playground --virtual --set \"presses=1 lock(); 2 tryLock(1 s); 1 s; +\"");
        assertThat(text(robot, "status-message")).contains(copied[0]);
    }

    @Test
    void beforeARoomTheCallsStandWhereTheCodeDoes(FxRobot robot) {
        begin(robot);
        robot.press(KeyCode.F5).release(KeyCode.F5);
        until("the presenter's view", () -> node(robot, "presenting").isVisible()
                && node(robot, "present-calls").isVisible());
        until("a pill", () -> there(robot, "stage-presenting")
                && robot.from(node(robot, "stage-presenting")).lookup("#actor-thread-2").tryQuery().isPresent());
        robot.clickOn(robot.from(node(robot, "stage-presenting")).lookup("#actor-thread-2").<Node>query());
        until("the second", () -> text(robot, "present-told").startsWith("thread-2"));
        robot.clickOn("#present-call-tryLock");
        pressed("2 tryLock()");
        until("its answer", () -> text(robot, "present-answer").equals("tryLock() → true"));
        robot.press(KeyCode.DIGIT1).release(KeyCode.DIGIT1);
        until("a moment", () -> playback.position() < playback.recording().edge().events());
        assertThat(window.playground().chosenProperty().get()).as("digits are moments now").isEqualTo(2);
        robot.clickOn("#present-call-unlock");
        pressed("2 tryLock(); 2 unlock()");
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        until("the desk", () -> !node(robot, "presenting").isVisible());
    }

    @Test
    void whatWasPressedIsSavedAndPressedAgain(FxRobot robot, @TempDir Path folder) throws IOException {
        begin(robot);
        press(robot, "call-lock");
        pressed("1 lock()");
        robot.press(KeyCode.DIGIT2).release(KeyCode.DIGIT2);
        press(robot, "call-lock");
        looks(robot, 2, "blocked");
        press(robot, "playground-end");
        until("the end", () -> playback.resultProperty().get() != null);
        Path file = folder.resolve("pressed.potok");
        robot.interact(() -> window.recordings().save(file, Recordings.Format.POTOK));
        until("that it is saved", () -> text(robot, "status-message").startsWith("Saved"));
        assertThat(TraceFile.read(file).description().settings()).containsEntry("presses", "1 lock(); 2 lock()");
        robot.interact(() -> window.recordings().open(file));
        until("the recording", () -> playback.motionProperty().get() == Motion.STANDING);
        robot.interact(() -> window.restart());
        looks(robot, 2, "blocked");
        pressed("1 lock(); 2 lock()");
    }

    @Test
    void theChartsAreBackForAScenarioThatGoesByItself(FxRobot robot) {
        assertThat(node(robot, "playground").isVisible()).isTrue();
        robot.clickOn("#catalogue-barrier");
        until("no buttons", () -> !node(robot, "playground").isVisible());
        assertThat(node(robot, "charts").isVisible()).isTrue();
    }
}
