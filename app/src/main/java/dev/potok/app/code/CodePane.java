package dev.potok.app.code;

import java.util.ArrayList;
import java.util.List;

import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

import dev.potok.app.code.LineActivity.Presence;
import dev.potok.app.text.Names;
import dev.potok.app.theme.Theme;
import dev.potok.simulation.trace.Directory;

/**
 * Draws one listing, with the lines lit at which somebody is. All lines are of one height, and only as many rows exist as
 * fit; a row is restyled only when what it shows has changed. For the JavaFX thread.
 *
 * <p>
 * It shows the part that matters at first, and follows the actors as long as nobody scrolls it: when none of the lines at
 * which something happens can be seen any more, it moves to them.
 */
public final class CodePane extends Region {
    /** Height of a line at a desk, pixels. */
    private static final double LINE_HEIGHT = 20;
    private static final double BAR_WIDTH = 8;
    /** How long the reader's own scrolling is respected. */
    private static final long HANDS_OFF_NANOS = 6_000_000_000L;

    private final ScrollBar vertical = new ScrollBar();
    private final ScrollBar horizontal = new ScrollBar();
    private final Region rows = new RowLayer();
    private final List<CodeRow> pool = new ArrayList<>();
    private final Rectangle clip = new Rectangle();

    private CodeListing listing;
    private LineActivity activity = LineActivity.NONE;
    private Names names;
    private Directory directory;
    private double lineHeight;
    private long scrolledNanos = Long.MIN_VALUE;
    private boolean placed;

    /** Holds the rows; lays itself out as its owner says. */
    private static final class RowLayer extends Region {
        void add(Node row) {
            getChildren().add(row);
        }

        void removeLast() {
            getChildren().removeLast();
        }

        @Override
        protected void layoutChildren() {
            // CodePane places the rows.
        }
    }

    /**
     * A pane with that listing.
     *
     * @param id    of the node; rows are {@code <id>-line-<number>}
     * @param theme decides the height of a line
     */
    public CodePane(String id, CodeListing listing, Names names, Theme theme) {
        this.listing = listing;
        this.names = names;
        this.directory = new Directory();
        lineHeight = Math.round(LINE_HEIGHT * theme.scale());
        setId(id);
        getStyleClass().add("code-pane");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        setAccessibleText(listing.fileName());
        vertical.setOrientation(Orientation.VERTICAL);
        vertical.setFocusTraversable(false);
        horizontal.setFocusTraversable(false);
        vertical.valueProperty().addListener(now -> requestLayout());
        horizontal.valueProperty().addListener(now -> requestLayout());
        clip.widthProperty().bind(rows.widthProperty());
        clip.heightProperty().bind(rows.heightProperty());
        rows.setClip(clip);
        getChildren().addAll(rows, vertical, horizontal);
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        addEventFilter(javafx.scene.input.MouseEvent.MOUSE_PRESSED, pressed -> scrolledNanos = System.nanoTime());
    }

    /** Shows another listing from its part that matters on. */
    public void show(CodeListing next) {
        listing = next;
        activity = LineActivity.NONE;
        placed = false;
        scrolledNanos = Long.MIN_VALUE;
        setAccessibleText(next.fileName());
        pool.forEach(CodeRow::clear);
        requestLayout();
    }

    /** Lights the lines at which somebody is. */
    public void light(LineActivity next, Directory whose) {
        directory = whose;
        if (!next.equals(activity)) {
            List<Integer> told = next.toldLines(activity);
            activity = next;
            pool.forEach(this::lightRow);
            follow(told.isEmpty() ? activity.busyLines() : told);
        }
    }

    /** Calls actors by other names from now on. */
    public void use(Names next) {
        names = next;
        pool.forEach(CodeRow::forgetActors);
        pool.forEach(this::lightRow);
    }

    /** Takes the sizes of another theme. */
    public void use(Theme theme) {
        lineHeight = Math.round(LINE_HEIGHT * theme.scale());
        pool.forEach(CodeRow::clear);
        requestLayout();
    }

    private void follow(List<Integer> busy) {
        boolean untouched = scrolledNanos == Long.MIN_VALUE || System.nanoTime() - scrolledNanos > HANDS_OFF_NANOS;
        if (busy.isEmpty() || !untouched || !placed || vertical.getVisibleAmount() >= listing.lines().size()) {
            return;
        }
        double top = vertical.getValue();
        double visible = rows.getHeight() / lineHeight;
        if (busy.stream().noneMatch(line -> line - 1 >= top && line <= top + visible)) {
            scrollTo(Math.rint(busy.getFirst() - 1 - visible / 3));
        }
    }

