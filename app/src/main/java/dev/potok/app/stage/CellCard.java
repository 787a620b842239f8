package dev.potok.app.stage;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

import dev.potok.app.text.Names;
import dev.potok.app.theme.Fonts;
import dev.potok.app.theme.TypeFace;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ResourceInfo;

/** A shared value: what it is, who wrote it last and by how much it changed. */
final class CellCard extends ResourceCard {
    private final Label value = new Label();
    private final Text lastWrite = caption();
    private final Text writer = caption();

    CellCard(StagePens pens, ResourceInfo info) {
        super(pens, info);
        value.setManaged(false);
        value.setAlignment(Pos.CENTER);
        value.setTextFill(pens.color("ink"));
        value.setBackground(pens.box("slot", 8));
        value.setBorder(pens.outline("accent", 8, 1.5, false));
        writer.setFill(pens.color("ink-2"));
        getChildren().addAll(value, lastWrite, writer);
    }

    @Override
    void arrangeInside(Box inside) {
        StageMetrics m = pens.metrics;
        double captionHeight = m.caption() * 1.5;
        boolean beside = inside.height() < m.pillHeight() * 1.3 + 2 * captionHeight + m.gap()
                || inside.width() > m.caption() * 24;
        double height = Math.clamp(inside.height() - (beside ? 0 : 2 * captionHeight + m.gap()), m.caption() * 2.2,
                m.pillHeight() * 1.9);
        double width = beside ? Math.min(inside.width() * 0.46, m.caption() * 15) : Math.min(inside.width(),
                m.caption() * 17);
        double top = inside.y() + (beside ? Math.max(0, (inside.height() - height) / 2 - m.gap() / 2) : 0);
        TypeFace.set(value, Font.font(Fonts.MONO, Math.min(height * 0.5, width / 8)));
        value.setLayoutX(inside.x() - box().x());
        value.setLayoutY(Math.round(top - box().y()));
        value.resize(Math.round(width), Math.round(height));
        if (beside) {
            put(lastWrite, inside.x() + width + m.pad(), top + height / 2 - captionHeight / 2);
            put(writer, inside.x() + width + m.pad(), top + height / 2 + captionHeight / 2);
        } else {
            put(lastWrite, inside.x(), top + height + m.gap() + captionHeight / 2);
            put(writer, inside.x(), top + height + m.gap() + captionHeight * 1.5);
        }
    }

    @Override
    void showInside(ResourceState state, RunState run, Names names) {
        var cell = (ResourceState.Cell) state;
        String shown = names.texts().number(cell.value());
        if (!shown.equals(value.getText())) {
            value.setText(shown);
        }
        ActorState by = run.actor(cell.writer());
        setText(lastWrite, by == null ? names.texts().get("stage.not-written") : names.texts().get("stage.last-write"));
        long change = cell.value() - cell.previous();
        setText(writer, by == null ? ""
                : names.of(by.info()) + " · " + (change >= 0 ? "+" : "−") + names.texts().number(Math.abs(change)));
    }

    @Override
    String figures(ResourceState state, Names names) {
        return names.texts().get("stage.cell");
    }

    @Override
    String shortFigures(ResourceState state, Names names) {
        return "";
    }
}
