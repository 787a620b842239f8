package dev.potok.app.stage;

import java.util.List;

import javafx.geometry.VPos;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

import dev.potok.app.text.Names;
import dev.potok.app.theme.Fonts;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ResourceInfo;

/** A latch: a gate with the count that is left upon it, and those who stand before it until that is 0. */
final class LatchCard extends ResourceCard {
    private final Rectangle beam = new Rectangle();
    private final Text count = new Text();
    private final Text left = caption();
    private final Text waiting = caption();
    private Flow flow;
    private double beamTop;
    private double beamHeight;
    private double countX;
    private double countWidth;
    private final Zone line;

    LatchCard(StagePens pens, ResourceInfo info) {
        super(pens, info);
        line = new Zone(pens);
        flow = new Flow(content(), pens.metrics, false);
        beam.setManaged(false);
        beam.setArcWidth(4);
        beam.setArcHeight(4);
        count.setManaged(false);
        count.setTextOrigin(VPos.CENTER);
        count.setFill(pens.color("ink"));
        getChildren().addAll(beam, count, left, waiting);
    }

    @Override
    void arrangeInside(Box inside) {
        StageMetrics m = pens.metrics;
        double captionHeight = m.caption() * 1.5;
        double size = Math.clamp(inside.height() - captionHeight, m.caption() * 1.6, m.pillHeight() * 1.6) * 0.8;
        count.setFont(Font.font(Fonts.MONO, size));
        countWidth = Math.max(size * 1.4, m.caption() * 4.5);
        countX = inside.right() - countWidth;
        double beamWidth = Math.max(4, m.gap() * 0.7);
        double beamX = countX - m.gap() - beamWidth;
        boolean caption = inside.height() >= captionHeight + m.pillHeight() + m.gap();
        waiting.setVisible(caption);
        double top = caption ? captionHeight : 0;
        put(waiting, inside.x(), inside.y() + captionHeight / 2 - 2);
        double room = inside.height() - top;
        double rows = Math.max(1, Math.floor((room + m.gap()) / (m.pillHeight() + m.gap())));
        double height = rows * (m.pillHeight() + m.gap()) - m.gap();
        double y = inside.y() + top;
        flow = new Flow(new Box(inside.x(), y, beamX - m.gap() - inside.x(), height), m, true);
        beamTop = inside.y();
        beamHeight = inside.height();
        beam.setWidth(beamWidth);
        beam.setX(Math.round(beamX - box().x()));
        double middle = inside.y() + inside.height() / 2 - box().y();
        count.setY(Math.round(middle - captionHeight / 2));
        left.setY(Math.round(middle - captionHeight / 2 + size * 0.5 + captionHeight / 2));
    }

    @Override
    void showInside(ResourceState state, RunState run, Names names) {
        var now = (ResourceState.Latch) state;
        boolean open = now.count() == 0;
        beam.setFill(pens.color(open ? "running-line" : "waiting-line"));
        beam.setHeight(Math.round(open ? beamHeight * 0.18 : beamHeight));
        beam.setY(Math.round(beamTop - box().y()));
        setText(count, names.texts().number(now.count()));
        count.setFill(pens.color(open ? "ink-3" : "ink"));
        setText(left, names.texts().get(open ? "stage.latch-open" : "stage.latch-left"));
        center(count);
        center(left);
        setText(waiting, names.texts().get(now.line().isEmpty() ? "stage.nobody-waits" : "stage.wait-for-latch"));
        line.begin(flow, now.line());
    }

    private void center(Text text) {
        text.setX(Math.round(countX + (countWidth - text.getLayoutBounds().getWidth()) / 2 - box().x()));
    }

    @Override
    List<Zone> lines() {
        return List.of(line);
    }

    @Override
    String figures(ResourceState state, Names names) {
        var now = (ResourceState.Latch) state;
        return names.texts().get(now.count() == 0 ? "stage.latch-is-open" : "stage.latch", Long.toString(now.count()),
                Long.toString(info.capacity()));
    }

    @Override
    String shortFigures(ResourceState state, Names names) {
        return ((ResourceState.Latch) state).count() + "/" + info.capacity();
    }
}
