package dev.potok.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import dev.potok.app.theme.Theme;
import dev.potok.app.timeline.LaneKind;
import dev.potok.app.transport.Playback.Motion;
import dev.potok.app.transport.Subject;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Phase;

/** What a lecturer does, by keys and by the ids of what is clicked, in the real window on the headless platform. */
class JourneyTest extends WindowTest {

    JourneyTest() {
        super("semaphore", 720);
    }

    @Start // which is looked for in the class itself alone
    void begin(Stage stage) {
        open(stage);
    }

    private static String text(FxRobot robot, String id) {
        return ((Labeled) robot.lookup("#" + id).query()).getText();
    }

    private void flatOut(FxRobot robot) {
        robot.interact(() -> window.plan().paceProperty().set(Pace.FLAT_OUT));
    }

    private void runToTheEnd(FxRobot robot) {
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        until("the end of the run", () -> playback.resultProperty().get() != null);
    }

    @Test
    void spaceRunsTheScenarioToItsEnd(FxRobot robot) {
        flatOut(robot);
        runToTheEnd(robot);
        assertThat(playback.resultProperty().get().outcome()).isEqualTo(Outcome.COMPLETED);
        until("its status", () -> text(robot, "status").startsWith("completed"));
        assertThat(text(robot, "status-dropped")).isEqualTo("dropped: 0");
        assertThat(text(robot, "scenario-subtitle")).contains("6 threads");
    }

    @Test
    void aPauseStopsTheActorsAndSpaceLetsThemGoOn(FxRobot robot) {
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        until("some events", () -> playback.recording().edge().events() > 20);
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        until("the pause", () -> playback.phaseProperty().get() == Phase.PAUSED);
        until("what was recorded up to it", () -> playback.recording().edge().paused());
        long then = playback.recording().trace().size();
        assertThat(text(robot, "status")).startsWith("paused");
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        until("that it goes on", () -> playback.phaseProperty().get() == Phase.RUNNING
                && playback.recording().trace().size() > then);
        robot.press(KeyCode.X).release(KeyCode.X);
        until("the stop", () -> playback.resultProperty().get() != null);
        assertThat(playback.resultProperty().get().outcome()).isEqualTo(Outcome.STOPPED);
    }

    @Test
    void oneScrubsBackStepsAndReturnsToTheEnd(FxRobot robot) {
        flatOut(robot);
        runToTheEnd(robot);
        robot.press(KeyCode.HOME).release(KeyCode.HOME);
        until("the start", () -> playback.playheadProperty().get() == 0);
        long position = playback.position();
        robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        until("a step", () -> playback.position() == position + 1);
        robot.press(KeyCode.LEFT).release(KeyCode.LEFT);
        until("a step back", () -> playback.position() == position);
        robot.interact(() -> ((Slider) robot.lookup("#scrub").query()).setValue(0.5));
        until("the middle",
                () -> Math.abs(playback.playheadProperty().get() * 2.0 / playback.endProperty().get() - 1) < 0.05);
        assertThat(playback.shown().finished()).isFalse();
        robot.clickOn("#live");
        until("the end", () -> playback.motionProperty().get() == Motion.FOLLOWING && playback.shown().finished());
    }

    @Test
    void theLanguageChangesWhileTheWindowIsOpen(FxRobot robot) {
        assertThat(text(robot, "scenario-title")).isEqualTo("Semaphore");
        robot.clickOn("#language");
        until("Russian", () -> text(robot, "scenario-title").equals("Семафор"));
        assertThat(text(robot, "tab-settings")).isEqualTo("Параметры");
        assertThat(text(robot, "present")).startsWith("Показ");
        robot.press(KeyCode.L).release(KeyCode.L);
        until("English", () -> text(robot, "scenario-title").equals("Semaphore"));
    }

