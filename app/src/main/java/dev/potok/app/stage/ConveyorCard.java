package dev.potok.app.stage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javafx.geometry.Pos;
import javafx.scene.CacheHint;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import javafx.scene.text.Text;

import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.TypeFace;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

/**
 * A conveyor: items come in at the left, and the next to leave is at the right; who waits stands at the two ends below. A
 * stack is closed at the left: what came last leaves first, by the way it came. Of a priority queue each item has its
 * rank, and of a transfer queue those have another edge for which somebody waits. One without a bound grows.
 */
final class ConveyorCard extends ResourceCard {
    private static final String ARROW = "M0 0 H20 M13 -6 L20 0 L13 6";
    private static final double HASTE = 16;
    /** Slots of a conveyor without a bound that are drawn also where they are empty. */
    private static final int LEAST_SLOTS = 3;

    private final SVGPath in = arrow();
    private final SVGPath out = arrow();
    private final Region wall = new Region();
    private final Text putCaption = caption();
    private final Text takeCaption = caption();
    private final List<Region> slots = new ArrayList<>();
    private final Map<Long, Tile> tiles = new HashMap<>();
    private final ArrayDeque<Tile> spare = new ArrayDeque<>();
    private final boolean stack;
    private final boolean ranked;
    private final boolean unbounded;
    private Box belt = new Box(0, 0, 0, 0);
    private double slotSize;
    private double slotStep;
    private int mostSlots;
    private boolean compact;
    private Flow putFlow;
    private Flow takeFlow;
    private final Zone putLine;
    private final Zone takeLine;
    private final Zone joinLine;

    /** An item on the belt. */
    private static final class Tile extends Label {
        private final Text rank = new Text();
        private double at;
        private double target;
        private boolean used;
        private boolean awaited;
    }

