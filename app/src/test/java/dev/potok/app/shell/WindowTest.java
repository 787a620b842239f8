package dev.potok.app.shell;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import javafx.scene.Scene;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

import dev.potok.app.transport.Playback;

/** A test in the real window on the headless platform, which it opens in English and closes; each names its start itself. */
@ExtendWith(ApplicationExtension.class)
abstract class WindowTest {
    MainWindow window;
    Playback playback;
    Scene scene;
    private final String scenario;
    private final double height;

    WindowTest(String scenario, double height) {
        this.scenario = scenario;
        this.height = height;
    }

    void open(Stage stage) {
        window = PotokApplication.window(stage, new WindowRequest(scenario), Memory.none());
        window.open(980, height);
        window.language().use(Locale.ENGLISH);
        playback = window.playback();
        scene = stage.getScene();
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(() -> {
            playback.stop();
            scene.getWindow().hide();
        });
    }

    /** Waits until it holds, which must be before the deadline. */
    static void until(String what, BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(40, TimeUnit.SECONDS, condition::getAsBoolean);
        } catch (TimeoutException late) {
            throw new AssertionError("not seen: " + what, late);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }
}
