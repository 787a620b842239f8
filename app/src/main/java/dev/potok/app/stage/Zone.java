package dev.potok.app.stage;

import javafx.geometry.VPos;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.state.IdLine;

/**
 * A part of the stage where pills stand in order: a wait line, the ready line, a section of the bench. Filled anew each
 * frame: {@link #begin}, then {@link #place} for each actor, then {@link #end}.
 */
final class Zone {
    private final Text more = new Text();
    private @Nullable Flow flow;
    private @Nullable IdLine line;
    private boolean grouped;
    private int expected;
    private int next;

    Zone(StagePens pens) {
        more.setManaged(false);
        more.setFont(pens.pill.getSize() > 0 ? pens.pill : pens.caption);
        more.setFill(pens.color("ink-3"));
        more.setTextOrigin(VPos.CENTER);
        more.setVisible(false);
        more.setMouseTransparent(true);
    }

    /** The "+n" that stands in the last place where not all fit. */
    Text more() {
        return more;
    }

    void begin(Flow space, int count) {
        flow = space;
        line = null;
        expected = count;
        grouped = false;
        next = 0;
    }

    /** Begins with a line whose order is kept; it is read until {@link #end}. */
    void begin(Flow space, IdLine waiting) {
        begin(space, waiting.size());
        line = waiting;
    }

    /** Lets those of a group share a pill, {@code kinds} pills in all, where it must be or where not all have room. */
    void countPills(int kinds, boolean mayShare) {
        // In a single place nobody has an order.
        grouped = flow != null && (mayShare || flow.places() <= 1) && kinds < expected && expected > flow.places();
        if (grouped) {
            expected = kinds;
        }
    }

    /** Whether those of a group share a pill. */
    boolean grouped() {
        return grouped;
    }

    /** Whether that actor stands in the line this zone shows. */
    boolean holds(long actor) {
        return line != null && line.contains(actor);
    }

    /** The next place, or null where there is none left to be seen. */
    @Nullable
    Box place() {
        return place(next++);
    }

    /** The place of that actor in the line, or the next one where groups share pills; null where it cannot be seen. */
    @Nullable
    Box placeOf(long actor) {
        return grouped || line == null ? place() : place(line.indexOf(actor));
    }

    /** The place of the one with that number in the line, or null where it cannot be seen. */
    @Nullable
    Box place(int index) {
        return flow != null && index >= 0 && index < flow.shown(expected) ? flow.place(index) : null;
    }

    void end() {
        boolean hidden = flow != null && expected > flow.shown(expected);
        more.setVisible(hidden);
        if (hidden && flow != null) {
            Box last = flow.place(flow.places() - 1);
            more.setText("+" + (expected - flow.shown(expected)));
            more.setX(Math.round(last.x() + (flow.fromRight() ? 2 : 6)));
            more.setY(Math.round(last.y() + last.height() / 2));
        }
    }
}