    ConveyorCard(StagePens pens, ResourceInfo info) {
        super(pens, info);
        stack = info.kind() == ResourceKind.STACK;
        ranked = info.kind() == ResourceKind.PRIORITY_QUEUE;
        unbounded = info.capacity() <= 0;
        putLine = new Zone(pens);
        takeLine = new Zone(pens);
        joinLine = new Zone(pens);
        putFlow = new Flow(content(), pens.metrics, false);
        takeFlow = putFlow;
        wall.setManaged(false);
        wall.setVisible(stack);
        wall.setBackground(pens.box("ink-3", 2));
        getChildren().addAll(in, out, wall, putCaption, takeCaption);
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
        int capacity = unbounded ? Integer.MAX_VALUE : (int) Math.min(info.capacity(), Integer.MAX_VALUE);
        double beltHeight = Math.max(m.caption() * 1.8, inside.height() - lines);
        double widest = Math.min(beltHeight, m.pillHeight() * 1.7);
        double narrowest = m.caption() * 2.6;
        double step = unbounded ? Math.max(narrowest, widest) : narrowest;
        mostSlots = Math.clamp((long) ((room + 6) / (step + 6)), 1, capacity);
        double slotWidth = Math.min(Math.max(widest, narrowest * 1.25), (room + 6) / mostSlots - 6);
        slotSize = Math.floor(slotWidth);
        slotStep = slotSize + 6;
        double slotHeight = Math.floor(Math.min(slotSize, widest));
        double beltWidth = mostSlots * slotStep - 6;
        double spare0 = Math.max(0, inside.height() - slotHeight - lines);
        double top = inside.y() + spare0 * 0.4;
        belt = new Box(inside.x() + arrowRoom + (room - beltWidth) / 2, top, beltWidth, slotHeight);
        double middle = belt.y() + slotHeight / 2 - box().y();
        out.setLayoutX(Math.round(belt.right() + 8 - box().x()));
        out.setLayoutY(Math.round(stack ? middle - slotHeight * 0.24 : middle));
        in.setLayoutY(Math.round(stack ? middle + slotHeight * 0.24 : middle));
        in.setScaleX(stack ? -1 : 1);
        if (stack) { // in and out by the same end
            in.setLayoutX(out.getLayoutX());
            wall.setLayoutX(Math.round(belt.x() - 10 - box().x()));
            wall.setLayoutY(belt.y() - box().y() - 2);
            wall.resize(4, slotHeight + 4);
        }

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
        for (int i = 0; i < mostSlots; i++) {
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
        showCaptions(queue, names.texts());
        boolean joinLeft = !queue.takeLine().isEmpty();
        putLine.begin(putFlow, queue.putLine());
        takeLine.begin(takeFlow, queue.takeLine());
        joinLine.begin(joinLeft ? half(putFlow, false) : half(takeFlow, true), queue.joinLine());

        int shownSlots = unbounded ? Math.clamp(queue.items().size() + 1L, Math.min(LEAST_SLOTS, mostSlots), mostSlots)
                : mostSlots;
        for (int i = 0; i < slots.size(); i++) {
            slots.get(i).setVisible(i < shownSlots);
        }
        if (!stack) {
            in.setLayoutX(slotX(shownSlots - 1) - 28);
        }
        tiles.values().forEach(tile -> tile.used = false);
        int shown = Math.min(queue.items().size(), mostSlots);
        for (int i = 0; i < shown; i++) {
            long number = queue.items().get(i);
            boolean last = i == mostSlots - 1 && queue.items().size() > mostSlots;
            Tile tile = tiles.get(number);
            if (tile == null) {
                tile = tile();
                tile.at = stack ? slotX(0) + slotStep
                        : slotX(Math.min(mostSlots - 1, i + 1)) - (i + 1 >= mostSlots ? slotStep : 0);
                tiles.put(number, tile);
            }
            tile.used = true;
            tile.target = slotX(i);
            String text = last ? "+" + (queue.items().size() - mostSlots + 1) : short4(number);
            if (!text.equals(tile.getText())) {
                tile.setText(text);
            }
            if (ranked) {
                setText(tile.rank, last ? "" : rank(queue.rank(i)));
            }
            boolean awaited = !last && queue.sender(i) != 0;
            if (awaited != tile.awaited) {
                tile.awaited = awaited;
                border(tile);
            }
        }
        tiles.values().removeIf(tile -> {
            if (!tile.used) {
                retire(tile);
            }
            return !tile.used;
        });
    }

    /** The part of the space below the belt that the other line leaves to those who join. */
    private Flow half(Flow flow, boolean right) {
        double width = flow.box().width() / 2 - pens.metrics.gap();
        return new Flow(new Box(right ? flow.box().right() - width : flow.box().x(), flow.box().y(), width,
                flow.box().height()), pens.metrics, right);
    }

    private void showCaptions(ResourceState.Conveyor queue, Texts texts) {
        boolean joined = !queue.joinLine().isEmpty();
        boolean joinLeft = joined && !queue.takeLine().isEmpty();
        boolean transfer = info.kind() == ResourceKind.TRANSFER_QUEUE;
        String puts = texts.get(queue.closed() ? "stage.closed"
                : queue.putLine().isEmpty() ? "stage.nobody-waits"
                        : transfer ? "stage.wait-for-taker" : "stage.wait-for-room");
        String takes = texts.get(queue.takeLine().isEmpty() ? "stage.nobody-waits" : "stage.wait-for-item");
        String joins = texts.get("stage.join") + " · " + texts.get("stage.wait-for-done");
        setText(putCaption, joinLeft ? joins : texts.get("stage.put") + " · " + puts);
        setText(takeCaption, joined && !joinLeft ? joins : texts.get("stage.take") + " · " + takes);
        takeCaption.setX(Math.round(content().right() - box().x() - takeCaption.getLayoutBounds().getWidth()));
        boolean room = putCaption.getLayoutBounds().getWidth()
                + takeCaption.getLayoutBounds().getWidth() < content().width() - 2 * pens.metrics.gap();
        boolean takesMatter = !queue.takeLine().isEmpty() && !joinLeft || joined && !joinLeft;
        boolean lines = !queue.putLine().isEmpty() || !queue.takeLine().isEmpty() || joined;
        putCaption.setVisible(compact ? !lines && room : room || !takesMatter);
        takeCaption.setVisible(compact ? !lines && room : room || takesMatter);
    }

    /** A number in at most four characters where slots are narrow: its last digits, after an ellipsis. */
    private String short4(long number) {
        String digits = Long.toString(number);
        int room = (int) (slotSize / (pens.metrics.caption() * 0.62));
        return digits.length() <= room ? digits : "…" + digits.substring(digits.length() - Math.max(1, room - 1));
    }

    /** A rank in few characters; what is meant to come last of all has no number worth reading. */
    private static String rank(long rank) {
        return Math.abs(rank) > 99_999 ? rank > 0 ? "∞" : "−∞" : "p" + Long.toString(rank).replace('-', '−');
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
            tile.setCache(true);
            tile.setCacheHint(CacheHint.SPEED);
            if (ranked) {
                tile.rank.setFont(pens.small);
                tile.rank.setFill(pens.color("accent"));
                tile.setGraphic(tile.rank);
                tile.setGraphicTextGap(0);
                tile.setContentDisplay(belt.height() >= pens.metrics.caption() * 2.6 ? ContentDisplay.BOTTOM
                        : ContentDisplay.GRAPHIC_ONLY);
            }
            tile.resize(slotSize, belt.height());
            getChildren().add(tile);
            border(tile);
        } else if (tile.awaited) {
            tile.awaited = false;
            border(tile);
        }
        tile.setLayoutY(belt.y() - box().y());
        tile.setVisible(true);
        return tile;
    }

