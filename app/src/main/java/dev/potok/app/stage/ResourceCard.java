package dev.potok.app.stage;

import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

import dev.potok.app.text.Names;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ResourceInfo;

/**
 * The drawing of one resource: a title, its figures at the right, and inside its own shape. Coordinates of what is inside
 * are those of the stage, so that pills can be sent there.
 */
abstract class ResourceCard extends Region {
    final StagePens pens;
    final ResourceInfo info;
    private final Text title = new Text();
    private final Text figures = new Text();
    private Box box = new Box(0, 0, 0, 0);
    private boolean uncertain;
    private boolean chosen;

    ResourceCard(StagePens pens, ResourceInfo info) {
        this.pens = pens;
        this.info = info;
        setManaged(false);
        getStyleClass().add("resource-card");
        setId("resource-" + info.name().replace(' ', '-'));
        setAccessibleRole(AccessibleRole.TEXT);
        setBackground(pens.box("card", 10));
        setBorder(pens.outline("line", 10, 1, false));
        title.setFont(pens.title);
        title.setFill(pens.color("ink"));
        title.setTextOrigin(VPos.CENTER);
        figures.setFont(pens.figure);
        figures.setFill(pens.color("ink-3"));
        figures.setTextOrigin(VPos.CENTER);
        getChildren().addAll(title, figures);
    }

    /** Stands there; sets out what is inside. */
    final void arrange(Box place) {
        box = place;
        setLayoutX(place.x());
        setLayoutY(place.y());
        resize(place.width(), place.height());
        title.setX(pens.metrics.pad());
        title.setY(Math.round(pens.metrics.header() / 2) + 1);
        arrangeInside(content());
    }

    /** The space below the title, in coordinates of the stage. */
    final Box content() {
        double pad = pens.metrics.pad();
        double header = pens.metrics.header();
        double bottom = Math.min(pad, 12);
        return new Box(box.x() + pad, box.y() + header, box.width() - 2 * pad, box.height() - header - bottom);
    }

    final Box box() {
        return box;
    }

    /** Shows the state. Places of pills asked for afterwards follow it. */
    final void show(ResourceState state, RunState run, Names names) {
        setText(title, names.of(info));
        String shown = figures(state, names);
        if (!shown.equals(figures.getText())) {
            double room = getWidth() - 3 * pens.metrics.pad() - title.getLayoutBounds().getWidth();
            figures.setText(shown);
            if (figures.getLayoutBounds().getWidth() > room) {
                figures.setText(shortFigures(state, names));
            }
            figures.setVisible(figures.getLayoutBounds().getWidth() <= room);
            setAccessibleText(names.of(info) + ": " + shown);
        }
        figures.setX(Math.round(getWidth() - pens.metrics.pad() - figures.getLayoutBounds().getWidth()));
        figures.setY(title.getY());
        if (state.uncertain() != uncertain) {
            uncertain = state.uncertain();
            outline();
        }
        showInside(state, run, names);
    }

    /** Marks it as the one that was chosen. */
    final void setChosen(boolean now) {
        if (chosen != now) {
            chosen = now;
            outline();
        }
    }

    private void outline() {
        setBorder(pens.outline(chosen ? "accent" : uncertain ? "unknown-line" : "line", 10, chosen || uncertain ? 2 : 1,
                uncertain));
    }

    /** Sets the text only if it is another. */
    static void setText(Text node, String text) {
        if (!text.equals(node.getText())) {
            node.setText(text);
        }
    }

    /** A caption inside the card. */
    final Text caption() {
        var text = new Text();
        text.setManaged(false);
        text.setFont(pens.small);
        text.setFill(pens.color("ink-3"));
        text.setTextOrigin(VPos.CENTER);
        return text;
    }

    /** Places a caption at that point of the stage; {@code y} is its middle. */
    final void put(Text text, double stageX, double stageY) {
        text.setX(Math.round(stageX - box.x()));
        text.setY(Math.round(stageY - box.y()));
    }

    abstract void arrangeInside(Box inside);

    abstract void showInside(ResourceState state, RunState run, Names names);

    abstract String figures(ResourceState state, Names names);

    abstract String shortFigures(ResourceState state, Names names);
}
