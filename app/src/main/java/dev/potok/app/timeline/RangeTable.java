package dev.potok.app.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

import org.jspecify.annotations.Nullable;

import dev.potok.app.measure.Budget;
import dev.potok.app.measure.LatestSums;
import dev.potok.app.measure.RangeMeasure;
import dev.potok.app.text.Language;
import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Glyphs;
import dev.potok.app.theme.Theme;
import dev.potok.app.transport.Calm;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.Span;
import dev.potok.app.transport.TimeText;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.trace.Directory;

/**
 * The table of the stretch of time that was chosen, or of the whole recording: what each actor did for how long, how each
 * resource and each core was used. Ctrl+C copies it with tabs between the columns. Measured again when the range changes,
 * and twice a second at the most while the run goes on. For the JavaFX thread.
 */
public final class RangeTable extends Region {
    private static final long PERIOD_NANOS = 500_000_000;
    /** Time that a frame may spend on sums of what was not seen before. */
    private static final long SUM_NANOS = 8_000_000;
    private static final double HEADER = 30;
    private static final double LEAST_SAID = 40;
    private static final double LEAST_NAME = 84;
    private static final double MOST_NAME = 200;
    private static final double LEAST_BAR = 64;
    private static final double TIME_COLUMN = 70;
    private static final double FIGURE_COLUMN = 84;
    private static final double SCROLL_BAR = 14;
    /** Rows of a closed group that are kept up to date. */
    private static final int MOST_UNSEEN = 100;
    private static final int SMALL_GROUP = LaneArrangement.SMALL_GROUP;

    private final Playback playback;
    private final Language language;
    private final ObservableValue<Theme> theme;
    private final ObservableValue<Names> names;
    private final LatestSums sums;

    private final Label what = new Label();
    private final HBox kinds = new HBox();
    private final ToggleButton percent = new ToggleButton();
    private final HBox header = new HBox();
    private final TreeTableView<RangeRow> table = new TreeTableView<>();
    private final TreeItem<RangeRow> root = new TreeItem<>();
    private final Map<String, Boolean> opened = new HashMap<>();

    private LaneKind kind = LaneKind.ACTORS;
    private List<ActorStatus> statuses = List.of();
    private List<RangeRow> rows = List.of();
    private @Nullable Recording measured;
    private @Nullable Span measuredSpan;
    private long measuredEvents = -1;
    private long measuredNanos;
    private boolean complete;
    private String said = "";
    private String saidShortly = "";

    /** A table of what that playback shows. */
    public RangeTable(Playback playback, Language language, ObservableValue<Theme> theme,
            ObservableValue<Names> names) {
        this(playback, language, theme, names, new LatestSums());
    }

    /** A table that shares its sums with others who look at the same recording. */
    public RangeTable(Playback playback, Language language, ObservableValue<Theme> theme, ObservableValue<Names> names,
            LatestSums sums) {
        this.playback = playback;
        this.language = language;
        this.theme = theme;
        this.names = names;
        this.sums = sums;
        setId("range");
        getStyleClass().add("range");
        buildHeader();
        buildTable();
        getChildren().addAll(header, table);
        playback.rangeProperty().addListener((any, before, now) -> look());
        names.addListener((any, before, now) -> afresh());
        theme.addListener((any, before, now) -> afresh());
        visibleProperty().addListener((any, before, now) -> look());
        Calm.words(playback, this::look);
        playback.pulseProperty().addListener((any, before, now) -> {
            if (measured != null && !complete) {
                look();
            }
        });
    }

    // ---- building

    private void buildHeader() {
        header.getStyleClass().add("range-header");
        header.setAlignment(Pos.CENTER_LEFT);
        what.setId("range-what");
        what.getStyleClass().add("range-what");
        what.setMinWidth(0);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        kinds.getStyleClass().add("range-kinds");
        kinds.setAlignment(Pos.CENTER_RIGHT);
        kinds.setMinWidth(USE_PREF_SIZE);
        var group = new ToggleGroup();
        for (LaneKind each : LaneKind.values()) {
            var button = new ToggleButton();
            button.setId("range-" + each.id());
            button.getStyleClass().setAll("range-kind");
            button.textProperty().bind(language.text("timeline." + each.id()));
            button.accessibleTextProperty().bind(language.text("range." + each.id() + ".accessible"));
            button.setToggleGroup(group);
            button.setSelected(each == kind);
            button.setOnAction(pressed -> {
                button.setSelected(true);
                kind = each;
                percent.setVisible(each == LaneKind.ACTORS);
                afresh();
            });
            kinds.getChildren().add(button);
        }
        percent.setId("range-percent");
        percent.getStyleClass().setAll("range-kind", "range-percent");
        percent.setText("%");
        percent.setMinWidth(USE_PREF_SIZE);
        percent.managedProperty().bind(percent.visibleProperty());
        percent.accessibleTextProperty().bind(language.text("range.percent"));
        var tooltip = new Tooltip();
        tooltip.textProperty().bind(language.text("range.percent"));
        percent.setTooltip(tooltip);
        percent.setOnAction(pressed -> table.refresh());
        header.getChildren().addAll(what, space, percent, kinds);
    }