    private void border(Tile tile) {
        tile.setBorder(tile.awaited ? pens.outline("waiting-line", 6, 2.5, false)
                : pens.outline("accent", 6, 1.5, false));
    }

    private void retire(Tile tile) {
        tile.setVisible(false);
        spare.add(tile);
    }

    @Override
    List<Zone> lines() {
        return List.of(putLine, takeLine, joinLine);
    }

    @Override
    void move(double seconds) {
        double part = 1 - Math.exp(-HASTE * seconds);
        for (Tile tile : tiles.values()) {
            tile.at += (tile.target - tile.at) * part;
            tile.setLayoutX(Math.round(Math.abs(tile.target - tile.at) < 0.6 ? tile.target : tile.at));
        }
    }

    @Override
    void jump() {
        tiles.values().forEach(tile -> {
            tile.at = tile.target;
            tile.setLayoutX(tile.target);
        });
    }

    @Override
    String figures(ResourceState state, Names names) {
        var queue = (ResourceState.Conveyor) state;
        boolean counted = queue.done() > 0 || !queue.joinLine().isEmpty();
        String told = lessFigures(state, names);
        return counted
                ? told + " · "
                        + names.texts().get("stage.unfinished", names.texts().number(queue.puts() - queue.done()))
                : told;
    }

    @Override
    String lessFigures(ResourceState state, Names names) {
        var queue = (ResourceState.Conveyor) state;
        Texts texts = names.texts();
        String kind = switch (info.kind()) {
            case STACK -> "stage.stack";
            case PRIORITY_QUEUE -> "stage.priority-queue";
            case TRANSFER_QUEUE -> "stage.transfer-queue";
            default -> "stage.queue";
        };
        return texts.get(kind, Long.toString(queue.items().size()),
                unbounded ? "∞" : Long.toString(info.capacity()));
    }

    @Override
    String shortFigures(ResourceState state, Names names) {
        return ((ResourceState.Conveyor) state).items().size() + "/" + (unbounded ? "∞" : info.capacity());
    }
}
