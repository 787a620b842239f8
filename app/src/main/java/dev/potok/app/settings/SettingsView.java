package dev.potok.app.settings;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Language;
import dev.potok.app.text.Problems;
import dev.potok.app.text.ScenarioTexts;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Glyphs;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;

/**
 * The tab with the settings of the next run. Each has its label, its control, one line of help, and below it what is wrong
 * with what is written. For the JavaFX thread.
 */
public final class SettingsView extends ScrollPane {
    /** Width of a letter, roughly, in type sizes. */
    private static final double LETTER_EM = 0.64;

    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");
    /** Letters that fit into a row of segments. */
    private static final int MOST_LETTERS = 24;
    private static final PseudoClass DROPPING = PseudoClass.getPseudoClass("dropping");

    private final SettingsViewModel model;
    private final Language language;
    private final Supplier<Optional<Path>> browse;
    private final VBox form = new VBox();
    private Subscription rows = Subscription.EMPTY;

    /**
     * The form of that model.
     *
     * @param browse asks the user for a folder
     */
    public SettingsView(SettingsViewModel model, Language language, Supplier<Optional<Path>> browse) {
        this.model = model;
        this.language = language;
        this.browse = browse;
        setId("settings-view");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("side-scroll");
        form.getStyleClass().add("settings-form");
        setContent(form);
        model.fieldsProperty().subscribe(fields -> build());
        language.textsProperty().addListener(texts -> build());
        model.modeProperty().addListener(mode -> build());
    }

    private void build() {
        rows.unsubscribe();
        rows = Subscription.EMPTY;
        Texts texts = language.texts();
        var words = new ScenarioTexts(model.scenario(), texts);
        form.getChildren().clear();
        for (SettingField field : model.fieldsProperty().get()) {
            String name = field.setting().name();
            form.getChildren().add(row(field, words.setting(name), words.settingHelp(name),
                    option -> words.option(name, option)));
        }
        var reset = new Button(texts.get("settings.reset"));
        reset.setId("settings-reset");
        reset.getStyleClass().add("side-button");
        reset.setGraphic(Glyphs.node("restart", 12));
        reset.setOnAction(pressed -> model.reset());
        reset.disableProperty().bind(model.changedProperty().not());
        var machine = new Label(texts.get("settings.machine").toUpperCase(texts.locale()));
        machine.getStyleClass().add("side-heading");
        form.getChildren().addAll(reset, machine);
        if (model.modeProperty().getValue() == Mode.VIRTUAL) {
            form.getChildren()
                    .add(row(model.cores(), texts.get("settings.cores.label"), texts.get("settings.cores.help"),
                            option -> option));
            form.getChildren().add(row(model.seed(), texts.get("settings.seed.label"), texts.get("settings.seed.help"),
                    option -> option));
        } else {
            form.getChildren().add(paceRow(texts));
        }
        var recording = new Label(texts.get("settings.recording").toUpperCase(texts.locale()));
        recording.getStyleClass().add("side-heading");
        form.getChildren().addAll(recording, row(model.memory(), texts.get("settings.memory.label"),
                texts.get("settings.memory.help"), option -> option));
    }

    private void keep(Subscription subscription) {
        rows = rows.and(subscription);
    }

    // ---- a row

    private Node row(SettingField field, String label, String help, Function<String, String> optionName) {
        Node control = switch (field.setting()) {
            case Setting.WholeNumber number -> number(field, number, label);
            case Setting.Choice choice -> choice(field, choice, label, optionName);
            case Setting.Folder folder -> folder(field, label);
            case Setting.Presses presses -> presses(field, label);
        };
        Label caption = caption(label);
        Label pending = pending(field.pendingProperty());
        var problem = new Label();
        problem.setId("setting-" + field.setting().name() + "-problem");
        problem.getStyleClass().add("setting-problem");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.setGraphic(Glyphs.node("warning", 12));
        problem.setGraphicTextGap(6);
        problem.setAlignment(Pos.TOP_LEFT);
        problem.managedProperty().bind(problem.visibleProperty());
        keep(field.problemProperty().subscribe(wrong -> {
            problem.setVisible(wrong != null);
            problem.setText(wrong == null ? "" : new Problems(language.texts()).sentence(wrong, label));
            control.pseudoClassStateChanged(INVALID, wrong != null);
        }));
        var row = field.setting() instanceof Setting.WholeNumber
                ? new VBox(beside(caption, control), help(help), pending, problem)
                : new VBox(caption, control, help(help), pending, problem);
        row.setId("setting-" + field.setting().name() + "-row");
        row.getStyleClass().add("setting-row");
        return row;
    }

