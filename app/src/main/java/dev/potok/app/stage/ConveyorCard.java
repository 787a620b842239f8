package dev.potok.app.stage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javafx.geometry.Pos;
import javafx.scene.CacheHint;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import javafx.scene.text.Text;

import dev.potok.app.text.Names;
import dev.potok.app.theme.TypeFace;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ResourceInfo;

/** A conveyor: items come in at the left, the oldest leaves at the right; who waits stands at the two ends below. */
final class ConveyorCard extends ResourceCard {
    private static final String ARROW = "M0 0 H20 M13 -6 L20 0 L13 6";
    private static final double HASTE = 16;

    private final SVGPath in = arrow();
    private final SVGPath out = arrow();
    private final Text putCaption = caption();
    private final Text takeCaption = caption();
    private final List<Region> slots = new ArrayList<>();
    private final Map<Long, Tile> tiles = new HashMap<>();
    private final ArrayDeque<Tile> spare = new ArrayDeque<>();
    private Box belt = new Box(0, 0, 0, 0);
    private double slotSize;
    private double slotStep;
    private int shownSlots;
    private boolean compact;
    private Flow putFlow;
    private Flow takeFlow;
    final Zone putLine;
    final Zone takeLine;

    /** An item on the belt. */
    private static final class Tile extends Label {
        private double at;
        private double target;
        private boolean used;
    }

    ConveyorCard(StagePens pens, ResourceInfo info) {
        super(pens, info);
        putLine = new Zone(pens);
        takeLine = new Zone(pens);
        putFlow = new Flow(content(), pens.metrics, false);
        takeFlow = putFlow;
        getChildren().addAll(in, out, putCaption, takeCaption);
    }

    private SVGPath arrow() {
        var arrow = new SVGPath();
        arrow.setContent(ARROW);
        arrow.setManaged(false);
        arrow.setFill(null);
        arrow.setStroke(pens.color("ink-3"));
        arrow.setStrokeWidth(2);
        return arrow;
    }

    @Override
    void arrangeInside(Box inside) {
        StageMetrics m = pens.metrics;
        // Where there is little height, captions stand where pills would, and give way to them.
        compact = inside.height() < m.pillHeight() * 2.2 + m.caption() * 1.5 + 2 * m.gap();
        double captionHeight = compact ? 0 : m.caption() * 1.5;
        double lines = m.pillHeight() + captionHeight + m.gap();
        double arrowRoom = 34;
        double room = inside.width() - 2 * arrowRoom;
        int capacity = (int) Math.max(1, info.capacity());
        double beltHeight = Math.max(m.caption() * 1.8, inside.height() - lines);
        double widest = Math.min(beltHeight, m.pillHeight() * 1.7);
        double narrowest = m.caption() * 2.6;
        shownSlots = Math.clamp((long) ((room + 6) / (narrowest + 6)), 1, capacity);
        double slotWidth = Math.min(Math.max(widest, narrowest * 1.25), (room + 6) / shownSlots - 6);
        slotSize = Math.floor(slotWidth);
        slotStep = slotSize + 6;
        double slotHeight = Math.floor(Math.min(slotSize, widest));
        double beltWidth = shownSlots * slotStep - 6;
        double spare0 = Math.max(0, inside.height() - slotHeight - lines);
        double top = inside.y() + spare0 * 0.4;
        belt = new Box(inside.x() + arrowRoom + (room - beltWidth) / 2, top, beltWidth, slotHeight);
        double middle = belt.y() + slotHeight / 2 - box().y();
        in.setLayoutX(Math.round(belt.x() - 28 - box().x()));
        in.setLayoutY(Math.round(middle));
        out.setLayoutX(Math.round(belt.right() + 8 - box().x()));
        out.setLayoutY(Math.round(middle));

        double captionY = Math.min(belt.bottom() + m.gap() + captionHeight / 2 + spare0 * 0.25,
                inside.bottom() - m.pillHeight() - captionHeight / 2);
        double pillsTop = captionY + captionHeight / 2;
        // Never do both ends have a line: who could take an item takes it from who waits to put it.
        var below = new Box(inside.x(), pillsTop, inside.width(), inside.bottom() - pillsTop);
        putFlow = new Flow(below, m, false);
        takeFlow = new Flow(below, m, true);
        double captionsY = compact ? pillsTop + m.pillHeight() / 2 : captionY;
        put(putCaption, inside.x(), captionsY);
        put(takeCaption, inside.right(), captionsY);

        getChildren().removeAll(slots);
        slots.clear();
        for (int i = 0; i < shownSlots; i++) {
            var slot = new Region();
            slot.setManaged(false);
            slot.setBackground(pens.box("slot", 6));
            slot.setBorder(pens.outline("line", 6, 1, false));
            slot.setLayoutX(slotX(i));
            slot.setLayoutY(belt.y() - box().y());
            slot.resize(slotSize, slotHeight);
            slots.add(slot);
        }
        getChildren().addAll(0, slots);
        tiles.values().forEach(this::retire);
        tiles.clear();
        spare.forEach(tile -> getChildren().remove(tile));
        spare.clear();
    }

