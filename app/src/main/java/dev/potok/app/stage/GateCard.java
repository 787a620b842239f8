package dev.potok.app.stage;

import java.util.ArrayList;
import java.util.List;

import javafx.scene.shape.Rectangle;
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
 * A gate with a place for each party; its beam lifts when the last has come. A phaser has as many places as parties are
 * registered now; who arrived there and went on leaves an outline with its name.
 */
final class GateCard extends ResourceCard {
    /** How long the beam stays lifted to be seen, in run time and at the most a tenth of what has passed. */
    private static final long LIFTED_NANOS = 400_000_000;

    private final boolean phaser;
    private final Rectangle beam = new Rectangle();
    private final Text when = caption();
    private final Text parties = caption();
    private final List<Outline> outlines = new ArrayList<>();
    private Flow places;
    private double beamTop;
    private double beamHeight;
    private long shownParties;
    private final Zone line;
    private ResourceState.@Nullable Gate gate;

    GateCard(StagePens pens, ResourceInfo info) {
        super(pens, info);
        phaser = info.kind() == ResourceKind.PHASER;
        line = new Zone(pens);
        places = new Flow(content(), pens.metrics, false);
        beam.setManaged(false);
        beam.setArcWidth(4);
        beam.setArcHeight(4);
        getChildren().addAll(beam, when, parties);
    }

    @Override
    void arrangeInside(Box inside) {
        setOut(inside, info.capacity());
    }

    /** Sets out places for that many parties. */
    private void setOut(Box inside, long count) {
        shownParties = count;
        StageMetrics m = pens.metrics;
        int wanted = Math.clamp(count, 1, 10_000);
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
            var outline = new Outline(pens);
            outline.arrange(places.place(i), box());
            outlines.add(outline);
        }
        getChildren().addAll(outlines);
    }

    /** Whether all parties of a phaser have left, which ends it. */
    private static boolean terminated(ResourceState.Gate gate) {
        return gate.info().kind() == ResourceKind.PHASER && gate.parties() == 0
                && gate.openedNanos() != Long.MIN_VALUE;
    }

    @Override
    void showInside(ResourceState state, RunState run, Names names) {
        var now = (ResourceState.Gate) state;
        gate = now;
        if (now.parties() != shownParties) {
            setOut(content(), now.parties());
        }
        boolean ended = terminated(now);
        boolean lifted = ended || now.openedNanos() != Long.MIN_VALUE
                && run.timeNanos() - now.openedNanos() < Math.min(LIFTED_NANOS, now.openedNanos() / 10);
        beam.setFill(pens.color(now.broken() ? "failed-line" : ended ? "finished-line"
                : lifted ? "running-line" : "waiting-line"));
        beam.setHeight(Math.round(lifted ? beamHeight * 0.18 : now.broken() ? beamHeight * 0.5 : beamHeight));
        beam.setY(Math.round(beamTop - box().y()));
        Texts texts = names.texts();
        if (now.broken()) {
            setText(when, texts.get("stage.barrier-broken"));
            setText(parties, "");
        } else if (ended) {
            setText(when, texts.get("stage.phaser-terminated"));
            setText(parties, texts.get("stage.phaser-all-left"));
        } else {
            setText(when, texts.get("stage.barrier-opens"));
            setText(parties, texts.get("stage.barrier-when", Long.toString(now.parties())));
        }
        boolean room = Math.max(when.getLayoutBounds().getMaxX(), parties.getLayoutBounds().getMaxX()) < getWidth() - 6;
        when.setVisible(room);
        parties.setVisible(room);
        for (int i = 0; i < outlines.size(); i++) {
            outlines.get(i).setVisible(!ended && i < now.parties());
            ActorState went = phaser && i < now.arrived().size() && !now.line().contains(now.arrived().get(i))
                    ? run.actor(now.arrived().get(i))
                    : null;
            outlines.get(i).name(went == null ? "" : names.of(went.info()));
        }
        line.begin(places, Math.max(now.arrived().size(), now.line().size()));
    }

    @Override
    List<Zone> lines() {
        return List.of(line);
    }

    @Override
    boolean ownPlaces() {
        return true;
    }

    /** The place of one who waits here: that of its arrival, or after all who have arrived. */
    @Override
    @Nullable
    Box placeOf(long actor) {
        ResourceState.Gate now = gate;
        if (now == null) {
            return null;
        }
        int index = now.arrived().indexOf(actor);
        if (index < 0) {
            index = now.arrived().size();
            for (int i = 0; i < now.line().size() && now.line().get(i) != actor; i++) {
                index += now.arrived().contains(now.line().get(i)) ? 0 : 1;
            }
        }
        return index < places.shown(Math.max(now.arrived().size(), index + 1)) ? places.place(index) : null;
    }

    @Override
    String figures(ResourceState state, Names names) {
        var now = (ResourceState.Gate) state;
        if (terminated(now)) {
            return names.texts().get("stage.phaser-over", Long.toString(now.round()));
        }
        return names.texts().get(phaser ? "stage.phaser" : "stage.barrier", Long.toString(now.arrived().size()),
                Long.toString(now.parties()), Long.toString(now.round()));
    }

    @Override
    String shortFigures(ResourceState state, Names names) {
        var now = (ResourceState.Gate) state;
        return now.arrived().size() + "/" + now.parties();
    }
}
