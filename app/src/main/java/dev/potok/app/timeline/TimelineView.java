package dev.potok.app.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Polygon;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;

import dev.potok.app.measure.LatestSums;
import dev.potok.app.measure.PathMeasure;
import dev.potok.app.text.Language;
import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Fonts;
import dev.potok.app.theme.Glyphs;
import dev.potok.app.theme.Theme;
import dev.potok.app.transport.Calm;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.Span;
import dev.potok.app.transport.TimeText;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.trace.Directory;

/**
 * The timeline: lanes of actors, resources or cores, an axis of run time above them, and the playhead.
 *
 * <p>
 * Dragging on the axis moves the playhead, dragging on the lanes chooses a stretch of time; a click moves the playhead. The
 * wheel with Ctrl and the keys W and S zoom, Shift and the wheel and the keys A and D move along; Ctrl+F goes to the filter.
 * For the JavaFX thread.
 */
public final class TimelineView extends Region {
    private static final PseudoClass HIDDEN = PseudoClass.getPseudoClass("hidden");

    /** A picture as young as this need not be painted again for a layout that moved nothing. */
    private static final long FRESH_NANOS = 60_000_000;
    /** A window that stood for so long is looked at, not moved. */
    private static final long SETTLED_NANOS = 120_000_000;

    private static final double HEADER = 35;
    /** Where the tools leave the axis too little room, it has a row of its own under them. */
    private static final double STACKED = 700;
    private static final double STACKED_TOOLS = 30;
    private static final double STACKED_AXIS = 21;
    private static final double LEFT = 20;
    private static final double NAME_GAP = 16;
    private static final double RIGHT = 14;
    private static final double BOTTOM = 4;
    /** The line under the lanes that tells of the critical path. */
    private static final double CAPTION = 22;
    private static final double LEAST_NAMES = 56;
    private static final double MOST_NAMES = 190;
    /** Names measured at the most; where there are more they are much alike. */
    private static final int MOST_MEASURED = 300;
    private static final double TICK_ROOM = 72;
    private static final double SCROLL_BAR = 10;
    /** A press that moves less is a click. */
    private static final double DRAG = 4;
    /** Width from which the filter is always open. */
    private static final double WIDE = 660;
    private static final double FILTER = 112;

    private final Playback playback;
    private final Language language;
    private final ObservableValue<Theme> theme;
    private final ObservableValue<Names> names;
    private final TimelineViewModel viewModel;

    private final HBox kinds = new HBox();
    private final HBox tools = new HBox();
    private final TextField filter = new TextField();
    private final StackPane filterBox = new StackPane();
    private final ToggleButton arrowButton = new ToggleButton();
    private final Tooltip arrowTooltip = new Tooltip();
    private final Label arrowHint = new Label();
    private final ToggleButton pathButton = new ToggleButton();
    private final Label pathCaption = new Label();
    private final Tooltip pathTooltip = new Tooltip();
    private final Pane axis = new Pane();
    private final Pane lanePane = new Pane();
    private final LaneNames laneNames;
    private final AxisMarks marks;
    private final FlowArrows flows = new FlowArrows();
    private final LanePicture picture;
    private final Region rangeBand = new Region();
    private final Region rangeEdges = new Region();
    private final Region playheadLine = new Region();
    private final Polygon playheadHandle = new Polygon(-6, 0, 6, 0, 0, 8);
    private final ScrollBar scrollBar = new ScrollBar();
    private final Label hover = new Label();
    private final Label empty = new Label();
    private final ContextMenu menu = new ContextMenu();

    private LaneRows rows = LaneRows.of(List.of(), 1, 1, 0);
    private double longestName;
    private boolean namesMeasured;
    private boolean laidOut;
    private List<?> paintedGeometry = List.of();
    private long paintedNanos;
    private @Nullable TimeWindow lastWindow;
    private long movedNanos;
    private int hoveredRow = -1;
    private double pressedX = Double.NaN;
    private long pressedNanos;
    private boolean ranging;

    /** A timeline of what that playback shows. */
    public TimelineView(Playback playback, Language language, ObservableValue<Theme> theme,
            ObservableValue<Names> names) {
        this(playback, language, theme, names, new LatestSums());
    }

