package dev.potok.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import javafx.beans.property.SimpleObjectProperty;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import dev.potok.app.text.Language;
import dev.potok.app.text.Names;
import dev.potok.app.theme.Fonts;
import dev.potok.app.theme.Theme;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.Span;
import dev.potok.app.transport.Subject;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.EventKind;

/** What the mouse and the keys do on the timeline and its table, on the headless platform. */
@ExtendWith(ApplicationExtension.class)
class TimelineGesturesTest {
    private static final long END = 1_000_000_000;

    private Playback playback;
    private TimelineView timeline;

    @Start
    void open(Stage stage) {
        Fonts.load();
        var script = new TraceScript();
        int main = script.actor("main", 0);
        for (int i = 1; i <= 3; i++) {
            int id = script.actor("worker-" + i, "worker", ActorKind.PLATFORM_THREAD, main);
            script.at(i, EventKind.ACTOR_STARTED, id);
        }
        script.at(5, EventKind.ACTOR_STARTED, main).at(200_000_000, EventKind.SLEEP_BEGUN, 2)
                .at(600_000_000, EventKind.SLEEP_ENDED, 2).at(END, EventKind.WORK_BEGUN, 3);
        var trace = script.published();
        trace.finish();
        playback = new Playback(request -> new FakeRun(trace, Mode.LIVE));
        var language = new Language(Locale.ENGLISH);
        var theme = new SimpleObjectProperty<>(Theme.DARK);
        var names = new SimpleObjectProperty<>(new Names("none", language.texts()));
        timeline = new TimelineView(playback, language, theme, names);
        timeline.setPrefHeight(260);
        var table = new RangeTable(playback, language, theme, names);
        table.setPrefHeight(260);
        var scene = new Scene(new VBox(timeline, table), 800, 560);
        scene.getStylesheets().setAll(theme.get().tokenSheet(), dev.potok.resources.Resource.address(
                "themes/timeline.css"));
        stage.setScene(scene);
        stage.show();
        playback.open(trace, null);
        playback.pulse(0);
    }

