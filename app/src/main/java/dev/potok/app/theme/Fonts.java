package dev.potok.app.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

import javafx.scene.text.Font;

import dev.potok.resources.Resource;

/** The fonts that ship with the program, loaded once. */
public final class Fonts {
    /** Family of all text. */
    public static final String TEXT = "Inter";
    /** Family of text that is a little stronger. */
    public static final String MEDIUM = "Inter Medium";
    /** Family of titles. */
    public static final String SEMIBOLD = "Inter Semi Bold";
    /** Family of code and figures. */
    public static final String MONO = "JetBrains Mono";

    private static final List<String> FILES = List.of("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf",
            "Inter-Bold.otf", "JetBrainsMono-Regular.ttf", "JetBrainsMono-Medium.ttf", "JetBrainsMono-Bold.ttf");

    private Fonts() {}

    /** Makes the families known to JavaFX. */
    public static void load() {
        for (String file : FILES) {
            try (InputStream in = Resource.open("fonts/" + file)) {
                if (Font.loadFont(in, 12) == null) {
                    throw new IllegalStateException("the font " + file + " cannot be loaded");
                }
            } catch (IOException broken) {
                throw new UncheckedIOException("the font " + file + " cannot be read", broken);
            }
        }
    }
}