    /** A timeline that shares its sums with others who look at the same recording. */
    public TimelineView(Playback playback, Language language, ObservableValue<Theme> theme,
            ObservableValue<Names> names, LatestSums sums) {
        this.playback = playback;
        this.language = language;
        this.theme = theme;
        this.names = names;
        this.viewModel = new TimelineViewModel(playback, sums);
        this.picture = new LanePicture(sums);
        this.laneNames = new LaneNames(language, viewModel, this::name, this::rearranged);
        this.marks = new AxisMarks(axis, playback, language, this::xOf, this::timeAt);
        viewModel.nameWith(this::name);
        setId("timeline");
        getStyleClass().add("timeline");
        buildKinds();
        buildTools();
        buildLanes();
        getChildren().addAll(laneNames, lanePane, axis, kinds, tools, scrollBar, playheadLine, playheadHandle, empty,
                pathCaption, hover);

        viewModel.rowsProperty().addListener((any, before, now) -> renamed());
        viewModel.kindProperty().addListener((kind, before, now) -> {
            scrollBar.setValue(0);
            viewModel.update();
            renamed();
        });
        viewModel.filterProperty().addListener((any, before, now) -> {
            viewModel.update();
            repaint();
        });
        viewModel.arrowsProperty().addListener((any, before, now) -> repaint());
        viewModel.path().stateProperty().addListener((any, before, now) -> tellPath());
        language.textsProperty().addListener((any, before, now) -> tellPath());
        tellPath();
        names.addListener((any, before, now) -> {
            viewModel.nameWith(this::name);
            viewModel.update();
            renamed();
        });
        theme.addListener((any, before, now) -> renamed());
        viewModel.hoverProperty().addListener((any, before, now) -> describeHover());
        playback.subjectProperty().addListener((any, before, now) -> chosen());
        playback.rangeProperty().addListener((any, before, now) -> repaint());
        playback.loopProperty().addListener((any, before, now) -> repaint());
        playback.bookmarks().addListener((ListChangeListener<Object>) change -> repaint());
        sceneProperty().addListener((any, before, now) -> {
            if (before != null) {
                before.removeEventFilter(KeyEvent.KEY_PRESSED, sceneKeys);
            }
            if (now != null) {
                now.addEventFilter(KeyEvent.KEY_PRESSED, sceneKeys);
            }
        });
        Calm.flow(playback, this::look);
    }

    /** What it shows, and its commands. */
    public TimelineViewModel viewModel() {
        return viewModel;
    }

    // ---- building

    private void buildKinds() {
        kinds.getStyleClass().add("timeline-kinds");
        kinds.setAlignment(Pos.CENTER_LEFT);
        var group = new ToggleGroup();
        for (LaneKind kind : LaneKind.values()) {
            var button = new ToggleButton();
            button.setId("timeline-" + kind.id());
            button.getStyleClass().setAll("timeline-kind");
            button.textProperty().bind(language.text("timeline." + kind.id()));
            button.accessibleTextProperty().bind(language.text("timeline." + kind.id() + ".accessible"));
            button.setMinWidth(USE_PREF_SIZE);
            button.setToggleGroup(group);
            button.setSelected(kind == viewModel.kindProperty().get());
            button.setOnAction(pressed -> {
                button.setSelected(true);
                viewModel.kindProperty().set(kind);
            });
            viewModel.kindProperty().addListener((any, before, now) -> button.setSelected(now == kind));
            kinds.getChildren().add(button);
        }
    }

    private void buildTools() {
        tools.getStyleClass().add("timeline-tools");
        tools.setAlignment(Pos.CENTER_RIGHT);
        tools.setPickOnBounds(false);
        filter.setId("timeline-filter");
        filter.getStyleClass().add("timeline-filter");
        filter.setFocusTraversable(false); // it takes the keys of the window only when it is clicked
        filter.promptTextProperty().bind(language.text("timeline.filter"));
        filter.accessibleTextProperty().bind(language.text("timeline.filter.accessible"));
        filter.textProperty().bindBidirectional(viewModel.filterProperty());
        filter.focusedProperty().addListener((any, before, now) -> requestLayout());
        var glass = Glyphs.node("search", 11);
        StackPane.setAlignment(glass, Pos.CENTER_LEFT);
        filterBox.getStyleClass().add("timeline-filter-box");
        filterBox.getChildren().addAll(filter, glass);
        filterBox.setOnMousePressed(pressed -> {
            filter.requestFocus();
            pressed.consume();
        });
        var filterTooltip = new Tooltip();
        filterTooltip.textProperty().bind(language.text("timeline.filter.accessible"));
        filter.setTooltip(filterTooltip);
        arrowButton.setId("timeline-arrows");
        arrowButton.getStyleClass().setAll("timeline-tool");
        arrowButton.setGraphic(Glyphs.node("flow", 13));
        arrowButton.selectedProperty().bindBidirectional(viewModel.arrowsProperty());
        arrowButton.accessibleTextProperty().bind(language.text("timeline.arrows.accessible"));
        arrowButton.setTooltip(arrowTooltip);
        arrowHint.setId("timeline-arrows-hint");
        arrowHint.getStyleClass().add("timeline-hint");
        arrowHint.textProperty().bind(language.text("timeline.arrows.zoom"));
        arrowHint.setMinWidth(USE_PREF_SIZE);
        arrowHint.setVisible(false);
        arrowHint.managedProperty().bind(arrowHint.visibleProperty());
        pathButton.setId("timeline-path");
        pathButton.getStyleClass().setAll("timeline-tool");
        pathButton.setGraphic(Glyphs.node("path", 13));
        pathButton.selectedProperty().bindBidirectional(viewModel.path().wantedProperty());
        pathButton.accessibleTextProperty().bind(language.text("timeline.path.accessible"));
        var pathHelp = new Tooltip();
        pathHelp.textProperty().bind(language.text("timeline.path.accessible"));
        pathButton.setTooltip(pathHelp);
        tools.getChildren().addAll(arrowHint, pathButton, arrowButton, filterBox);
    }

