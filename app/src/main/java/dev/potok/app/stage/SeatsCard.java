package dev.potok.app.stage;

import java.util.ArrayList;
import java.util.List;

import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

/**
 * A room: a seat for each permit, and the line outside. A mutex has one seat; carriers have one each, on which a virtual
 * thread sits while it is mounted, and no line.
 */
final class SeatsCard extends ResourceCard {
    private final Text waiting = caption();
    private final Text depth = caption();
    private final Line divider = new Line();
    private final List<Outline> outlines = new ArrayList<>();
    /** Where there is no room for seats: a mark for each, filled while somebody has it. */
    private final List<Circle> marks = new ArrayList<>();
    private final boolean carriers;
    private Seating seats = new Seating(0);
    private Flow seatFlow;
    private Flow lineFlow;
    private final Zone line;

    /** How the seats and the line stand to each other. */
    enum Form {
        /** The line below the seats, with a caption. */
        BELOW,
        /** The line beside the seats. */
        BESIDE,
        /** The line right below the seats. */
        STACKED,
        /** The line below marks that stand for the seats. */
        MARKS;

        /** The first of these that has room in a card of that inner size. */
        static Form of(double width, double height, StageMetrics m, int capacity) {
            double row = m.pillHeight() + m.gap();
            int abreast = Math.max(1, (int) ((width + m.gap()) / (m.pillWidth() + m.gap())));
            int seatRows = (capacity + abreast - 1) / abreast;
            boolean oneFits = width >= m.pillWidth();
            if (oneFits && height >= seatRows * row + m.gap() + m.caption() * 1.5 + m.pillHeight()) {
                return BELOW;
            }
            int rows = Math.max(1, (int) ((height + m.gap()) / row));
            int seatColumns = (capacity + rows - 1) / rows;
            double seatWidth = seatColumns * (m.pillWidth() + m.gap()) - m.gap();
            if (width >= seatWidth + m.gap() * 3 + m.pillWidth()) {
                return BESIDE;
            }
            if (oneFits && height >= seatRows * row + m.pillHeight()) {
                return STACKED;
            }
            return MARKS;
        }
    }

    SeatsCard(StagePens pens, ResourceInfo info) {
        super(pens, info);
        carriers = info.kind() == ResourceKind.CARRIERS;
        line = new Zone(pens);
        seatFlow = new Flow(content(), pens.metrics, false);
        lineFlow = seatFlow;
        divider.setManaged(false);
        divider.setStroke(pens.color("line"));
        divider.getStrokeDashArray().setAll(5.0, 4.0);
        depth.setFont(pens.figure);
        depth.setFill(pens.color("ink-2"));
        getChildren().addAll(divider, waiting, depth);
    }

    @Override
    void arrangeInside(Box inside) {
        StageMetrics m = pens.metrics;
        double row = m.pillHeight() + m.gap();
        int capacity = Math.clamp(info.capacity(), 1, 10_000);
        int abreast = Math.max(1, (int) ((inside.width() + m.gap()) / (m.pillWidth() + m.gap())));
        int seatRows = (capacity + abreast - 1) / abreast;
        double captionHeight = m.caption() * 1.5;
        Form form = carriers ? inside.height() < seatRows * row - m.gap() ? Form.MARKS : Form.STACKED
                : Form.of(inside.width(), inside.height(), m, capacity);
        divider.setVisible(!carriers && form != Form.STACKED);
        waiting.setVisible(form == Form.BELOW);
        getChildren().removeAll(marks);
        marks.clear();
        Box seatBox = inside;
        Box lineBox = inside;
        switch (form) {
            case BELOW -> {
                double seatHeight = Math.max(seatRows * row, Math.min(3 * row, inside.height() * 0.5));
                seatBox = new Box(inside.x(), inside.y(), inside.width(), seatHeight - m.gap());
                double y = seatBox.bottom() + m.gap();
                divider(inside.x(), y, inside.right(), y);
                put(waiting, inside.x(), y + captionHeight / 2 + 2);
                lineBox = new Box(inside.x(), y + captionHeight + 2, inside.width(),
                        inside.bottom() - y - captionHeight - 2);
            }
            case BESIDE -> {
                int rows = Math.max(1, (int) ((inside.height() + m.gap()) / row));
                int seatColumns = Math.clamp((capacity + rows - 1) / rows, 1, abreast);
                double seatWidth = seatColumns * (m.pillWidth() + m.gap()) - m.gap();
                seatBox = new Box(inside.x(), inside.y(), Math.min(seatWidth, inside.width()), inside.height());
                double x = seatBox.right() + m.gap() * 1.5;
                divider(x, inside.y(), x, inside.bottom());
                lineBox = new Box(x + m.gap() * 1.5, inside.y(), inside.right() - x - m.gap() * 1.5, inside.height());
            }
            case STACKED -> {
                double seatHeight = carriers ? inside.height() : seatRows * row;
                seatBox = new Box(inside.x(), inside.y(), inside.width(), seatHeight);
                lineBox = new Box(inside.x(), inside.y() + seatHeight, inside.width(), inside.height() - seatHeight);
            }
            case MARKS -> {
                double height = marks(inside, capacity);
                seatBox = new Box(inside.x(), inside.y(), 0, 0);
                divider(inside.x(), inside.y() + height + m.gap() / 2, inside.right(),
                        inside.y() + height + m.gap() / 2);
                lineBox = new Box(inside.x(), inside.y() + height + m.gap(), inside.width(),
                        inside.height() - height - m.gap());
            }
        }
        seatFlow = new Flow(seatBox, m, false);
        lineFlow = new Flow(lineBox, m, false);
        outlines(form == Form.MARKS ? 0 : Math.min(capacity, seatFlow.places()));
    }

