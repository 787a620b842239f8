package dev.potok.app.stage;

import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.CacheHint;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import dev.potok.app.theme.Glyphs;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.trace.ActorKind;

/**
 * One actor. Shows its state by colour and glyph and a key while it holds something; moves towards its place a part of
 * the way each frame, on whole pixels, so that its bitmap can be reused.
 */
final class ActorPill extends Region {
    /** Part of the way that is left after a second is {@code e} to the minus this. */
    private static final double HASTE = 16;
    /** Space at both ends, and between glyph and name, as parts of the height. */
    private static final double LEFT = 0.3;
    private static final double MIDDLE = 0.18;

    private final StagePens pens;
    private final SVGPath glyph = new SVGPath();
    private final SVGPath key = new SVGPath();
    private final Text label = new Text();
    private @Nullable ActorStatus status;
    private boolean inferred;
    private boolean virtual;
    private int actor;
    private long frame;
    private String name = "";
    private boolean chosen;
    private boolean placed;
    private double x;
    private double y;
    private double targetX;
    private double targetY;

    ActorPill(StagePens pens) {
        this.pens = pens;
        setManaged(false);
        getStyleClass().add("pill");
        setAccessibleRole(AccessibleRole.TEXT);
        setFocusTraversable(true);
        setCache(true);
        setCacheHint(CacheHint.SPEED);
        label.setFont(pens.pill);
        label.setTextOrigin(VPos.CENTER);
        key.setContent(Glyphs.path("key"));
        key.setVisible(false);
        getChildren().addAll(glyph, label, key);
        resize(pens.metrics.pillWidth(), pens.metrics.pillHeight());
        glyphSize(glyph);
        glyphSize(key);
        focusVisibleProperty().addListener((o, was, is) -> setStyleOfFocus(is));
    }

    private void setStyleOfFocus(boolean focused) {
        if (status != null) {
            setBorder(focused || chosen
                    ? pens.outline("accent", pens.metrics.pillHeight() / 2, 3, false)
                    : pens.border(status, inferred, virtual));
        }
    }

    /** Marks it as the one that was chosen. */
    void setChosen(boolean now) {
        if (chosen != now) {
            chosen = now;
            setStyleOfFocus(isFocusVisible());
        }
    }

    private double glyphBox() {
        return Math.round(pens.metrics.pillHeight() * (pens.metrics.dots() ? 0.56 : 0.5));
    }

    private void glyphSize(SVGPath shape) {
        shape.setScaleX(glyphBox() / 24);
        shape.setScaleY(glyphBox() / 24);
        shape.setManaged(false);
    }

    /** Shows that state of the actor under that name. */
    void show(ActorState state, ActorStatus shownStatus, boolean shownInferred, String shownName,
            String description) {
        actor = state.id();
        boolean isVirtual = state.info().kind() == ActorKind.VIRTUAL_THREAD;
        if (shownStatus != status || shownInferred != inferred || isVirtual != virtual) {
            boolean newGlyph = shownStatus != status;
            status = shownStatus;
            inferred = shownInferred;
            virtual = isVirtual;
            setBackground(pens.ground(status, virtual));
            setStyleOfFocus(isFocusVisible());
            glyph.setFill(status == ActorStatus.RUNNING || status == ActorStatus.FAILED
                    || status == ActorStatus.KILLED ? pens.theme.on(status)
                            : pens.theme.line(status));
            key.setFill(glyph.getFill());
            label.setFill(pens.theme.on(status));
            if (newGlyph) {
                glyph.setContent(Glyphs.path(Glyphs.of(status)));
                arrange();
            }
            setAccessibleText(shownName + ": " + description);
        }
        // In a pill that is very short the key gives way to the name.
        boolean holds = !state.holding().isEmpty() && getWidth() > 2.57 * getHeight();
        if (!name.equals(shownName) || key.isVisible() != holds) {
            name = shownName;
            key.setVisible(holds);
            label.setText(pens.metrics.dots() ? "" : fitted(shownName, holds));
            arrange();
        }
    }

    /** How wide a pill must be to show names of that width, with room for a key or without. */
    static double widthFor(StageMetrics metrics, double textWidth, boolean withKey) {
        double height = metrics.pillHeight();
        return Math
                .ceil(textWidth + height * (LEFT + 0.5 + MIDDLE + LEFT) + (withKey ? height * (0.5 + MIDDLE / 2) : 0));
    }

    /** The name, shortened if the pill is too narrow for it. */
    private String fitted(String full, boolean holds) {
        double room = getWidth() - widthFor(pens.metrics, 0, holds) + 2;
        var probe = new Text(full);
        probe.setFont(pens.pill);
        // Actors of a group differ by the number at the end of their names: that is kept.
        int tail = full.length();
        while (tail > 1 && "0123456789×-".indexOf(full.charAt(tail - 1)) >= 0) {
            tail--;
        }
        String text = full;
        for (int end = tail - 1; probe.getLayoutBounds().getWidth() > room && end > 0; end--) {
            text = full.substring(0, end) + "…" + full.substring(tail);
            probe.setText(text);
        }
        return text;
    }

    private void arrange() {
        double height = getHeight();
        double size = glyphBox();
        if (pens.metrics.dots()) {
            center(glyph, getWidth() / 2, height / 2);
            return;
        }
        double left = height * LEFT;
        center(glyph, left + size / 2, height / 2);
        label.setX(Math.round(left + size + height * MIDDLE));
        label.setY(Math.round(height / 2));
        center(key, getWidth() - height * LEFT * 0.85 - size / 2, height / 2);
    }

    /** Puts the middle of the glyph's own 24 by 24 box at that point; it is scaled about its middle. */
    static void center(SVGPath shape, double centerX, double centerY) {
        var bounds = shape.getLayoutBounds();
        double middleX = bounds.getMinX() + bounds.getWidth() / 2;
        double middleY = bounds.getMinY() + bounds.getHeight() / 2;
        shape.setLayoutX(centerX - 12 + (12 - middleX) * (1 - shape.getScaleX()));
        shape.setLayoutY(centerY - 12 + (12 - middleY) * (1 - shape.getScaleY()));
    }

    /** Where it shall stand. The first time it stands there at once. */
    void goTo(Box place) {
        targetX = place.x();
        targetY = place.y();
        if (!placed) {
            jump();
        }
    }

    /** Stands at its place now. */
    void jump() {
        placed = true;
        x = targetX;
        y = targetY;
        setLayoutX(x);
        setLayoutY(y);
    }

    /** Moves for that long. */
    void move(double seconds) {
        double part = 1 - Math.exp(-HASTE * seconds);
        x += (targetX - x) * part;
        y += (targetY - y) * part;
        if (Math.abs(targetX - x) < 0.6 && Math.abs(targetY - y) < 0.6) {
            x = targetX;
            y = targetY;
        }
        setLayoutX(Math.round(x));
        setLayoutY(Math.round(y));
    }

    /** Where it is now, on its way. */
    Box place() {
        return new Box(x, y, getWidth(), getHeight());
    }

    /** Id of the actor it shows, or of one of those that share it. */
    int actor() {
        return actor;
    }

    /** Says that it has its place in the frame of that number. */
    void seenIn(long number) {
        frame = number;
    }

    /** The last frame in which it had a place. */
    long seenIn() {
        return frame;
    }

    @Nullable
    ActorStatus status() {
        return status;
    }
}