    private static void until(String what, BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition::getAsBoolean);
        } catch (TimeoutException late) {
            throw new AssertionError("not seen: " + what, late);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** A place on the lanes or the axis by the instant it shows. */
    private Point2D at(String id, long timeNanos, double down) {
        Node node = timeline.lookup("#" + id);
        Bounds bounds = node.localToScreen(node.getLayoutBounds());
        TimeWindow window = timeline.viewModel().window();
        return new Point2D(bounds.getMinX() + (double) (timeNanos - window.fromNanos()) / window.spanNanos() * bounds
                .getWidth(), bounds.getMinY() + down);
    }

    /** The headless robot moves the mouse but does not drag it. */
    private static void drag(FxRobot robot, Node node, Point2D from, Point2D to, boolean shift) {
        robot.interact(() -> {
            fire(node, MouseEvent.MOUSE_PRESSED, from, shift);
            fire(node, MouseEvent.MOUSE_DRAGGED, from.midpoint(to), shift);
            fire(node, MouseEvent.MOUSE_DRAGGED, to, shift);
            fire(node, MouseEvent.MOUSE_RELEASED, to, shift);
        });
    }

    private static void fire(Node node, EventType<MouseEvent> type, Point2D at, boolean shift) {
        Point2D scene = node.localToScene(node.screenToLocal(at));
        node.fireEvent(new MouseEvent(node, node, type, scene.getX(), scene.getY(), at.getX(), at.getY(),
                MouseButton.PRIMARY, 1, shift, false, false, false, type != MouseEvent.MOUSE_RELEASED, false, false,
                true, false, false, new PickResult(node, scene.getX(), scene.getY())));
    }

    private void drag(FxRobot robot, String id, long from, long to, boolean shift) {
        drag(robot, timeline.lookup("#" + id), at(id, from, 12), at(id, to, 14), shift);
    }

    private static final double NEAR = 6_000_000; // three pixels

    @Test
    void draggingOnTheLanesChoosesAStretchAndEscapeClearsIt(FxRobot robot) {
        long before = playback.playheadProperty().get();
        drag(robot, "timeline-lanes", 300_000_000, 700_000_000, false);
        until("a range", () -> playback.rangeProperty().get() != null);
        Span range = playback.rangeProperty().get();
        assertThat((double) range.fromNanos()).isBetween(300_000_000 - NEAR, 300_000_000 + NEAR);
        assertThat((double) range.toNanos()).isBetween(700_000_000 - NEAR, 700_000_000 + NEAR);
        assertThat(playback.playheadProperty().get()).as("the playhead stays").isEqualTo(before);
        until("its length on the axis", () -> robot.lookup("#timeline-range-length").<Labeled>query().isVisible());
        assertThat(robot.lookup("#timeline-range-length").<Labeled>query().getText()).matches("(39|40)\\d.ms");

        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        until("no range", () -> playback.rangeProperty().get() == null);
    }

    @Test
    void aClickAndTheAxisMoveThePlayheadAndWithShiftTheAxisChooses(FxRobot robot) {
        robot.clickOn(at("timeline-lanes", 250_000_000, 20));
        until("the playhead at the click", () -> Math.abs(playback.playheadProperty().get() - 250_000_000) < NEAR);
        assertThat(playback.rangeProperty().get()).isNull();

        drag(robot, "timeline-axis", 900_000_000, 650_000_000, false);
        until("the playhead", () -> Math.abs(playback.playheadProperty().get() - 650_000_000) < NEAR);
        assertThat(playback.rangeProperty().get()).isNull();

        drag(robot, "timeline-axis", 650_000_000, 900_000_000, true);
        until("a range", () -> playback.rangeProperty().get() != null);
    }

    @Test
    void aDoubleClickChoosesTheStretchOfABar(FxRobot robot) {
        robot.doubleClickOn(at("timeline-lanes", 400_000_000, 20));
        until("the sleep", () -> new Span(200_000_000, 600_000_000).equals(playback.rangeProperty().get()));
        robot.clickOn("#timeline-range-clear");
        until("no range", () -> playback.rangeProperty().get() == null);
    }

    @Test
    void lanesAreChosenByAClickAndFoldedPinnedAndMovedByKeys(FxRobot robot) {
        robot.clickOn("#timeline-lane-2");
        until("the third worker", () -> new Subject.OfActor(4).equals(playback.subjectProperty().get()));
        robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
        until("nobody", () -> playback.subjectProperty().get() == null);
        robot.press(KeyCode.ALT, KeyCode.UP).release(KeyCode.UP, KeyCode.ALT);
        until("the third above the second", () -> key(1).equals("worker-3"));
        robot.press(KeyCode.ALT, KeyCode.P).release(KeyCode.P, KeyCode.ALT);
        until("it is pinned", () -> key(0).equals("worker-3") && timeline.viewModel().rowsProperty().get().getFirst()
                .pinned());
        robot.clickOn("#timeline-lane-1");
        robot.press(KeyCode.CONTROL, KeyCode.ENTER).release(KeyCode.ENTER, KeyCode.CONTROL);
        until("the group is closed", () -> key(1).equals("group:worker"));
        robot.press(KeyCode.CONTROL, KeyCode.ENTER).release(KeyCode.ENTER, KeyCode.CONTROL);
        until("the group is open", () -> key(1).equals("worker-1"));
    }

    private String key(int row) {
        return timeline.viewModel().rowsProperty().get().get(row).key();
    }

    @Test
    void aNameIsDraggedToAnotherPlace(FxRobot robot) {
        Node first = timeline.lookup("#timeline-lane-0");
        Node third = timeline.lookup("#timeline-lane-2");
        Bounds end = third.localToScreen(third.getLayoutBounds());
        Bounds begin = first.localToScreen(first.getLayoutBounds());
        drag(robot, first, new Point2D(begin.getMinX() + 40, begin.getCenterY()), new Point2D(end.getMinX() + 40, end
                .getMaxY() - 2), false);
        until("the first below the third", () -> key(2).equals("worker-1"));
        assertThat(playback.subjectProperty().get()).as("dragging chooses nobody").isNull();
    }

    @Test
    void theFilterIsReachedAndLeftByKeys(FxRobot robot) {
        robot.press(KeyCode.CONTROL, KeyCode.F).release(KeyCode.F, KeyCode.CONTROL);
        TextField filter = robot.lookup("#timeline-filter").query();
        until("the filter", filter::isFocused);
        robot.write("main");
        until("one lane", () -> timeline.viewModel().rowsProperty().get().size() == 1);
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        until("all lanes", () -> timeline.viewModel().rowsProperty().get().size() == 4);
    }

    @Test
    void theTableMeasuresTheRangeAndGoesToTheClipboardAsText(FxRobot robot) {
        RangeTable table = robot.lookup("#range").query();
        TreeTableView<?> rows = robot.lookup("#range-table").query();
        until("the whole recording", () -> robot.lookup("#range-what").<Labeled>query().getText().startsWith("whole"));
        robot.interact(() -> timeline.viewModel().selectRange(200_000_000, 400_000_000));
        until("the range", () -> robot.lookup("#range-what").<Labeled>query().getText().contains("200"));
        assertThat(rows.getRoot().getChildren()).hasSize(2);
        String[] lines = table.tabbed().split("\n");
        assertThat(lines[0]).startsWith("actor\truns, ms\truns, %").contains("\tsleeps, ms\tsleeps, %");
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("worker-1\t").contains("\t200\t100"));
        assertThat(lines).hasSize(6);
        robot.clickOn("#range-cores");
        until("cores", () -> table.tabbed().startsWith("core\tbusy, ms\tunits"));
    }
}
