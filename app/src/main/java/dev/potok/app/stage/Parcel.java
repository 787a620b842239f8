package dev.potok.app.stage;

import javafx.geometry.VPos;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.ProcessWords;
import dev.potok.app.text.Texts;
import dev.potok.simulation.state.ActorState;

/**
 * A copy on its way across the border of a process: a parcel with its size. Where it is depends on the state and on run
 * time alone, so it is the same played slowly, backwards or not at all.
 */
final class Parcel extends Region {
    /** How long it takes, and how long it takes to fade, in nanoseconds of run time. */
    private static final double CROSSING_NANOS = 6e8;
    private static final double FADING_NANOS = 6e8;
    /** How faint the last one stays. */
    private static final double FAINT = 0.45;

    private final StagePens pens;
    private final Text label = new Text();

    Parcel(StagePens pens) {
        this.pens = pens;
        setManaged(false);
        setVisible(false);
        getStyleClass().add("parcel");
        label.setManaged(false);
        label.setTextOrigin(VPos.CENTER);
        label.setFont(pens.small);
        label.setFill(pens.color("ink"));
        setBackground(pens.box("selection-soft", 3));
        setBorder(pens.outline("accent", 3, 1.5, false));
        getChildren().add(label);
    }

    /**
     * Shows the last copy of that actor at the upper edge of its process, no further inside than what stands above the pills
     * there; nothing for nobody.
     */
    void show(@Nullable ActorState actor, Box card, double head, long atNanos, Texts texts) {
        setVisible(actor != null);
        if (actor == null) {
            return;
        }
        boolean out = actor.copyBytes() > 0;
        String told = (out ? "↑ " : "↓ ") + new ProcessWords(texts).bytes(Math.abs(actor.copyBytes()));
        double height = Math.round(pens.metrics.caption() * 1.45);
        if (!told.equals(label.getText())) {
            label.setText(told);
            resize(Math.ceil(label.getLayoutBounds().getWidth()) + pens.metrics.caption(), height);
            label.setX(Math.round(pens.metrics.caption() / 2));
            label.setY(Math.round(height / 2));
        }
        double age = Math.max(0, atNanos - actor.copyNanos());
        double way = Math.min(1, age / CROSSING_NANOS);
        double eased = way * way * (3 - 2 * way);
        // From astride the border to outside of it, or the other way; what stands inside is to be read all the while.
        double shift = -height * 0.36 * (out ? eased : 1 - eased);
        setLayoutX(Math.round(card.x() + (card.width() - getWidth()) / 2));
        setLayoutY(Math.round(card.y() - height + Math.min(height * 0.38, head * 0.7) + shift));
        double fading = Math.clamp((age - CROSSING_NANOS) / FADING_NANOS, 0, 1);
        setOpacity(1 - (1 - FAINT) * fading);
    }
}
