package dev.potok.app.timeline;

import java.util.ArrayList;
import java.util.List;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

import dev.potok.app.text.Language;
import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Fonts;
import dev.potok.app.theme.Theme;
import dev.potok.app.transport.Calm;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.TimeText;
import dev.potok.simulation.state.StatusTrack;
import dev.potok.simulation.trace.Directory;

/**
 * The timeline: lanes of actors, resources or cores, an axis of run time above them, and the playhead.
 *
 * <p>
 * Dragging moves the playhead; the wheel with Ctrl and the keys W and S zoom, Shift and the wheel and the keys A and D
 * move along. For the JavaFX thread.
 */
public final class TimelineView extends Region {
    /** A picture as young as this need not be painted again for a layout that moved nothing. */
    private static final long FRESH_NANOS = 60_000_000;

    private static final double HEADER = 35;
    private static final double LEFT = 18;
    private static final double NAME_GAP = 16;
    private static final double RIGHT = 14;
    private static final double BOTTOM = 4;
    private static final double WIDEST_PITCH = 40;
    private static final double WIDEST_LEVEL_PITCH = 52;
    private static final double NARROWEST_PITCH = 14;
    private static final double NAME_SIZE = 12;
    private static final double SMALL_NAME_SIZE = 10;
    private static final double LEAST_NAMES = 56;
    private static final double MOST_NAMES = 190;
    private static final double TICK_ROOM = 72;
    private static final double SCROLL_BAR = 10;

    private final Playback playback;
    private final Language language;
    private final ObservableValue<Theme> theme;
    private final ObservableValue<Names> names;
    private final TimelineViewModel viewModel;

    private final HBox kinds = new HBox();
    private final Pane axis = new Pane();
    private final Pane nameColumn = new Pane();
    private final Rectangle nameClip = new Rectangle();
    private final Pane lanePane = new Pane();
    private final LanePicture picture = new LanePicture();
    private final Region playheadLine = new Region();
    private final Polygon playheadHandle = new Polygon(-6, 0, 6, 0, 0, 8);
    private final ScrollBar scrollBar = new ScrollBar();
    private final Label hover = new Label();
    private final Label empty = new Label();
    private final List<Label> tickLabels = new ArrayList<>();
    private final List<NameRow> nameRows = new ArrayList<>();

    private double longestName;
    private boolean namesMeasured;
    private boolean laidOut;
    private List<?> paintedGeometry = List.of();
    private long paintedNanos;

