package dev.potok.app.playground;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import javafx.beans.binding.StringBinding;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Language;
import dev.potok.app.text.Names;
import dev.potok.app.text.ScenarioTexts;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Glyphs;
import dev.potok.app.theme.Theme;
import dev.potok.simulation.environment.Press;
import dev.potok.simulation.state.ActorStatus;

/**
 * The panel with the buttons of the playground: what is on the stage, who acts, and what the chosen one can be told. A
 * button that cannot be pressed now says why. For the JavaFX thread.
 */
public final class PlaygroundView extends VBox {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** What a primitive looks like, by its word in the setting. */
    private static final Map<String, String> GLYPHS = Map.ofEntries(Map.entry("mutex", "mutex"),
            Map.entry("reentrant-mutex", "mutex"), Map.entry("condition", "waiting"),
            Map.entry("read-write-lock", "mutex"), Map.entry("stamped-lock", "mutex"),
            Map.entry("semaphore", "semaphore"), Map.entry("barrier", "barrier"), Map.entry("latch", "barrier"),
            Map.entry("phaser", "barrier"), Map.entry("exchanger", "exchange"), Map.entry("event", "lamp"),
            Map.entry("queue", "queue"), Map.entry("stack", "queue"), Map.entry("priority-queue", "queue"),
            Map.entry("transfer-queue", "queue"), Map.entry("variable", "cell"), Map.entry("atomic", "cell"));
    /** What the setting "size" means to a primitive that has one. */
    private static final Map<String, String> SIZES = Map.of("semaphore", "permits", "barrier", "parties", "latch",
            "count", "phaser", "parties", "queue", "capacity", "stack", "capacity", "priority-queue", "capacity");
    private static final List<String> WITH_FAIRNESS = List.of("mutex", "condition", "semaphore");

    private final PlaygroundViewModel model;
    private final Language language;
    private final ObservableValue<Names> names;
    private final Consumer<String> copy;

    private final ComboBox<String> primitive = new ComboBox<>();
    private final Label sizeName = new Label();
    private final Label size = new Label();
    private final HBox sizeBox;
    private final HBox fairnessBox = new HBox();
    private final List<ToggleButton> fairness = new ArrayList<>();
    private final FlowPane actors = new FlowPane();
    private final Label status = new Label();
    private final Label answer = new Label();
    private final FlowPane calls = new FlowPane();
    private final VBox begin = new VBox();
    private final VBox board;
    private final Button example = new Button();
    private final CallButton interrupt;
    private List<CallButton> buttons = List.of();
    private boolean filling;

    /**
     * The buttons of that model.
     *
     * @param names what actors are called
     * @param copy  takes a command line to be put on the clipboard
     */
    public PlaygroundView(PlaygroundViewModel model, Language language, ObservableValue<Names> names,
            Consumer<String> copy) {
        this.model = model;
        this.language = language;
        this.names = names;
        this.copy = copy;
        setId("playground");
        getStyleClass().addAll("side", "playground");
        sizeBox = sizeBox();
        interrupt = new CallButton("interrupt()", true, model::interrupt);
        interrupt.button.setGraphic(Glyphs.node("interrupt", 14));
        interrupt.setMinWidth(USE_PREF_SIZE);
        board = new VBox(actors, told(), calls);
        board.getStyleClass().add("playground-board");
        actors.getStyleClass().add("playground-actors");
        actors.setId("playground-actors");
        calls.getStyleClass().add("playground-calls");
        calls.setId("playground-calls");
        begin();
        var scroll = new ScrollPane(new StackPane(board, begin));
        scroll.setId("playground-scroll");
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("side-scroll");
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head(), scroll, foot());

