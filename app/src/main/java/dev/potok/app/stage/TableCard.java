package dev.potok.app.stage;

import java.util.List;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.TypeFace;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.ResourceInfo;

/** An exchanger: a table with two chairs. Who comes first lays down an item and sits until a partner comes to swap. */
final class TableCard extends ResourceCard {
    private final Region table = new Region();
    private final Label item = new Label();
    private final Outline firstChair;
    private final Outline secondChair;
    private final Text lastSwap = caption();
    private final Text swappers = caption();
    private Box firstPlace = new Box(0, 0, 0, 0);
    private Box secondPlace = firstPlace;
    private final Zone line;
    private ResourceState.@Nullable Table now;

    TableCard(StagePens pens, ResourceInfo info) {
        super(pens, info);
        line = new Zone(pens);
        firstChair = new Outline(pens);
        secondChair = new Outline(pens);
        table.setManaged(false);
        table.setBackground(pens.box("slot", 12));
        table.setBorder(pens.outline("line", 12, 1.5, false));
        item.setManaged(false);
        item.setAlignment(Pos.CENTER);
        item.setTextFill(pens.color("ink"));
        item.setBackground(pens.box("selection-soft", 6));
        item.setBorder(pens.outline("accent", 6, 1.5, false));
        TypeFace.set(item, pens.figure);
        swappers.setFill(pens.color("ink-2"));
        getChildren().addAll(table, firstChair, secondChair, item, lastSwap, swappers);
    }

    @Override
    void arrangeInside(Box inside) {
        StageMetrics m = pens.metrics;
        double captionHeight = m.caption() * 1.5;
        boolean below = inside.height() >= m.pillHeight() + m.gap() + captionHeight;
        double room = inside.height() - (below ? captionHeight + m.gap() : 0);
        double height = Math.clamp(room, m.pillHeight(), m.pillHeight() * 2.4);
        double y = inside.y() + Math.max(0, (room - height) / 2);
        double tableWidth = Math.clamp(inside.width() - 2 * m.pillWidth() - 4 * m.gap(), m.pillHeight() * 1.4,
                m.pillHeight() * 4.5);
        double whole = 2 * m.pillWidth() + 4 * m.gap() + tableWidth;
        boolean beside = whole <= inside.width();
        double x = inside.x() + Math.max(0, (inside.width() - whole) / 2);
        double middle = y + height / 2;
        if (beside) {
            firstPlace = new Box(x, middle - m.pillHeight() / 2, m.pillWidth(), m.pillHeight());
            secondPlace = new Box(x + m.pillWidth() + 4 * m.gap() + tableWidth, firstPlace.y(), m.pillWidth(),
                    m.pillHeight());
            place(table, x + m.pillWidth() + 2 * m.gap(), y, tableWidth, height);
        } else { // one chair above the other, the table beside both
            firstPlace = new Box(inside.x(), inside.y(), m.pillWidth(), m.pillHeight());
            secondPlace = new Box(inside.x(), Math.min(inside.y() + m.pillHeight() + m.gap(),
                    inside.bottom() - m.pillHeight()), m.pillWidth(), m.pillHeight());
            place(table, inside.x() + m.pillWidth() + m.gap(), inside.y(),
                    Math.max(m.pillHeight(), inside.width() - m.pillWidth() - m.gap()),
                    secondPlace.bottom() - inside.y());
        }
        firstChair.arrange(firstPlace, box());
        secondChair.arrange(secondPlace, box());
        double size = Math.min(m.pillHeight() * 1.3, Math.min(table.getHeight() * 0.8, table.getWidth() * 0.8));
        place(item, table.getLayoutX() + box().x() + (table.getWidth() - size) / 2,
                table.getLayoutY() + box().y() + (table.getHeight() - size) / 2, size, size);
        lastSwap.setVisible(below);
        swappers.setVisible(below);
        put(lastSwap, inside.x(), inside.bottom() - captionHeight / 2);
        put(swappers, inside.x(), inside.bottom() - captionHeight / 2);
    }

    private void place(Region region, double x, double y, double width, double height) {
        region.setLayoutX(Math.round(x - box().x()));
        region.setLayoutY(Math.round(y - box().y()));
        region.resize(Math.round(width), Math.round(height));
    }

    @Override
    void showInside(ResourceState state, RunState run, Names names) {
        var table0 = (ResourceState.Table) state;
        now = table0;
        Texts texts = names.texts();
        item.setVisible(table0.offered() != 0);
        if (table0.offered() != 0) {
            String number = Long.toString(table0.offered());
            if (!number.equals(item.getText())) {
                item.setText(number);
            }
        }
        ActorState first = run.actor(table0.first());
        ActorState second = run.actor(table0.second());
        setText(lastSwap, first == null || second == null ? texts.get("stage.no-swap")
                : texts.get("stage.last-swap"));
        setText(swappers, first == null || second == null ? ""
                : names.of(first.info()) + " ⇄ " + names.of(second.info()));
        double x = lastSwap.getLayoutBounds().getMaxX() + pens.metrics.gap();
        swappers.setX(Math.round(x));
        if (lastSwap.isVisible()) {
            swappers.setVisible(x + swappers.getLayoutBounds().getWidth() <= content().right() - box().x());
        }
        line.begin(new Flow(firstPlace, pens.metrics, false), table0.line());
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
        int index = now == null ? -1 : now.line().indexOf(actor);
        return index == 0 ? firstPlace : index == 1 ? secondPlace : null;
    }

    @Override
    String figures(ResourceState state, Names names) {
        return names.texts().get("stage.exchanger", names.texts().number(((ResourceState.Table) state).swaps()));
    }

    @Override
    String shortFigures(ResourceState state, Names names) {
        return "⇄ " + names.texts().number(((ResourceState.Table) state).swaps());
    }
}
