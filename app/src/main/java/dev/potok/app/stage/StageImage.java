package dev.potok.app.stage;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import javax.imageio.ImageIO;

import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;

import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Fonts;
import dev.potok.app.theme.Theme;
import dev.potok.simulation.state.Recording;

/** Pictures of the stage, made without a window; where there is no display, by JavaFX's headless platform. */
public final class StageImage {
    private StageImage() {}

    /**
     * Draws the stage as it was at that run time and writes it as a PNG, whole or not at all.
     *
     * @param recording fully read; not used by others meanwhile
     * @param scenario  id of the scenario, for the names
     * @throws IOException if the file cannot be written
     */
    public static void write(Recording recording, String scenario, long atNanos, Theme theme, Texts texts, int width,
            int height, Path file) throws IOException {
        BufferedImage image;
        try {
            image = onToolkit(() -> draw(recording, scenario, atNanos, theme, texts, width, height, false));
        } catch (ExecutionException failed) {
            throw new IOException("the stage cannot be drawn: " + failed.getCause(), failed);
        }
        Path folder = file.toAbsolutePath().getParent();
        Path whole = Files.createTempFile(folder, ".potok-", ".png");
        try {
            ImageIO.write(image, "png", whole.toFile());
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** As it is before a room, within a screen of that size. */
    static BufferedImage presented(Recording recording, String scenario, long atNanos, Theme theme, Texts texts,
            int width, int height) throws ExecutionException {
        return onToolkit(() -> draw(recording, scenario, atNanos, theme, texts, width, height, true));
    }

    private static BufferedImage draw(Recording recording, String scenario, long atNanos, Theme theme, Texts texts,
            int width, int height, boolean presenting) {
        var stage = new StageView(presenting);
        double margin = 20;
        stage.relocate(margin, margin);
        // A presenter's screen has code and sentences too.
        stage.resize(presenting ? width * 0.614 : width - 2 * margin,
                presenting ? height * 0.61 : height - 2 * margin);
        stage.setManaged(false);
        var root = new Pane(stage);
        root.setPrefSize(width, height);
        var scene = new Scene(root, width, height, theme.color("bg"));
        root.setStyle("-fx-background-color: transparent;");
        scene.getStylesheets().add(theme.tokenSheet());
        stage.show(recording.stateAt(atNanos), recording.series(), atNanos, new Names(scenario, texts), theme, 0);
        return SwingFXUtils.fromFXImage(scene.snapshot(null), null);
    }

    private interface Drawing {
        BufferedImage draw();
    }

    private static BufferedImage onToolkit(Drawing drawing) throws ExecutionException {
        var drawn = new CompletableFuture<BufferedImage>();
        Runnable task = () -> {
            try {
                Fonts.load();
                drawn.complete(drawing.draw());
            } catch (RuntimeException | Error failed) {
                drawn.completeExceptionally(failed);
            }
        };
        if (Platform.isFxApplicationThread()) {
            task.run();
        } else {
            startToolkit(task);
        }
        try {
            return drawn.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ExecutionException(stopped);
        }
    }

    private static void startToolkit(Runnable task) {
        try {
            if (System.getProperty("glass.platform") == null) {
                System.setProperty("glass.platform", "Headless"); // a picture needs no window system
                System.setProperty("prism.order", "sw");
            }
            Platform.setImplicitExit(false);
            Platform.startup(task);
        } catch (IllegalStateException running) {
            Platform.runLater(task);
        }
    }
}
