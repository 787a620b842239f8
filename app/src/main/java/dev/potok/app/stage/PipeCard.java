package dev.potok.app.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Names;
import dev.potok.app.text.ProcessWords;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.TypeFace;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ResourceInfo;

/**
 * A pipe: two conveyors one above the other, one for each direction, between the places of those who use its ends. Each
 * message has its number, counted for each direction, and its size; the oldest lies nearest to whom it is for. Who waits
 * at an end stands at its place.
 */
final class PipeCard extends ResourceCard {
    private static final String ARROW = "M0 0 H14 M8 -5 L14 0 L8 5";
    private static final double HASTE = 16;
    /** The numbers of messages of a direction are every second one. */
    private static final int DIRECTIONS = 2;

    private final Region[] belts = {new Region(), new Region()};
    private final SVGPath[] arrows = {new SVGPath(), new SVGPath()};
    private final Text[] hidden = {caption(), caption()};
    private final Outline[] places;
    private final Text waiting = caption();
    private final Map<Long, Tile> tiles = new HashMap<>();
    private final List<Tile> spare = new ArrayList<>();
    private final Box[] ends = {new Box(0, 0, 0, 0), new Box(0, 0, 0, 0)};
    private final Box[] ways = {new Box(0, 0, 0, 0), new Box(0, 0, 0, 0)};
    private double tileWidth;
    private boolean sized;
    private Flow flow;
    private final Zone line;
    private ResourceState.@Nullable Tube tube;

    /** A message on its way. */
    private static final class Tile extends Label {
        private double at;
        private double target;
        private boolean used;
        private boolean fresh;
    }

    PipeCard(StagePens pens, ResourceInfo info) {
        super(pens, info);
        line = new Zone(pens);
        flow = new Flow(content(), pens.metrics, false);
        places = new Outline[] {new Outline(pens), new Outline(pens)};
        for (int i = 0; i < DIRECTIONS; i++) {
            belts[i].setManaged(false);
            belts[i].setBackground(pens.box("slot", 6));
            belts[i].setBorder(pens.outline("line", 6, 1, false));
            arrows[i].setContent(ARROW);
            arrows[i].setManaged(false);
            arrows[i].setFill(null);
            arrows[i].setStroke(pens.color("ink-3"));
            arrows[i].setStrokeWidth(1.5);
            arrows[i].setScaleX(i == 0 ? 1 : -1);
            hidden[i].setFont(pens.figure);
            places[i].setTextFill(pens.color("ink-2"));
        }
        getChildren().addAll(belts);
        getChildren().addAll(arrows);
        getChildren().addAll(hidden);
        getChildren().addAll(places);
        getChildren().add(waiting);
    }

    @Override
    void arrangeInside(Box inside) {
        StageMetrics m = pens.metrics;
        double captionHeight = m.caption() * 1.5;
        boolean told = inside.height() >= m.pillHeight() * 2 + captionHeight + 2 * m.gap();
        waiting.setVisible(told);
        double room = inside.height() - (told ? captionHeight : 0);
        double arrow = 20;
        double between = inside.width() - 2 * (m.pillWidth() + m.gap());
        boolean beside = between >= 2 * arrow + m.caption() * 6;
        double seatY = beside ? inside.y() + (room - m.pillHeight()) / 2 : inside.y();
        ends[0] = new Box(inside.x(), seatY, m.pillWidth(), m.pillHeight());
        ends[1] = new Box(inside.right() - m.pillWidth(), seatY, m.pillWidth(), m.pillHeight());
        double x = beside ? ends[0].right() + m.gap() : inside.x();
        double width = beside ? ends[1].x() - m.gap() - x : inside.width();
        double top = beside ? inside.y() : inside.y() + m.pillHeight() + m.gap();
        double high = Math.min((inside.y() + room - top - m.gap()) / 2, m.pillHeight() * 1.5);
        double belt = Math.max(m.caption() * 1.3, high);
        double spare0 = Math.max(0, inside.y() + room - top - 2 * belt - m.gap());
        sized = belt >= m.caption() * 2.9;
        tileWidth = m.caption() * (sized ? 4.6 : 3);
        for (int i = 0; i < DIRECTIONS; i++) {
            double y = top + spare0 / 2 + i * (belt + m.gap());
            ways[i] = new Box(x + arrow, y, width - 2 * arrow, belt);
            belts[i].setLayoutX(ways[i].x() - box().x());
            belts[i].setLayoutY(ways[i].y() - box().y());
            belts[i].resize(ways[i].width(), ways[i].height());
            arrows[i].setLayoutX(Math.round((i == 0 ? ways[i].right() + 4 : ways[i].x() - 18) - box().x()));
            arrows[i].setLayoutY(Math.round(y + belt / 2 - box().y()));
            places[i].arrange(ends[i], box());
        }
        put(waiting, inside.x(), inside.bottom() - captionHeight / 2);
        flow = new Flow(new Box(inside.x(), inside.bottom() - m.pillHeight(), 0, 0), m, false);
        tiles.values().forEach(getChildren()::remove);
        tiles.clear();
        spare.forEach(getChildren()::remove);
        spare.clear();
    }

