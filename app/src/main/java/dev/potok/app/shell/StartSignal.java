package dev.potok.app.shell;

import java.util.List;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;

import dev.potok.simulation.run.Pace;

/**
 * Tells whoever started the program when its window can be used: a line on standard output. It is asked for by the
 * property {@code potok.start}: with {@code tell} the window stays; with {@code rehearse} it runs the first
 * scenario and presents it, so that all classes of that have been loaded, and closes. JavaFX thread.
 */
final class StartSignal {
    /** What is printed. */
    static final String USABLE = "usable";

    private static final String PROPERTY = "potok.start";
    /** The first frame lays out and draws; in the second, what the first has asked for has been done. */
    private static final int FRAMES = 2;
    private static final int FRAMES_BETWEEN_STEPS = 20;

    private StartSignal() {}

    /** Sees to what was asked for. After the window has been shown. */
    static void follow(Stage stage, MainWindow window) {
        String asked = System.getProperty(PROPERTY);
        if (asked != null) {
            new Countdown(FRAMES, () -> {
                System.out.println(USABLE);
                System.out.flush();
                if (asked.equals("rehearse")) {
                    rehearse(stage, window);
                }
            }).start();
        }
    }

    /** Step after step, with frames in between. */
    private static void rehearse(Stage stage, MainWindow window) {
        next(List.of(
                () -> run(window),
                () -> {},
                () -> window.present(false),
                window::leavePresenting,
                window::close,
                stage::close), 0);
    }

    private static void next(List<Runnable> steps, int number) {
        if (number < steps.size()) {
            steps.get(number).run();
            new Countdown(FRAMES_BETWEEN_STEPS, () -> next(steps, number + 1)).start();
        }
    }

    private static void run(MainWindow window) {
        window.plan().paceProperty().set(Pace.FLAT_OUT);
        window.restart();
    }

    /** Does something once so many frames have been drawn, and everything that they have left to be done. */
    private static final class Countdown extends AnimationTimer {
        private final Runnable then;
        private int left;

        Countdown(int frames, Runnable then) {
            this.left = frames;
            this.then = then;
        }

        @Override
        public void handle(long now) {
            if (--left < 0) {
                stop();
                Platform.runLater(then);
            }
        }
    }
}