    private void scrolled(ScrollEvent event) {
        if (event.isInertia() && event.getDeltaY() == 0) {
            return;
        }
        scrolledNanos = System.nanoTime();
        if (event.isShiftDown() || Math.abs(event.getDeltaX()) > Math.abs(event.getDeltaY())) {
            double by = event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX();
            horizontal.setValue(Math.clamp(horizontal.getValue() - by, 0, horizontal.getMax()));
        } else {
            scrollTo(vertical.getValue() - event.getDeltaY() / lineHeight);
        }
        event.consume();
    }

    private void keyPressed(KeyEvent event) {
        double page = Math.max(1, rows.getHeight() / lineHeight - 1);
        double to = switch (event.getCode()) {
            case UP -> vertical.getValue() - 1;
            case DOWN -> vertical.getValue() + 1;
            case PAGE_UP -> vertical.getValue() - page;
            case PAGE_DOWN -> vertical.getValue() + page;
            default -> Double.NaN;
        };
        if (!Double.isNaN(to) && !event.isShortcutDown() && !event.isAltDown()) {
            scrolledNanos = System.nanoTime();
            scrollTo(to);
            event.consume();
        }
    }

    private void scrollTo(double line) {
        vertical.setValue(Math.clamp(line, 0, Math.max(0, vertical.getMax())));
    }

    @Override
    protected double computePrefWidth(double height) {
        return 340;
    }

    @Override
    protected double computePrefHeight(double width) {
        return lineHeight * Math.min(16, listing.lines().size());
    }

    @Override
    protected double computeMinHeight(double width) {
        return lineHeight * 3;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        int count = listing.lines().size();
        double textWidth = CodeRow.GUTTER_SHARE * lineHeight + columnWidth() * (listing.widestColumns() + 2);
        boolean wide = textWidth > width;
        double rowsHeight = height - (wide ? BAR_WIDTH : 0);
        double visible = rowsHeight / lineHeight;
        vertical.setMin(0);
        vertical.setMax(Math.max(0, count - visible));
        vertical.setVisibleAmount(Math.max(0, count - visible) * visible / Math.max(1, count));
        vertical.setVisible(count > visible);
        horizontal.setMax(Math.max(0, textWidth - width));
        horizontal.setVisibleAmount(horizontal.getMax() * width / textWidth);
        horizontal.setVisible(wide);
        vertical.resizeRelocate(width - BAR_WIDTH, 0, BAR_WIDTH, rowsHeight);
        horizontal.resizeRelocate(0, height - BAR_WIDTH, width, BAR_WIDTH);
        rows.resizeRelocate(0, 0, width, rowsHeight);
        if (!placed && height > 0) {
            placed = true;
            scrollTo(listing.bodyFirst() - 1.0);
        }
        if (vertical.getValue() > vertical.getMax()) {
            vertical.setValue(vertical.getMax());
        }
        placeRows(width, visible);
    }

    private void placeRows(double width, double visible) {
        int wanted = Math.min((int) Math.ceil(visible) + 1, listing.lines().size());
        while (pool.size() < wanted) {
            var row = new CodeRow(getId());
            pool.add(row);
            ((RowLayer) rows).add(row);
        }
        while (pool.size() > wanted) {
            pool.removeLast();
            ((RowLayer) rows).removeLast();
        }
        double top = vertical.getValue();
        int first = Math.clamp((int) top, 0, Math.max(0, listing.lines().size() - wanted));
        // A line keeps its row while it can be seen, so that scrolling by one line fills one row.
        for (int line = first; line < first + wanted; line++) {
            CodeRow row = pool.get(line % wanted);
            row.show(listing.lines().get(line), lineHeight);
            row.resizeRelocate(0, Math.rint((line - top) * lineHeight), width, lineHeight);
            row.moveText(-horizontal.getValue(), columnWidth(), vertical.isVisible() ? BAR_WIDTH : 0);
            lightRow(row);
        }
    }

    private void lightRow(CodeRow row) {
        List<Presence> here = activity.at(row.line());
        row.light(here, here.isEmpty() ? List.of()
                : here.stream().map(presence -> names.of(directory.actor(presence.actor()))).toList());
    }

    /** Width of a character, from the size of the type that side.css gives to code. */
    private double columnWidth() {
        return lineHeight * CodeRow.COLUMN_SHARE;
    }
}