    @Test
    void theThemesFollowEachOther(FxRobot robot) {
        for (Theme expected : new Theme[] {Theme.LIGHT, Theme.PROJECTOR, Theme.DARK}) {
            robot.clickOn("#theme");
            until("the theme " + expected, () -> window.themeProperty().get() == expected);
            assertThat(scene.getFill()).isEqualTo(expected.color("bg"));
            assertThat(scene.getRoot().getStyleClass()).contains("theme-" + expected.id());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru"})
    void aSettingIsCheckedAndThenUsed(String language, FxRobot robot) {
        robot.interact(() -> window.language().use(Locale.of(language)));
        flatOut(robot);
        robot.clickOn("#tab-settings");
        TextField permits = robot.lookup("#setting-permits-text").query();
        robot.interact(() -> permits.setText("0"));
        until("the problem in words", () -> robot.lookup("#setting-permits-problem").tryQuery()
                .filter(Node::isVisible).map(node -> ((Labeled) node).getText()).orElse("").contains("1–100"));
        robot.interact(() -> window.restart());
        assertThat(playback.motionProperty().get()).isEqualTo(Motion.EMPTY);
        assertThat(text(robot, "status-message")).contains("1–100");
        robot.interact(() -> permits.setText("3"));
        robot.interact(() -> scene.getRoot().requestFocus());
        runToTheEnd(robot);
        assertThat(playback.requestProperty().get().settings().integer("permits")).isEqualTo(3);
        assertThat(text(robot, "status-message")).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereIsSaidAndNothingRuns(FxRobot robot, @TempDir Path folder) {
        robot.interact(() -> window.useFolder(folder.resolve("nowhere").resolve("at-all")));
        until("the sentence", () -> text(robot, "status-message").contains("nowhere"));
        assertThat(playback.motionProperty().get()).isEqualTo(Motion.EMPTY);
    }

    @Test
    void aDroppedFolderIsCounted(FxRobot robot, @TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("a.txt"), "one two two\nthree\n");
        Files.write(folder.resolve("b.bin"), new byte[] {1, 0, 2, 0});
        flatOut(robot);
        robot.interact(() -> window.useFolder(folder));
        until("the end", () -> playback.resultProperty().get() != null);
        assertThat(playback.resultProperty().get().allChecksHold()).isTrue();
        assertThat(playback.resultProperty().get().results()).containsEntry("words", 4L);
        assertThat(text(robot, "scenario-title")).isEqualTo("Word count pipeline");
    }

    @Test
    void thePresenterGoesFromMomentToMoment(FxRobot robot) {
        flatOut(robot);
        robot.interact(() -> window.plan().modeProperty().set(Mode.VIRTUAL)); // so that somebody surely has to wait
        runToTheEnd(robot);
        robot.press(KeyCode.F5).release(KeyCode.F5);
        Node presenting = robot.lookup("#presenting").query();
        until("the presenter's view with its moments", () -> presenting.isVisible()
                && robot.lookup("#present-moments").queryParent().getChildrenUnmodifiable().size() > 4);
        robot.press(KeyCode.DIGIT2).release(KeyCode.DIGIT2);
        until("the second moment", () -> playback.position() > 0 && !playback.shown().finished());
        long second = playback.position();
        robot.press(KeyCode.PAGE_DOWN).release(KeyCode.PAGE_DOWN);
        until("the next moment", () -> playback.position() > second);
        robot.press(KeyCode.PAGE_UP).release(KeyCode.PAGE_UP);
        until("the moment before", () -> playback.position() == second);
        robot.press(KeyCode.B).release(KeyCode.B);
        until("a black screen", () -> robot.lookup("#present-black").query().isVisible());
        robot.press(KeyCode.B).release(KeyCode.B);
        until("the picture again", () -> !robot.lookup("#present-black").query().isVisible());
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        until("the desk", () -> !presenting.isVisible());
    }

    @Test
    void aVirtualRunIsPlayedInItsOwnTime(FxRobot robot) {
        robot.interact(() -> playback.setSpeed(0.001));
        robot.clickOn("#mode-virtual");
        assertThat(window.plan().modeProperty().get()).isEqualTo(Mode.VIRTUAL);
        robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
        until("the playhead on its way", () -> playback.motionProperty().get() == Motion.PLAYING
                && playback.playheadProperty().get() > 0);
        assertThat(playback.shown().finished()).isFalse();
        assertThat(text(robot, "scenario-subtitle")).startsWith("virtual run");
    }

    @Test
    void theSearchFieldKeepsItsKeys(FxRobot robot) {
        robot.clickOn("#catalogue-search").write("bar r");
        assertThat(((TextField) robot.lookup("#catalogue-search").query()).getText()).isEqualTo("bar r");
        assertThat(playback.motionProperty().get()).isEqualTo(Motion.EMPTY);
    }

    @Test
    void aScenarioIsChosenInTheCatalogue(FxRobot robot) {
        robot.clickOn("#catalogue-barrier");
        until("the barrier", () -> window.plan().entryProperty().get().id().equals("barrier"));
        assertThat(Catalogue.entries()).allSatisfy(entry -> assertThat(
                robot.lookup("#catalogue-" + entry.id()).tryQuery()).isPresent());
        flatOut(robot);
        robot.interact(() -> scene.getRoot().requestFocus());
        runToTheEnd(robot);
        assertThat(robot.lookup("#resource-gate").tryQuery()).isPresent();
    }

    @Test
    void aCommandIsFoundByTypingAndDoneByEnter(FxRobot robot) {
        robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P).release(KeyCode.P, KeyCode.SHIFT, KeyCode.CONTROL);
        Node palette = robot.lookup("#commands").query();
        until("the palette", palette::isVisible);
        robot.write("barri").press(KeyCode.ENTER).release(KeyCode.ENTER);
        until("the barrier", () -> window.plan().entryProperty().get().id().equals("barrier"));
        assertThat(palette.isVisible()).isFalse();
    }

    @Test
    void theRecordingBeforeIsKept(FxRobot robot) {
        flatOut(robot);
        runToTheEnd(robot);
        var first = playback.recording().trace();
        robot.press(KeyCode.R).release(KeyCode.R);
        until("the second run", () -> playback.recording().trace() != first
                && playback.resultProperty().get() != null);
        var second = playback.recording().trace();
        robot.press(KeyCode.P).release(KeyCode.P);
        until("the first recording", () -> playback.recording().trace() == first);
        assertThat(playback.resultProperty().get()).isNotNull();
        robot.press(KeyCode.P).release(KeyCode.P);
        until("the second recording", () -> playback.recording().trace() == second);
    }

    @Test
    void theKeysAreShownAndTakenAway(FxRobot robot) {
        robot.clickOn("#keys");
        Node sheet = robot.lookup("#keys-sheet").query();
        until("the sheet", sheet::isVisible);
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        until("no sheet", () -> !sheet.isVisible());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru"})
    void aDeadlockIsToldByTheSentenceTheBadgeTheStatusAndAFindingThatLeadsThere(String tongue, FxRobot robot) {
        robot.interact(() -> {
            window.language().use(Locale.of(tongue));
            Catalogue.find("deadlock").ifPresent(window.plan()::choose);
            window.plan().written().put("pause", "50");
        });
        runToTheEnd(robot);
        assertThat(playback.resultProperty().get().outcome()).isEqualTo(Outcome.DEADLOCKED);
        until("the sentence", () -> text(robot, "now-sentence").matches(tongue.equals("ru")
                ? "Анна держит «Счёт .» и ждёт «Счёт .»\\.\nБорис держит «Счёт .» и ждёт «Счёт .»\\."
                : "Anna holds “Account A” and waits for “Account B”\\.\nBoris holds “Account B” and waits for “Account A”\\."));
        until("the badge", () -> robot.lookup("#findings-badge").tryQuery().isPresent());
        assertThat(text(robot, "findings-badge")).isEqualTo("1");
        assertThat(robot.lookup("#tab-findings").query().getAccessibleText()).contains("1");
        robot.clickOn("#tab-findings");
        until("the finding", () -> robot.lookup("#deadlock-1").tryQuery().isPresent());
        robot.press(KeyCode.HOME).release(KeyCode.HOME);
        until("the start", () -> playback.position() == 0);
        int boris = playback.recording().edge().actors().stream().filter(actor -> actor.info().name().equals("boris"))
                .findFirst().orElseThrow().id();
        robot.clickOn("#deadlock-1-" + boris);
        until("the instant", () -> playback.shown().circles() == 1 && !playback.shown().finished());
        assertThat(playback.subjectProperty().get()).isEqualTo(new Subject.OfActor(boris));
    }

    @Test
    void theCriticalPathIsShownAndHidden(FxRobot robot) {
        flatOut(robot);
        robot.press(KeyCode.C).release(KeyCode.C);
        runToTheEnd(robot);
        until("what it is made of", () -> text(robot, "timeline-path-says").matches("Critical path .+: .+%.+"));
        robot.clickOn("#timeline-path");
        until("no path", () -> !robot.lookup("#timeline-path-says").query().isVisible());
    }

    @Test
    void lanesAreThoseOfResourcesOnceTheyAreAskedFor(FxRobot robot) {
        flatOut(robot);
        runToTheEnd(robot);
        robot.clickOn("#timeline-resources");
        until("lanes of resources", () -> window.timeline().kindProperty().get() == LaneKind.RESOURCES);
    }
}
