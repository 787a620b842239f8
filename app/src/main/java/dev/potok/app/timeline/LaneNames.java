package dev.potok.app.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Language;
import dev.potok.app.theme.Glyphs;

/**
 * The names beside the lanes: choosing, opening and closing, pinning and moving lanes, with the mouse, the keyboard and a
 * menu. For the JavaFX thread.
 */
final class LaneNames extends Pane {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass PINNED = PseudoClass.getPseudoClass("pinned");
    private static final PseudoClass CLOSED = PseudoClass.getPseudoClass("closed");
    private static final double DRAG = 4;
    private static final double NAME_SIZE = 12;
    private static final double SMALL_NAME_SIZE = 10;
    private static final double INDENT = 10;
    private static final double PIN = 12;

    private final Language language;
    private final TimelineViewModel viewModel;
    private final Function<LaneNode, String> nameOf;
    private final Runnable changed;
    private final List<Row> pool = new ArrayList<>();
    private final Region cover = new Region();
    private final Region dropLine = new Region();
    private final Rectangle clip = new Rectangle();
    private final ContextMenu menu = new ContextMenu();

    private LaneRows rows = LaneRows.of(List.of(), 1, 1, 0);
    private double pressedY;
    private boolean dragging;
    private @Nullable LaneNode dropBefore;
    private boolean dropKnown;

    /**
     * Names of the rows of that view model.
     *
     * @param nameOf  what a lane is called
     * @param changed to be called when rows have changed, to lay them out
     */
    LaneNames(Language language, TimelineViewModel viewModel, Function<LaneNode, String> nameOf, Runnable changed) {
        this.language = language;
        this.viewModel = viewModel;
        this.nameOf = nameOf;
        this.changed = changed;
        getStyleClass().add("timeline-names");
        setClip(clip);
        cover.getStyleClass().add("timeline-names-cover");
        cover.setViewOrder(-1);
        dropLine.getStyleClass().add("timeline-drop");
        dropLine.setViewOrder(-3);
        dropLine.setVisible(false);
        for (Region region : List.of(cover, dropLine)) {
            region.setManaged(false);
            region.setMouseTransparent(true);
        }
        getChildren().addAll(cover, dropLine);
    }

    /** One name with all that goes with it. */
    private final class Row extends Pane {
        private final Region mark = new Region();
        private final StackPane fold = new StackPane();
        private final Region stem = new Region();
        private final Label name = new Label();
        private final Label level = new Label();
        private final StackPane pin = new StackPane(Glyphs.node("pin", PIN));
        private final Tooltip tooltip = new Tooltip();
        private int index;

