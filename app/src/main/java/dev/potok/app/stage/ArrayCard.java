package dev.potok.app.stage;

import java.util.ArrayList;
import java.util.List;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Fonts;
import dev.potok.app.theme.TypeFace;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ResourceInfo;

/** A shared array: its cells in a row with index and value, the one written last marked, and who wrote it. */
final class ArrayCard extends ResourceCard {
    private final List<Label> cells = new ArrayList<>();
    private final List<Text> indexes = new ArrayList<>();
    private final Text writer = caption();
    private final Text more = caption();
    private int marked = -1;
    private int digits;
    private double cellWidth;
    private double cellHeight;

    ArrayCard(StagePens pens, ResourceInfo info) {
        super(pens, info);
        writer.setFill(pens.color("ink-2"));
        getChildren().addAll(writer, more);
    }

    @Override
    void arrangeInside(Box inside) {
        StageMetrics m = pens.metrics;
        getChildren().removeAll(cells);
        getChildren().removeAll(indexes);
        cells.clear();
        indexes.clear();
        marked = -1;
        digits = 0;
        int count = (int) Math.min(Math.max(1, info.capacity()), 1024);
        double captionHeight = m.caption() * 1.5;
        boolean told = inside.height() >= m.caption() * 2.2 + 2 * captionHeight;
        writer.setVisible(told);
        double room = inside.height() - (told ? captionHeight + m.gap() * 0.5 : 0);
        boolean indexed = room >= m.caption() * 2.2 + captionHeight;
        double least = m.caption() * 3.2;
        double rowLeast = m.caption() * 1.9 + (indexed ? captionHeight : 0);
        int abreast = Math.max(1, (int) ((inside.width() + 4) / (least + 4)));
        int mostRows = Math.max(1, (int) (room / rowLeast));
        int rows = Math.min(mostRows, (count + abreast - 1) / abreast);
        int columns = Math.min(abreast, (count + rows - 1) / rows);
        int shown = Math.min(count, rows * columns);
        boolean cut = shown < count;
        cellWidth = Math.floor(Math.min(m.caption() * 6.5, (inside.width() - (columns - 1) * 4) / columns));
        double rowHeight = room / rows;
        cellHeight = Math.floor(Math.min(rowHeight - (indexed ? captionHeight : 0) - (rows > 1 ? 4 : 0),
                m.pillHeight() * 1.6));
        for (int i = 0; i < (cut ? shown - 1 : shown); i++) {
            var cell = new Label();
            cell.setManaged(false);
            cell.setAlignment(Pos.CENTER);
            cell.setTextFill(pens.color("ink"));
            cell.setBackground(pens.box("slot", 6));
            cell.setBorder(pens.outline("line", 6, 1, false));
            double x = inside.x() + i % columns * (cellWidth + 4);
            double y = inside.y() + Math.floorDiv(i, columns) * rowHeight;
            cell.setLayoutX(Math.round(x - box().x()));
            cell.setLayoutY(Math.round(y - box().y()));
            cell.resize(cellWidth, cellHeight);
            cells.add(cell);
            if (indexed) {
                Text index = caption();
                index.setText("[" + i + "]");
                put(index, x + (cellWidth - index.getLayoutBounds().getWidth()) / 2,
                        y + cellHeight + captionHeight * 0.5);
                indexes.add(index);
            }
        }
        getChildren().addAll(cells);
        getChildren().addAll(indexes);
        setText(more, cut ? "+" + (count - shown + 1) : "");
        put(more, inside.x() + (columns - 1) * (cellWidth + 4) + 6,
                inside.y() + (rows - 1) * rowHeight + cellHeight / 2);
        put(writer, inside.x(), inside.bottom() - captionHeight / 2);
    }

    @Override
    void showInside(ResourceState state, RunState run, Names names) {
        var row = (ResourceState.Row) state;
        Texts texts = names.texts();
        int longest = 3;
        for (int i = 0; i < Math.min(cells.size(), row.values().size()); i++) {
            String shown = texts.number(row.values().get(i));
            longest = Math.max(longest, shown.length());
            if (!shown.equals(cells.get(i).getText())) {
                cells.get(i).setText(shown);
            }
        }
        if (longest != digits) {
            digits = longest;
            Font font = Font.font(Fonts.MONO, Math.min(cellHeight * 0.5, (cellWidth - 6) / (0.62 * longest)));
            cells.forEach(cell -> TypeFace.set(cell, font));
        }
        if (row.written() != marked) {
            mark(marked, false);
            marked = row.written();
            mark(marked, true);
        }
        ActorState by = run.actor(row.writer());
        fit(writer, by == null ? texts.get("stage.not-written")
                : texts.get("stage.last-write") + " · " + names.of(by.info()),
                by == null ? "" : " · [" + row.written() + "]", content().width());
    }

    private void mark(int index, boolean on) {
        if (index >= 0 && index < cells.size()) {
            cells.get(index).setBorder(pens.outline(on ? "accent" : "line", 6, on ? 2.5 : 1, false));
        }
    }

    @Override
    String figures(ResourceState state, Names names) {
        return names.texts().get("stage.array", names.texts().number(info.capacity()));
    }

    @Override
    String shortFigures(ResourceState state, Names names) {
        return "×" + names.texts().number(info.capacity());
    }
}
