package dev.potok.app.shell;

import java.util.List;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.potok.app.text.Language;

/** Which key does what, over the window. A click anywhere takes it away. */
final class KeysSheet extends StackPane {
    private record Row(String keys, String message) {}

    private static final List<Row> ROWS = List.of(new Row("Space", "keys.space"), new Row("←  →", "keys.left-right"),
            new Row("Home  End", "keys.home-end"), new Row("↑  ↓", "keys.up-down"),
            new Row("Backspace", "keys.backwards"), new Row("R", "keys.restart"), new Row("X", "keys.stop"),
            new Row("W  S", "keys.zoom"), new Row("A  D", "keys.pan"), new Row("F5", "keys.present"),
            new Row("Shift+F5", "keys.present-here"), new Row("←  →  PgUp  PgDn", "keys.clicker"),
            new Row("1 … 6", "keys.numbers"), new Row("B  .", "keys.black"), new Row("F11", "keys.full-screen"),
            new Row("T", "keys.theme"), new Row("L", "keys.language"), new Row("?", "keys.help"),
            new Row("Esc", "keys.escape"));

    KeysSheet(Language language) {
        setId("keys-sheet");
        getStyleClass().add("veil");
        var title = new Label();
        title.textProperty().bind(language.text("keys.title"));
        title.getStyleClass().add("sheet-title");
        var grid = new GridPane();
        grid.getStyleClass().add("keys-grid");
        for (int i = 0; i < ROWS.size(); i++) {
            var key = new Label(ROWS.get(i).keys());
            key.getStyleClass().add("key");
            var meaning = new Label();
            meaning.textProperty().bind(language.text(ROWS.get(i).message()));
            grid.addRow(i, key, meaning);
        }
        var sheet = new VBox(12, title, grid);
        sheet.getStyleClass().add("sheet");
        sheet.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        sheet.setAlignment(Pos.TOP_LEFT);
        getChildren().add(sheet);
        setOnMouseClicked(event -> setVisible(false));
    }
}
