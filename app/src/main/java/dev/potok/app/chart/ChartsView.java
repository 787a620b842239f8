package dev.potok.app.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import dev.potok.app.measure.LatestSums;
import dev.potok.app.text.Language;
import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Fonts;
import dev.potok.app.theme.Theme;
import dev.potok.app.timeline.RangeTable;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.TimeText;
import dev.potok.simulation.state.Recording;

/**
 * The charts: throughput or load of each core, with the figures at the playhead below.
 *
 * <p>
 * A click moves the playhead, dragging looks at a stretch closely, a double click shows all again. Figures are copied on
 * the JavaFX thread and drawn on a thread of this view's own, which ends when there is nothing to draw; while the run goes
 * on that happens three times a second at the most, and not at all while nothing changes. For the JavaFX thread.
 */
public final class ChartsView extends Region {
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
    private static final double HEADER = 35;
    private static final double LEGEND = 30;
    private static final double SIDE = ChartDrawing.SIDE;
    private static final long LIVE_PERIOD_NANOS = 333_000_000L;
    private static final double DRAG = 6;

    private final Playback playback;
    private final Language language;
    private final ObservableValue<Theme> theme;
    private final ObservableValue<Names> names;
    private final ChartsViewModel viewModel;
    private final ThreadPoolExecutor drawer;

    private final HBox kinds = new HBox();
    private final Label unit = new Label();
    private final Pane chart = new Pane();
    private final ImageView image = new ImageView();
    private final Region playhead = new Region();
    private final Region pointer = new Region();
    private final Region selection = new Region();
    private final Label hover = new Label();
    private final Label empty = new Label();
    private final HBox legend = new HBox();
    private final Label more = new Label();
    private final Label together = new Label();
    private final List<Label> entries = new ArrayList<>();
    private final RangeTable range;
    private final ToggleButton rangeButton = new ToggleButton();
    private final BooleanProperty narrow = new SimpleBooleanProperty();

    private @Nullable Request requested;
    private @Nullable Drawn drawn;
    private boolean drawing;
    private long drawnAtNanos;
    private long pictures;
    private long legendTime = Long.MIN_VALUE;
    private double pressedX = Double.NaN;
    private boolean dragged;

    /** Charts of what that playback shows. */
    public ChartsView(Playback playback, Language language, ObservableValue<Theme> theme,
            ObservableValue<Names> names) {
        this(playback, language, theme, names, new LatestSums());
    }