        language.textsProperty().addListener((o, was, is) -> rebuild());
        names.addListener((o, was, is) -> rebuild());
        model.offeredProperty().subscribe(offered -> rebuild());
        model.settingsProperty().addListener((o, was, is) -> showSettings());
        model.callsProperty().addListener((o, was, is) -> rebuildCalls());
        model.actorsProperty().addListener((o, was, is) -> showActors(was));
        model.chosenProperty().addListener((o, was, is) -> showAll());
        model.runningProperty().addListener((o, was, is) -> showAll());
        model.nextOfExampleProperty().addListener((o, was, is) -> showExample());
    }

    // ---- parts

    private Region head() {
        primitive.setId("playground-primitive");
        primitive.getStyleClass().add("playground-primitive");
        primitive.setButtonCell(new PrimitiveCell());
        primitive.setCellFactory(list -> new PrimitiveCell());
        primitive.setVisibleRowCount(17);
        primitive.accessibleTextProperty().bind(language.text("playground.primitive"));
        primitive.setOnAction(picked -> {
            if (!filling && primitive.getValue() != null) {
                model.put(primitive.getValue());
            }
        });
        fairnessBox.setId("playground-fairness");
        fairnessBox.getStyleClass().add("segmented");
        fairnessBox.setMaxHeight(USE_PREF_SIZE);
        var head = new FlowPane(primitive, sizeBox, fairnessBox);
        head.getStyleClass().add("playground-head");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private HBox sizeBox() {
        sizeName.getStyleClass().add("playground-size-name");
        size.setId("playground-size");
        size.getStyleClass().add("playground-size");
        Button less = icon("playground-size-less", "minus", language.text("playground.less"), () -> model.resize(-1));
        Button more = icon("playground-size-more", "plus", language.text("playground.more"), () -> model.resize(1));
        var box = new HBox(2, sizeName, less, size, more);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private Region told() {
        status.setId("playground-status");
        status.getStyleClass().add("playground-status");
        answer.setId("playground-answer");
        answer.getStyleClass().add("playground-answer");
        // One line, whatever it says: buttons must not move under the mouse.
        answer.setTooltip(new Tooltip());
        answer.getTooltip().textProperty().bind(answer.textProperty());
        status.visibleProperty().bind(answer.visibleProperty().not());
        var line = new StackPane(status, answer);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setMinWidth(0);
        HBox.setHgrow(line, Priority.ALWAYS);
        var told = new HBox(8, line, interrupt);
        told.setAlignment(Pos.CENTER_LEFT);
        return told;
    }

    private void begin() {
        begin.setId("playground-begin");
        begin.getStyleClass().add("playground-begin");
        begin.setAlignment(Pos.CENTER);
        var hint = new Label();
        hint.textProperty().bind(language.text("playground.hint"));
        hint.getStyleClass().add("side-note");
        hint.setWrapText(true);
        hint.setMinHeight(USE_PREF_SIZE);
        var start = new Button();
        start.setId("playground-start");
        start.getStyleClass().add("playground-start");
        start.setGraphic(Glyphs.node("running", 16));
        start.textProperty().bind(language.text("playground.start"));
        start.accessibleTextProperty().bind(start.textProperty());
        start.setOnAction(pressed -> model.startOver());
        begin.getChildren().addAll(start, hint);
    }

    private Region foot() {
        Button undo = icon("playground-undo", "undo", language.text("playground.undo"), model::undo);
        undo.disableProperty().bind(model.pressesProperty().map(List::isEmpty));
        Button redo = icon("playground-redo", "redo", language.text("playground.redo"), model::redo);
        redo.disableProperty().bind(model.redoableProperty().map(there -> !there));
        Button again = icon("playground-start-over", "restart", language.text("playground.start-over"),
                model::startOver);
        example.setId("playground-example");
        example.getStyleClass().add("side-button");
        example.setOnAction(pressed -> model.goOnWithExample());
        Button pass = button("playground-pass", "clock", language.text("playground.pass"), () -> model.pass(SECOND));
        pass.textProperty().bind(language.text("playground.pass-button"));
        pass.visibleProperty().bind(model.virtualProperty());
        pass.managedProperty().bind(pass.visibleProperty());
        pass.disableProperty().bind(model.runningProperty().map(goes -> !goes));
        Button command = icon("playground-copy", "copy", language.text("playground.copy"),
                () -> copy.accept(model.command()));
        command.disableProperty().bind(model.pressesProperty().map(List::isEmpty));
        Button end = icon("playground-end", "stop", language.text("playground.end"), model::end);
        end.disableProperty().bind(model.runningProperty().map(goes -> !goes));
        var foot = new FlowPane(new HBox(4, undo, redo, again), example, pass, command, end);
        foot.getStyleClass().add("playground-foot");
        return foot;
    }

    private Button icon(String id, String glyph, StringBinding words, Runnable action) {
        Button button = button(id, glyph, words, action);
        button.getStyleClass().add("icon");
        return button;
    }

    private static Button button(String id, String glyph, StringBinding words, Runnable action) {
        var button = new Button();
        button.setId(id);
        button.getStyleClass().add("side-button");
        button.setGraphic(Glyphs.node(glyph, 14));
        button.setMinWidth(USE_PREF_SIZE);
        button.setFocusTraversable(false);
        button.setOnAction(pressed -> action.run());
        button.accessibleTextProperty().bind(words);
        var tooltip = new Tooltip();
        tooltip.textProperty().bind(words);
        button.setTooltip(tooltip);
        return button;
    }

    /** A primitive with its glyph. */
    private final class PrimitiveCell extends ListCell<String> {
        @Override
        protected void updateItem(@Nullable String word, boolean empty) {
            super.updateItem(word, empty);
            setText(empty || word == null ? "" : words().option("primitive", word));
            setGraphic(empty || word == null ? null : Glyphs.node(GLYPHS.getOrDefault(word, "cell"), 16));
            setGraphicTextGap(8);
        }
    }

    private ScenarioTexts words() {
        return new ScenarioTexts(names.getValue().scenario(), language.texts());
    }

    /** A call as a button, in a box that says why it cannot be pressed. */
    private final class CallButton extends StackPane {
        private final Button button = new Button();
        private final boolean always;
        private final Tooltip why = new Tooltip();

        CallButton(String call, boolean always, Runnable action) {
            this.always = always;
            button.setId("call-" + slug(call));
            button.setText(call);
            button.getStyleClass().addAll("call", always ? "call-interrupt" : "call-plain");
            button.setMinWidth(USE_PREF_SIZE);
            button.setFocusTraversable(false);
            button.setOnAction(pressed -> action.run());
            getChildren().add(button);
        }

        void show(@Nullable Told told) {
            Texts texts = language.texts();
            boolean ended = told == null || !told.status().alive() && told.status() != ActorStatus.CREATED;
            String reason = !model.runningProperty().get() || told == null || ended ? texts.get("playground.why.ended")
                    : told.waits() && !always
                            ? texts.get("playground.why.waits", names.getValue().of(told.info()), told.call())
                            : "";
            button.setDisable(!reason.isEmpty());
            button.setAccessibleText(told == null ? button.getText()
                    : texts.get("playground.tell", names.getValue().of(told.info()), button.getText()));
            button.setAccessibleHelp(reason);
            if (reason.isEmpty()) {
                Tooltip.uninstall(this, why);
            } else if (!reason.equals(why.getText()) || button.isDisabled()) {
                why.setText(reason);
                Tooltip.install(this, why);
            }
        }
    }

    /** A call as part of an id: letters and digits, with a hyphen for whatever is between them. */
    static String slug(String call) {
        return call.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
    }

    // ---- what is shown

    private void rebuild() {
        if (!model.offeredProperty().get()) {
            return;
        }
        filling = true;
        primitive.getItems().setAll(model.options("primitive"));
        fairnessBox.getChildren().clear();
        fairness.clear();
        var group = new ToggleGroup();
        for (String option : model.options("fairness")) {
            var button = new ToggleButton(words().option("fairness", option));
            button.setId("playground-fairness-" + option);
            button.setUserData(option);
            button.setToggleGroup(group);
            button.setFocusTraversable(false);
            button.setMinWidth(USE_PREF_SIZE);
            button.accessibleTextProperty().bind(language.text(
                    texts -> words().setting("fairness") + ": " + words().option("fairness", option)));
            button.setOnAction(pressed -> {
                model.serve(option);
                showSettings();
            });
            fairness.add(button);
            fairnessBox.getChildren().add(button);
        }
        filling = false;
        showSettings();
        rebuildCalls();
        showActors(List.of());
        showExample();
    }

    private String setting(String name) {
        return model.settingsProperty().get().getOrDefault(name, "");
    }

    private void showSettings() {
        filling = true;
        String put = setting("primitive");
        primitive.setValue(put);
        filling = false;
        String sizeKey = SIZES.get(put);
        sizeBox.setVisible(sizeKey != null);
        sizeBox.setManaged(sizeKey != null);
        if (sizeKey != null) {
            sizeName.setText(language.texts().get("playground.size." + sizeKey));
            size.setText(setting("size"));
        }
        boolean fair = WITH_FAIRNESS.contains(put);
        fairnessBox.setVisible(fair);
        fairnessBox.setManaged(fair);
        fairness.forEach(button -> button.setSelected(
                Objects.equals(button.getUserData(), setting("fairness"))));
    }

    private void rebuildCalls() {
        var all = new ArrayList<CallButton>();
        for (String call : model.callsProperty().get()) {
            all.add(new CallButton(call, false, () -> model.tell(call)));
        }
        buttons = all;
        calls.getChildren().setAll(all);
        showAll();
    }

    private void showActors(List<Told> before) {
        List<Told> now = model.actorsProperty().get();
        if (now.size() != before.size() || actors.getChildren().size() != now.size() + 1) {
            actors.getChildren().clear();
            for (Told told : now) {
                actors.getChildren().add(chip(told));
            }
            Button add = icon("playground-add", "plus", language.text("playground.add"), model::add);
            add.getStyleClass().add("playground-add");
            actors.getChildren().add(add);
        }
        showAll();
    }

    private ToggleButton chip(Told told) {
        var chip = new ToggleButton(names.getValue().of(told.info()));
        chip.setId("playground-actor-" + told.number());
        chip.getStyleClass().add("playground-actor");
        chip.setMinWidth(USE_PREF_SIZE);
        chip.setFocusTraversable(false);
        chip.setOnAction(pressed -> {
            model.choose(told.number());
            chip.setSelected(true);
        });
        chip.setTooltip(new Tooltip());
        return chip;
    }

    private void showAll() {
        Texts texts = language.texts();
        boolean goes = model.runningProperty().get();
        board.setVisible(goes);
        begin.setVisible(!goes);
        List<Told> all = model.actorsProperty().get();
        for (int i = 0; i < all.size() && i < actors.getChildren().size(); i++) {
            if (actors.getChildren().get(i) instanceof ToggleButton chip) {
                show(chip, all.get(i), texts);
            }
        }
        Node add = actors.getChildren().isEmpty() ? null : actors.getChildren().getLast();
        if (add instanceof ButtonBase button) {
            button.setDisable(!model.mayAdd());
        }
        Told told = model.chosenActor().orElse(null);
        buttons.forEach(button -> button.show(told));
        interrupt.show(told);
        status.setText(told == null ? "" : sentence(told, texts));
        answer.setText(told == null ? "" : told.answer());
        answer.setVisible(told != null && told.status() == ActorStatus.IDLE && !told.interrupted()
                && !told.answer().isEmpty());
    }

    private void show(ToggleButton chip, Told told, Texts texts) {
        String state = "state-" + Theme.token(told.status());
        if (!chip.getStyleClass().contains(state)) {
            chip.getStyleClass().removeIf(style -> style.startsWith("state-"));
            chip.getStyleClass().add(state);
            chip.setGraphic(Glyphs.node(Glyphs.of(told.status()), 13));
        }
        chip.setSelected(told.number() == model.chosenProperty().get());
        String words = names.getValue().of(told.info()) + ": " + sentence(told, texts);
        chip.setAccessibleText(words);
        chip.getTooltip().setText(words);
    }

    private static String sentence(Told told, Texts texts) {
        if (told.interrupted() && told.status() == ActorStatus.IDLE) {
            return texts.get("playground.interrupted");
        }
        return told.waits() && !told.call().isEmpty() ? texts.get("playground.waits", told.call())
                : texts.get("status." + Theme.token(told.status()));
    }

    private void showExample() {
        Press next = model.nextOfExampleProperty().get();
        Texts texts = language.texts();
        example.setText(next == null ? texts.get("playground.example-none")
                : texts.get("playground.example", next.toString()));
        example.setAccessibleText(example.getText());
        example.setDisable(next == null);
    }
}
