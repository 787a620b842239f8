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
import dev.potok.app.text.Texts;
import dev.potok.app.theme.TypeFace;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

/**
 * A room with one seat to write and many to read, and the line outside, in which each has a mark that tells for what. Into
 * that of a stamped lock one may look from outside: who does has a name at the window, for nothing is held.
 */
final class RoomCard extends ResourceCard {
    private final boolean stamped;
    private final Text writes = caption();
    private final Text reads = caption();
    private final Text looks = caption();
    private final Text waiting = caption();
    private final Line divider = new Line();
    private final Line window = new Line();
    private final Outline writingSeat;
    private final List<Outline> readingSeats = new ArrayList<>();
    private final List<Outline> lookers = new ArrayList<>();
    private final Text moreReaders = caption();
    private final Text moreLookers = caption();
    private final List<Label> tags = new ArrayList<>();
    private Seating readers = new Seating(0);
    private long writer;
    private boolean captions;
    private Flow writingFlow;
    private Flow readingFlow;
    private Flow lookingFlow;
    private Flow lineFlow;
    private final Zone line;

    RoomCard(StagePens pens, ResourceInfo info) {
        super(pens, info);
        stamped = info.kind() == ResourceKind.STAMPED_LOCK;
        line = new Zone(pens);
        writingSeat = new Outline(pens);
        writingFlow = new Flow(content(), pens.metrics, false);
        readingFlow = writingFlow;
        lookingFlow = writingFlow;
        lineFlow = writingFlow;
        for (Line each : List.of(divider, window)) {
            each.setManaged(false);
            each.setStroke(pens.color("line"));
            each.getStrokeDashArray().setAll(5.0, 4.0);
        }
        window.getStrokeDashArray().clear();
        window.setStroke(pens.color("accent"));
        window.setStrokeWidth(2);
        window.setVisible(stamped);
        looks.setVisible(stamped);
        getChildren().addAll(divider, window, writes, reads, looks, waiting, writingSeat, moreReaders, moreLookers);
    }

    @Override
    void arrangeInside(Box inside) {
        StageMetrics m = pens.metrics;
        double row = m.pillHeight() + m.gap();
        double captionHeight = m.caption() * 1.5;
        captions = inside.height() >= 2 * captionHeight + 2 * m.pillHeight() + 2 * m.gap();
        double head = captions ? captionHeight : 0;
        double spare = inside.height() - 2 * head - 2 * m.pillHeight() - 2 * m.gap();
        int seatRows = 1 + (int) Math.max(0, spare * 0.7 / row);
        double seatsHeight = seatRows * row - m.gap();
        double top = inside.y() + head;
        int abreast = inside.width() >= 6 * (m.pillWidth() + m.gap()) ? 2 : 1;
        double lookingWidth = abreast * (m.pillWidth() + m.gap()) - m.gap();
        double windowWidth = stamped ? lookingWidth + 2.5 * m.gap() : 0;
        double room = inside.width() - windowWidth;
        writingFlow = new Flow(new Box(inside.x(), top, m.pillWidth(), seatsHeight), m, false);
        double readingX = inside.x() + m.pillWidth() + 2 * m.gap();
        readingFlow = new Flow(new Box(readingX, top, inside.x() + room - readingX, seatsHeight), m, false);
        double bottom = top + seatsHeight + m.gap();
        divider.setStartX(inside.x() - box().x());
        divider.setEndX(inside.x() + room - box().x() - (stamped ? m.gap() : 0));
        divider.setStartY(Math.round(bottom - box().y()) + 0.5);
        divider.setEndY(divider.getStartY());
        double lineTop = bottom + (captions ? captionHeight + 2 : m.gap());
        double lead = m.dots() ? 0 : Math.round(m.caption() * 1.5);
        lineFlow = new Flow(new Box(inside.x(), lineTop, room, inside.bottom() - lineTop), m, false, lead);
        put(writes, inside.x(), inside.y() + captionHeight / 2 - 2);
        put(reads, readingX, inside.y() + captionHeight / 2 - 2);
        put(waiting, inside.x(), bottom + captionHeight / 2 + 2);

        double windowX = inside.x() + room + m.gap();
        window.setStartX(Math.round(windowX - box().x()));
        window.setEndX(window.getStartX());
        window.setStartY(inside.y() - box().y());
        window.setEndY(inside.bottom() - box().y());
        put(looks, windowX + 1.5 * m.gap(), inside.y() + captionHeight / 2 - 2);
        lookingFlow = new Flow(new Box(windowX + 1.5 * m.gap(), top, lookingWidth, inside.bottom() - top), m, false);

        writingSeat.arrange(writingFlow.place(0), box());
        renew(readingSeats, readingFlow, readingFlow.places());
        readers = new Seating(readingSeats.size());
        renew(lookers, lookingFlow, stamped ? lookingFlow.places() : 0);
        getChildren().removeAll(tags);
        tags.clear();
    }

