package dev.potok.app.stage;

import java.util.ArrayList;
import java.util.List;

import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Names;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ResourceInfo;

/** A gate with a place for each party; its beam lifts when the last has come. */
final class GateCard extends ResourceCard {
    /** How long the beam stays lifted to be seen, in run time and at the most a tenth of what has passed. */
    private static final long LIFTED_NANOS = 400_000_000;

    private final Rectangle beam = new Rectangle();
    private final Text when = caption();
    private final Text parties = caption();
    private final List<Region> outlines = new ArrayList<>();
    private Flow places;
    private double beamTop;
    private double beamHeight;
    final Zone line;
    private ResourceState.@Nullable Gate gate;

    GateCard(StagePens pens, ResourceInfo info) {
        super(pens, info);
        line = new Zone(pens);
        places = new Flow(content(), pens.metrics, false);
        beam.setManaged(false);
        beam.setArcWidth(4);
        beam.setArcHeight(4);
        getChildren().addAll(beam, when, parties);
    }

    @Override
    void arrangeInside(Box inside) {
        StageMetrics m = pens.metrics;
        int wanted = (int) info.capacity();
        int rows = Math.clamp((long) ((inside.height() + m.gap()) / (m.pillHeight() + m.gap())), 1, wanted);
        int columns = (wanted + rows - 1) / rows;
        double captionWidth = Math.min(inside.width() * 0.4, m.caption() * 9.5);
        double most = inside.width() - captionWidth - 5 * m.gap();
        columns = Math.clamp(columns, 1, Math.max(1, (int) ((most + m.gap()) / (m.pillWidth() + m.gap()))));
        double width = columns * (m.pillWidth() + m.gap()) - m.gap();
        double height = rows * (m.pillHeight() + m.gap()) - m.gap();
        double left = inside.x() + Math.max(0, (inside.width() - width - captionWidth - 5 * m.gap()) / 2);
        double top = inside.y() + Math.max(0, (inside.height() - height) / 2);
        places = new Flow(new Box(left, top, width, height), m, false);
        beamTop = Math.max(inside.y(), top - m.gap());
        beamHeight = Math.min(inside.bottom(), top + height + m.gap()) - beamTop;
        beam.setWidth(Math.max(4, m.gap() * 0.7));
        beam.setX(Math.round(left + width + 1.6 * m.gap() - box().x()));
        double captionX = left + width + 4.2 * m.gap();
        double middle = top + height / 2;
        put(when, captionX, middle - m.caption() * 0.75);
        put(parties, captionX, middle + m.caption() * 0.75);

        getChildren().removeAll(outlines);
        outlines.clear();
        for (int i = 0; i < Math.min(wanted, places.places()); i++) {
            Box place = places.place(i);
            var outline = new Region();
            outline.setManaged(false);
            outline.setBorder(pens.outline("ghost", m.pillHeight() / 2, 1.5, true));
            outline.setLayoutX(place.x() - box().x());
            outline.setLayoutY(place.y() - box().y());
            outline.resize(place.width(), place.height());
            outlines.add(outline);
        }
        getChildren().addAll(outlines);
    }

    @Override
    void showInside(ResourceState state, RunState run, Names names) {
        var now = (ResourceState.Gate) state;
        gate = now;
        boolean lifted = now.openedNanos() != Long.MIN_VALUE
                && run.timeNanos() - now.openedNanos() < Math.min(LIFTED_NANOS, now.openedNanos() / 10);
        beam.setFill(pens.color(now.broken() ? "failed-line" : lifted ? "running-line" : "waiting-line"));
        beam.setHeight(Math.round(lifted ? beamHeight * 0.18 : now.broken() ? beamHeight * 0.5 : beamHeight));
        beam.setY(Math.round(beamTop - box().y()));
        var texts = names.texts();
        if (now.broken()) {
            setText(when, texts.get("stage.barrier-broken"));
            setText(parties, "");
        } else {
            setText(when, texts.get("stage.barrier-opens"));
            setText(parties, texts.get("stage.barrier-when", Long.toString(info.capacity())));
        }
        boolean room = Math.max(when.getLayoutBounds().getMaxX(), parties.getLayoutBounds().getMaxX()) < getWidth() - 6;
        when.setVisible(room);
        parties.setVisible(room);
        line.begin(places, now.arrived().size());
    }

    /** The place of a party that has arrived. */
    @Nullable
    Box placeOf(long actor) {
        int index = gate == null ? -1 : gate.arrived().indexOf(actor);
        if (gate == null || index < 0 || index >= places.shown(gate.arrived().size())) {
            return null;
        }
        return places.place(index);
    }

    @Override
    String figures(ResourceState state, Names names) {
        var now = (ResourceState.Gate) state;
        return names.texts().get("stage.barrier", Long.toString(now.arrived().size()), Long.toString(info.capacity()),
                Long.toString(now.round()));
    }

    @Override
    String shortFigures(ResourceState state, Names names) {
        return ((ResourceState.Gate) state).arrived().size() + "/" + info.capacity();
    }
}
