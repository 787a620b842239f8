package dev.potok.app.stage;

import java.util.List;

import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.RadialGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Circle;
import javafx.scene.shape.SVGPath;
import javafx.scene.text.Text;

import dev.potok.app.text.Names;
import dev.potok.app.theme.Glyphs;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ResourceInfo;

/** An event: a lamp that is on or off, and a bench for those who wait until it goes on. */
final class LampCard extends ResourceCard {
    /** The part of the width that is the lamp's at the most. */
    static final double SHARE = 0.36;

    private final SVGPath lamp = new SVGPath();
    private final Circle glow = new Circle();
    private final Text word = caption();
    private final Text waiting = caption();
    private final RadialGradient light;
    private Flow flow;
    private final Zone line;

    LampCard(StagePens pens, ResourceInfo info) {
        super(pens, info);
        line = new Zone(pens);
        flow = new Flow(content(), pens.metrics, false);
        lamp.setContent(Glyphs.path("lamp"));
        lamp.setManaged(false);
        glow.setManaged(false);
        glow.setVisible(false);
        Color on = pens.color("lamp-on");
        light = new RadialGradient(0, 0, 0.5, 0.5, 0.5, true, CycleMethod.NO_CYCLE,
                new Stop(0, on.deriveColor(0, 1, 1, 0.55)), new Stop(0.55, on.deriveColor(0, 1, 1, 0.18)),
                new Stop(1, on.deriveColor(0, 1, 1, 0)));
        glow.setFill(light);
        getChildren().addAll(glow, lamp, word, waiting);
    }

    @Override
    void arrangeInside(Box inside) {
        StageMetrics m = pens.metrics;
        double captionHeight = m.caption() * 1.5;
        double room = inside.height() - captionHeight;
        double size = Math.min(Math.clamp(room * 0.62, m.pillHeight() * 0.9, m.pillHeight() * 2.6),
                inside.width() * SHARE * 0.7);
        double radius = Math.min(size * 0.85, Math.min(room / 2, inside.width() * SHARE / 2));
        double lampWidth = Math.clamp(m.caption() * 4, 2 * radius, inside.width() * SHARE);
        double centerX = inside.x() + lampWidth / 2 - box().x();
        double centerY = inside.y() + room / 2 - box().y();
        double scale = size / 24;
        lamp.setScaleX(scale);
        lamp.setScaleY(scale);
        ActorPill.center(lamp, centerX, centerY);
        glow.setCenterX(centerX);
        glow.setCenterY(centerY);
        glow.setRadius(radius);
        put(word, inside.x(), inside.bottom() - captionHeight / 2);
        double benchX = inside.x() + lampWidth + 2 * m.gap();
        boolean caption = inside.height() >= captionHeight + m.pillHeight();
        waiting.setVisible(caption);
        double top = caption ? captionHeight : 0;
        double rows = Math.max(1, Math.floor((inside.height() - top + m.gap()) / (m.pillHeight() + m.gap())));
        double height = rows * (m.pillHeight() + m.gap()) - m.gap();
        // The bench stands as high as the lamp where there is much room.
        double y = inside.y() + top + Math.max(0, Math.min((inside.height() - top - height) / 2, m.gap()));
        put(waiting, benchX, y - captionHeight / 2);
        flow = new Flow(new Box(benchX, y, inside.right() - benchX, height), m, false);
    }

    @Override
    void showInside(ResourceState state, RunState run, Names names) {
        var now = (ResourceState.Lamp) state;
        lamp.setFill(pens.color(now.on() ? "lamp-on" : "ghost"));
        glow.setVisible(now.on());
        setText(word, names.texts().get(now.on() ? "stage.lamp-on" : "stage.lamp-off"));
        word.setFill(pens.color(now.on() ? "ink" : "ink-3"));
        word.setX(Math.round(glow.getCenterX() - word.getLayoutBounds().getWidth() / 2));
        setText(waiting, names.texts().get(now.line().isEmpty() ? "stage.nobody-waits" : "stage.wait-for-lamp"));
        if (waiting.getLayoutBounds().getMaxX() > content().right() - box().x()) {
            setText(waiting, names.texts().get("stage.waiting"));
        }
        line.begin(flow, now.line());
    }

    @Override
    List<Zone> lines() {
        return List.of(line);
    }

    @Override
    String figures(ResourceState state, Names names) {
        var now = (ResourceState.Lamp) state;
        return names.texts().get(now.on() ? "stage.event-set" : "stage.event-clear");
    }

    @Override
    String shortFigures(ResourceState state, Names names) {
        return "";
    }
}
