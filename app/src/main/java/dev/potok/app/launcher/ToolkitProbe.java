package dev.potok.app.launcher;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javafx.application.Platform;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

import dev.potok.app.theme.Fonts;

/** Draws two letters without a screen, to see whether pictures can be made and whether they can have Cyrillic in them. */
final class ToolkitProbe {
    private static final long PATIENCE_SECONDS = 20;
    private static final int SIZE = 32;

    private ToolkitProbe() {}

    /**
     * What was seen.
     *
     * @param trouble  why nothing can be drawn, empty where it can
     * @param cyrillic whether Cyrillic letters are drawn as such
     * @param families font families the system has
     */
    record Seen(String trouble, boolean cyrillic, int families) {}

    /** Looks; starts JavaFX without a screen, so the calling process can open no window any more. */
    static Seen look() {
        askForNoScreen();
        var seen = new CompletableFuture<Seen>();
        try {
            start(() -> {
                try {
                    seen.complete(draw());
                } catch (RuntimeException | LinkageError broken) {
                    seen.completeExceptionally(broken);
                }
            });
            return seen.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException silent) {
            return new Seen("JavaFX does not start", false, 0);
        } catch (ExecutionException broken) {
            return new Seen(String.valueOf(broken.getCause()), false, 0);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return new Seen("interrupted", false, 0);
        } catch (RuntimeException | LinkageError broken) {
            return new Seen(broken.toString(), false, 0);
        }
    }

    private static void askForNoScreen() {
        if (System.getProperty("glass.platform") == null) {
            System.setProperty("glass.platform", "Headless");
            System.setProperty("prism.order", "sw");
        }
    }

    private static void start(Runnable drawing) {
        try {
            Platform.startup(drawing);
        } catch (IllegalStateException alreadyStarted) {
            Platform.runLater(drawing);
        }
    }

    private static Seen draw() {
        Fonts.load();
        int[] one = letter("Ж");
        int[] other = letter("Щ");
        // A font without Cyrillic draws the same empty box for both, or nothing.
        boolean cyrillic = !blank(one) && !blank(other) && !java.util.Arrays.equals(one, other);
        return new Seen("", cyrillic, Font.getFamilies().size());
    }

    private static int[] letter(String letter) {
        var text = new Text(letter);
        text.setFont(Font.font(Fonts.TEXT, SIZE * 0.75));
        var parameters = new SnapshotParameters();
        parameters.setFill(Color.WHITE);
        var image = new WritableImage(SIZE, SIZE);
        text.snapshot(parameters, image);
        int[] pixels = new int[SIZE * SIZE];
        image.getPixelReader().getPixels(0, 0, SIZE, SIZE, javafx.scene.image.PixelFormat.getIntArgbInstance(), pixels,
                0,
                SIZE);
        return pixels;
    }

    private static boolean blank(int[] pixels) {
        return java.util.Arrays.stream(pixels).allMatch(pixel -> pixel == pixels[0]);
    }
}
