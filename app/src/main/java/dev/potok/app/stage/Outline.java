package dev.potok.app.stage;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;

import dev.potok.app.theme.TypeFace;

/** The empty outline of a pill: a place that is free, or with the name of the one to whom it belongs and who is elsewhere. */
final class Outline extends Label {
    private final StagePens pens;
    private String token = "";

    Outline(StagePens pens) {
        this.pens = pens;
        setManaged(false);
        setMouseTransparent(true);
        setAlignment(Pos.CENTER);
        setPadding(new Insets(0, 4, 0, 4));
        TypeFace.set(this, pens.small);
        setTextFill(pens.color("ghost"));
        colour("ghost");
    }

    /** Stands at that place of the stage, within that card. */
    void arrange(Box place, Box card) {
        setLayoutX(place.x() - card.x());
        setLayoutY(place.y() - card.y());
        resize(place.width(), place.height());
    }

    /** Shows that name; where pills have none, nothing. */
    void name(String name) {
        String shown = pens.metrics.dots() ? "" : name;
        if (!shown.equals(getText())) {
            setText(shown);
        }
    }

    /** Draws its edge in the colour of that token. */
    void colour(String name) {
        if (!name.equals(token)) {
            token = name;
            setBorder(pens.outline(name, pens.metrics.pillHeight() / 2, 1.5, true));
        }
    }
}