    /** Charts whose table of the range shares its sums with others who look at the same recording. */
    public ChartsView(Playback playback, Language language, ObservableValue<Theme> theme,
            ObservableValue<Names> names, LatestSums sums) {
        this.playback = playback;
        this.language = language;
        this.theme = theme;
        this.names = names;
        this.viewModel = new ChartsViewModel(playback);
        this.drawer = new ThreadPoolExecutor(1, 1, 2, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(task, "potok-chart");
            thread.setDaemon(true);
            return thread;
        });
        drawer.allowCoreThreadTimeOut(true);
        setId("charts");
        getStyleClass().add("charts");
        range = new RangeTable(playback, language, theme, names, sums);
        range.setVisible(false);
        buildHeader();
        buildChart();
        getChildren().addAll(kinds, chart, unit, legend, empty, hover, range);
        viewModel.kindProperty().addListener((any, before, now) -> changed());
        viewModel.chosenProperty().addListener((any, before, now) -> changed());
        theme.addListener((any, before, now) -> changed());
        names.addListener((any, before, now) -> changed());
        playback.pulseProperty().addListener((pulse, before, now) -> look());
        // Whoever chooses a stretch wants to see its figures, and the chart again once it is let go.
        playback.rangeProperty().addListener((any, before, now) -> {
            if ((before == null) != (now == null)) {
                showRange(now != null);
            }
        });
    }

    /** What it shows, and its commands. */
    public ChartsViewModel viewModel() {
        return viewModel;
    }

    /** How many pictures were drawn. */
    long pictures() {
        return pictures;
    }

    private void changed() {
        legendTime = Long.MIN_VALUE;
        pointNowhere();
        requestLayout();
    }

    // ---- building

    private void buildHeader() {
        kinds.getStyleClass().add("chart-kinds");
        kinds.setAlignment(Pos.CENTER_LEFT);
        var group = new ToggleGroup();
        for (ChartKind kind : ChartKind.values()) {
            var button = new ToggleButton();
            button.setId("chart-" + kind.id());
            button.getStyleClass().setAll("chart-kind");
            button.textProperty().bind(Bindings.when(narrow).then(language.text("chart." + kind.id() + ".short"))
                    .otherwise(language.text("chart." + kind.id())));
            button.accessibleTextProperty().bind(language.text("chart." + kind.id() + ".accessible"));
            button.setToggleGroup(group);
            button.setSelected(kind == viewModel.kindProperty().get());
            button.setOnAction(pressed -> {
                button.setSelected(true);
                viewModel.kindProperty().set(kind);
                showRange(false);
            });
            viewModel.kindProperty().addListener((any, before, now) -> button.setSelected(now == kind));
            kinds.getChildren().add(button);
        }
        rangeButton.setId("chart-range");
        rangeButton.getStyleClass().setAll("chart-kind");
        rangeButton.textProperty().bind(language.text("range.title"));
        rangeButton.accessibleTextProperty().bind(language.text("range.title.accessible"));
        rangeButton.setToggleGroup(group);
        rangeButton.setOnAction(pressed -> {
            rangeButton.setSelected(true);
            showRange(true);
        });
        kinds.getChildren().add(rangeButton);
        unit.setId("chart-unit");
        unit.getStyleClass().add("chart-unit");
        unit.setAlignment(Pos.CENTER_RIGHT);
        unit.setMouseTransparent(true);
    }

    /** Shows the table of the range, or a chart again. */
    private void showRange(boolean shown) {
        range.setVisible(shown);
        rangeButton.setSelected(shown);
        if (!shown) {
            kinds.getChildren().stream()
                    .filter(node -> node.getId().equals("chart-" + viewModel.kindProperty().get().id()))
                    .forEach(node -> ((ToggleButton) node).setSelected(true));
        }
        for (Node node : List.of(chart, unit, legend, empty)) {
            node.setVisible(!shown);
        }
        drawn = null;
        requested = null;
        changed();
    }

    private void buildChart() {
        chart.setId("chart");
        chart.getStyleClass().add("chart-plot");
        chart.accessibleTextProperty().bind(language.text("chart.accessible"));
        playhead.getStyleClass().add("chart-playhead");
        playhead.setId("chart-playhead");
        pointer.getStyleClass().add("chart-pointer");
        selection.getStyleClass().add("chart-selection");
        for (Region mark : List.of(playhead, pointer, selection)) {
            mark.setManaged(false);
            mark.setMouseTransparent(true);
            mark.setVisible(false);
        }
        chart.getChildren().addAll(image, selection, pointer, playhead);
        chart.setOnMouseMoved(event -> point(event.getX(), event.getY()));
        chart.setOnMouseExited(event -> pointNowhere());
        chart.setOnMousePressed(this::press);
        chart.setOnMouseDragged(this::drag);
        chart.setOnMouseReleased(this::release);
        hover.setId("chart-hover");
        hover.getStyleClass().add("chart-hover");
        hover.setManaged(false);
        hover.setMouseTransparent(true);
        hover.setVisible(false);
        empty.setId("chart-empty");
        empty.getStyleClass().add("chart-empty");
        empty.setWrapText(true);
        empty.setAlignment(Pos.CENTER);
        empty.setManaged(false);
        empty.setMouseTransparent(true);
        legend.setId("chart-legend");
        legend.getStyleClass().add("chart-legend");
        legend.setAlignment(Pos.CENTER_LEFT);
        more.setId("chart-more");
        more.getStyleClass().add("chart-entry");
        more.setMinWidth(USE_PREF_SIZE);
        together.setId("chart-together");
        together.getStyleClass().add("chart-together");
    }

    // ---- drawing

    /** All that decides how a picture looks. */
    private record Request(Recording recording, ChartKind kind, ChartsViewModel.Stretch sight, long events,
            double width,
            double height, double density, Theme theme, Texts texts) {}

    /** A finished picture, and where the figures are in it. */
    private record Drawn(Request request, ChartFigures figures, @Nullable BufferedImage image, Rectangle2D area) {
        private double xOf(long timeNanos) {
            double place = (double) (timeNanos - figures.fromNanos()) / (figures.toNanos() - figures.fromNanos());
            return area.getX() + place * area.getWidth();
        }

        private long timeAt(double x) {
            double place = Math.clamp((x - area.getX()) / area.getWidth(), 0, 1);
            return figures.fromNanos() + Math.round(place * (figures.toNanos() - figures.fromNanos()));
        }
    }

    private void look() {
        if (getScene() == null || range.isVisible() || chart.getWidth() < 8 || chart.getHeight() < 8) {
            return;
        }
        Request wanted = wanted();
        Request last = requested;
        boolean due = last == null || last.recording() != wanted.recording() || !playback.running()
                || System.nanoTime() - drawnAtNanos >= LIVE_PERIOD_NANOS;
        if (!drawing && due && !wanted.equals(last)) {
            request(wanted);
        }
        placePlayhead();
        showLegend();
    }

    private Request wanted() {
        boolean grows = playback.running() && viewModel.chosenProperty().get() == null;
        long events = playback.recording().edge().events();
        ChartsViewModel.Stretch sight = viewModel.sight();
        // While nothing happens the axis need not creep.
        Request last = requested;
        if (grows && last != null && last.events() == events && last.recording() == playback.recording()
                && last.kind() == viewModel.kindProperty().get() && last.sight().fromNanos() <= sight.fromNanos()
                && sight.toNanos() - last.sight().toNanos() < 1_000_000_000L) {
            sight = last.sight();
        }
        return new Request(playback.recording(), viewModel.kindProperty().get(), sight, events, chart.getWidth(),
                chart.getHeight(), density(), theme.getValue(), names.getValue().texts());
    }

    private void request(Request wanted) {
        requested = wanted;
        drawnAtNanos = System.nanoTime();
        ChartFigures figures = viewModel.figures();
        drawing = true;
        drawer.execute(() -> {
            Drawn result = null;
            try {
                result = draw(wanted, figures);
            } finally {
                Drawn finished = result;
                Platform.runLater(() -> {
                    drawing = false;
                    if (finished != null) {
                        show(finished);
                    }
                });
            }
        });
    }

    /** Draws what is to be seen now before it returns; for a picture of the window. */
    public void drawNow() {
        layout();
        if (chart.getWidth() >= 8 && chart.getHeight() >= 8) {
            Request wanted = wanted();
            requested = wanted;
            show(draw(wanted, viewModel.figures()));
            legendTime = Long.MIN_VALUE;
            showLegend();
        }
    }

    private static Drawn draw(Request wanted, ChartFigures figures) {
        var area = new Rectangle2D.Double(0, 0, wanted.width(), wanted.height());
        if (figures.lack() != ChartFigures.Lack.NONE) {
            return new Drawn(wanted, figures, null, area);
        }
        var image = new BufferedImage((int) Math.ceil(wanted.width() * wanted.density()),
                (int) Math.ceil(wanted.height() * wanted.density()), BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.scale(wanted.density(), wanted.density());
            return new Drawn(wanted, figures, image,
                    ChartDrawing.draw(graphics, area, figures, wanted.theme(), wanted.texts()));
        } finally {
            graphics.dispose();
        }
    }

    private void show(Drawn finished) {
        if (range.isVisible()) {
            return;
        }
        drawn = finished;
        pictures++;
        BufferedImage picture = finished.image();
        empty.setVisible(picture == null);
        image.setVisible(picture != null);
        if (picture == null) {
            empty.setText(
                    language.texts().get(ChartImage.lackKey(finished.figures().lack(), finished.figures().kind())));
            requestLayout();
        } else {
            int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
            image.setImage(new WritableImage(new PixelBuffer<>(picture.getWidth(), picture.getHeight(),
                    IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance())));
            image.setFitWidth(picture.getWidth() / finished.request().density());
            image.setFitHeight(picture.getHeight() / finished.request().density());
        }
        placePlayhead();
        showLegend();
    }

    // ---- marks and figures

    private void placePlayhead() {
        Drawn shown = drawn;
        long time = playback.playheadProperty().get();
        boolean inSight = shown != null && shown.image() != null && time >= shown.figures().fromNanos()
                && playback.motionProperty().get() != Playback.Motion.EMPTY;
        if (inSight && shown != null) {
            // Between two pictures of a growing run the playhead is at most a little beyond the edge.
            mark(playhead, shown, Math.min(shown.xOf(time), shown.area().getMaxX()));
            inSight = shown.xOf(time) <= shown.area().getMaxX() + 12;
        }
        playhead.setVisible(inSight);
    }

    private void mark(Region line, Drawn shown, double x) {
        line.resizeRelocate(snapPositionX(x), snapPositionY(shown.area().getY()), 1,
                snapSizeY(shown.area().getHeight()));
    }

    private void showLegend() {
        Drawn shown = drawn;
        boolean filled = shown != null && shown.image() != null;
        legend.setVisible(filled);
        if (!filled) {
            return;
        }
        long time = playback.playheadProperty().get() / 100_000_000L * 2 + (drawing ? 1 : 0);
        int cores = viewModel.cores();
        if (time == legendTime && entries.size() >= Math.min(cores, 1)) {
            return;
        }
        legendTime = time;
        ChartKind kind = viewModel.kindProperty().get();
        Texts texts = language.texts();
        if (entries.size() != cores || legend.getChildren().isEmpty()) {
            buildLegend(cores);
        }
        long at = playback.playheadProperty().get();
        for (int core = 0; core < entries.size(); core++) {
            entries.get(core).setText(texts.get("chart.core", Integer.toString(core)) + "  "
                    + figure(viewModel.at(core, at), kind, texts));
        }
        together.setText(texts.get(kind == ChartKind.LOAD ? "chart.mean" : "chart.sum",
                figure(viewModel.together(at), kind, texts)));
        requestLayout();
    }

    private void buildLegend(int cores) {
        entries.clear();
        for (int core = 0; core < cores; core++) {
            var swatch = new Region();
            swatch.getStyleClass().addAll("chart-swatch", "series-" + (core % 8 + 1));
            var entry = new Label();
            entry.setId("chart-core-" + core);
            entry.getStyleClass().add("chart-entry");
            entry.setGraphic(swatch);
            entry.setMinWidth(USE_PREF_SIZE);
            entries.add(entry);
        }
        together.setMinWidth(USE_PREF_SIZE);
        legend.getChildren().setAll(entries);
        legend.getChildren().addAll(more, together);
    }

    private static String figure(double value, ChartKind kind, Texts texts) {
        return kind == ChartKind.LOAD ? ChartNumber.percent(value, texts) : ChartNumber.full(value, texts);
    }

    // ---- mouse

    private void point(double x, double y) {
        Drawn shown = drawn;
        if (shown == null || shown.image() == null || x < shown.area().getX() - 4 || x > shown.area().getMaxX() + 4) {
            pointNowhere();
            return;
        }
        long time = shown.timeAt(x);
        Texts texts = language.texts();
        ChartKind kind = viewModel.kindProperty().get();
        var text = new StringBuilder(TimeText.clock(time));
        int cores = Math.min(viewModel.cores(), 8);
        for (int core = 0; core < cores; core++) {
            text.append('\n').append(texts.get("chart.core", Integer.toString(core))).append("  ")
                    .append(figure(viewModel.at(core, time), kind, texts));
        }
        text.append('\n').append(texts.get(kind == ChartKind.LOAD ? "chart.mean" : "chart.sum", figure(viewModel
                .together(time), kind, texts)));
        if (kind == ChartKind.THROUGHPUT) {
            text.append('\n').append(texts.get("chart.smoothed"));
        }
        hover.setText(text.toString());
        hover.setVisible(true);
        hover.autosize();
        double left = chart.getLayoutX() + x;
        boolean flips = left + 14 + hover.getWidth() > getWidth() - 4;
        hover.relocate(snapPositionX(Math.max(4, flips ? left - 14 - hover.getWidth() : left + 14)),
                snapPositionY(
                        Math.clamp(chart.getLayoutY() + y + 14, 4, Math.max(4, getHeight() - hover.getHeight() - 4))));
        mark(pointer, shown, x);
        pointer.setVisible(true);
    }

    private void pointNowhere() {
        hover.setVisible(false);
        pointer.setVisible(false);
    }

    private void press(MouseEvent event) {
        pressedX = event.getButton() == MouseButton.PRIMARY ? event.getX() : Double.NaN;
        dragged = false;
    }

    private void drag(MouseEvent event) {
        Drawn shown = drawn;
        if (shown == null || Double.isNaN(pressedX)) {
            return;
        }
        dragged |= Math.abs(event.getX() - pressedX) > DRAG;
        if (dragged) {
            pointNowhere();
            double x = Math.clamp(event.getX(), shown.area().getX(), shown.area().getMaxX());
            mark(selection, shown, Math.min(x, pressedX));
            selection.resize(Math.abs(x - pressedX), selection.getHeight());
            selection.setVisible(true);
        }
    }

    private void release(MouseEvent event) {
        Drawn shown = drawn;
        selection.setVisible(false);
        if (shown == null || Double.isNaN(pressedX)) {
            return;
        }
        if (dragged) {
            viewModel.look(shown.timeAt(pressedX), shown.timeAt(event.getX()));
        } else if (event.getClickCount() == 2) {
            viewModel.showAll();
        } else {
            viewModel.seek(shown.timeAt(event.getX()));
        }
        pressedX = Double.NaN;
        event.consume();
    }

    // ---- layout

    @Override
    protected void layoutChildren() {
        double scale = theme.getValue().scale();
        double header = snapSizeY(HEADER * scale);
        double foot = snapSizeY(LEGEND * scale);
        double side = snapSpaceX(SIDE * scale);
        double width = Math.max(1, getWidth() - 2 * side);
        unit.setText(ChartImage.unit(viewModel.kindProperty().get(), names.getValue()));
        narrow.set(fullWidth(scale) > width);
        kinds.pseudoClassStateChanged(NARROW, narrow.get());
        double kindsWidth = Math.min(kinds.prefWidth(-1), width);
        range.resizeRelocate(0, header, getWidth(), Math.max(1, getHeight() - header));
        kinds.resizeRelocate(side, 0, kindsWidth, header);
        double unitWidth = snapSizeX(unit.prefWidth(-1));
        boolean beside = kindsWidth + 8 + unitWidth <= width;
        // Where there is no room beside the title, the unit stands below it.
        double below = beside ? 0 : snapSizeY(unit.prefHeight(-1));
        unit.resizeRelocate(getWidth() - side - unitWidth, beside ? 0 : header, unitWidth, beside ? header : below);
        chart.resizeRelocate(side, header + below, snapSizeX(getWidth() - side),
                Math.max(1, snapSizeY(getHeight() - header - below - foot)));
        legend.resizeRelocate(side, getHeight() - foot, width, foot);
        fitLegend(width);
        double textWidth = Math.min(width, 340 * scale);
        double textHeight = empty.prefHeight(textWidth);
        empty.resizeRelocate(snapPositionX((getWidth() - textWidth) / 2),
                snapPositionY((getHeight() - textHeight) / 2), textWidth, textHeight);
        look();
    }

    /** How wide the names of the charts are when they are written in full. */
    private double fullWidth(double scale) {
        double wide = 0;
        var ruler = new Text();
        ruler.setFont(Font.font(Fonts.TEXT, 12.5 * scale));
        for (String key : List.of("chart.throughput", "chart.load", "range.title")) {
            ruler.setText(language.texts().get(key));
            wide += ruler.getLayoutBounds().getWidth() + 21 * scale;
        }
        return wide;
    }

    /** Shows as many cores as there is room for and says how many more there are; the sum stands at the right. */
    private void fitLegend(double width) {
        double gap = legend.getSpacing();
        double room = width - together.prefWidth(-1);
        double all = entries.stream().mapToDouble(entry -> entry.prefWidth(-1) + gap).sum();
        // Each core's own figure tells more than all of them together.
        boolean crowded = all > room && all - gap <= width;
        together.setVisible(!crowded);
        together.setManaged(!crowded);
        room = crowded ? all : room;
        more.setText(language.texts().get("chart.more", Integer.toString(entries.size())));
        double moreWidth = all <= room ? 0 : more.prefWidth(-1) + gap;
        double used = 0;
        int hidden = 0;
        for (Label entry : entries) {
            double wanted = entry.prefWidth(-1) + gap;
            boolean fits = hidden == 0 && used + wanted <= room - moreWidth;
            used += fits ? wanted : 0;
            hidden += fits ? 0 : 1;
            entry.setVisible(fits);
            entry.setManaged(fits);
        }
        more.setText(language.texts().get("chart.more", Integer.toString(hidden)));
        more.setVisible(hidden > 0);
        more.setManaged(hidden > 0);
        used += hidden > 0 ? more.prefWidth(-1) + gap : 0;
        together.setTranslateX(Math.max(0, snapPositionX(width - used - together.prefWidth(-1))));
    }

    private double density() {
        return getScene() == null || getScene().getWindow() == null ? 1 : getScene().getWindow().getOutputScaleX();
    }

    @Override
    protected double computePrefWidth(double height) {
        return 440;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 300;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 200;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 90;
    }
}