    private void renew(List<Outline> outlines, Flow flow, int count) {
        getChildren().removeAll(outlines);
        outlines.clear();
        for (int i = 0; i < count; i++) {
            var outline = new Outline(pens);
            outline.arrange(flow.place(i), box());
            outlines.add(outline);
        }
        getChildren().addAll(outlines);
    }

    @Override
    void showInside(ResourceState state, RunState run, Names names) {
        var room = (ResourceState.Room) state;
        Texts texts = names.texts();
        setText(writes, captions ? texts.get("stage.writes") : "");
        setText(reads, captions ? texts.get("stage.reads") : "");
        setText(looks, captions ? texts.get("stage.looks-in") : "");
        looks.setVisible(stamped && fitsIn(looks, lookingFlow.box().width() + pens.metrics.gap()));
        reads.setVisible(fitsIn(reads, readingFlow.box().width()));
        writes.setVisible(fitsIn(writes, pens.metrics.pillWidth() + 2 * pens.metrics.gap()));
        setText(waiting, captions ? texts.get(room.line().isEmpty() ? "stage.nobody-waits" : "stage.waiting") : "");

        writer = room.writers().isEmpty() ? 0 : room.writers().get(0);
        ActorState writing = run.actor(writer);
        writingSeat.name(writing == null ? captions ? "" : texts.get("stage.writes")
                : SeatsCard.sits(writing) ? "" : names.of(writing.info()));
        readers.seat(room.readers(), true);
        int distinct = distinct(room);
        int hidden = Math.max(0, distinct - readingSeats.size());
        for (int i = 0; i < readingSeats.size(); i++) {
            boolean last = hidden > 0 && i == readingSeats.size() - 1;
            ActorState reader = run.actor(readers.at(i));
            Outline seat = readingSeats.get(i);
            // A room has no end of reading seats: one row is drawn, and as many more as are taken.
            seat.setVisible(i < Math.max(readingFlow.columns(), distinct) && !last);
            seat.name(reader == null ? captions ? "" : texts.get("stage.reads")
                    : SeatsCard.sits(reader) ? "" : names.of(reader.info()));
        }
        more(moreReaders, readingFlow, hidden == 0 ? 0 : hidden + 1);
        int looking = room.optimists().size();
        int beyond = Math.max(0, looking - lookers.size());
        for (int i = 0; i < lookers.size(); i++) {
            boolean last = beyond > 0 && i == lookers.size() - 1;
            Outline looker = lookers.get(i);
            looker.setVisible(i < looking && !last);
            ActorState who = i < looking ? run.actor(room.optimists().get(i)) : null;
            looker.name(who == null ? "" : names.of(who.info()));
            looker.colour("accent");
        }
        more(moreLookers, lookingFlow, stamped && beyond > 0 ? beyond + 1 : 0);
        line.begin(lineFlow, room.line());
        showTags(room, texts);
    }

