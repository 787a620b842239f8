package dev.potok.app.shell;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import javafx.application.Platform;
import javafx.stage.Stage;

/** The whole window at 1280 by 720, to be measured. */
final class BenchWindow {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 720;

    private BenchWindow() {}

    /** Opens the window in that size, on the display or without one. */
    static MainWindow open(boolean onDisplay) throws InterruptedException {
        if (!onDisplay && System.getProperty("glass.platform") == null) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
        }
        var opened = new CompletableFuture<MainWindow>();
        Runnable task = () -> {
            try {
                MainWindow window = PotokApplication.window(new Stage(), new WindowRequest(null),
                        Memory.none());
                window.open(WIDTH, HEIGHT);
                opened.complete(window);
            } catch (RuntimeException | Error failed) {
                opened.completeExceptionally(failed);
            }
        };
        try {
            Platform.setImplicitExit(false);
            Platform.startup(task);
        } catch (IllegalStateException running) {
            Platform.runLater(task);
        }
        return get(opened);
    }

    /** Something asked on the JavaFX thread. */
    interface Question<T> {
        T ask();
    }

    /** Asks on the JavaFX thread and waits for the answer. */
    static <T> T onToolkit(Question<T> question) throws InterruptedException {
        var answer = new CompletableFuture<T>();
        Platform.runLater(() -> {
            try {
                answer.complete(question.ask());
            } catch (RuntimeException | Error failed) {
                answer.completeExceptionally(failed);
            }
        });
        return get(answer);
    }

    private static <T> T get(CompletableFuture<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the window cannot be measured", failed.getCause());
        }
    }
}
