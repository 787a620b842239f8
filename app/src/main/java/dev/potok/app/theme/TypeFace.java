package dev.potok.app.theme;

import java.util.Locale;

import javafx.scene.control.Labeled;
import javafx.scene.text.Font;

/** Gives a label a font that no style sheet above it takes away again. For the JavaFX thread. */
public final class TypeFace {
    private TypeFace() {}

    /** Sets the font, also as the label's own style, which goes before whatever it would inherit. */
    public static void set(Labeled label, Font font) {
        label.setFont(font);
        label.setStyle(
                String.format(Locale.ROOT, "-fx-font-family: \"%s\"; -fx-font-weight: %s; -fx-font-size: %.2fpx;",
                        font.getFamily(), font.getStyle().toLowerCase(Locale.ROOT).contains("bold") ? "bold" : "normal",
                        font.getSize()));
    }
}
