package dev.potok.app.theme;

import java.util.Properties;

import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

import dev.potok.resources.Resource;
import dev.potok.simulation.state.ActorStatus;

/** The small pictures that go with states, things and commands. Drawn in a box of 24 by 24. */
public final class Glyphs {
    private static final double BOX = 24;
    private static final Properties PATHS = Resource.properties("icons/state/glyphs.properties");

    private Glyphs() {}

    /**
     * The outline of a glyph as SVG path data.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static String path(String name) {
        String path = PATHS.getProperty(name);
        if (path == null) {
            throw new IllegalArgumentException("there is no glyph \"" + name + "\"");
        }
        return path;
    }

    /** Name of the glyph of a state. */
    public static String of(ActorStatus status) {
        return switch (status) {
            case JOINING -> "joined";
            case UNKNOWN -> "warning";
            default -> Theme.token(status);
        };
    }

    /** A glyph of that size in pixels, with the style class {@code glyph} on its shape; its region is square. */
    public static Node node(String name, double size) {
        var shape = shape(name, size);
        var box = new Region() {
            {
                getChildren().add(shape);
            }
        };
        box.getStyleClass().add("glyph-box");
        box.setMinSize(size, size);
        box.setPrefSize(size, size);
        box.setMaxSize(size, size);
        box.setMouseTransparent(true);
        return box;
    }

    /** The bare shape, scaled from its box to that size, with the style class {@code glyph}. */
    public static SVGPath shape(String name, double size) {
        var shape = new SVGPath();
        shape.setContent(path(name));
        shape.getStyleClass().add("glyph");
        shape.getTransforms().add(new Scale(size / BOX, size / BOX, 0, 0));
        shape.setManaged(false);
        return shape;
    }
}
