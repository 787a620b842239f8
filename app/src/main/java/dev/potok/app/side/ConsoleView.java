package dev.potok.app.side;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Language;
import dev.potok.app.text.Names;
import dev.potok.app.transport.Calm;
import dev.potok.app.transport.Playback;
import dev.potok.simulation.state.Recording.PrintedLine;
import dev.potok.simulation.trace.Directory;

/**
 * The tab with what the actors have printed up to the playhead, as a terminal would show it or actor by actor. For the
 * JavaFX thread.
 */
final class ConsoleView extends BorderPane {
    private static final int COLOURS = 8;

    private final Playback playback;
    private final Language language;
    private final ObservableValue<Names> names;
    private final ObservableList<PrintedLine> lines = FXCollections.observableArrayList();
    private final ListView<PrintedLine> list = new ListView<>(lines);
    private final ToggleButton terminal = segment("console-terminal");
    private final ToggleButton byActor = segment("console-by-actor");
    private final Label nothing = new Label();
    /** How many lines of the recording are shown. */
    private int shown;

    ConsoleView(Playback playback, Language language, ObservableValue<Names> names) {
        this.playback = playback;
        this.language = language;
        this.names = names;
        setId("console-view");
        list.setId("console-lines");
        list.getStyleClass().add("console-lines");
        list.setCellFactory(view -> new LineCell());
        list.setFocusTraversable(true);
        list.accessibleTextProperty().bind(language.text("side.tab.console"));
        nothing.getStyleClass().add("side-empty");
        nothing.setWrapText(true);
        nothing.textProperty().bind(language.text("console.nothing"));
        list.setPlaceholder(nothing);
        setTop(header());
        setCenter(new StackPane(list));
        playback.recordingProperty().addListener(next -> clear());
        Calm.pages(playback, this::look);
        visibleProperty().addListener(visible -> look());
        names.addListener(next -> list.refresh());
    }

    private HBox header() {
        terminal.textProperty().bind(language.text("console.terminal"));
        byActor.textProperty().bind(language.text("console.by-actor"));
        terminal.setSelected(true);
        var group = new ToggleGroup();
        var segments = new SegmentedButton(terminal, byActor);
        segments.setToggleGroup(group);
        segments.setId("console-order");
        segments.getStyleClass().add("segments");
        group.selectedToggleProperty().addListener((observed, before, now) -> {
            if (now == null) {
                group.selectToggle(before);
            } else {
                clear();
                look();
            }
        });
        var copy = new Button();
        copy.setId("console-copy");
        copy.textProperty().bind(language.text("console.copy"));
        copy.getStyleClass().add("side-button");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setTooltip(new Tooltip());
        copy.getTooltip().textProperty().bind(language.text("console.copy.help"));
        copy.setOnAction(pressed -> copy());
        copy.disableProperty().bind(javafx.beans.binding.Bindings.isEmpty(lines));
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var header = new HBox(8, segments, gap, copy);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("side-bar");
        return header;
    }

    private static ToggleButton segment(String id) {
        var button = new ToggleButton();
        button.setId(id);
        button.getStyleClass().add("segment");
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private void clear() {
        lines.clear();
        shown = 0;
    }

    private void look() {
        if (!isVisible()) {
            return;
        }
        List<PrintedLine> printed = playback.recording().printed();
        int until = countUntil(printed, playback.shown().timeNanos());
        if (until == shown) {
            return;
        }
        if (byActor.isSelected()) {
            lines.setAll(printed.subList(0, until).stream()
                    .sorted(Comparator.comparingInt(PrintedLine::actor)).toList());
        } else if (until > shown) {
            lines.addAll(printed.subList(shown, until));
        } else {
            lines.remove(until, lines.size());
        }
        shown = until;
        if (terminal.isSelected() && !lines.isEmpty()) {
            list.scrollTo(lines.size() - 1);
        }
    }

    private static int countUntil(List<PrintedLine> printed, long timeNanos) {
        int low = 0;
        int high = printed.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (printed.get(middle).timeNanos() <= timeNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void copy() {
        var content = new ClipboardContent();
        Directory directory = playback.recording().trace().directory();
        content.putString(lines.stream().map(line -> directory.text(line.text()))
                .collect(Collectors.joining(System.lineSeparator())));
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** One line: who printed it, in a colour of their own, and what. */
    private final class LineCell extends ListCell<PrintedLine> {
        private final Label who = new Label();
        private final Label what = new Label();
        private final HBox row = new HBox(8, who, what);
        private String colour = "";

        LineCell() {
            who.getStyleClass().add("console-who");
            who.setMinWidth(Region.USE_PREF_SIZE);
            who.setGraphicTextGap(5);
            what.getStyleClass().add("console-what");
            row.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable PrintedLine line, boolean empty) {
            super.updateItem(line, empty);
            setText(null);
            if (empty || line == null) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            Directory directory = playback.recording().trace().directory();
            who.setText(names.getValue().of(directory.actor(line.actor())));
            what.setText(directory.text(line.text()));
            who.getStyleClass().remove(colour);
            colour = "series-" + (line.actor() % COLOURS + 1);
            who.getStyleClass().add(colour);
            setAccessibleText(who.getText() + ": " + what.getText());
            setGraphic(row);
        }
    }
}
