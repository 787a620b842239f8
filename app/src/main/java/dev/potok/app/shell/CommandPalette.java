package dev.potok.app.shell;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.potok.app.text.Language;
import dev.potok.app.text.Texts;

/** All commands in one list that is searched by typing; Enter does the one that is marked. For the JavaFX thread. */
final class CommandPalette extends StackPane {
    private static final double WIDTH = 460;
    private static final double HEIGHT = 340;

    /**
     * Something that can be done.
     *
     * @param words  what it is called
     * @param key    the key that does it too, empty for none
     * @param action does it
     */
    record Command(Function<Texts, String> words, String key, Runnable action) {}

    private final Language language;
    private final Supplier<List<Command>> source;
    private List<Command> commands = List.of();
    private final TextField search = new TextField();
    private final ObservableList<Command> shown = FXCollections.observableArrayList();
    private final ListView<Command> list = new ListView<>(shown);

    /** For commands that are asked for anew each time it opens. */
    CommandPalette(Language language, Supplier<List<Command>> source) {
        this.language = language;
        this.source = source;
        setId("commands");
        getStyleClass().add("veil");
        search.setId("commands-search");
        search.promptTextProperty().bind(language.text("commands.search"));
        search.textProperty().addListener((o, was, is) -> filter());
        list.setId("commands-list");
        list.setFocusTraversable(false);
        list.setCellFactory(view -> new Row());
        list.setOnMouseClicked(event -> perform());
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        var sheet = new VBox(10, search, list);
        sheet.getStyleClass().add("sheet");
        sheet.setMaxSize(WIDTH, HEIGHT);
        getChildren().add(sheet);
        setOnMouseClicked(event -> setVisible(false));
        setVisible(false);
    }

    /** Shows all commands and waits for typing. */
    void open() {
        commands = source.get();
        search.clear();
        filter();
        setVisible(true);
        search.requestFocus();
    }

    private void filter() {
        String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
        shown.setAll(commands.stream()
                .filter(command -> command.words.apply(language.texts()).toLowerCase(Locale.ROOT).contains(wanted))
                .toList());
        list.getSelectionModel().selectFirst();
    }

    private void key(KeyEvent event) {
        int by = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
        if (by != 0) {
            int next = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, Math.max(0, shown.size() - 1));
            list.getSelectionModel().select(next);
            list.scrollTo(Math.max(0, next - 3));
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            perform();
            event.consume();
        }
    }

    private void perform() {
        Command chosen = list.getSelectionModel().getSelectedItem();
        setVisible(false);
        if (chosen != null) {
            chosen.action.run();
        }
    }

    /** A command and its key. */
    private final class Row extends ListCell<Command> {
        @Override
        protected void updateItem(Command command, boolean empty) {
            super.updateItem(command, empty);
            setText(command == null || empty ? null
                    : command.words.apply(language.texts()) + (command.key.isEmpty() ? "" : "   ·   " + command.key));
        }
    }
}