    /** Left edge of a slot within the card; slot 0 is the one at the exit. */
    private double slotX(int slot) {
        return Math.round(belt.right() - slot * slotStep - slotSize - box().x());
    }

    @Override
    void showInside(ResourceState state, RunState run, Names names) {
        var queue = (ResourceState.Conveyor) state;
        var texts = names.texts();
        setText(putCaption, texts.get("stage.put") + " · " + texts.get(queue.closed() ? "stage.closed"
                : queue.putLine().isEmpty() ? "stage.nobody-waits" : "stage.wait-for-room"));
        setText(takeCaption, texts.get("stage.take") + " · " + texts.get(
                queue.takeLine().isEmpty() ? "stage.nobody-waits" : "stage.wait-for-item"));
        takeCaption.setX(Math.round(content().right() - box().x() - takeCaption.getLayoutBounds().getWidth()));
        boolean room = putCaption.getLayoutBounds().getWidth()
                + takeCaption.getLayoutBounds().getWidth() < content().width() - 2 * pens.metrics.gap();
        boolean lines = !queue.putLine().isEmpty() || !queue.takeLine().isEmpty();
        putCaption.setVisible(compact ? !lines && room : room || queue.takeLine().isEmpty());
        takeCaption.setVisible(compact ? !lines && room : room || !queue.takeLine().isEmpty());
        putLine.begin(putFlow, queue.putLine().size());
        takeLine.begin(takeFlow, queue.takeLine().size());

        tiles.values().forEach(tile -> tile.used = false);
        int shown = Math.min(queue.items().size(), shownSlots);
        for (int i = 0; i < shown; i++) {
            long number = queue.items().get(i);
            boolean last = i == shownSlots - 1 && queue.items().size() > shownSlots;
            Tile tile = tiles.get(number);
            if (tile == null) {
                tile = tile();
                tile.at = slotX(Math.min(shownSlots - 1, i + 1)) - (i + 1 >= shownSlots ? slotStep : 0);
                tiles.put(number, tile);
            }
            tile.used = true;
            tile.target = slotX(i);
            String text = last ? "+" + (queue.items().size() - shownSlots + 1) : short4(number);
            if (!text.equals(tile.getText())) {
                tile.setText(text);
            }
        }
        tiles.values().removeIf(tile -> {
            if (!tile.used) {
                retire(tile);
            }
            return !tile.used;
        });
    }

    /** A number in at most four characters where slots are narrow: its last digits, after an ellipsis. */
    private String short4(long number) {
        String digits = Long.toString(number);
        int room = (int) (slotSize / (pens.metrics.caption() * 0.62));
        return digits.length() <= room ? digits : "…" + digits.substring(digits.length() - Math.max(1, room - 1));
    }

    private Tile tile() {
        Tile tile = spare.poll();
        if (tile == null) {
            tile = new Tile();
            tile.setManaged(false);
            tile.setAlignment(Pos.CENTER);
            TypeFace.set(tile, pens.figure);
            tile.setTextFill(pens.color("ink"));
            tile.setBackground(pens.box("selection-soft", 6));
            tile.setBorder(pens.outline("accent", 6, 1.5, false));
            tile.setCache(true);
            tile.setCacheHint(CacheHint.SPEED);
            tile.resize(slotSize, belt.height());
            getChildren().add(tile);
        }
        tile.setLayoutY(belt.y() - box().y());
        tile.setVisible(true);
        return tile;
    }

    private void retire(Tile tile) {
        tile.setVisible(false);
        spare.add(tile);
    }

    /** Lets the items slide towards their slots. */
    void move(double seconds) {
        double part = 1 - Math.exp(-HASTE * seconds);
        for (Tile tile : tiles.values()) {
            tile.at += (tile.target - tile.at) * part;
            tile.setLayoutX(Math.round(Math.abs(tile.target - tile.at) < 0.6 ? tile.target : tile.at));
        }
    }

    /** Puts all items into their slots at once. */
    void jump() {
        tiles.values().forEach(tile -> {
            tile.at = tile.target;
            tile.setLayoutX(tile.target);
        });
    }

    @Override
    String figures(ResourceState state, Names names) {
        var queue = (ResourceState.Conveyor) state;
        return names.texts().get("stage.queue", Long.toString(queue.items().size()), Long.toString(info.capacity()));
    }

    @Override
    String shortFigures(ResourceState state, Names names) {
        return ((ResourceState.Conveyor) state).items().size() + "/" + info.capacity();
    }
}
