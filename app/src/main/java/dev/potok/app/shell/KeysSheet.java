package dev.potok.app.shell;

import java.util.List;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;

import dev.potok.app.text.Language;
import dev.potok.app.theme.Glyphs;
import dev.potok.app.theme.Theme;
import dev.potok.simulation.state.ActorStatus;

/** Which key does what, and what each sign means, over the window. A click anywhere takes it away. */
final class KeysSheet extends StackPane {
    private static final double GLYPH = 16;

    private record Row(String keys, String message) {}

    private static final List<Row> TIME = List.of(new Row("Space", "keys.space"), new Row("R", "keys.restart"),
            new Row("P", "keys.previous"), new Row("X", "keys.stop"), new Row("←  →", "keys.left-right"),
            new Row("Shift+←  →", "keys.of-subject"), new Row("Home  End", "keys.home-end"),
            new Row("↑  ↓", "keys.up-down"), new Row("Backspace", "keys.backwards"), new Row("M", "keys.bookmark"),
            new Row("Ctrl+←  →", "keys.bookmarks"), new Row("[  ]  \\", "keys.loop"), new Row("W  S", "keys.zoom"),
            new Row("A  D", "keys.pan"), new Row("F", "keys.fit"));
    private static final List<Row> WINDOW = List.of(new Row("Ctrl+O", "keys.open"), new Row("Ctrl+S", "keys.save"),
            new Row("Ctrl+F", "keys.filter"), new Row("C", "keys.path"),
            new Row("F5", "keys.present"), new Row("Shift+F5", "keys.present-here"),
            new Row("← → PgUp PgDn", "keys.clicker"), new Row("1 … 6", "keys.numbers"), new Row("B  .", "keys.black"),
            new Row("1 … 9", "keys.told"),
            new Row("Ctrl+Z  Y", "keys.undo"), new Row("F11", "keys.full-screen"), new Row("T", "keys.theme"),
            new Row("L", "keys.language"),
            new Row("Ctrl+Shift+P", "keys.commands"), new Row("?", "keys.help"), new Row("Esc", "keys.escape"));
    /** A third of what the three columns may take of the window's width, with their keys. */
    private static final double COLUMN = 0.285;

    private final Language language;
    private final ObservableValue<Theme> theme;
    private final GridPane signs = grid();

    KeysSheet(Language language, ObservableValue<Theme> theme) {
        this.language = language;
        this.theme = theme;
        setId("keys-sheet");
        getStyleClass().add("veil");
        var sheet = new HBox(30, column("keys.title", keys(TIME)), column("keys.title-window", keys(WINDOW)),
                column("legend.title", signs));
        sheet.getStyleClass().add("sheet");
        sheet.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        getChildren().add(sheet);
        setOnMouseClicked(event -> setVisible(false));
        theme.addListener((o, was, is) -> fillSigns());
        fillSigns();
    }

    private GridPane keys(List<Row> rows) {
        GridPane keys = grid();
        for (int i = 0; i < rows.size(); i++) {
            var key = new Label(rows.get(i).keys());
            key.getStyleClass().add("key");
            key.setMinWidth(USE_PREF_SIZE);
            Label words = words(rows.get(i).message());
            words.setWrapText(true);
            keys.addRow(i, key, words);
        }
        return keys;
    }

    private static GridPane grid() {
        var grid = new GridPane();
        grid.getStyleClass().add("keys-grid");
        return grid;
    }

    private VBox column(String titleKey, Node content) {
        Label title = words(titleKey);
        title.getStyleClass().add("sheet-title");
        var column = new VBox(12, title, content);
        column.setAlignment(Pos.TOP_LEFT);
        column.maxWidthProperty().bind(widthProperty().multiply(COLUMN));
        return column;
    }

    private Label words(String key) {
        var label = new Label();
        label.textProperty().bind(language.text(key));
        return label;
    }

    private void fillSigns() {
        signs.getChildren().clear();
        int row = 0;
        for (ActorStatus status : ActorStatus.values()) {
            SVGPath glyph = Glyphs.shape(Glyphs.of(status), GLYPH);
            glyph.getStyleClass().clear();
            glyph.setFill(theme.getValue().line(status));
            var box = new StackPane();
            box.setMinSize(GLYPH, GLYPH);
            box.setMaxSize(GLYPH, GLYPH);
            box.getChildren().add(glyph);
            signs.addRow(row++, box, words("status." + Theme.token(status)));
        }
        for (String mark : List.of("legend.observed", "legend.inferred", "legend.modelled", "legend.moments")) {
            Label label = words(mark);
            label.setWrapText(true);
            signs.add(label, 0, row++, 2, 1);
        }
    }
}
