package dev.potok.app.stage;

import java.util.List;

import javafx.scene.text.Text;

import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ResourceInfo;

/** A condition: a lounge in the card of its mutex, where those wait who let go of the mutex until somebody signals. */
final class LoungeCard extends ResourceCard {
    private final Text waiting = caption();
    private Flow flow;
    private boolean roomForCaption;
    private final Zone line;

    LoungeCard(StagePens pens, ResourceInfo info) {
        super(pens, info);
        line = new Zone(pens);
        flow = new Flow(content(), pens.metrics, false);
        small();
        getChildren().add(waiting);
    }

    @Override
    void arrangeInside(Box inside) {
        StageMetrics m = pens.metrics;
        double captionHeight = m.caption() * 1.5;
        roomForCaption = inside.height() >= m.pillHeight() + captionHeight;
        double top = roomForCaption ? captionHeight : 0;
        put(waiting, inside.x(), inside.y() + captionHeight / 2 - 2);
        flow = new Flow(new Box(inside.x(), inside.y() + top, inside.width(), inside.height() - top), m, false);
    }

    @Override
    void showInside(ResourceState state, RunState run, Names names) {
        var lounge = (ResourceState.Lounge) state;
        setText(waiting, !roomForCaption && !lounge.line().isEmpty() ? ""
                : names.texts().get(lounge.line().isEmpty() ? "stage.nobody-waits" : "stage.wait-for-signal"));
        line.begin(flow, lounge.line());
    }

    @Override
    List<Zone> lines() {
        return List.of(line);
    }

    @Override
    String figures(ResourceState state, Names names) {
        var lounge = (ResourceState.Lounge) state;
        Texts texts = names.texts();
        return texts.get(lounge.lostSignals() == 0 ? "stage.signals" : "stage.signals-lost",
                texts.number(lounge.signals()), texts.number(lounge.lostSignals()));
    }

    @Override
    String shortFigures(ResourceState state, Names names) {
        var lounge = (ResourceState.Lounge) state;
        return names.texts().get(lounge.lostSignals() == 0 ? "stage.signals-short" : "stage.signals-lost-short",
                names.texts().number(lounge.signals()), names.texts().number(lounge.lostSignals()));
    }
}