    private void buildLanes() {
        axis.setId("timeline-axis");
        axis.getStyleClass().add("timeline-axis");
        axis.accessibleTextProperty().bind(language.text("timeline.axis.accessible"));
        lanePane.setId("timeline-lanes");
        lanePane.getStyleClass().add("timeline-lanes");
        lanePane.setFocusTraversable(true);
        lanePane.accessibleTextProperty().bind(language.text("timeline.lanes.accessible"));
        rangeBand.setId("timeline-range");
        rangeBand.getStyleClass().add("timeline-range");
        rangeEdges.getStyleClass().add("timeline-range-edges");
        for (Region region : List.of(rangeBand, rangeEdges)) {
            region.setManaged(false);
            region.setMouseTransparent(true);
            region.setVisible(false);
        }
        lanePane.getChildren().addAll(picture.node(), rangeBand, rangeEdges);
        playheadLine.getStyleClass().add("timeline-playhead");
        playheadLine.setId("timeline-playhead");
        playheadHandle.getStyleClass().add("timeline-playhead-handle");
        scrollBar.setOrientation(Orientation.VERTICAL);
        scrollBar.setId("timeline-scroll");
        scrollBar.getStyleClass().add("timeline-scroll");
        scrollBar.accessibleTextProperty().bind(language.text("timeline.scroll.accessible"));
        scrollBar.valueProperty().addListener((any, before, now) -> repaint());
        hover.setId("timeline-hover");
        hover.getStyleClass().add("timeline-hover");
        pathCaption.setId("timeline-path-says");
        pathCaption.getStyleClass().add("timeline-caption");
        pathCaption.setTooltip(pathTooltip);
        pathCaption.setManaged(false);
        pathCaption.setVisible(false);
        empty.setId("timeline-empty");
        empty.getStyleClass().add("timeline-empty");
        empty.setWrapText(true);
        empty.setTextAlignment(TextAlignment.CENTER);
        for (Node node : List.of(playheadLine, playheadHandle, hover, empty)) {
            node.setManaged(false);
            node.setMouseTransparent(true);
            node.setVisible(false);
        }
        for (Pane pane : List.of(axis, lanePane)) {
            pane.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> press(event, pane.equals(lanePane)));
            pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
            pane.addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
            pane.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::openMenu);
        }
        lanePane.setOnMouseMoved(this::over);
        lanePane.setOnMouseExited(left -> overNothing());
        addEventHandler(ScrollEvent.SCROLL, this::wheel);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    // ---- mouse and keys

    private void press(MouseEvent event, boolean onLanes) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        lanePane.requestFocus();
        overNothing();
        menu.hide();
        double x = xInLanes(event);
        ranging = onLanes || event.isShiftDown();
        pressedX = ranging ? x : Double.NaN;
        pressedNanos = timeAt(x);
        if (!ranging) {
            viewModel.seek(pressedNanos);
        }
        event.consume();
    }

    private void drag(MouseEvent event) {
        if (!event.isPrimaryButtonDown()) {
            return;
        }
        double x = Math.clamp(xInLanes(event), 0, lanePane.getWidth());
        if (!ranging) {
            viewModel.seek(timeAt(x));
        } else if (Double.isNaN(pressedX) || Math.abs(x - pressedX) >= DRAG) {
            pressedX = Double.NaN;
            viewModel.selectRange(pressedNanos, timeAt(x));
        }
        event.consume();
    }

    private void release(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        boolean clicked = ranging && !Double.isNaN(pressedX);
        if (clicked && event.getClickCount() == 2) {
            rowAt(event).ifPresent(row -> viewModel.selectStretch(row.lane(), pressedNanos));
        } else if (clicked) {
            viewModel.seek(pressedNanos);
        }
        ranging = false;
        pressedX = Double.NaN;
        event.consume();
    }

    private Optional<LaneRow> rowAt(MouseEvent event) {
        int row = rows.at(lanePane.sceneToLocal(event.getSceneX(), event.getSceneY()).getY());
        return row < 0 || rows.get(row).role() == LaneRow.Role.HEADING ? Optional.empty() : Optional.of(rows.get(row));
    }

    private void over(MouseEvent event) {
        Optional<LaneRow> row = rowAt(event);
        hoverRow(row.isPresent() ? rows.at(event.getY()) : -1);
        if (row.isPresent()) {
            viewModel.hoverAt(row.get().lane(), timeAt(event.getX()), timeAt(event.getX() + 1) - timeAt(event.getX()));
            placeHover(event.getX() + lanePane.getLayoutX(), event.getY() + lanePane.getLayoutY());
        } else {
            viewModel.hoverNothing();
        }
    }

    private void overNothing() {
        hoverRow(-1);
        viewModel.hoverNothing();
    }

    /** Where there are too many arrows those of the row under the mouse are drawn. */
    private void hoverRow(int row) {
        if (row != hoveredRow) {
            hoveredRow = row;
            if (laidOut) {
                paint();
            }
        }
    }

    private void wheel(ScrollEvent event) {
        double x = lanePane.sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
        if (event.isControlDown() || event.isShortcutDown()) {
            double notches = event.getDeltaY() / Math.max(1, Math.abs(event.getMultiplierY()));
            if (notches != 0) {
                viewModel.zoom(Math.pow(1.25, -Math.clamp(notches, -4, 4)), timeAt(x));
                repaint();
            }
        } else if (event.getDeltaX() != 0 || event.isShiftDown()) {
            double delta = event.getDeltaX() != 0 ? event.getDeltaX() : event.getDeltaY();
            viewModel.pan(-delta / Math.max(1, lanePane.getWidth()));
            repaint();
        } else if (scrollBar.isVisible()) {
            scrollBar.setValue(Math.clamp(scrollBar.getValue() - event.getDeltaY(), 0, scrollBar.getMax()));
        } else {
            return;
        }
        event.consume();
    }

    private void key(KeyEvent event) {
        if (event.isControlDown() || event.isAltDown() || event.isMetaDown() || filter.isFocused()) {
            return;
        }
        switch (event.getCode()) {
            case W -> viewModel.zoomIn();
            case S -> viewModel.zoomOut();
            case A -> viewModel.panLeft();
            case D -> viewModel.panRight();
            default -> {
                return;
            }
        }
        repaint();
        event.consume();
    }

    /** Ctrl+F from anywhere in the window, and Escape before the window gives the keys back to itself. */
    private final javafx.event.EventHandler<KeyEvent> sceneKeys = event -> {
        if (event.getCode() == KeyCode.F && event.isShortcutDown() && !event.isShiftDown() && !event.isAltDown()
                && shown()) {
            filter.requestFocus();
            filter.selectAll();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            escape();
        }
    };

    /** Escape: empties the filter if it has the focus, clears the range if something else here has it. */
    private void escape() {
        Scene scene = getScene();
        boolean within = false;
        for (Node at = scene == null ? null : scene.getFocusOwner(); at != null; at = at.getParent()) {
            within |= at.equals(lanePane) || at.equals(laneNames);
        }
        if (filter.isFocused()) {
            filter.clear();
        } else if (within) {
            playback.rangeProperty().set(null);
        }
    }

    private boolean shown() {
        boolean visible = getScene() != null;
        for (Node at = this; at != null; at = at.getParent()) {
            visible &= at.isVisible();
        }
        return visible;
    }

    private void openMenu(ContextMenuEvent event) {
        Span range = playback.rangeProperty().get();
        Span loop = playback.loopProperty().get();
        menu.getItems().clear();
        if (range != null) {
            item("timeline.range.zoom", () -> viewModel.zoomTo(range));
            item("timeline.range.loop", () -> playback.loop(range));
            item("timeline.range.clear", () -> playback.rangeProperty().set(null));
        }
        if (loop != null) {
            item("timeline.loop.clear", () -> playback.loop(null));
        }
        if (!menu.getItems().isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
        }
        item("timeline.show-all", viewModel::showAll);
        overNothing();
        menu.show(this, event.getScreenX(), event.getScreenY());
        event.consume();
    }

    private void item(String message, Runnable action) {
        var item = new MenuItem(language.texts().get(message));
        item.setId(message.replace('.', '-'));
        item.setOnAction(chosen -> {
            action.run();
            repaint();
        });
        menu.getItems().add(item);
    }

    private double xInLanes(MouseEvent event) {
        return lanePane.sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
    }

    private long timeAt(double x) {
        TimeWindow window = viewModel.window();
        return window.fromNanos() + Math.round(x / Math.max(1, lanePane.getWidth()) * window.spanNanos());
    }

    private double xOf(long timeNanos) {
        TimeWindow window = viewModel.window();
        return (double) (timeNanos - window.fromNanos()) / window.spanNanos() * lanePane.getWidth();
    }

    // ---- looking

    /** Paints at the next chance, whatever was painted before. */
    private void repaint() {
        paintedGeometry = List.of();
        requestLayout();
    }

    private void look() {
        if (getScene() == null) {
            return;
        }
        viewModel.room(LaneRows.room(laneHeight(), scale()));
        viewModel.update();
        if (laidOut && !isNeedsLayout()) {
            paint();
        }
    }

    private void renamed() {
        namesMeasured = false;
        overNothing();
        repaint();
    }

    /** Lays rows out at once, so that the focus can go to one of them. */
    private void rearranged() {
        renamed();
        layout();
    }

    private void chosen() {
        int row = viewModel.chosenRow();
        if (laidOut && row >= 0 && row < rows.size()) {
            scrollBar.setValue(rows.scrollTo(row));
        }
        laneNames.mark();
        repaint();
    }

    @Override
    protected void layoutChildren() {
        double scale = scale();
        double toolsHeight = toolsHeight();
        double header = headerHeight();
        double axisTop = header - axisHeight();
        double left = snapSpaceX(LEFT * scale);
        double height = laneHeight();
        rows = LaneRows.of(viewModel.rowsProperty().get(), height, scale, scrollBar.getValue());
        double nameWidth = snapSizeX(nameWidth());
        double lanesLeft = snapPositionX(left + nameWidth + NAME_GAP * scale);
        boolean scrolls = rows.mostScroll() > 0.5;
        double right = RIGHT * scale + (scrolls ? SCROLL_BAR : 0);
        double width = Math.max(1, snapSizeX(getWidth() - lanesLeft - right));

        kinds.resizeRelocate(left, 0, kinds.prefWidth(-1), toolsHeight);
        kinds.layout();
        layoutTools(toolsHeight, scale);
        axis.resizeRelocate(lanesLeft, axisTop, width, axisHeight());
        lanePane.resizeRelocate(lanesLeft, header, width, height);
        laneNames.resizeRelocate(0, header, lanesLeft - 2, height);
        scrollBar.setVisible(scrolls);
        scrollBar.setMax(rows.mostScroll());
        scrollBar.setVisibleAmount(scrolls ? rows.mostScroll() * height / rows.contentHeight() : 0);
        scrollBar.setUnitIncrement(rows.pitch());
        scrollBar.setBlockIncrement(height);
        if (scrollBar.getValue() > scrollBar.getMax()) {
            scrollBar.setValue(scrollBar.getMax());
        }
        scrollBar.resizeRelocate(getWidth() - SCROLL_BAR - 2, header + rows.pinnedHeight(), SCROLL_BAR, Math.max(1,
                height - rows.pinnedHeight()));
        if (pathCaption.isVisible()) {
            double high = snapSizeY(CAPTION * scale);
            pathCaption.resizeRelocate(left, snapPositionY(getHeight() - high - BOTTOM),
                    getWidth() - left - RIGHT * scale,
                    high);
        }
        empty.setVisible(rows.size() == 0);
        empty.setText(language.texts().get(viewModel.filterProperty().get().isBlank()
                ? "timeline.empty"
                : "timeline.empty-filter", viewModel.filterProperty().get().strip()));
        double emptyWidth = Math.min(empty.prefWidth(-1), getWidth() - 2 * left);
        empty.resize(emptyWidth, empty.prefHeight(emptyWidth));
        empty.relocate(snapPositionX((getWidth() - empty.getWidth()) / 2),
                snapPositionY(header + (height - empty.getHeight()) / 2));
        laneNames.show(rows, left, nameWidth, levelWidth(), scale);
        laidOut = true;
        // Labels of the axis ask for a layout with each new text; then nothing has moved and the next look paints.
        var geometry = List.of(width, height, scale, rows);
        if (!geometry.equals(paintedGeometry) || System.nanoTime() - paintedNanos > FRESH_NANOS) {
            paintedGeometry = geometry;
            paint();
        }
    }

    private void layoutTools(double header, double scale) {
        boolean open = wide() || filter.isFocused() || !filter.getText().isEmpty();
        double wanted = (open ? FILTER : 24) * scale;
        filterBox.setMinWidth(wanted);
        filterBox.setMaxWidth(wanted);
        filterBox.setPrefWidth(wanted);
        filterBox.pseudoClassStateChanged(HIDDEN, !open);
        filter.setOpacity(open ? 1 : 0);
        double width = tools.prefWidth(-1);
        tools.resizeRelocate(snapPositionX(getWidth() - RIGHT * scale - width), 0, width, header);
        tools.layout();
    }

    private boolean wide() {
        return getWidth() >= WIDE * scale();
    }

    private double laneHeight() {
        double caption = pathCaption.isVisible() ? CAPTION * scale() : 0;
        return Math.max(1, snapSizeY(getHeight() - headerHeight() - BOTTOM - caption));
    }

    private boolean stacked() {
        return getWidth() < STACKED * scale();
    }

    private double toolsHeight() {
        return snapSizeY((stacked() ? STACKED_TOOLS : HEADER) * scale());
    }

    private double axisHeight() {
        return snapSizeY((stacked() ? STACKED_AXIS : HEADER) * scale());
    }

    private double headerHeight() {
        return stacked() ? toolsHeight() + axisHeight() : toolsHeight();
    }

    private void paint() {
        double width = lanePane.getWidth();
        double height = lanePane.getHeight();
        if (width <= 1 || height <= 1) {
            return;
        }
        TimeWindow window = viewModel.window();
        var ticks = TimeAxis.ticks(window, (int) Math.max(1, width / (TICK_ROOM * scale())), russian());
        long end = playback.endProperty().get();
        long edge = playback.recording().edge().timeNanos();
        boolean edgeInSight = window.toNanos() >= Math.min(edge, end);
        long events = edgeInSight ? playback.recording().edge().events() : -1;
        paintedNanos = System.nanoTime();
        FlowArrows.Picture arrows = arrows(window);
        showMarks(ticks, window);
        picture.show(
                new LanePicture.Request(playback.recording(), window, rows, width, height, density(),
                        Math.min(end, window.toNanos()), events, ticks.size(), theme.getValue(), names.getValue(),
                        arrows.arrows(), playback.subjectProperty().get() != null, moving(window), path(window, width)),
                ticks);
        placePlayhead();
        placeRange();
        if (viewModel.kindProperty().get() == LaneKind.RESOURCES) {
            laneNames.levels(this::level);
        }
    }

    private List<PathBands.Band> path(TimeWindow window, double width) {
        PathMeasure found = viewModel.path().path();
        return found == null || viewModel.kindProperty().get() != LaneKind.ACTORS ? List.of()
                : PathBands.of(found, window, FlowArrows.rowsOfActors(rows.list()), (int) Math.ceil(width));
    }

    /** Whether the window was another a moment ago. */
    private boolean moving(TimeWindow window) {
        long now = System.nanoTime();
        if (!window.equals(lastWindow)) {
            lastWindow = window;
            movedNanos = now;
        }
        return now - movedNanos < SETTLED_NANOS;
    }

    private FlowArrows.Picture arrows(TimeWindow window) {
        boolean wanted = viewModel.arrowsProperty().get() && viewModel.kindProperty().get() == LaneKind.ACTORS
                && rows.size() > 1 && viewModel.path().path() == null;
        FlowArrows.Picture found = FlowArrows.Picture.NOTHING;
        if (wanted) {
            flows.read(playback.recording(), window, playback.recording().edge().events(), System.nanoTime());
            found = flows.choose(rows, window, rows::inSight, playback.subjectProperty().get(), hoveredRow);
        }
        boolean hint = found.hidden() && wide();
        if (hint != arrowHint.isVisible()) {
            arrowHint.setVisible(hint);
            requestLayout();
        }
        arrowButton.pseudoClassStateChanged(HIDDEN, found.hidden());
        String says = language.texts().get(found.hidden() ? "timeline.arrows.hidden" : "timeline.arrows.accessible");
        if (!says.equals(arrowTooltip.getText())) {
            arrowTooltip.setText(says);
        }
        return found;
    }

    private void showMarks(List<TimeAxis.Tick> ticks, TimeWindow window) {
        if (stacked()) {
            marks.show(ticks, window, -NAME_GAP * scale(), axis.getWidth() + RIGHT * scale(), russian(), scale());
            return;
        }
        double from = Math.max(-NAME_GAP * scale(), kinds.getLayoutX() + kinds.getWidth() + 10 - axis.getLayoutX());
        double toolsLeft = tools.getLayoutX() - 6 - axis.getLayoutX();
        marks.show(ticks, window, from, toolsLeft, russian(), scale());
    }

    private void placePlayhead() {
        double x = xOf(playback.playheadProperty().get());
        boolean inSight = playback.motionProperty().get() != Playback.Motion.EMPTY && x >= -0.5
                && x <= lanePane.getWidth() + 0.5;
        playheadLine.setVisible(inSight);
        playheadHandle.setVisible(inSight);
        if (inSight) {
            double scale = scale();
            double at = snapPositionX(lanePane.getLayoutX() + x);
            double top = snapPositionY(lanePane.getLayoutY() - 6 * scale);
            double thick = snapSizeX(1.5 * scale);
            playheadLine.resizeRelocate(at - Math.floor(thick / 2), top, thick, getHeight() - top - 2);
            playheadHandle.relocate(at - 6 + (thick % 2) / 2, top);
        }
    }

    private void placeRange() {
        Span range = playback.rangeProperty().get();
        double left = range == null ? -1 : Math.max(0, xOf(range.fromNanos()));
        double right = range == null ? -1 : Math.min(lanePane.getWidth(), xOf(range.toNanos()));
        rangeBand.setVisible(range != null && right > left);
        rangeEdges.setVisible(rangeBand.isVisible());
        if (rangeBand.isVisible()) {
            double from = snapPositionX(left);
            rangeEdges.resizeRelocate(from, 0, Math.max(2, snapPositionX(right) - from), lanePane.getHeight());
            rangeBand.resizeRelocate(from, 0, Math.max(1, snapPositionX(right) - from), lanePane.getHeight());
        }
    }

    // ---- words

    private String level(LaneRow row) {
        if (!(row.lane() instanceof Lane.OfResource resource)) {
            return "";
        }
        int level = viewModel.track(resource).map(track -> {
            int index = track.indexAt(playback.playheadProperty().get());
            return index < 0 ? 0 : track.value(index);
        }).orElse(0);
        return new LevelWords(language.texts()).figure(playback.recording().trace().directory().resource(resource.id()),
                level, playback.shown().resource(resource.id()));
    }

    private String name(LaneNode node) {
        Texts texts = language.texts();
        Directory directory = playback.recording().trace().directory();
        return switch (node.lane()) {
            case Lane.OfActor actor -> names.getValue().of(directory.actor(actor.id()));
            case Lane.OfSection section -> texts.get("timeline.section", Integer.toString(section.depth() + 1));
            case Lane.OfResource resource -> names.getValue().of(directory.resource(resource.id()));
            case Lane.OfCore core -> texts.get("timeline.core", Integer.toString(core.id()));
            case Lane.OfMembers members -> {
                String name = node.family() == LaneNode.Family.GROUP
                        ? names.getValue().ofGroup(node.word())
                        : node.word();
                yield members.actors().size() == 1 ? name
                        : texts.get("timeline.members", name, Integer.toString(members.actors().size()));
            }
        };
    }

    private String name(Lane lane) {
        Lane main = lane instanceof Lane.OfSection section ? new Lane.OfActor(section.actor()) : lane;
        for (LaneRow row : rows.list()) {
            if (row.lane().equals(main)) {
                return name(row.node());
            }
        }
        return "";
    }

    /** Says how far the critical path is, or what it is made of. */
    private void tellPath() {
        Texts texts = language.texts();
        PathMeasure found = viewModel.path().path();
        String says = switch (viewModel.path().stateProperty().get()) {
            case OFF -> "";
            case NOT_YET -> texts.get("timeline.path.not-yet");
            case FINDING -> texts.get("timeline.path.finding");
            case NONE -> texts.get("timeline.path.none");
            case FOUND -> found == null ? "" : pathShares(found);
        };
        pathCaption.setText(says);
        pathTooltip.setText(found == null ? says : says + "\n" + texts.get("timeline.path.help"));
        pathCaption.setVisible(!says.isEmpty());
        repaint();
    }

    private String pathShares(PathMeasure found) {
        Texts texts = language.texts();
        var shares = new ArrayList<String>();
        for (ActorStatus status : found.statuses()) {
            boolean told = status.alive() || status == ActorStatus.CREATED;
            if (told && found.share(status) >= 0.005) {
                shares.add(texts.get("timeline.path.share", percent(found.share(status)),
                        texts.get("range.status." + Theme.token(status))));
            }
        }
        return texts.get("timeline.path.found", TimeText.length((double) found.lengthNanos(), russian()),
                String.join(", ", shares));
    }

    private String percent(double share) {
        return language.texts().get("chart.percent", Long.toString(Math.round(share * 100)));
    }

    private void describeHover() {
        TimelineViewModel.Hover over = viewModel.hoverProperty().get();
        String text = over == null ? "" : sentence(over);
        hover.setText(text);
        hover.setVisible(!text.isEmpty());
        if (hover.isVisible()) {
            hover.autosize();
        }
    }

    private String sentence(TimelineViewModel.Hover over) {
        var lines = new ArrayList<String>();
        lines.add(name(over.lane()));
        if (!over.shares().isEmpty()) {
            over.shares().stream().limit(5).forEach(share -> lines.add(share(share)));
            lines.add(instant(over.timeNanos()));
            return String.join("\n", lines);
        }
        Texts texts = language.texts();
        if (!over.sections().isEmpty()) {
            // The section of this lane is told with its length below; the others are told by name.
            lines.addAll(over.sections());
        }
        String what = over.sections().isEmpty() ? what(over) : "";
        String length = TimeText.length((double) over.lengthNanos(), russian());
        boolean ended = over.sections().isEmpty() && over.lane() instanceof Lane.OfActor && !over.status().alive();
        String told = ended && over.lasts() ? what : texts.get(over.lasts() && playback.running()
                ? "timeline.hover.so-far"
                : "timeline.hover.for", what, length);
        lines.add(over.sections().isEmpty() ? told : length);
        lines.add(over.lasts()
                ? texts.get("timeline.hover.since", instant(over.sinceNanos()))
                : instant(over.sinceNanos()) + "\u2009–\u2009" + instant(over.untilNanos()));
        PathMeasure path = viewModel.path().path();
        if (path != null && over.lane() instanceof Lane.OfActor actor && path.on(actor.id(), over.timeNanos())) {
            lines.add(texts.get("timeline.path.hover", percent((double) path.path().ofActor(actor.id()) / Math.max(1,
                    path.lengthNanos()))));
        }
        return String.join("\n", lines);
    }

    private String share(TimelineViewModel.Share share) {
        String count = String.format(java.util.Locale.ROOT, share.actors() == Math.rint(share.actors())
                ? "%.0f"
                : "%.1f", share.actors());
        return language.texts().get("timeline.hover.share", russian() ? count.replace('.', ',') : count,
                language.texts().get("status." + Theme.token(share.status())));
    }

    private String what(TimelineViewModel.Hover over) {
        Texts texts = language.texts();
        return switch (over.lane()) {
            case Lane.OfResource resource -> new LevelWords(texts)
                    .sentence(playback.recording().trace().directory().resource(resource.id()), over.value());
            case Lane.OfCore core -> over.value() == 0 ? texts.get("timeline.hover.nobody")
                    : names.getValue().of(playback.recording().trace().directory().actor(over.value()));
            case Lane.OfActor actor -> status(over);
            case Lane.OfSection section -> status(over);
            case Lane.OfMembers members -> "";
        };
    }

    private String status(TimelineViewModel.Hover over) {
        String state = language.texts().get("status." + Theme.token(over.status()));
        return over.inferred() ? language.texts().get("timeline.hover.inferred", state) : state;
    }

    private String instant(long nanos) {
        return TimeAxis.instant(nanos, viewModel.window().spanNanos(), russian());
    }

    private void placeHover(double x, double y) {
        double width = hover.getWidth();
        double height = hover.getHeight();
        double left = x + 14 + width > getWidth() - 4 ? x - 14 - width : x + 14;
        double top = y + 16 + height > getHeight() - 4 ? y - 12 - height : y + 16;
        hover.relocate(snapPositionX(Math.clamp(left, 4, Math.max(4, getWidth() - width - 4))),
                snapPositionY(Math.clamp(top, 4, Math.max(4, getHeight() - height - 4))));
    }

    // ---- measures

    private double nameWidth() {
        double scale = scale();
        if (!namesMeasured) {
            var ruler = new Text();
            ruler.setFont(Font.font(Fonts.TEXT, LaneNames.nameSize(rows.pitch(), scale)));
            longestName = 0;
            for (LaneRow row : rows.list().subList(0, Math.min(rows.size(), MOST_MEASURED))) {
                ruler.setText(name(row.node()));
                longestName = Math.max(longestName, ruler.getLayoutBounds().getWidth() + row.depth() * 10 * scale);
            }
            namesMeasured = true;
        }
        double most = Math.max(LEAST_NAMES * scale, Math.min(MOST_NAMES * scale, getWidth() * 0.28));
        return Math.clamp(Math.ceil(longestName + 2) + levelWidth(), LEAST_NAMES * scale, most);
    }

    private double levelWidth() {
        if (viewModel.kindProperty().get() != LaneKind.RESOURCES) {
            return 0;
        }
        var words = new LevelWords(language.texts());
        Directory directory = playback.recording().trace().directory();
        int digits = rows.list().stream().limit(MOST_MEASURED).mapToInt(row -> row.lane() instanceof Lane.OfResource of
                ? words.letters(directory.resource(of.id())) : 4).max().orElse(3);
        return Math.ceil((digits * 6.6 + 12) * scale());
    }

    private double scale() {
        return theme.getValue().scale();
    }

    private double density() {
        return getScene() == null || getScene().getWindow() == null ? 1 : getScene().getWindow().getOutputScaleX();
    }

    private boolean russian() {
        return language.texts().locale().getLanguage().equals("ru");
    }

    @Override
    protected double computePrefWidth(double height) {
        return 640;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 300;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 240;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 90;
    }
}
