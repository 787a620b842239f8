package dev.potok.app.theme;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeMap;

import javafx.scene.paint.Color;

import dev.potok.resources.Resource;
import dev.potok.simulation.state.ActorStatus;

/**
 * The looks the window can have. Each has its tokens in {@code themes/<name>.properties}; the style sheet refers to a
 * token {@code x} as {@code -potok-x}, and what is painted asks for it here.
 */
public enum Theme {
    /** For a desk, and for dark rooms. */
    DARK,
    /** For bright rooms. */
    LIGHT,
    /** Large type and the highest contrast. */
    PROJECTOR;

    @SuppressWarnings("ImmutableEnumChecker") // read once and never written
    private final Properties tokens = Resource.properties("themes/" + id() + ".properties");

    /** Name in settings, messages and file names. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether its ground is dark. */
    public boolean dark() {
        return tokens.getProperty("base").equals("dark");
    }

    /** By how much type and controls are larger than at a desk. */
    public double scale() {
        return this == PROJECTOR ? 1.25 : 1;
    }

    /**
     * The colour of a token.
     *
     * @throws IllegalArgumentException if there is no such token
     */
    public Color color(String token) {
        String value = tokens.getProperty(token);
        if (value == null) {
            throw new IllegalArgumentException("the theme " + id() + " has no token \"" + token + "\"");
        }
        return Color.web(value);
    }

    /** The colour of a state's outline, bar and glyph. */
    public Color line(ActorStatus status) {
        return color(token(status) + "-line");
    }

    /** The ground of a state's pill. */
    public Color fill(ActorStatus status) {
        return color(token(status) + "-fill");
    }

    /** The colour of text upon {@link #fill}. */
    public Color on(ActorStatus status) {
        return color(token(status) + "-on");
    }

    /** The colour of the chart series of a core. */
    public Color series(int core) {
        return color("series-" + (core % 8 + 1));
    }

    /** The name of a state in tokens, style classes, glyphs and messages. */
    public static String token(ActorStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A style sheet that defines the tokens, as an address a scene takes. */
    public String tokenSheet() {
        var css = new StringBuilder(".root {\n");
        new TreeMap<>(tokens).forEach((name, value) -> {
            if (value.toString().startsWith("#")) {
                css.append("    -potok-").append(name).append(": ").append(value).append(";\n");
            }
        });
        css.append("    -fx-font-size: ").append(Math.round(13 * scale())).append("px;\n}\n");
        return "data:text/css;base64,"
                + Base64.getEncoder().encodeToString(css.toString().getBytes(StandardCharsets.UTF_8));
    }
}
