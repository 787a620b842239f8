package dev.potok.app.lecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.text.Text;
import javafx.stage.Stage;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import dev.potok.app.code.Excerpt;
import dev.potok.app.text.Language;
import dev.potok.app.text.Names;
import dev.potok.app.theme.Fonts;
import dev.potok.app.theme.Theme;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.RunPlan;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.finding.Findings;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.RunRequest;

/** What a room needs to be able to read: at 1280 by 720 no text below 22 pixels, pills of 48, at most six of them. */
@ExtendWith(ApplicationExtension.class)
class PresentSizesTest {
    private Stage stage;

    @Start
    void open(Stage shown) {
        Fonts.load();
        stage = shown;
    }

    @ParameterizedTest
    @CsvSource({"semaphore, en", "semaphore, ru", "barrier, en", "queue, ru", "thread-lifecycle, en",
        "philosophers, ru", "deadlock, en", "condition, ru", "stamped-lock, en", "read-write-lock, ru", "event, en",
        "latch, ru", "phaser, en", "exchanger, ru", "structured, en", "transfer-queue, ru", "race, ru"})
    void everythingCanBeReadFromTheBackOfTheRoom(String id, String locale, FxRobot robot) throws Exception {
        var playback = new Playback(Runs::start);
        var language = new Language(Locale.of(locale));
        var scenario = Catalogue.find(id).orElseThrow().scenario().get();
        robot.interact(() -> playback.start(new RunRequest(scenario,
                Settings.of(scenario.settings(), Map.of(), RunPlan::sample), Mode.VIRTUAL, Pace.LECTURE, 2, 5, 0)));
        playback.runProperty().get().result().get(30, TimeUnit.SECONDS);
        robot.interact(() -> {
            var view = new PresentView(playback, language, new SimpleObjectProperty<>(Theme.LIGHT),
                    new SimpleObjectProperty<>(new Names(id, language.texts())),
                    new SimpleObjectProperty<>(Findings.NONE));
            stage.setScene(new Scene(view, 1280, 720));
            stage.show();
            view.layout();
            for (int i = 1; i <= 40; i++) {
                playback.pulse(i * 100_000_000L);
                assertSizes(view, id);
            }
            assertThat(view.textSizes()).allSatisfy(size -> assertThat(size).isGreaterThanOrEqualTo(22));
            assertThat(view.codeLineCount()).isBetween(1, Excerpt.MOST_LINES);
            stage.hide();
        });
    }

    private static void assertSizes(Parent view, String id) {
        var pills = view.lookupAll(".pill").stream().filter(Node::isVisible).toList();
        assertThat(pills).allSatisfy(pill -> {
            assertThat(pill.getLayoutBounds().getHeight()).as("a pill of " + id).isGreaterThanOrEqualTo(48);
            assertThat(pill.getLayoutX()).isGreaterThanOrEqualTo(0);
        });
        assertThat(pills).as("pills of " + id).hasSizeLessThanOrEqualTo(6);
        forEachText(view);
    }

    private static void forEachText(Parent parent) {
        for (Node node : parent.getChildrenUnmodifiable()) {
            if (node instanceof Text text && text.isVisible() && !text.getText().isEmpty()) {
                assertThat(text.getFont().getSize()).as(text.getText()).isGreaterThanOrEqualTo(22);
            } else if (node instanceof Labeled label && label.isVisible() && !label.getText().isEmpty()) {
                assertThat(label.getFont().getSize()).as(label.getText()).isGreaterThanOrEqualTo(22);
            } else if (node instanceof Parent inner && node.isVisible()) {
                forEachText(inner);
            }
        }
    }
}
