package dev.potok.app.stage;

import java.util.ArrayList;
import java.util.List;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Fonts;
import dev.potok.app.theme.TypeFace;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.ResourceKind;

/**
 * A shared value: what it is, who wrote it last and by how much it changed, and the copies that actors have in their
 * hands between load and store. A copy that is not the value any more has the colour of a warning.
 */
final class CellCard extends ResourceCard {
    private static final double FLASH_SECONDS = 0.6;

    private final Label value = new Label();
    private final Text lastWrite = caption();
    private final Text writer = caption();
    private final Text copies = caption();
    private final Text more = caption();
    private final List<Chip> chips = new ArrayList<>();
    private Box chipBox = new Box(0, 0, 0, 0);
    private double chipHeight;
    private boolean copiesCaption;
    private boolean told;
    private int digits;
    private String shownWriter = "";
    private long failures;
    private double flash;

    CellCard(StagePens pens, ResourceInfo info) {
        super(pens, info);
        value.setManaged(false);
        value.setAlignment(Pos.CENTER);
        value.setTextFill(pens.color("ink"));
        value.setBackground(pens.box("slot", 8));
        value.setBorder(pens.outline("accent", 8, 1.5, false));
        value.setPadding(Insets.EMPTY);
        writer.setFill(pens.color("ink-2"));
        getChildren().addAll(value, lastWrite, writer, copies, more);
    }

    @Override
    void arrangeInside(Box inside) {
        StageMetrics m = pens.metrics;
        double captionHeight = m.caption() * 1.5;
        chipHeight = Math.round(m.caption() * 1.8);
        boolean copied = info.kind() != ResourceKind.CELL;
        // Copies have the lower part, where there is one.
        double least = m.caption() * 2.2;
        boolean below = copied && inside.height() >= least + m.gap() + chipHeight;
        copiesCaption = below && inside.height() >= m.caption() * 3 + m.gap() + captionHeight + chipHeight;
        double oneRow = chipHeight + (copiesCaption ? captionHeight : 0);
        double twoRows = oneRow + chipHeight + Math.max(4, m.gap() * 0.7);
        double chipsHeight = !below ? 0
                : Math.max(inside.height() - twoRows - m.gap() >= m.pillHeight() * 1.3 ? twoRows : oneRow,
                        Math.floor(inside.height() * 0.45));
        double upper = inside.height() - (below ? chipsHeight + m.gap() : 0);
        boolean beside = upper < m.pillHeight() * 1.3 + 2 * captionHeight + m.gap()
                || inside.width() > m.caption() * 24;
        double height = Math.clamp(upper - (beside ? 0 : 2 * captionHeight + m.gap()), Math.min(least, upper),
                m.pillHeight() * 1.9);
        double width = beside ? Math.min(inside.width() * 0.46, m.caption() * 15) : Math.min(inside.width(),
                m.caption() * 17);
        double top = inside.y() + (beside ? Math.max(0, (upper - height) / 2 - (copied ? 0 : m.gap() / 2)) : 0);
        boolean narrow = !below && inside.width() < m.caption() * 9;
        if (narrow) {
            width = inside.width();
        } else if (copied && !below) { // in a low card the copies stand beside the value
            width = Math.min(width, inside.width() * 0.34);
        }
        value.setLayoutX(inside.x() - box().x());
        value.setLayoutY(Math.round(top - box().y()));
        value.resize(Math.round(width), Math.round(height));
        told = !narrow && (!copied || below);
        writer.setVisible(told);
        if (beside) {
            put(lastWrite, inside.x() + width + m.pad(), top + height / 2 - captionHeight / 2);
            put(writer, inside.x() + width + m.pad(), top + height / 2 + captionHeight / 2);
        } else {
            put(lastWrite, inside.x(), top + height + m.gap() + captionHeight / 2);
            put(writer, inside.x(), top + height + m.gap() + captionHeight * 1.5);
        }
        if (below) {
            double y = inside.bottom() - chipsHeight;
            put(copies, inside.x(), y + captionHeight / 2);
            double captioned = copiesCaption ? captionHeight : 0;
            chipBox = new Box(inside.x(), y + captioned, inside.width(), chipsHeight - captioned);
        } else {
            chipBox = new Box(inside.x() + width + m.gap(), top + Math.max(0, (height - chipHeight) / 2),
                    inside.width() - width - m.gap(), Math.max(chipHeight, height - Math.max(0,
                            (height - chipHeight) / 2)));
        }
        getChildren().removeAll(chips);
        chips.clear();
        digits = 0;
    }

    /** As large as the value's box allows; it changes with the number of digits alone. */
    private void setType(int length) {
        int wanted = Math.max(4, length);
        if (wanted != digits) {
            digits = wanted;
            TypeFace.set(value, Font.font(Fonts.MONO,
                    Math.min(value.getHeight() * 0.5, (value.getWidth() - 8) / (0.62 * wanted))));
        }
    }

