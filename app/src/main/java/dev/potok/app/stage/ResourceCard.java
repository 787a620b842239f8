package dev.potok.app.stage;

import java.util.List;

import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Names;
import dev.potok.simulation.state.ActorState;
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
    private Box part = box;
    private double header;
    private double pad;
    private boolean uncertain;
    private boolean alarming;
    private boolean chosen;
    private String shownTitle = "";
    private String shownFigures = "";

    ResourceCard(StagePens pens, ResourceInfo info) {
        this.pens = pens;
        this.info = info;
        setManaged(false);
        getStyleClass().add("resource-card");
        setId("resource-" + info.name().replace(' ', '-'));
        setAccessibleRole(AccessibleRole.TEXT);
        setBackground(pens.box("card", 10));
        setBorder(pens.outline("line", 10, 1, false));
        header = pens.metrics.header();
        pad = pens.metrics.pad();
        title.setFont(pens.title);
        title.setFill(pens.color("ink"));
        title.setTextOrigin(VPos.CENTER);
        figures.setFont(pens.figure);
        figures.setFill(pens.color("ink-3"));
        figures.setTextOrigin(VPos.CENTER);
        getChildren().addAll(title, figures);
    }

    /** Draws it as a part of another: a smaller title, another ground. To be called before it is arranged. */
    final void small() {
        header = Math.round(pens.metrics.caption() * 1.9);
        pad = pens.metrics.gap() + 2;
        title.setFont(pens.subtitle);
        title.setFill(pens.color("ink-2"));
        setBackground(pens.box("panel", 8));
    }

    /** Stands there; sets out what is inside in that part of it, where the rest is for what is attached to it. */
    final void arrange(Box place, Box own) {
        box = place;
        part = own;
        setLayoutX(place.x());
        setLayoutY(place.y());
        resize(place.width(), place.height());
        title.setX(pad);
        title.setY(Math.round(header / 2) + 1);
        arrangeInside(content());
    }

    /** The space below the title, in coordinates of the stage. */
    final Box content() {
        double bottom = Math.min(pad, 12);
        return new Box(part.x() + pad, part.y() + header, part.width() - 2 * pad, part.height() - header - bottom);
    }

    final Box box() {
        return box;
    }

    /** Shows the state. Places of pills asked for afterwards follow it. */
    final void show(ResourceState state, RunState run, Names names) {
        showTitle(names.of(info));
        ActorState dead = run.actor(state.orphanedBy());
        String shown = dead == null ? figures(state, names)
                : names.texts().get("stage.orphaned", names.of(dead.info()));
        if (!shown.equals(shownFigures)) {
            shownFigures = shown;
            double room = getWidth() - 2 * pad - pens.metrics.pad() - title.getLayoutBounds().getWidth();
            figures.setText(shown);
            figures.setFont(dead == null ? pens.figure : pens.subtitle);
            figures.setFill(pens.color(dead == null ? "ink-3" : "killed-line"));
            if (figures.getLayoutBounds().getWidth() > room) {
                figures.setText(dead == null ? lessFigures(state, names)
                        : names.texts().get("stage.orphaned-short", names.of(dead.info())));
            }
            if (figures.getLayoutBounds().getWidth() > room) {
                figures.setText(dead == null ? shortFigures(state, names) : "† " + names.of(dead.info()));
            }
            if (dead != null && figures.getLayoutBounds().getWidth() > room) {
                figures.setText("†");
            }
            figures.setVisible(figures.getLayoutBounds().getWidth() <= room);
            setAccessibleText(names.of(info) + ": " + shown);
        }
        figures.setX(Math.round(getWidth() - pad - figures.getLayoutBounds().getWidth()));
        figures.setY(title.getY());
        if (state.uncertain() != uncertain || alarms(state) != alarming) {
            uncertain = state.uncertain();
            alarming = alarms(state);
            outline();
        }
        showInside(state, run, names);
    }

    /** The title, cut at its end where the card is too narrow for it. */
    private void showTitle(String name) {
        if (!name.equals(shownTitle)) {
            shownTitle = name;
            fit(title, name, "", getWidth() - 1.5 * pad);
        }
    }

    /** Sets a text of two parts, the first of which is cut at its end where both have no room. */
    static void fit(Text node, String first, String second, double room) {
        node.setText(first + second);
        for (int end = first.length() - 1; node.getLayoutBounds().getWidth() > room && end > 0; end--) {
            node.setText(first.substring(0, end) + "…" + second);
        }
    }

    /** Marks it as the one that was chosen. */
    final void setChosen(boolean now) {
        if (chosen != now) {
            chosen = now;
            outline();
        }
    }

    private void outline() {
        setBorder(pens.outline(chosen ? "accent" : uncertain ? "unknown-line" : alarming ? "killed-line" : "line", 10,
                chosen || uncertain || alarming ? 2 : 1, uncertain));
    }

    /** Whether something has happened to it that can be mended no more: whoever held it has died. */
    boolean alarms(ResourceState state) {
        return state.orphanedBy() != 0;
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

    // ---- who is here

    /** Where those stand in order who wait here. */
    List<Zone> lines() {
        return List.of();
    }

    /** Whether each of those who wait here has a place that no group shares. */
    boolean ownPlaces() {
        return false;
    }

    /** The line in which that actor waits here, null if in none. */
    final @Nullable Zone lineOf(long actor) {
        List<Zone> lines = lines();
        if (lines.size() == 1) {
            return lines.getFirst();
        }
        for (Zone line : lines) {
            if (line.holds(actor)) {
                return line;
            }
        }
        return null;
    }

    /** Where an actor stands that waits here, null if it cannot be seen. */
    @Nullable
    Box placeOf(long actor) {
        Zone line = lineOf(actor);
        return line == null ? null : line.placeOf(actor);
    }

    /** The place of an actor that belongs here while it is nowhere else, null if it has none that can be seen. */
    @Nullable
    Box seatOf(long actor) {
        return null;
    }

    // ---- motion

    /** Lets what is inside go on towards its place for that long. */
    void move(double seconds) {
        // Nothing moves in most of them.
    }

    /** Puts everything inside in its place at once. */
    void jump() {
        // Nothing moves in most of them.
    }

    // ---- what it looks like

    abstract void arrangeInside(Box inside);

    abstract void showInside(ResourceState state, RunState run, Names names);

    abstract String figures(ResourceState state, Names names);

    /** The figures without what can be missed, where not all of them have room. */
    String lessFigures(ResourceState state, Names names) {
        return shortFigures(state, names);
    }

    abstract String shortFigures(ResourceState state, Names names);
}
