package dev.potok.app.stage;

import java.util.ArrayList;
import java.util.List;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.shape.Line;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Names;
import dev.potok.app.theme.TypeFace;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

/** A room: a seat for each permit, and the line outside. A mutex has one seat. */
final class SeatsCard extends ResourceCard {
    private final Text waiting = caption();
    private final Line divider = new Line();
    private final List<Label> outlines = new ArrayList<>();
    /** Who sits on which seat, so that nobody changes seats while he holds one; 0 for an empty one. */
    private long[] seats = {};
    private Flow seatFlow;
    private Flow lineFlow;
    final Zone line;

    SeatsCard(StagePens pens, ResourceInfo info) {
        super(pens, info);
        line = new Zone(pens);
        seatFlow = new Flow(content(), pens.metrics, false);
        lineFlow = seatFlow;
        divider.setManaged(false);
        divider.setStroke(pens.color("line"));
        divider.getStrokeDashArray().setAll(5.0, 4.0);
        getChildren().addAll(divider, waiting);
    }

    @Override
    void arrangeInside(Box inside) {
        StageMetrics m = pens.metrics;
        double row = m.pillHeight() + m.gap();
        int capacity = (int) Math.max(1, info.capacity());
        int abreast = Math.max(1, (int) ((inside.width() + m.gap()) / (m.pillWidth() + m.gap())));
        int seatRows = (capacity + abreast - 1) / abreast;
        double captionHeight = m.caption() * 1.5;
        boolean below = inside.height() >= seatRows * row + m.gap() + captionHeight + m.pillHeight();
        Box seatBox;
        Box lineBox;
        if (below) {
            double seatHeight = Math.max(seatRows * row, Math.min(3 * row, inside.height() * 0.5));
            seatBox = new Box(inside.x(), inside.y(), inside.width(), seatHeight - m.gap());
            double y = seatBox.bottom() + m.gap();
            divider(inside.x(), y, inside.right(), y);
            put(waiting, inside.x(), y + captionHeight / 2 + 2);
            lineBox = new Box(inside.x(), y + captionHeight + 2, inside.width(),
                    inside.bottom() - y - captionHeight - 2);
        } else {
            int rows = Math.max(1, (int) ((inside.height() + m.gap()) / row));
            // All seats come before the line: who waits can be told by a number, a seat that is not drawn is a lie.
            int seatColumns = Math.clamp((capacity + rows - 1) / rows, 1, Math.max(1, abreast));
            double seatWidth = seatColumns * (m.pillWidth() + m.gap()) - m.gap();
            seatBox = new Box(inside.x(), inside.y(), Math.min(seatWidth, inside.width()), inside.height());
            double x = seatBox.right() + m.gap() * 1.5;
            divider(x, inside.y(), x, inside.bottom());
            lineBox = new Box(x + m.gap() * 1.5, inside.y(), inside.right() - x - m.gap() * 1.5, inside.height());
            waiting.setText("");
        }
        waiting.setVisible(below);
        seatFlow = new Flow(seatBox, m, false);
        lineFlow = new Flow(lineBox, m, false);
        outlines();
    }

    private void divider(double x1, double y1, double x2, double y2) {
        divider.setStartX(x1 - box().x());
        divider.setStartY(Math.round(y1 - box().y()) + 0.5);
        divider.setEndX(x2 - box().x());
        divider.setEndY(Math.round(y2 - box().y()) + 0.5);
    }

    /** A dashed outline for each seat that can be seen. */
    private void outlines() {
        getChildren().removeAll(outlines);
        outlines.clear();
        int shown = (int) Math.min(info.capacity(), seatFlow.places());
        for (int i = 0; i < shown; i++) {
            Box place = seatFlow.place(i);
            var outline = new Label();
            outline.setManaged(false);
            outline.setAlignment(Pos.CENTER);
            outline.setPadding(Insets.EMPTY);
            TypeFace.set(outline, pens.small);
            outline.setTextFill(pens.color("ghost"));
            outline.setBorder(pens.outline("ghost", pens.metrics.pillHeight() / 2, 1.5, true));
            outline.setLayoutX(place.x() - box().x());
            outline.setLayoutY(place.y() - box().y());
            outline.resize(place.width(), place.height());
            outlines.add(outline);
        }
        getChildren().addAll(outlines);
        seats = new long[shown];
    }

    @Override
    void showInside(ResourceState state, RunState run, Names names) {
        var room = (ResourceState.Seats) state;
        setText(waiting, waiting.isVisible()
                ? room.line().isEmpty() ? names.texts().get("stage.nobody-waits") : names.texts().get("stage.waiting")
                : "");
        for (int i = 0; i < seats.length; i++) {
            if (seats[i] != 0 && !room.holders().contains(seats[i])) {
                seats[i] = 0;
            }
        }
        for (int i = 0; i < room.holders().size(); i++) {
            sitDown(room.holders().get(i));
        }
        for (int i = 0; i < seats.length; i++) {
            ActorState holder = run.actor(seats[i]);
            String ghost = holder == null || sits(holder) || pens.metrics.dots() ? "" : names.of(holder.info());
            Label outline = outlines.get(i);
            if (!ghost.equals(outline.getText())) {
                outline.setText(ghost);
            }
        }
        line.begin(lineFlow, room.line().size());
    }

    private void sitDown(long actor) {
        int free = -1;
        for (int i = seats.length - 1; i >= 0; i--) {
            if (seats[i] == actor) {
                return;
            }
            free = seats[i] == 0 ? i : free;
        }
        if (free >= 0) {
            seats[free] = actor;
        }
    }

    /** Whether a holder is here rather than elsewhere: asleep or in a blocking call, he needs no other place. */
    static boolean sits(ActorState holder) {
        return switch (holder.status()) {
            case SLEEPING, IO -> true;
            default -> false;
        };
    }

    /** The seat of that actor, null if he has none that can be seen. */
    @Nullable
    Box seatOf(long actor) {
        for (int i = 0; i < seats.length; i++) {
            if (seats[i] == actor) {
                return seatFlow.place(i);
            }
        }
        return null;
    }

    @Override
    String figures(ResourceState state, Names names) {
        var room = (ResourceState.Seats) state;
        if (info.kind() == ResourceKind.MUTEX) {
            return names.texts().get(room.free() > 0 ? "stage.mutex-free" : "stage.mutex-held");
        }
        return names.texts().get("stage.semaphore", Long.toString(room.free()), Long.toString(info.capacity()));
    }

    @Override
    String shortFigures(ResourceState state, Names names) {
        var room = (ResourceState.Seats) state;
        return room.free() + "/" + info.capacity();
    }
}