    @Override
    void showInside(ResourceState state, RunState run, Names names) {
        var cell = (ResourceState.Cell) state;
        Texts texts = names.texts();
        String shown = texts.number(cell.value());
        if (!shown.equals(value.getText())) {
            value.setText(shown);
        }
        setType(shown.length());
        ActorState by = run.actor(cell.writer());
        setText(lastWrite, by == null ? texts.get("stage.not-written") : texts.get("stage.last-write"));
        lastWrite.setVisible(told && lastWrite.getLayoutBounds().getMaxX() <= content().right() - box().x());
        long change = cell.value() - cell.previous();
        String wrote = by == null ? "" : names.of(by.info()) + " · " + (change >= 0 ? "+" : "−")
                + texts.number(Math.abs(change));
        if (!wrote.equals(shownWriter)) {
            shownWriter = wrote;
            // The name gives way, the change does not.
            fit(writer, by == null ? "" : names.of(by.info()), wrote.substring(Math.max(0, wrote.lastIndexOf(" · "))),
                    content().right() - box().x() - writer.getX());
        }
        setText(copies, !copiesCaption ? ""
                : texts.get(cell.copyHolders().isEmpty() ? "stage.no-copies" : "stage.copies"));
        copies.setVisible(copies.getLayoutBounds().getMaxX() <= content().right() - box().x());
        if (cell.failures() != failures) {
            flash(cell.failures() > failures ? FLASH_SECONDS : 0);
            failures = cell.failures();
        }
        showChips(cell, run, names);
    }

    private void showChips(ResourceState.Cell cell, RunState run, Names names) {
        StageMetrics m = pens.metrics;
        double x = chipBox.x();
        double y = chipBox.y();
        int count = info.kind() == ResourceKind.CELL || chipBox.width() < m.caption() * 4 ? 0
                : cell.copyHolders().size();
        int placed = 0;
        double gap = Math.max(4, m.gap() * 0.7);
        double moreWidth = m.caption() * 2.2;
        while (placed < count) {
            ActorState holder = run.actor(cell.copyHolders().get(placed));
            double reserve = placed < count - 1 ? moreWidth : 0;
            Chip chip = chip(placed);
            chip.show(holder == null ? "?" : names.of(holder.info()),
                    ": " + names.texts().number(cell.copyOf(placed)), chipBox.width() - reserve - chipHeight,
                    cell.copyOf(placed) != cell.value());
            double width = Math.ceil(chip.wanted);
            boolean lastRow = y + 2 * chipHeight + gap > chipBox.bottom();
            if (x > chipBox.x() && x + width + (lastRow ? reserve : 0) > chipBox.right()) {
                if (lastRow) {
                    break;
                }
                x = chipBox.x();
                y += chipHeight + gap;
            }
            chip.setLayoutX(Math.round(x - box().x()));
            chip.setLayoutY(Math.round(y - box().y()));
            chip.resize(width, chipHeight);
            chip.setVisible(true);
            x += width + gap;
            placed++;
        }
        for (int i = placed; i < chips.size(); i++) {
            chips.get(i).setVisible(false);
        }
        more.setVisible(placed < count);
        if (placed < count) {
            setText(more, "+" + (count - placed));
            put(more, x, y + chipHeight / 2);
        }
    }

    /** A copy that an actor has in its hands. */
    private final class Chip extends Label {
        private String name = "";
        private String number = "";
        private double room;
        private double wanted;
        private @Nullable Boolean stale;

        /** Shows a name and a number; where there is little room the name gives way. */
        void show(String nowName, String nowNumber, double nowRoom, boolean nowStale) {
            if (!nowName.equals(name) || !nowNumber.equals(number) || nowRoom != room) {
                name = nowName;
                number = nowNumber;
                room = nowRoom;
                var probe = new Text();
                probe.setFont(pens.small);
                fit(probe, name, number, room);
                setText(probe.getText());
                wanted = probe.getLayoutBounds().getWidth() + chipHeight;
            }
            if (stale == null || stale != nowStale) {
                stale = nowStale;
                setTextFill(pens.color(nowStale ? "blocked-on" : "ink-2"));
                setBackground(nowStale ? pens.box("blocked-fill", chipHeight / 2) : null);
                setBorder(pens.outline(nowStale ? "blocked-line" : "ink-3", chipHeight / 2, 1.5, false));
            }
        }
    }

    private Chip chip(int index) {
        while (chips.size() <= index) {
            var chip = new Chip();
            chip.setManaged(false);
            chip.setMouseTransparent(true);
            chip.setAlignment(Pos.CENTER);
            chip.setPadding(Insets.EMPTY);
            TypeFace.set(chip, pens.small);
            chips.add(chip);
            getChildren().add(chip);
        }
        return chips.get(index);
    }

    /** Draws the value's edge in the colour of a failed attempt for that long. */
    private void flash(double seconds) {
        boolean was = flash > 0;
        flash = seconds;
        if (was != flash > 0) {
            value.setBorder(flash > 0 ? pens.outline("blocked-line", 8, 3, false)
                    : pens.outline("accent", 8, 1.5, false));
        }
    }

    @Override
    void move(double seconds) {
        if (flash > 0) {
            flash(Math.max(0, flash - seconds));
        }
    }

    @Override
    void jump() {
        flash(0);
    }

    @Override
    String figures(ResourceState state, Names names) {
        var cell = (ResourceState.Cell) state;
        Texts texts = names.texts();
        return switch (info.kind()) {
            case VARIABLE -> texts.get("stage.variable");
            case ATOMIC -> cell.failures() == 0 ? texts.get("stage.atomic")
                    : texts.get("stage.atomic-failed", texts.number(cell.failures()));
            default -> texts.get("stage.cell");
        };
    }

    @Override
    String shortFigures(ResourceState state, Names names) {
        var cell = (ResourceState.Cell) state;
        return cell.failures() == 0
                ? info.kind() == ResourceKind.VARIABLE ? names.texts().get("stage.variable-short") : ""
                : "CAS ✗" + names.texts().number(cell.failures());
    }
}