    private static boolean fitsIn(Text text, double width) {
        return text.getLayoutBounds().getWidth() <= width;
    }

    private static int distinct(ResourceState.Room room) {
        int distinct = 0;
        for (int i = 0; i < room.readers().size(); i++) {
            distinct += room.readers().indexOf(room.readers().get(i)) == i ? 1 : 0;
        }
        return distinct;
    }

    /** Tells in the last place of a flow how many more there are. */
    private void more(Text text, Flow flow, int count) {
        text.setVisible(count > 0);
        if (count > 0) {
            Box last = flow.place(flow.places() - 1);
            setText(text, "+" + count);
            put(text, last.x() + 4, last.y() + last.height() / 2);
        }
    }

    /** A letter before each pill of the line: whether it waits to read or to write. */
    private void showTags(ResourceState.Room room, Texts texts) {
        int shown = lineFlow.lead() == 0 || line.grouped() ? 0 : lineFlow.shown(room.line().size());
        while (tags.size() < shown) {
            var tag = new Label();
            tag.setManaged(false);
            tag.setMouseTransparent(true);
            tag.setAlignment(Pos.CENTER);
            tag.setPadding(Insets.EMPTY);
            TypeFace.set(tag, pens.small);
            double height = Math.round(pens.metrics.caption() * 1.5);
            Box place = lineFlow.place(tags.size());
            tag.setLayoutX(place.x() - box().x() - lineFlow.lead());
            tag.setLayoutY(Math.round(place.y() - box().y() + (place.height() - height) / 2));
            tag.resize(lineFlow.lead() - 2, height);
            tags.add(tag);
            getChildren().add(tag);
        }
        for (int i = 0; i < tags.size(); i++) {
            Label tag = tags.get(i);
            tag.setVisible(i < shown);
            if (i < shown) {
                boolean write = room.waitsToWrite(i);
                String text = texts.get(write ? "stage.write-tag" : "stage.read-tag");
                if (!text.equals(tag.getText()) || tag.getBackground() == null && write) {
                    tag.setText(text);
                    tag.setTextFill(pens.color(write ? "card" : "ink-2"));
                    tag.setBackground(write ? pens.box("ink-2", 4) : null);
                    tag.setBorder(pens.outline("ink-3", 4, 1, false));
                }
            }
        }
    }

    @Override
    List<Zone> lines() {
        return List.of(line);
    }

    @Override
    @Nullable
    Box seatOf(long actor) {
        if (actor == writer) {
            return writingFlow.place(0);
        }
        int seat = readers.of(actor);
        return seat < 0 || !readingSeats.get(seat).isVisible() ? null : readingFlow.place(seat);
    }

    @Override
    String figures(ResourceState state, Names names) {
        var room = (ResourceState.Room) state;
        Texts texts = names.texts();
        String told = texts.get(stamped ? "stage.stamped" : "stage.read-write");
        told += "  " + (!room.writers().isEmpty() ? texts.get("stage.room-written")
                : room.readers().isEmpty() ? texts.get("stage.room-free")
                        : texts.get("stage.room-read", texts.number(distinct(room))));
        if (room.validations() > 0) {
            told += " · " + texts.get("stage.validations", texts.number(room.validations()),
                    texts.number(room.failedValidations()));
        }
        return told;
    }

    @Override
    String lessFigures(ResourceState state, Names names) {
        return stamped ? names.texts().get("stage.stamped") + "  " + shortFigures(state, names)
                : shortFigures(state, names);
    }

    @Override
    String shortFigures(ResourceState state, Names names) {
        var room = (ResourceState.Room) state;
        if (stamped) {
            return names.texts().get("stage.validations-short", names.texts().number(room.validations()),
                    names.texts().number(room.failedValidations()));
        }
        return names.texts().get(!room.writers().isEmpty() ? "stage.room-written"
                : room.readers().isEmpty() ? "stage.room-free" : "stage.room-read",
                names.texts().number(distinct(room)));
    }
}
