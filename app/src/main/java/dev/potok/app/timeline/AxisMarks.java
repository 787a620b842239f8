package dev.potok.app.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleToLongFunction;
import java.util.function.LongToDoubleFunction;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Language;
import dev.potok.app.theme.Glyphs;
import dev.potok.app.transport.Bookmark;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.Span;
import dev.potok.app.transport.TimeText;

/**
 * What lies upon the axis of time: the ticks, the length of the stretch that was chosen, the loop with its two ends, and a
 * flag for each bookmark. For the JavaFX thread.
 */
final class AxisMarks {
    /** Ends of the loop. */
    private static final double GRIP = 13;
    private static final double STRIP = 10;

    private final Pane axis;
    private final Playback playback;
    private final Language language;
    private final LongToDoubleFunction xOf;
    private final DoubleToLongFunction timeAt;

    private final List<Label> ticks = new ArrayList<>();
    private final Region rangeBand = new Region();
    private final Label rangeLength = new Label();
    private final Button rangeClear = new Button();
    private final HBox rangeTag = new HBox(rangeLength, rangeClear);
    private final Region loopBand = new Region();
    private final Label loopBegin = new Label("A");
    private final Label loopEnd = new Label("B");
    private final List<Flag> flags = new ArrayList<>();

    /**
     * Marks in that pane.
     *
     * @param xOf    where an instant lies in the pane
     * @param timeAt which instant lies at a place in it
     */
    AxisMarks(Pane axis, Playback playback, Language language, LongToDoubleFunction xOf,
            DoubleToLongFunction timeAt) {
        this.axis = axis;
        this.playback = playback;
        this.language = language;
        this.xOf = xOf;
        this.timeAt = timeAt;
        rangeBand.getStyleClass().add("timeline-range-axis");
        rangeTag.getStyleClass().add("timeline-range-tag");
        rangeTag.setAlignment(Pos.CENTER);
        rangeLength.setId("timeline-range-length");
        rangeLength.getStyleClass().add("timeline-range-length");
        rangeLength.setMouseTransparent(true);
        rangeClear.setId("timeline-range-clear");
        rangeClear.getStyleClass().setAll("timeline-range-clear");
        rangeClear.setGraphic(Glyphs.node("cross", 8));
        rangeClear.setFocusTraversable(false);
        rangeClear.accessibleTextProperty().bind(language.text("timeline.range.clear"));
        rangeClear.setOnAction(pressed -> playback.rangeProperty().set(null));
        loopBand.getStyleClass().add("timeline-loop");
        loopBand.setMouseTransparent(true);
        rangeBand.setMouseTransparent(true);
        grip(loopBegin, "timeline-loop-begin", true);
        grip(loopEnd, "timeline-loop-end", false);
        for (Node node : List.of(rangeBand, rangeTag, loopBand, loopBegin, loopEnd)) {
            node.setManaged(false);
            node.setVisible(false);
        }
        axis.getChildren().addAll(rangeBand, loopBand, loopBegin, loopEnd, rangeTag);
    }