    private void buildTable() {
        table.setId("range-table");
        table.getStyleClass().add("range-table");
        table.setRoot(root);
        table.setShowRoot(false);
        root.setExpanded(true);
        table.accessibleTextProperty().bind(language.text("range.accessible"));
        table.setPlaceholder(new Label());
        table.setRowFactory(made -> new Row());
        table.getSelectionModel().setSelectionMode(javafx.scene.control.SelectionMode.MULTIPLE);
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.C && event.isShortcutDown()) {
                copy();
                event.consume();
            }
        });
    }

    /** A row that tells everything when the mouse rests on it. */
    private final class Row extends TreeTableRow<RangeRow> {
        private final Tooltip told = new Tooltip();

        @Override
        protected void updateItem(@Nullable RangeRow row, boolean none) {
            super.updateItem(row, none);
            if (none || row == null || row.times().isEmpty()) {
                setTooltip(null);
                return;
            }
            var lines = new ArrayList<String>();
            lines.add(row.name());
            for (ActorStatus status : statuses) {
                if (row.nanos(status) > 0) {
                    lines.add(language.texts().get("range.told", language.texts().get("status." + Theme.token(status)),
                            TimeText.length((double) row.nanos(status), russian()), percent(row.share(status))));
                }
            }
            told.setText(String.join("\n", lines));
            setTooltip(told);
        }
    }

    private void afresh() {
        table.getColumns().clear();
        statuses = List.of();
        measuredEvents = -1;
        measuredSpan = null;
        measured = null;
        look();
    }

    // ---- looking

    private void look() {
        if (getScene() == null || !shown()) {
            return;
        }
        Recording recording = playback.recording();
        Span range = playback.rangeProperty().get();
        Span span = range != null ? range : new Span(0, playback.endProperty().get());
        long events = recording.edge().events();
        boolean same = sameRecording(recording) && span.equals(measuredSpan) && events == measuredEvents && complete;
        boolean young = sameRecording(recording) && playback.running() && range == null
                && System.nanoTime() - measuredNanos < PERIOD_NANOS;
        if (same || young && complete) {
            return;
        }
        measure(recording, span, range == null, events);
    }

    @SuppressWarnings("ReferenceEquality") // a recording is itself alone
    private boolean sameRecording(Recording recording) {
        return measured == recording;
    }

    private boolean shown() {
        boolean visible = true;
        for (Node at = this; at != null; at = at.getParent()) {
            visible &= at.isVisible();
        }
        return visible;
    }

    private void measure(Recording recording, Span span, boolean whole, long events) {
        RangeMeasure measure = RangeMeasure.of(sums.of(recording), span.fromNanos(), span.toNanos(),
                Budget.nanos(SUM_NANOS));
        complete = measure.complete();
        measured = recording;
        measuredSpan = span;
        measuredEvents = events;
        measuredNanos = System.nanoTime();
        Texts texts = language.texts();
        String length = TimeText.length((double) span.lengthNanos(), russian());
        said = !complete ? texts.get("range.summing")
                : events == 0 ? texts.get("range.nothing")
                        : whole ? texts.get("range.whole", length)
                                : texts.get("range.range", TimeText.instant(span.fromNanos(), span.lengthNanos(),
                                        russian()), TimeText.instant(span.toNanos(), span.lengthNanos(), russian()),
                                        length);
        saidShortly = complete && events > 0 ? whole ? texts.get("range.whole.short", length) : length : said;
        what.setText(said);
        if (!complete) {
            return;
        }
        rows = RangeRows.of(measure, LaneTree.of(recording, kind), this::name);
        List<ActorStatus> now = kind == LaneKind.ACTORS ? RangeRows.statuses(rows) : List.of();
        if (table.getColumns().isEmpty() || !now.stream().sorted().toList().equals(statuses.stream().sorted()
                .toList())) {
            statuses = now;
            buildColumns();
        }
        show();
        requestLayout();
    }

    private void show() {
        fill(root, rows);
        if (!table.getSortOrder().isEmpty()) {
            table.sort();
        }
    }

    /** Puts values into the items there are, so that what is selected and sorted stays. */
    private void fill(TreeItem<RangeRow> parent, List<RangeRow> children) {
        var known = new HashMap<String, TreeItem<RangeRow>>();
        parent.getChildren().forEach(item -> known.put(item.getValue().key(), item));
        boolean same = known.size() == children.size()
                && children.stream().allMatch(row -> known.containsKey(row.key()));
        var items = new ArrayList<TreeItem<RangeRow>>();
        for (RangeRow row : children) {
            TreeItem<RangeRow> item = known.get(row.key());
            if (item == null) {
                item = new TreeItem<>(row);
                item.setExpanded(opened.getOrDefault(row.key(), row.children().size() <= SMALL_GROUP));
                TreeItem<RangeRow> made = item;
                item.expandedProperty().addListener((any, before, now) -> {
                    opened.put(row.key(), now);
                    fill(made, made.getValue().children());
                });
            } else if (!item.getValue().equals(row)) {
                item.setValue(row);
            }
            // Of a large group that is closed one row is enough to show that it can be opened.
            boolean few = item.isExpanded() || row.children().size() <= MOST_UNSEEN;
            fill(item, few ? row.children() : row.children().subList(0, 1));
            items.add(item);
        }
        if (!same) {
            parent.getChildren().setAll(items);
        }
    }

    // ---- columns

    private void buildColumns() {
        table.getColumns().clear();
        table.getColumns().add(nameColumn());
        switch (kind) {
            case ACTORS -> {
                table.getColumns().add(barColumn());
                for (ActorStatus status : statuses) {
                    table.getColumns().add(statusColumn(status));
                }
            }
            case RESOURCES -> {
                table.getColumns().add(figureColumn("used", row -> row.figures().get(RangeRows.USED), this::timed));
                table.getColumns().add(figureColumn("full", row -> row.figures().get(RangeRows.FULL), this::timed));
                table.getColumns().add(figureColumn("mean", row -> row.figures().get(RangeRows.MEAN),
                        (row, value) -> number(value, 2)));
                table.getColumns().add(figureColumn("line", row -> row.figures().get(RangeRows.MOST_IN_LINE),
                        (row, value) -> number(value, 0)));
                table.getColumns().add(figureColumn("waited", row -> row.figures().get(RangeRows.WAITED),
                        (row, value) -> TimeText.length(value, russian())));
            }
            case CORES -> {
                table.getColumns().add(figureColumn("busy", row -> row.figures().get(RangeRows.BUSY), this::timed));
                table.getColumns().add(figureColumn("busy-percent", row -> row.figures().get(RangeRows.BUSY),
                        (row, value) -> row.ofNanos() <= 0 ? "" : percent(value / row.ofNanos())));
                table.getColumns().add(figureColumn("units", row -> row.figures().get(RangeRows.UNITS),
                        (row, value) -> number(value, value < 100 ? 1 : 0)));
            }
        }
    }

    private TreeTableColumn<RangeRow, String> nameColumn() {
        var column = new TreeTableColumn<RangeRow, String>(language.texts().get("range.column." + kind.id()));
        column.setId("range-column-name");
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue().getValue().name()));
        column.setReorderable(false);
        return column;
    }

    private TreeTableColumn<RangeRow, RangeRow> barColumn() {
        var column = new TreeTableColumn<RangeRow, RangeRow>();
        column.setId("range-column-bar");
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue().getValue()));
        column.setCellFactory(made -> new BarCell());
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    private TreeTableColumn<RangeRow, Double> statusColumn(ActorStatus status) {
        TreeTableColumn<RangeRow, Double> column = column("range-column-" + Theme.token(status),
                row -> row.nanos(status), (row, value) -> row.nanos(status) == 0 ? "·"
                        : percent.isSelected() ? percent(row.share(status)) : TimeText.length(value, russian()));
        var title = new Label(language.texts().get("range.status." + Theme.token(status)),
                Glyphs.shape(Glyphs.of(status), 10));
        ((javafx.scene.shape.Shape) title.getGraphic()).setFill(theme.getValue().line(status));
        var glyph = new Pane(title.getGraphic());
        glyph.setMinSize(11, 11);
        glyph.setPrefSize(11, 11);
        glyph.setMaxSize(11, 11);
        title.setGraphic(glyph);
        title.getStyleClass().add("range-title");
        var tooltip = new Tooltip(language.texts().get("status." + Theme.token(status)));
        title.setTooltip(tooltip);
        column.setGraphic(title);
        return column;
    }

    /** Words a figure of a row. */
    private interface Wording {
        String of(RangeRow row, double value);
    }

    private TreeTableColumn<RangeRow, Double> figureColumn(String name, ToDoubleFunction<RangeRow> figure,
            Wording wording) {
        TreeTableColumn<RangeRow, Double> column = column("range-column-" + name, figure, wording);
        var title = new Label(language.texts().get("range.column." + name));
        title.getStyleClass().add("range-title");
        title.setTooltip(new Tooltip(language.texts().get("range.column." + name + ".help")));
        column.setGraphic(title);
        return column;
    }

    private static TreeTableColumn<RangeRow, Double> column(String id, ToDoubleFunction<RangeRow> figure,
            Wording wording) {
        var column = new TreeTableColumn<RangeRow, Double>();
        column.setId(id);
        column.getStyleClass().add("range-figures");
        column.setCellValueFactory(
                cell -> new ReadOnlyObjectWrapper<>(figure.applyAsDouble(cell.getValue().getValue())));
        column.setCellFactory(made -> new TreeTableCell<>() {
            @Override
            protected void updateItem(@Nullable Double value, boolean none) {
                super.updateItem(value, none);
                RangeRow row = getTableRow() == null ? null : getTableRow().getItem();
                setText(none || value == null || row == null ? "" : wording.of(row, value));
            }
        });
        // The first click on a figure asks for the greatest.
        column.setSortType(TreeTableColumn.SortType.DESCENDING);
        column.setReorderable(false);
        return column;
    }

    /** The states of a row, side by side. */
    private final class BarCell extends TreeTableCell<RangeRow, RangeRow> {
        private final Pane bar = new Pane();

        private BarCell() {
            bar.getStyleClass().add("range-bar");
            bar.setMinWidth(10);
            widthProperty().addListener((any, before, now) -> draw());
        }

        @Override
        protected void updateItem(@Nullable RangeRow row, boolean none) {
            super.updateItem(row, none);
            setGraphic(none || row == null ? null : bar);
            draw();
        }

        private void draw() {
            RangeRow row = getItem();
            bar.getChildren().clear();
            double width = getWidth() - 14;
            double height = 9 * theme.getValue().scale();
            bar.setPrefSize(width, height);
            bar.setMaxHeight(height);
            if (row == null || isEmpty() || width <= 4) {
                return;
            }
            double x = 0;
            for (ActorStatus status : ActorStatus.values()) {
                double part = status.alive() ? row.share(status) * width : 0;
                if (part > 0) {
                    Color color = theme.getValue().line(status);
                    var piece = new Rectangle(x, 0, Math.max(0.75, part), height);
                    piece.setFill(status == ActorStatus.READY ? color.deriveColor(0, 1, 1, 0.4) : color);
                    bar.getChildren().add(piece);
                    x += part;
                }
            }
        }
    }

    // ---- words

    private String timed(RangeRow row, double value) {
        return Double.isNaN(value) ? "–" : TimeText.length(value, russian());
    }

    private String percent(double share) {
        return language.texts().get("chart.percent", number(share * 100, share < 0.0995 ? 1 : 0));
    }

    private String number(double value, int digits) {
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        return russian() ? text.replace('.', ',') : text;
    }

    private String name(LaneNode node) {
        Directory directory = playback.recording().trace().directory();
        return switch (node.lane()) {
            case Lane.OfActor actor -> names.getValue().of(directory.actor(actor.id()));
            case Lane.OfResource resource -> names.getValue().of(directory.resource(resource.id()));
            case Lane.OfCore core -> language.texts().get("timeline.core", Integer.toString(core.id()));
            case Lane.OfSection section -> "";
            case Lane.OfMembers members -> language.texts().get("timeline.members",
                    node.family() == LaneNode.Family.GROUP ? names.getValue().ofGroup(node.word()) : node.word(),
                    Integer.toString(members.actors().size()));
        };
    }

    private boolean russian() {
        return language.texts().locale().getLanguage().equals("ru");
    }

    // ---- copying

    private void copy() {
        var content = new ClipboardContent();
        content.putString(tabbed());
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** The rows that are selected, or all, as text with tabs between the columns. */
    String tabbed() {
        Texts texts = language.texts();
        List<RangeRow> chosen = table.getSelectionModel().getSelectedItems().stream()
                .filter(item -> item != null && item.getValue() != null).map(TreeItem::getValue).toList();
        var titles = new ArrayList<String>();
        titles.add(texts.get("range.column." + kind.id()));
        statuses.forEach(status -> titles.add(texts.get("range.status." + Theme.token(status))));
        List<Integer> times = switch (kind) {
            case ACTORS -> List.of();
            case RESOURCES -> List.of(RangeRows.USED, RangeRows.FULL, RangeRows.WAITED);
            case CORES -> List.of(RangeRows.BUSY);
        };
        for (String figure : switch (kind) {
            case ACTORS -> List.<String>of();
            case RESOURCES -> List.of("used", "full", "mean", "line", "waited");
            case CORES -> List.of("busy", "units");
        }) {
            titles.add(texts.get("range.column." + figure));
        }
        return RangeRows.tabbed(chosen.size() > 1 ? chosen.stream().map(RangeTable::alone).toList() : rows, titles,
                statuses, times);
    }

    private static RangeRow alone(RangeRow row) {
        return new RangeRow(row.key(), row.name(), row.figures(), row.times(), row.ofNanos(), List.of());
    }

    // ---- layout

    @Override
    protected void layoutChildren() {
        double scale = theme.getValue().scale();
        double high = snapSizeY(HEADER * scale);
        double side = snapSpaceX((getWidth() < 320 * scale ? 10 : 16) * scale);
        header.resizeRelocate(side, 0, Math.max(1, getWidth() - 2 * side), high);
        what.setText(said);
        if (header.prefWidth(-1) > getWidth() - 2 * side) {
            what.setText(saidShortly);
        }
        boolean room = header.prefWidth(-1) - what.prefWidth(-1) + LEAST_SAID * scale <= getWidth() - 2 * side;
        what.setVisible(room);
        what.setManaged(room);
        double left = snapSpaceX(8 * scale);
        double width = Math.max(1, getWidth() - 2 * left);
        layoutColumns(width - SCROLL_BAR - 2, scale);
        table.resizeRelocate(left, high, width, Math.max(1, getHeight() - high - 6));
        header.layout();
        look();
    }

    /** Columns fill the width exactly; states for which there is no room are told when the mouse rests on a row. */
    private void layoutColumns(double width, double scale) {
        if (table.getColumns().isEmpty()) {
            return;
        }
        boolean actors = kind == LaneKind.ACTORS;
        double each = (actors ? TIME_COLUMN : FIGURE_COLUMN) * scale;
        int fixed = actors ? 2 : 1;
        int figures = table.getColumns().size() - fixed;
        boolean bar = actors && width >= (LEAST_NAME + LEAST_BAR + TIME_COLUMN) * scale;
        double least = (LEAST_NAME + (bar ? LEAST_BAR : 0)) * scale;
        int fit = (int) Math.clamp(Math.floor((width - least) / each), 1, Math.max(1, figures));
        if (!actors) {
            each = Math.min(each, (width - least) / Math.max(1, figures));
            fit = figures;
        }
        double rest = width - Math.min(fit, figures) * each;
        double name = bar ? Math.clamp(rest - 1.35 * LEAST_BAR * scale, LEAST_NAME * scale, MOST_NAME * scale)
                : rest;
        for (int i = 0; i < table.getColumns().size(); i++) {
            TreeTableColumn<RangeRow, ?> column = table.getColumns().get(i);
            boolean visible = i < fixed + fit && (i == 0 || i >= fixed || bar);
            if (column.isVisible() != visible) {
                column.setVisible(visible);
            }
            double wanted = Math.floor(i == 0 ? name : i < fixed ? rest - name : each);
            column.setMinWidth(wanted);
            column.setPrefWidth(wanted);
            column.setMaxWidth(wanted);
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return 560;
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