        private Row(int number) {
            setId("timeline-lane-" + number);
            getStyleClass().add("timeline-name-row");
            setManaged(false);
            setFocusTraversable(true);
            setAccessibleRole(javafx.scene.AccessibleRole.TREE_ITEM);
            mark.getStyleClass().add("timeline-mark");
            stem.getStyleClass().add("timeline-stem");
            var triangle = new Region();
            triangle.getStyleClass().add("timeline-triangle");
            fold.getStyleClass().add("timeline-fold");
            fold.getChildren().add(triangle);
            name.getStyleClass().add("timeline-name");
            name.setAlignment(Pos.CENTER_LEFT);
            level.getStyleClass().add("timeline-level");
            level.setAlignment(Pos.CENTER_RIGHT);
            pin.getStyleClass().add("timeline-pin");
            for (Region region : List.of(mark, stem, fold, name, level, pin)) {
                region.setManaged(false);
            }
            mark.setMouseTransparent(true);
            stem.setMouseTransparent(true);
            name.setMouseTransparent(true);
            level.setMouseTransparent(true);
            Tooltip.install(this, tooltip);
            getChildren().addAll(mark, stem, fold, name, level, pin);
            addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
            addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
            addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
            addEventHandler(KeyEvent.KEY_PRESSED, this::key);
            addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, event -> {
                openMenu(row(), event.getScreenX(), event.getScreenY());
                event.consume();
            });
            fold.setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY) {
                    viewModel.fold(row());
                    changed.run();
                }
                event.consume();
            });
            pin.setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY) {
                    viewModel.pin(row());
                    changed.run();
                }
                event.consume();
            });
        }

        private LaneRow row() {
            return rows.get(index);
        }

        private boolean onHandle(MouseEvent event) {
            return event.getTarget() instanceof javafx.scene.Node node && (within(node, fold) || within(node, pin));
        }

        private void pressed(MouseEvent event) {
            requestFocus();
            pressedY = event.getSceneY();
            dragging = false;
            event.consume();
        }

        private void dragged(MouseEvent event) {
            if (!event.isPrimaryButtonDown() || onHandle(event) || row().role() == LaneRow.Role.SECTION) {
                return;
            }
            dragging |= Math.abs(event.getSceneY() - pressedY) > DRAG;
            if (dragging) {
                showDrop(row(), LaneNames.this.sceneToLocal(event.getSceneX(), event.getSceneY()).getY());
            }
            event.consume();
        }

        private void released(MouseEvent event) {
            if (event.getButton() != MouseButton.PRIMARY || onHandle(event) && !dragging) {
                return;
            }
            dropLine.setVisible(false);
            if (dragging && dropKnown) {
                viewModel.move(row(), dropBefore);
                changed.run();
            } else if (!dragging && (row().role() == LaneRow.Role.SUMMARY || row().role() == LaneRow.Role.HEADING)) {
                viewModel.fold(row());
                changed.run();
            } else if (!dragging) {
                viewModel.select(row());
            }
            dragging = false;
            event.consume();
        }

        private void key(KeyEvent event) {
            String key = row().key();
            if (event.getCode() == KeyCode.ENTER && event.isControlDown()) {
                LaneNode folded = row().folded();
                viewModel.fold(row());
                changed.run();
                focus(row -> row.key().equals(key) || row.key().equals(folded.key())
                        || row.group() != null && folded.equals(row.group()));
            } else if (event.getCode() == KeyCode.ENTER) {
                viewModel.select(row());
            } else if (event.isAltDown() && (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN)) {
                viewModel.moveBy(row(), event.getCode() == KeyCode.UP ? -1 : 1);
                changed.run();
                focus(row -> row.key().equals(key));
            } else if (event.isAltDown() && event.getCode() == KeyCode.P) {
                viewModel.pin(row());
                changed.run();
                focus(row -> row.key().equals(key));
            } else {
                return;
            }
            event.consume();
        }

        private void show(int shown, double left, double width, double nameSize, double levelWidth, double scale) {
            index = shown;
            LaneRow row = row();
            double height = rows.heightOf(shown);
            double indent = row.depth() * INDENT * scale;
            String text = nameOf.apply(row.node());
            name.setText(text);
            tooltip.setText(language.texts().get(row.folds() ? "timeline.lane.tooltip-folds" : "timeline.lane.tooltip",
                    text));
            setAccessibleText(text);
            name.setStyle("-fx-font-size: " + (row.role() == LaneRow.Role.LANE || row.role() == LaneRow.Role.SUMMARY
                    ? nameSize
                    : Math.max(9 * scale, nameSize - scale)) + "px;");
            level.setStyle("-fx-font-size: " + Math.max(9, nameSize - 1.5) + "px;");
            name.getStyleClass().removeAll("section", "heading");
            if (row.role() == LaneRow.Role.SECTION) {
                name.getStyleClass().add("section");
            } else if (row.role() == LaneRow.Role.HEADING) {
                name.getStyleClass().add("heading");
            }
            resizeRelocate(0, snapPositionY(rows.top(shown)), left + width + 8, height);
            boolean own = !row.node().children().isEmpty();
            boolean first = row.place() == LaneRow.Place.FIRST;
            fold.setVisible(own || first);
            fold.pseudoClassStateChanged(CLOSED, own && !viewModel.isOpen(row));
            double gutter = snapPositionX(left + indent - 9 * scale);
            fold.resizeRelocate(gutter - 8, snapPositionY(height / 2 - 8), 16, 16);
            stem.setVisible(row.place() != LaneRow.Place.ALONE);
            double stemTop = first ? height / 2 + 6 : 0;
            double stemEnd = row.place() == LaneRow.Place.LAST ? height / 2 : height;
            stem.resizeRelocate(gutter, snapPositionY(stemTop), 1, Math.max(0, snapPositionY(stemEnd) - snapPositionY(
                    stemTop)));
            double pinWidth = PIN + 6;
            name.resizeRelocate(left + indent, 0, Math.max(10, width - indent - levelWidth), height);
            level.resizeRelocate(left + width - levelWidth, 0, levelWidth, height);
            level.setVisible(levelWidth > 0);
            pin.resizeRelocate(left + width + 8 - pinWidth, snapPositionY((height - pinWidth) / 2), pinWidth, pinWidth);
            mark.resizeRelocate(0, snapPositionY(Math.min(3, height / 8)), 3, snapSizeY(height - 2 * Math.min(3, height
                    / 8)));
            pseudoClassStateChanged(PINNED, row.pinned());
            setViewOrder(row.pinned() && shown < rows.pinned() ? -2 : 0);
            setVisible(true);
        }
    }

    private static boolean within(javafx.scene.Node node, javafx.scene.Node holder) {
        for (javafx.scene.Node at = node; at != null; at = at.getParent()) {
            if (at.equals(holder)) {
                return true;
            }
        }
        return false;
    }

    // ---- showing

    /** The size of names at that pitch. */
    static double nameSize(double pitch, double scale) {
        return (pitch < 18 * scale ? SMALL_NAME_SIZE : NAME_SIZE) * scale;
    }

    /**
     * Shows the names of rows.
     *
     * @param left       where names begin; before it lies the gutter
     * @param width      of the names
     * @param levelWidth of the figures at their right
     */
    void show(LaneRows shown, double left, double width, double levelWidth, double scale) {
        rows = shown;
        clip.setWidth(getWidth());
        clip.setHeight(getHeight());
        cover.resizeRelocate(0, 0, getWidth(), shown.pinnedHeight());
        cover.setVisible(shown.pinned() > 0);
        double size = nameSize(shown.pitch(), scale);
        int used = 0;
        for (int row = 0; row < shown.pinned(); row++) {
            take(used++).show(row, left, width, size, levelWidth, scale);
        }
        for (int row = shown.firstBelow(); row < shown.size() && shown.inSight(row); row++) {
            take(used++).show(row, left, width, size, levelWidth, scale);
        }
        for (int i = used; i < pool.size(); i++) {
            pool.get(i).setVisible(false);
        }
        mark();
    }

    private Row take(int number) {
        if (number == pool.size()) {
            var made = new Row(number);
            pool.add(made);
            getChildren().add(made);
        }
        return pool.get(number);
    }

    /** Marks the row of what is chosen. */
    void mark() {
        int chosen = viewModel.chosenRow();
        for (Row row : pool) {
            row.pseudoClassStateChanged(CHOSEN, row.isVisible() && row.index == chosen);
        }
    }

    /** Writes the figures at the right. */
    void levels(Function<LaneRow, String> levelOf) {
        for (Row row : pool) {
            if (row.isVisible() && row.index < rows.size()) {
                row.level.setText(levelOf.apply(row.row()));
            }
        }
    }

    private void focus(java.util.function.Predicate<LaneRow> wanted) {
        for (Row row : pool) {
            if (row.isVisible() && row.index < rows.size() && wanted.test(row.row())) {
                row.requestFocus();
                return;
            }
        }
    }

    // ---- moving

    /** Shows where a lane would go, were it let go at that height. */
    private void showDrop(LaneRow moved, double y) {
        List<LaneNode> siblings = viewModel.siblings(moved);
        dropKnown = false;
        double nearest = Double.MAX_VALUE;
        double end = 0;
        for (LaneNode sibling : siblings) {
            List<String> keys = sibling.all().stream().map(LaneNode::key).toList();
            double top = -1;
            for (int row = 0; row < rows.size(); row++) {
                if (rows.get(row).pinned() == moved.pinned() && keys.contains(rows.get(row).key())) {
                    top = top < 0 ? rows.top(row) : top;
                    end = rows.top(row) + rows.heightOf(row);
                }
            }
            if (top >= 0 && Math.abs(y - top) < nearest) {
                nearest = Math.abs(y - top);
                dropBefore = sibling;
                dropKnown = true;
                dropLine.resizeRelocate(6, snapPositionY(top) - 1, getWidth() - 10, 2);
            }
        }
        if (dropKnown && Math.abs(y - end) < nearest) {
            dropBefore = null;
            dropLine.resizeRelocate(6, snapPositionY(end) - 1, getWidth() - 10, 2);
        }
        dropLine.setVisible(dropKnown);
    }

    // ---- menu

    private void openMenu(LaneRow row, double x, double y) {
        menu.getItems().clear();
        String name = nameOf.apply(row.node());
        if (row.lane() instanceof Lane.OfActor || row.lane() instanceof Lane.OfResource) {
            item("timeline.menu.select", name, () -> viewModel.select(row));
        }
        item(row.pinned() ? "timeline.menu.unpin" : "timeline.menu.pin", name, () -> viewModel.pin(row));
        if (row.role() != LaneRow.Role.SECTION) {
            item("timeline.menu.up", name, () -> viewModel.moveBy(row, -1));
            item("timeline.menu.down", name, () -> viewModel.moveBy(row, 1));
        }
        if (row.folds()) {
            menu.getItems().add(new SeparatorMenuItem());
            item(viewModel.isOpen(row) ? "timeline.menu.close" : "timeline.menu.open", nameOf.apply(row.folded()),
                    () -> viewModel.fold(row));
            item("timeline.menu.close-all", "", () -> viewModel.foldAll(false));
            item("timeline.menu.open-all", "", () -> viewModel.foldAll(true));
        }
        menu.show(this, x, y);
    }

    private void item(String message, String name, Runnable action) {
        var item = new MenuItem(language.texts().get(message, name));
        item.setId(message.replace('.', '-'));
        item.setOnAction(chosen -> {
            action.run();
            changed.run();
        });
        menu.getItems().add(item);
    }
}