    private void grip(Label grip, String id, boolean begin) {
        grip.setId(id);
        grip.getStyleClass().add("timeline-loop-grip");
        grip.setAlignment(Pos.CENTER);
        grip.accessibleTextProperty().bind(language.text(begin ? "timeline.loop.begin" : "timeline.loop.end"));
        var tooltip = new Tooltip();
        tooltip.textProperty().bind(language.text(begin ? "timeline.loop.begin" : "timeline.loop.end"));
        grip.setTooltip(tooltip);
        grip.addEventHandler(MouseEvent.MOUSE_PRESSED, MouseEvent::consume);
        grip.addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> {
            Span loop = playback.loopProperty().get();
            if (event.isPrimaryButtonDown() && loop != null) {
                long time = Math.clamp(timeAt.applyAsLong(axis.sceneToLocal(event.getSceneX(), 0).getX()), 0,
                        Math.max(0,
                                playback.endProperty().get()));
                // An end stops where the other one is, so that a loop is never lost by dragging.
                Span wanted = begin
                        ? new Span(Math.min(time, loop.toNanos() - 1), loop.toNanos())
                        : new Span(loop.fromNanos(), Math.max(time, loop.fromNanos() + 1));
                playback.loop(wanted);
            }
            event.consume();
        });
    }

    /** A flag at a bookmark. */
    private final class Flag extends Region {
        private final SVGPath cloth = new SVGPath();
        private final Tooltip tooltip = new Tooltip();
        private @Nullable Bookmark mark;

        private Flag() {
            getStyleClass().add("timeline-flag");
            setManaged(false);
            cloth.setContent("M0 0H8L6 3L8 6H1.5V11H0Z");
            cloth.getStyleClass().add("timeline-flag-cloth");
            cloth.setManaged(false);
            getChildren().add(cloth);
            setPickOnBounds(true);
            Tooltip.install(this, tooltip);
            addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
                Bookmark at = mark;
                if (event.getButton() == MouseButton.PRIMARY && at != null) {
                    playback.seekEvents(at.events());
                }
                event.consume();
            });
            addEventHandler(MouseEvent.MOUSE_DRAGGED, MouseEvent::consume);
        }
    }

    // ---- showing

    /**
     * Places everything.
     *
     * @param from  where the axis is free from: before it lie the names of what is shown
     * @param until where it is free to: after it lie the tools
     */
    void show(List<TimeAxis.Tick> shown, TimeWindow window, double from, double until, boolean russian, double scale) {
        Span range = playback.rangeProperty().get();
        double tagLeft = Double.MAX_VALUE;
        double tagRight = -Double.MAX_VALUE;
        boolean ranged = range != null && range.toNanos() >= window.fromNanos()
                && range.fromNanos() <= window.toNanos();
        rangeBand.setVisible(ranged);
        rangeTag.setVisible(ranged);
        if (range != null && ranged) {
            double left = Math.max(0, xOf.applyAsDouble(range.fromNanos()));
            double right = Math.min(axis.getWidth(), xOf.applyAsDouble(range.toNanos()));
            double strip = 3 * scale;
            rangeBand.resizeRelocate(axis.snapPositionX(left), axis.snapPositionY(axis.getHeight() - strip), Math.max(1,
                    axis.snapSizeX(right - left)), axis.snapSizeY(strip));
            rangeLength.setText(TimeText.length((double) range.lengthNanos(), russian));
            rangeTag.autosize();
            double wanted = (left + right - rangeTag.getWidth()) / 2;
            boolean beside = until - from >= rangeTag.getWidth();
            // Where there is no room between the names and the tools it hangs below the axis.
            double least = beside ? from : 0;
            double most = (beside ? until : axis.getWidth()) - rangeTag.getWidth();
            double x = axis.snapPositionX(Math.clamp(wanted, least, Math.max(least, most)));
            rangeTag.relocate(x, axis.snapPositionY(beside
                    ? (axis.getHeight() - rangeTag.getHeight()) / 2 - scale
                    : axis.getHeight() + 2 * scale));
            if (beside) {
                tagLeft = x;
                tagRight = x + rangeTag.getWidth();
            }
        }
        showTicks(shown, from, until, tagLeft - 6, tagRight + 6);
        showLoop(scale);
        showFlags(russian, window, scale);
    }

    private void showTicks(List<TimeAxis.Tick> shown, double from, double until, double tagLeft, double tagRight) {
        int used = 0;
        double free = from;
        boolean first = true;
        for (TimeAxis.Tick tick : shown) {
            if (used == ticks.size()) {
                var made = new Label();
                made.getStyleClass().add("timeline-tick");
                made.setManaged(false);
                made.setMouseTransparent(true);
                ticks.add(made);
                axis.getChildren().addFirst(made);
            }
            Label label = ticks.get(used++);
            label.setText(tick.label());
            label.autosize();
            double middle = xOf.applyAsDouble(tick.timeNanos());
            double x = axis.snapPositionX(middle - label.getWidth() / 2);
            boolean fits = x >= free && x + label.getWidth() <= until;
            if (fits && first && !tick.whole().equals(tick.label())) {
                label.setText(tick.whole());
                label.autosize();
                // Its distance stays where the instant is; what comes before it reaches as far to the left as there is room.
                x = axis.snapPositionX(Math.max(from, middle - label.getWidth() / 2));
                fits = x + label.getWidth() <= until;
            }
            fits &= x + label.getWidth() < tagLeft || x > tagRight;
            label.relocate(x, axis.snapPositionY((axis.getHeight() - label.getHeight()) / 2));
            label.setVisible(fits);
            if (fits) {
                free = x + label.getWidth() + 6;
                first = false;
            }
        }
        for (int i = used; i < ticks.size(); i++) {
            ticks.get(i).setVisible(false);
        }
    }

    private void showLoop(double scale) {
        Span loop = playback.loopProperty().get();
        double width = axis.getWidth();
        double begin = loop == null ? -1 : xOf.applyAsDouble(loop.fromNanos());
        double end = loop == null ? -1 : xOf.applyAsDouble(loop.toNanos());
        double strip = STRIP * scale;
        double top = axis.snapPositionY(axis.getHeight() - strip - 1);
        boolean inSight = loop != null && end >= 0 && begin <= width;
        loopBand.setVisible(inSight);
        loopBegin.setVisible(inSight && begin >= -1);
        loopEnd.setVisible(inSight && end <= width + 1);
        if (inSight) {
            double left = Math.max(0, begin);
            double right = Math.min(width, end);
            loopBand.resizeRelocate(axis.snapPositionX(left), top + strip / 2,
                    Math.max(1, axis.snapSizeX(right - left)),
                    axis.snapSizeY(strip / 2 + 1));
            double grip = GRIP * scale;
            loopBegin.resizeRelocate(axis.snapPositionX(left) - grip, top - 2, grip, strip + 3);
            loopEnd.resizeRelocate(axis.snapPositionX(right), top - 2, grip, strip + 3);
        }
    }

    private void showFlags(boolean russian, TimeWindow window, double scale) {
        int used = 0;
        for (Bookmark mark : playback.bookmarks()) {
            if (!window.contains(mark.timeNanos())) {
                continue;
            }
            if (used == flags.size()) {
                var made = new Flag();
                flags.add(made);
                axis.getChildren().add(made);
            }
            Flag flag = flags.get(used);
            flag.setId("timeline-flag-" + used++);
            flag.mark = mark;
            flag.tooltip.setText(language.texts().get("timeline.bookmark", TimeText.instant(mark.timeNanos(),
                    window.spanNanos(), russian)));
            flag.setAccessibleText(flag.tooltip.getText());
            flag.resizeRelocate(axis.snapPositionX(xOf.applyAsDouble(mark.timeNanos())),
                    axis.snapPositionY(axis.getHeight() - 11 * scale), 9 * scale, 11 * scale);
            flag.cloth.setScaleX(scale);
            flag.cloth.setScaleY(scale);
            flag.setVisible(true);
        }
        for (int i = used; i < flags.size(); i++) {
            flags.get(i).setVisible(false);
        }
    }
}
