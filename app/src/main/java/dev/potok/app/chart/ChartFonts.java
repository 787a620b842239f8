package dev.potok.app.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import dev.potok.resources.Resource;

/** The program's fonts as Java2D has them. Any thread. */
enum ChartFonts {
    /** Text. */
    TEXT("Inter-Regular.otf"),
    /** Titles. */
    TITLE("Inter-SemiBold.otf"),
    /** Figures. */
    MONO("JetBrainsMono-Regular.ttf");

    private final Font font;

    ChartFonts(String file) {
        try (InputStream in = Resource.open("fonts/" + file)) {
            font = Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException broken) {
            throw new UncheckedIOException("the font " + file + " cannot be read", broken);
        } catch (FontFormatException broken) {
            throw new IllegalStateException("the font " + file + " cannot be loaded", broken);
        }
        GraphicsEnvironment.getLocalGraphicsEnvironment().registerFont(font);
    }

    /** The font in that size. */
    Font size(double size) {
        return font.deriveFont((float) size);
    }
}
