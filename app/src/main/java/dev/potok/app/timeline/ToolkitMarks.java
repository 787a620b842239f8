package dev.potok.app.timeline;

import java.util.HashMap;
import java.util.Map;

import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import javafx.scene.paint.Color;
import javafx.scene.shape.SVGPath;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

import dev.potok.app.text.Names;
import dev.potok.app.theme.Fonts;
import dev.potok.app.theme.Glyphs;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.trace.Directory;

/** Marks drawn once by JavaFX and kept. For the JavaFX thread. */
final class ToolkitMarks implements Marks {
    /** Texts drawn for one picture at the most; each takes about half a millisecond. */
    private static final int MOST_NEW = 16;
    /** Longer names are cut off; no bar has room for more. */
    private static final int LONGEST = 100;

    private final Map<Integer, Mask> glyphs = new HashMap<>();
    private final Map<String, Mask> texts = new HashMap<>();
    private final Directory directory;
    private final Names names;
    private final double fontPixels;
    private int allowance = MOST_NEW;
    private boolean missing;

    /**
     * Marks for a run.
     *
     * @param fontPixels size of names in device pixels
     */
    ToolkitMarks(Directory directory, Names names, double fontPixels) {
        this.directory = directory;
        this.names = names;
        this.fontPixels = fontPixels;
    }

    @Override
    public Mask glyph(ActorStatus status, int pixels) {
        return glyphs.computeIfAbsent(status.ordinal() * 1000 + pixels, key -> {
            SVGPath shape = Glyphs.shape(Glyphs.of(status), pixels);
            shape.setFill(Color.BLACK);
            return mask(shape);
        });
    }

    @Override
    public Mask actorName(int actor) {
        return text(names.of(directory.actor(actor)));
    }

    @Override
    public Mask actorSign(int actor) {
        String name = names.of(directory.actor(actor));
        int digits = name.length();
        while (digits > 0 && Character.isDigit(name.charAt(digits - 1))) {
            digits--;
        }
        return text(name.isEmpty() ? name : name.substring(0, name.offsetByCodePoints(0, 1)) + name.substring(digits));
    }

    /** The name of a section in small type; nothing where too many have been drawn for this picture already. */
    Mask sectionName(int text) {
        String name = directory.text(text);
        String shown = name.length() <= LONGEST ? name : name.substring(0, LONGEST);
        if (!texts.containsKey(shown)) {
            if (allowance == 0) {
                missing = true;
                return Mask.NOTHING;
            }
            allowance--;
        }
        return text(shown);
    }

    /** Begins a picture. */
    void begin() {
        allowance = MOST_NEW;
        missing = false;
    }

    /** Whether the picture lacks names that the next one can have. */
    boolean missing() {
        return missing;
    }

    private Mask text(String text) {
        return text.isBlank() ? Mask.NOTHING : texts.computeIfAbsent(text, written -> {
            var node = new Text(written);
            node.setFont(Font.font(Fonts.MEDIUM, fontPixels));
            return mask(node);
        });
    }

    private static Mask mask(Node node) {
        var parameters = new SnapshotParameters();
        parameters.setFill(Color.TRANSPARENT);
        Image image = node.snapshot(parameters, null);
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        PixelReader reader = image.getPixelReader();
        byte[] alpha = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                alpha[y * width + x] = (byte) (reader.getArgb(x, y) >>> 24);
            }
        }
        return new Mask(width, height, alpha);
    }
}