    @Override
    void showInside(ResourceState state, RunState run, Names names) {
        var now = (ResourceState.Tube) state;
        tube = now;
        Texts texts = names.texts();
        for (int i = 0; i < DIRECTIONS; i++) {
            ActorState user = run.actor(now.user(i == 0));
            boolean here = user != null && now.line().contains(user.id());
            places[i].name(user == null || here ? "" : names.of(user.info()));
            places[i].colour(now.closed() ? "line" : "ghost");
        }
        setText(waiting, now.closed() ? texts.get("stage.closed")
                : texts.get(now.line().isEmpty() ? "stage.nobody-waits" : "stage.pipe-waits"));
        tiles.values().forEach(tile -> tile.used = false);
        int[] placed = {0, 0};
        int[] left = {0, 0};
        double step = tileWidth + 4;
        for (int i = 0; i < now.messages().size(); i++) {
            long number = now.messages().get(i);
            int way = number % DIRECTIONS == 0 ? 0 : 1;
            Box belt = ways[way];
            int most = Math.max(1, (int) ((belt.width() - 2) / step));
            if (placed[way] >= most - (left[way] > 0 ? 1 : 0) || placed[way] == most) {
                left[way]++;
                continue;
            }
            show(number, now.bytes(i), belt, way == 0, placed[way]++, texts);
        }
        for (int i = 0; i < DIRECTIONS; i++) {
            setText(hidden[i], left[i] == 0 ? "" : "+" + left[i]);
            hidden[i].setX(Math.round((i == 0 ? ways[i].x() + 6
                    : ways[i].right() - 6 - hidden[i].getLayoutBounds().getWidth()) - box().x()));
            hidden[i].setY(Math.round(ways[i].y() + ways[i].height() / 2 - box().y()));
        }
        tiles.values().removeIf(tile -> {
            if (!tile.used) {
                tile.setVisible(false);
                spare.add(tile);
            }
            return !tile.used;
        });
        line.begin(flow, 0);
    }

    /** A message at its place: number 0 is the next to arrive. */
    private void show(long number, long bytes, Box belt, boolean right, int place, Texts texts) {
        double step = tileWidth + 4;
        Tile tile = tiles.computeIfAbsent(number, fresh -> tile(belt));
        tile.used = true;
        tile.setLayoutY(belt.y() + 3 - box().y());
        double x = right ? belt.right() - 3 - (place + 1) * step + 4 : belt.x() + 3 + place * step;
        tile.target = Math.round(x - box().x());
        if (tile.fresh) {
            tile.fresh = false;
            tile.at = (right ? belt.x() : belt.right() - tileWidth) - box().x();
        }
        String told = Long.toString((number + 1) / DIRECTIONS)
                + (sized && bytes > 0 ? "\n" + new ProcessWords(texts).bytes(bytes) : "");
        if (!told.equals(tile.getText())) {
            tile.setText(told);
        }
    }

    private Tile tile(Box belt) {
        Tile tile = spare.isEmpty() ? new Tile() : spare.removeLast();
        if (tile.getParent() == null) {
            tile.setManaged(false);
            tile.setAlignment(Pos.CENTER);
            tile.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
            TypeFace.set(tile, pens.small);
            tile.setTextFill(pens.color("ink"));
            tile.setBackground(pens.box("selection-soft", 5));
            tile.setBorder(pens.outline("accent", 5, 1.5, false));
            getChildren().add(tile);
        }
        tile.resize(tileWidth, belt.height() - 6);
        tile.setVisible(true);
        tile.fresh = true;
        return tile;
    }

    @Override
    List<Zone> lines() {
        return List.of(line);
    }

    @Override
    boolean ownPlaces() {
        return true;
    }

    @Override
    @Nullable
    Box placeOf(long actor) {
        ResourceState.Tube now = tube;
        return now == null ? null : now.user(true) == actor ? ends[0] : now.user(false) == actor ? ends[1] : null;
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

    private long onTheWay(ResourceState.Tube now) {
        long bytes = 0;
        for (int i = 0; i < now.messages().size(); i++) {
            bytes += now.bytes(i);
        }
        return bytes;
    }

    @Override
    String figures(ResourceState state, Names names) {
        var now = (ResourceState.Tube) state;
        var words = new ProcessWords(names.texts());
        return names.texts().get("stage.pipe", words.bytes(onTheWay(now)), words.bytes(info.capacity()));
    }

    @Override
    String shortFigures(ResourceState state, Names names) {
        return new ProcessWords(names.texts()).bytes(onTheWay((ResourceState.Tube) state));
    }
}