    /** A timeline of what that playback shows. */
    public TimelineView(Playback playback, Language language, ObservableValue<Theme> theme,
            ObservableValue<Names> names) {
        this.playback = playback;
        this.language = language;
        this.theme = theme;
        this.names = names;
        this.viewModel = new TimelineViewModel(playback);
        setId("timeline");
        getStyleClass().add("timeline");
        buildKinds();
        buildLanes();
        getChildren().addAll(nameColumn, lanePane, axis, kinds, scrollBar, playheadLine, playheadHandle, empty, hover);

        viewModel.lanesProperty().addListener((lanes, before, now) -> renamed());
        viewModel.kindProperty().addListener((kind, before, now) -> {
            scrollBar.setValue(0);
            viewModel.update();
            renamed();
        });
        names.addListener((any, before, now) -> renamed());
        theme.addListener((any, before, now) -> renamed());
        viewModel.hoverProperty().addListener((any, before, now) -> describeHover());
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

    private void buildLanes() {
        axis.setId("timeline-axis");
        axis.getStyleClass().add("timeline-axis");
        axis.accessibleTextProperty().bind(language.text("timeline.axis.accessible"));
        lanePane.setId("timeline-lanes");
        lanePane.getStyleClass().add("timeline-lanes");
        lanePane.setFocusTraversable(true);
        lanePane.accessibleTextProperty().bind(language.text("timeline.lanes.accessible"));
        lanePane.getChildren().add(picture.node());
        nameColumn.setClip(nameClip);
        nameColumn.getStyleClass().add("timeline-names");
        playheadLine.getStyleClass().add("timeline-playhead");
        playheadLine.setId("timeline-playhead");
        playheadHandle.getStyleClass().add("timeline-playhead-handle");
        scrollBar.setOrientation(javafx.geometry.Orientation.VERTICAL);
        scrollBar.setId("timeline-scroll");
        scrollBar.getStyleClass().add("timeline-scroll");
        scrollBar.accessibleTextProperty().bind(language.text("timeline.scroll.accessible"));
        scrollBar.valueProperty().addListener((any, before, now) -> repaint());
        hover.setId("timeline-hover");
        hover.getStyleClass().add("timeline-hover");
        empty.setId("timeline-empty");
        empty.getStyleClass().add("timeline-empty");
        empty.textProperty().bind(language.text("timeline.empty"));
        for (Node node : List.of(playheadLine, playheadHandle, hover, empty)) {
            node.setManaged(false);
            node.setMouseTransparent(true);
            node.setVisible(false);
        }
        for (Pane pane : List.of(axis, lanePane)) {
            pane.addEventHandler(MouseEvent.MOUSE_PRESSED, this::grab);
            pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        }
        lanePane.setOnMouseMoved(this::over);
        lanePane.setOnMouseExited(left -> viewModel.hoverNothing());
        addEventHandler(ScrollEvent.SCROLL, this::wheel);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** A lane's name and, where it has one, its level. */
    private static final class NameRow {
        private final Label name = new Label();
        private final Label level = new Label();
        private final Tooltip tooltip = new Tooltip();

        private NameRow(int index) {
            name.setId("timeline-lane-" + index);
            name.getStyleClass().add("timeline-name");
            name.setAlignment(Pos.CENTER_LEFT);
            name.setTooltip(tooltip);
            name.setManaged(false);
            level.getStyleClass().add("timeline-level");
            level.setAlignment(Pos.CENTER_RIGHT);
            level.setManaged(false);
        }
    }

    // ---- mouse and keys

    private void grab(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY) {
            lanePane.requestFocus();
            viewModel.hoverNothing();
            viewModel.seek(timeAt(xInLanes(event)));
            event.consume();
        }
    }

    private void drag(MouseEvent event) {
        if (event.isPrimaryButtonDown()) {
            viewModel.seek(timeAt(Math.clamp(xInLanes(event), 0, lanePane.getWidth())));
            event.consume();
        }
    }

    private void over(MouseEvent event) {
        List<Lane> lanes = viewModel.lanesProperty().get();
        int row = rows().at(event.getY());
        if (row >= 0 && row < lanes.size()) {
            viewModel.hoverAt(lanes.get(row), timeAt(event.getX()));
            placeHover(event.getX() + lanePane.getLayoutX(), event.getY() + lanePane.getLayoutY());
        } else {
            viewModel.hoverNothing();
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
        if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
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
        viewModel.update();
        if (laidOut && !isNeedsLayout()) {
            paint();
        }
    }

    private void renamed() {
        namesMeasured = false;
        viewModel.hoverNothing();
        repaint();
    }

    @Override
    protected void layoutChildren() {
        double scale = scale();
        double header = snapSizeY(HEADER * scale);
        double left = snapSpaceX(LEFT * scale);
        double nameWidth = snapSizeX(nameWidth());
        double lanesLeft = snapPositionX(left + nameWidth + NAME_GAP * scale);
        double height = Math.max(1, snapSizeY(getHeight() - header - BOTTOM));
        boolean scrolls = contentHeight() > height + 0.5;
        double right = RIGHT * scale + (scrolls ? SCROLL_BAR : 0);
        double width = Math.max(1, snapSizeX(getWidth() - lanesLeft - right));

        kinds.resizeRelocate(left, 0, kinds.prefWidth(-1), header);
        kinds.layout();
        axis.resizeRelocate(lanesLeft, 0, width, header);
        lanePane.resizeRelocate(lanesLeft, header, width, height);
        nameColumn.resizeRelocate(0, header, lanesLeft, height);
        nameClip.setWidth(lanesLeft);
        nameClip.setHeight(height);
        scrollBar.setVisible(scrolls);
        scrollBar.setMax(Math.max(0, contentHeight() - height));
        scrollBar.setVisibleAmount(contentHeight() <= 0 ? 0 : scrollBar.getMax() * height / contentHeight());
        scrollBar.setUnitIncrement(pitch());
        scrollBar.setBlockIncrement(height);
        if (scrollBar.getValue() > scrollBar.getMax()) {
            scrollBar.setValue(scrollBar.getMax());
        }
        scrollBar.resizeRelocate(getWidth() - SCROLL_BAR - 2, header, SCROLL_BAR, height);
        empty.setVisible(viewModel.lanesProperty().get().isEmpty());
        empty.autosize();
        empty.relocate(snapPositionX((getWidth() - empty.getWidth()) / 2),
                snapPositionY(header + (height - empty.getHeight()) / 2));
        layoutNames(left, nameWidth);
        laidOut = true;
        // Labels of the axis ask for a layout with each new text; then nothing has moved and the next look paints.
        var geometry = List.of(width, height, scale, rows());
        if (!geometry.equals(paintedGeometry) || System.nanoTime() - paintedNanos > FRESH_NANOS) {
            paintedGeometry = geometry;
            paint();
        }
    }

    private void layoutNames(double left, double width) {
        List<Lane> lanes = viewModel.lanesProperty().get();
        LanePicture.Rows rows = rows();
        int first = Math.max(0, rows.at(0));
        int last = Math.min(lanes.size() - 1, rows.at(lanePane.getHeight()));
        int used = 0;
        double size = nameSize();
        for (int row = first; row <= last; row++, used++) {
            if (used == nameRows.size()) {
                var made = new NameRow(used);
                nameRows.add(made);
                nameColumn.getChildren().addAll(made.name, made.level);
            }
            NameRow shown = nameRows.get(used);
            Lane lane = lanes.get(row);
            String name = name(lane);
            shown.name.setText(name);
            shown.tooltip.setText(name);
            shown.name.setStyle("-fx-font-size: " + size + "px;");
            shown.level.setStyle("-fx-font-size: " + Math.max(9, size - 1.5) + "px;");
            double top = snapPositionY(row * rows.pitch() - rows.scroll());
            boolean levelled = lane.kind() == LaneKind.RESOURCES;
            double levelWidth = levelled ? levelWidth() : 0;
            shown.name.resizeRelocate(left, top, Math.max(10, width - levelWidth), rows.pitch());
            shown.level.resizeRelocate(left + width - levelWidth, top, levelWidth, rows.pitch());
            shown.name.setVisible(true);
            shown.level.setVisible(levelled);
        }
        for (int i = used; i < nameRows.size(); i++) {
            nameRows.get(i).name.setVisible(false);
            nameRows.get(i).level.setVisible(false);
        }
    }

    private void paint() {
        double width = lanePane.getWidth();
        double height = lanePane.getHeight();
        if (width <= 1 || height <= 1) {
            return;
        }
        TimeWindow window = viewModel.window();
        var ticks = TimeAxis.ticks(window, (int) Math.max(1, width / (TICK_ROOM * scale())), russian());
        layoutTicks(ticks);
        long end = playback.endProperty().get();
        long edge = playback.recording().edge().timeNanos();
        boolean edgeInSight = window.toNanos() >= Math.min(edge, end);
        paintedNanos = System.nanoTime();
        picture.show(
                new LanePicture.Request(playback.recording(), window, viewModel.lanesProperty().get(), rows(), width,
                        height, density(), Math.min(end, window.toNanos()),
                        edgeInSight ? playback.recording().edge().events() : -1, ticks.size(), theme.getValue(),
                        names.getValue()),
                ticks);
        placePlayhead();
        showLevels();
    }

    private void layoutTicks(List<TimeAxis.Tick> ticks) {
        double clear = kinds.getLayoutX() + kinds.getWidth() + 10 - axis.getLayoutX();
        int used = 0;
        for (TimeAxis.Tick tick : ticks) {
            if (used == tickLabels.size()) {
                var made = new Label();
                made.getStyleClass().add("timeline-tick");
                made.setManaged(false);
                tickLabels.add(made);
                axis.getChildren().add(made);
            }
            Label label = tickLabels.get(used++);
            label.setText(tick.label());
            label.autosize();
            double x = snapPositionX(xOf(tick.timeNanos()) - label.getWidth() / 2);
            label.relocate(x, snapPositionY((axis.getHeight() - label.getHeight()) / 2));
            label.setVisible(x >= clear && x + label.getWidth() <= axis.getWidth() + RIGHT);
        }
        for (int i = used; i < tickLabels.size(); i++) {
            tickLabels.get(i).setVisible(false);
        }
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

    private void showLevels() {
        List<Lane> lanes = viewModel.lanesProperty().get();
        if (viewModel.kindProperty().get() != LaneKind.RESOURCES) {
            return;
        }
        int first = Math.max(0, rows().at(0));
        for (int i = 0; i < nameRows.size() && first + i < lanes.size(); i++) {
            Lane lane = lanes.get(first + i);
            if (lane.kind() == LaneKind.RESOURCES) {
                StatusTrack track = viewModel.track(lane);
                int index = track.indexAt(playback.playheadProperty().get());
                long level = index < 0 ? 0 : track.value(index);
                nameRows.get(i).level
                        .setText(lane.capacity() > 0 ? level + "/" + lane.capacity() : Long.toString(level));
            }
        }
    }

    // ---- words

    private String name(Lane lane) {
        Directory directory = playback.recording().trace().directory();
        return switch (lane.kind()) {
            case ACTORS -> names.getValue().of(directory.actor(lane.id()));
            case RESOURCES -> names.getValue().of(directory.resource(lane.id()));
            case CORES -> language.texts().get("timeline.core", Integer.toString(lane.id()));
        };
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
        Texts texts = language.texts();
        Directory directory = playback.recording().trace().directory();
        String what = switch (over.lane().kind()) {
            case ACTORS -> {
                String state = texts.get("status." + Theme.token(over.status()));
                yield over.inferred() ? texts.get("timeline.hover.inferred", state) : state;
            }
            case RESOURCES -> over.lane().capacity() > 0
                    ? texts.get("timeline.hover.level", Integer.toString(over.value()), Long.toString(
                            over.lane().capacity()))
                    : Integer.toString(over.value());
            case CORES -> over.value() == 0 ? texts.get("timeline.hover.nobody") : names.getValue().of(directory.actor(
                    over.value()));
        };
        String length = TimeText.length((double) over.lengthNanos(), russian());
        boolean ended = over.lane().kind() == LaneKind.ACTORS && !over.status().alive();
        String times = over.lasts()
                ? texts.get("timeline.hover.since", TimeText.clock(over.sinceNanos()))
                : TimeText.clock(over.sinceNanos()) + "\u2009–\u2009" + TimeText.clock(over.untilNanos());
        return name(over.lane()) + "\n" + (ended && over.lasts() ? what : texts.get(over.lasts() && playback.running()
                ? "timeline.hover.so-far"
                : "timeline.hover.for", what, length)) + "\n" + times;
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

    private LanePicture.Rows rows() {
        double pitch = pitch();
        double gap = Math.min(16, 4 + 12 * (pitch / scale() - NARROWEST_PITCH) / (WIDEST_PITCH - NARROWEST_PITCH));
        return new LanePicture.Rows(pitch, Math.round(pitch - gap * scale()), scrollBar.isVisible()
                ? scrollBar.getValue()
                : 0);
    }

    private double pitch() {
        int count = Math.max(1, viewModel.lanesProperty().get().size());
        double room = Math.max(1, getHeight() - HEADER * scale() - BOTTOM);
        return Math.clamp(Math.floor(room / count), NARROWEST_PITCH * scale(),
                (viewModel.kindProperty().get() == LaneKind.ACTORS ? WIDEST_PITCH : WIDEST_LEVEL_PITCH) * scale());
    }

    private double contentHeight() {
        return viewModel.lanesProperty().get().size() * pitch();
    }

    private double nameSize() {
        return (pitch() < 18 * scale() ? SMALL_NAME_SIZE : NAME_SIZE) * scale();
    }

    private double nameWidth() {
        if (!namesMeasured) {
            var ruler = new Text();
            ruler.setFont(Font.font(Fonts.TEXT, nameSize()));
            longestName = 0;
            for (Lane lane : viewModel.lanesProperty().get()) {
                ruler.setText(name(lane));
                longestName = Math.max(longestName, ruler.getLayoutBounds().getWidth());
            }
            namesMeasured = true;
        }
        double most = Math.max(LEAST_NAMES, Math.min(MOST_NAMES * scale(), getWidth() * 0.28));
        return Math.clamp(Math.ceil(longestName + 2) + levelWidth(), LEAST_NAMES * scale(), most * 1.0001);
    }

    private double levelWidth() {
        if (viewModel.kindProperty().get() != LaneKind.RESOURCES) {
            return 0;
        }
        int digits = viewModel.lanesProperty().get().stream().mapToInt(lane -> lane.capacity() > 0 ? 1 + 2
                * Long.toString(lane.capacity()).length() : 4).max().orElse(3);
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