    private static HBox beside(Node caption, Node control) {
        var line = new HBox(8, caption, control);
        line.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(caption, Priority.ALWAYS);
        return line;
    }

    private static Label caption(String label) {
        var name = new Label(label);
        name.getStyleClass().add("setting-label");
        name.setWrapText(true);
        name.setMinHeight(Region.USE_PREF_SIZE);
        name.setMaxWidth(Double.MAX_VALUE);
        // A label may be broken between its words, not within one.
        int longestWord = Arrays.stream(label.split("\\s")).mapToInt(String::length).max().orElse(0);
        name.setStyle("-fx-min-width: " + LETTER_EM * longestWord + "em;");
        return name;
    }

    private Label pending(ObservableValue<Boolean> pending) {
        var later = new Label(language.texts().get("settings.next-run"));
        later.getStyleClass().add("setting-pending");
        later.managedProperty().bind(later.visibleProperty());
        keep(pending.subscribe(later::setVisible));
        return later;
    }

    private static Label help(String text) {
        var help = new Label(text);
        help.getStyleClass().add("setting-help");
        help.setWrapText(true);
        help.setMinHeight(Region.USE_PREF_SIZE);
        help.setVisible(!text.isEmpty());
        help.setManaged(!text.isEmpty());
        return help;
    }

    private static void name(Control control, SettingField field, String label) {
        control.setId("setting-" + field.setting().name());
        control.setAccessibleText(label);
    }

    // ---- controls