    /** Sets out a mark for each seat, in as many rows as leave room for the line; says how high they stand. */
    private double marks(Box inside, int capacity) {
        StageMetrics m = pens.metrics;
        double size = Math.max(8, Math.round(m.caption() * 0.8));
        double step = size + Math.max(3, m.gap() / 2);
        int perRow = Math.max(1, (int) (inside.width() / step));
        int most = carriers ? Math.max(1, (int) (inside.height() / step))
                : Math.max(1, (int) ((inside.height() - m.pillHeight() - m.gap()) / step));
        int rows = Math.min(most, (capacity + perRow - 1) / perRow);
        for (int i = 0; i < Math.min(capacity, rows * perRow); i++) {
            var mark = new Circle(inside.x() - box().x() + i % perRow * step + size / 2,
                    inside.y() - box().y() + Math.floorDiv(i, perRow) * step + size / 2, size / 2 - 1);
            mark.setManaged(false);
            mark.setStroke(pens.color("ghost"));
            mark.setStrokeWidth(1.5);
            mark.setFill(null);
            marks.add(mark);
        }
        getChildren().addAll(marks);
        return rows * step;
    }

    private void divider(double x1, double y1, double x2, double y2) {
        divider.setStartX(x1 - box().x());
        divider.setStartY(Math.round(y1 - box().y()) + 0.5);
        divider.setEndX(x2 - box().x());
        divider.setEndY(Math.round(y2 - box().y()) + 0.5);
    }

    /** A dashed outline for each seat that can be seen. */
    private void outlines(int shown) {
        getChildren().removeAll(outlines);
        outlines.clear();
        for (int i = 0; i < shown; i++) {
            var outline = new Outline(pens);
            outline.arrange(seatFlow.place(i), box());
            outlines.add(outline);
        }
        getChildren().addAll(outlines);
        seats = new Seating(shown);
        Box first = seatFlow.place(0);
        put(depth, first.right() + pens.metrics.gap(), first.y() + first.height() / 2);
    }

    @Override
    void showInside(ResourceState state, RunState run, Names names) {
        var room = (ResourceState.Seats) state;
        Texts texts = names.texts();
        if (waiting.isVisible()) {
            String caption = texts.get(room.line().isEmpty() ? "stage.nobody-waits" : "stage.waiting");
            setText(waiting, info.fair() || room.line().isEmpty() ? caption
                    : caption + " · " + texts.get("stage.may-barge"));
            if (waiting.getLayoutBounds().getWidth() > content().width()) {
                setText(waiting, caption);
            }
        }
        if (carriers) {
            seats.clear();
            for (int i = 0; i < room.holders().size(); i++) {
                ActorState mounted = run.actor(room.holders().get(i));
                if (mounted != null && mounted.carrier() > 0 && mounted.carrier() <= seats.count()) {
                    seats.give(mounted.carrier() - 1, mounted.id());
                }
            }
        } else {
            seats.seat(room.holders(), info.kind().isMutex());
        }
        int entered = info.kind() == ResourceKind.REENTRANT_MUTEX ? room.depth() : 1;
        for (int i = 0; i < outlines.size(); i++) {
            ActorState holder = run.actor(seats.at(i));
            outlines.get(i).name(holder == null || sits(holder) ? "" : names.of(holder.info()));
        }
        setText(depth, entered > 1 ? "×" + entered : "");
        depth.setVisible(entered > 1 && !outlines.isEmpty()
                && depth.getLayoutBounds().getMaxX() < seatFlow.box().right() - box().x());
        for (int i = 0; i < marks.size(); i++) {
            boolean taken = i < (info.kind().isMutex() ? Math.min(1, room.depth()) : room.holders().size());
            marks.get(i).setFill(taken ? pens.color("accent") : null);
            marks.get(i).setStroke(pens.color(taken ? "accent" : "ghost"));
        }
        line.begin(lineFlow, room.line());
    }

    /** Whether a holder is here rather than elsewhere: asleep or in a blocking call, he needs no other place. */
    static boolean sits(ActorState holder) {
        return switch (holder.status()) {
            case SLEEPING, IO -> true;
            default -> false;
        };
    }

    @Override
    List<Zone> lines() {
        return List.of(line);
    }

    @Override
    @Nullable
    Box seatOf(long actor) {
        int seat = seats.of(actor);
        return seat < 0 ? null : seatFlow.place(seat);
    }

    @Override
    String figures(ResourceState state, Names names) {
        String told = lessFigures(state, names);
        return info.fair() ? told : told + " · " + names.texts().get("stage.unfair");
    }

    @Override
    String lessFigures(ResourceState state, Names names) {
        var room = (ResourceState.Seats) state;
        Texts texts = names.texts();
        return switch (info.kind()) {
            case MUTEX -> texts.get(room.free() > 0 ? "stage.mutex-free" : "stage.mutex-held");
            case REENTRANT_MUTEX -> room.depth() == 0 ? texts.get("stage.reentrant-free")
                    : texts.get("stage.reentrant-held", texts.number(room.depth()));
            case CARRIERS -> texts.get("stage.carriers-mounted", texts.number(room.holders().size()),
                    texts.number(info.capacity()));
            default -> texts.get("stage.semaphore", Long.toString(room.free()), Long.toString(info.capacity()));
        };
    }

    @Override
    String shortFigures(ResourceState state, Names names) {
        var room = (ResourceState.Seats) state;
        return switch (info.kind()) {
            case MUTEX -> "";
            case REENTRANT_MUTEX -> "×" + room.depth();
            case CARRIERS -> room.holders().size() + "/" + info.capacity();
            default -> room.free() + "/" + info.capacity();
        };
    }
}