    private Node number(SettingField field, Setting.WholeNumber number, String label) {
        var spinner = new Spinner<String>();
        name(spinner, field, label);
        spinner.setEditable(true);
        spinner.getStyleClass().addAll(Spinner.STYLE_CLASS_SPLIT_ARROWS_HORIZONTAL, "setting-spinner");
        spinner.setValueFactory(new Steps(field));
        spinner.setTooltip(new Tooltip(number.minimum() + "–" + number.maximum()));
        spinner.setMinWidth(Region.USE_PREF_SIZE);
        TextField editor = spinner.getEditor();
        editor.setId("setting-" + number.name() + "-text");
        editor.setAccessibleText(label);
        editor.setPrefColumnCount(4);
        editor.textProperty().addListener((observed, before, now) -> field.textProperty().set(now == null ? "" : now));
        keep(field.textProperty().subscribe(text -> {
            if (!text.equals(editor.getText())) {
                editor.setText(text);
            }
        }));
        spinner.getValueFactory().valueProperty().bindBidirectional(field.textProperty());
        keep(() -> spinner.getValueFactory().valueProperty().unbindBidirectional(field.textProperty()));
        var unit = new Label();
        unit.getStyleClass().add("setting-unit");
        var words = new ScenarioTexts(model.scenario(), language.texts());
        keep(field.textProperty().subscribe(
                text -> unit.setText(words.unit(field.number(number.defaultValue()), number.unit()))));
        var line = new HBox(8, spinner, unit);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    /** The arrows of a whole number whose text may be no number. */
    private static final class Steps extends SpinnerValueFactory<String> {
        private final SettingField field;

        Steps(SettingField field) {
            this.field = field;
            setValue(field.textProperty().get());
        }

        @Override
        public void decrement(int steps) {
            field.add(-steps);
        }

        @Override
        public void increment(int steps) {
            field.add(steps);
        }
    }

    private Node choice(SettingField field, Setting.Choice choice, String label, Function<String, String> optionName) {
        Map<String, String> options = new LinkedHashMap<>();
        choice.options().forEach(option -> options.put(option, optionName.apply(option)));
        return options("setting-" + choice.name(), label, options, field.textProperty());
    }

    /** A row of segments where the options are short, else one below the other. */
    private Node options(String id, String label, Map<String, String> options,
            javafx.beans.property.Property<String> value) {
        if (String.join("", options.values()).length() <= MOST_LETTERS) {
            return segments(id, label, options, value);
        }
        var group = new ToggleGroup();
        var column = new VBox();
        column.setId(id);
        column.getStyleClass().add("setting-options");
        options.forEach((option, name) -> {
            var button = new RadioButton(name);
            button.setId(id + "-" + option);
            button.setAccessibleText(label + ": " + name);
            button.setToggleGroup(group);
            button.setWrapText(true);
            button.setOnAction(pressed -> value.setValue(option));
            keep(value.subscribe(now -> button.setSelected(option.equals(now))));
            column.getChildren().add(button);
        });
        return column;
    }

    private Node segments(String id, String label, Map<String, String> options,
            javafx.beans.property.Property<String> value) {
        var group = new ToggleGroup();
        var buttons = new ArrayList<ToggleButton>();
        options.forEach((option, name) -> {
            var button = new ToggleButton(name);
            button.setId(id + "-" + option);
            button.getStyleClass().add("segment");
            button.setAccessibleText(label + ": " + name);
            button.setUserData(option);
            button.setMinWidth(Region.USE_PREF_SIZE);
            buttons.add(button);
        });
        var segments = new SegmentedButton(buttons.toArray(ToggleButton[]::new));
        segments.setId(id);
        segments.setToggleGroup(group);
        segments.getStyleClass().add("segments");
        keep(value.subscribe(now -> buttons.forEach(button -> button.setSelected(button.getUserData().equals(now)))));
        group.selectedToggleProperty().addListener((observed, before, now) -> {
            if (now != null) {
                value.setValue((String) now.getUserData());
            } else if (before != null && before.getUserData().equals(value.getValue())) {
                group.selectToggle(before);
            }
        });
        return segments;
    }

    private Node folder(SettingField field, String label) {
        Texts texts = language.texts();
        var path = new TextField();
        name(path, field, label);
        path.setPromptText(texts.get("settings.folder.sample"));
        path.textProperty().bindBidirectional(field.textProperty());
        keep(() -> path.textProperty().unbindBidirectional(field.textProperty()));
        HBox.setHgrow(path, Priority.ALWAYS);
        Button choose = button("setting-" + field.setting().name() + "-browse", "folder",
                texts.get("settings.folder.browse"));
        choose.setOnAction(pressed -> browse.get().ifPresent(chosen -> field.textProperty().set(chosen.toString())));
        Button sample = button("setting-" + field.setting().name() + "-sample", "restart",
                texts.get("settings.folder.reset"));
        sample.setOnAction(pressed -> field.reset());
        sample.disableProperty().bind(path.textProperty().isEmpty());
        var line = new HBox(8, path, choose, sample);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("setting-folder");
        acceptFolders(line, field);
        return line;
    }

    private Node presses(SettingField field, String label) {
        var text = new TextArea();
        name(text, field, label);
        text.setPromptText("1 acquire(); 2 acquire(); 1 release(); 2 interrupt(); +; 1 s");
        text.setWrapText(true);
        text.setPrefRowCount(3);
        text.getStyleClass().add("setting-presses");
        text.textProperty().bindBidirectional(field.textProperty());
        keep(() -> text.textProperty().unbindBidirectional(field.textProperty()));
        return text;
    }

    private static Button button(String id, String glyph, String text) {
        var button = new Button();
        button.setId(id);
        button.getStyleClass().addAll("side-button", "icon");
        button.setGraphic(Glyphs.node(glyph, 14));
        button.setTooltip(new Tooltip(text));
        button.setAccessibleText(text);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private static void acceptFolders(Region target, SettingField field) {
        target.setOnDragOver(dragged -> {
            boolean folder = dropped(dragged) != null;
            target.pseudoClassStateChanged(DROPPING, folder);
            if (folder) {
                dragged.acceptTransferModes(TransferMode.COPY, TransferMode.LINK);
                dragged.consume();
            }
        });
        target.setOnDragExited(left -> target.pseudoClassStateChanged(DROPPING, false));
        target.setOnDragDropped(dropped -> {
            Path folder = dropped(dropped);
            if (folder != null) {
                field.textProperty().set(folder.toString());
            }
            dropped.setDropCompleted(folder != null);
            dropped.consume();
        });
    }

    /** The one folder that is dragged, null if it is something else. */
    private static @Nullable Path dropped(DragEvent event) {
        List<File> files = event.getDragboard().hasFiles() ? event.getDragboard().getFiles() : List.of();
        return files.size() == 1 && files.getFirst().isDirectory() ? files.getFirst().toPath() : null;
    }

    private Node paceRow(Texts texts) {
        var name = new javafx.beans.property.SimpleStringProperty(model.paceProperty().getValue().name());
        keep(model.paceProperty().subscribe(pace -> name.set(pace.name())));
        keep(name.subscribe(now -> model.paceProperty().setValue(Pace.valueOf(now))));
        Map<String, String> options = new LinkedHashMap<>();
        options.put(Pace.LECTURE.name(), texts.get("settings.pace.lecture"));
        options.put(Pace.FLAT_OUT.name(), texts.get("settings.pace.flat-out"));
        var row = new VBox(caption(texts.get("settings.pace.label")),
                segments("setting-pace", texts.get("settings.pace.label"), options, name),
                help(texts.get("settings.pace.help")), pending(model.pacePendingProperty()));
        row.setId("setting-pace-row");
        row.getStyleClass().add("setting-row");
        return row;
    }
}
