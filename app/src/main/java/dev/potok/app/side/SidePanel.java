package dev.potok.app.side;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.potok.app.code.CodeView;
import dev.potok.app.settings.SettingsView;
import dev.potok.app.settings.SettingsViewModel;
import dev.potok.app.text.Language;
import dev.potok.app.text.Names;
import dev.potok.app.theme.Theme;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.RunPlan;
import dev.potok.simulation.finding.Findings;

/** The panel on the right: five tabs, and the sentence that says what is going on. For the JavaFX thread. */
public final class SidePanel extends Region {
    /** The tabs, in their order; the id of one's button is {@code tab-<id>}. */
    public enum Tab {
        /** What runs, and its twin. */
        CODE,
        /** What there is to understand. */
        LESSON,
        /** What the next run will be. */
        SETTINGS,
        /** What came of it. */
        FINDINGS,
        /** What was printed. */
        CONSOLE;

        /** Name in ids and messages. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int MOST_ON_BADGE = 99;

    private final ObjectProperty<Tab> selected = new SimpleObjectProperty<>(Tab.CODE);
    private final List<ToggleButton> buttons = new ArrayList<>();
    private final List<Node> views;
    private final HBox strip = new HBox();
    private final StackPane stack = new StackPane();
    private final VBox content;

    /**
     * What the panel cannot do itself.
     *
     * @param openLink   opens an address that a lesson refers to
     * @param pickFolder asks the user for a folder
     */
    public record Callbacks(Consumer<String> openLink, Supplier<Optional<Path>> pickFolder) {}

    /** The panel for that playback and plan. */
    public SidePanel(Playback playback, RunPlan plan, Language language, ObservableValue<Theme> theme,
            ObservableValue<Names> names, ObservableValue<Findings> findings, Callbacks callbacks) {
        setId("side");
        getStyleClass().add("side");
        var found = new FoundViewModel(playback, names, findings);
        views = List.of(new CodeView(playback, plan, language, theme, names),
                new LessonView(plan, language, callbacks.openLink()),
                new SettingsView(new SettingsViewModel(plan, playback.requestProperty()), language,
                        callbacks.pickFolder()),
                new FindingsView(playback, plan, language, names, new FoundView(found, language)),
                new ConsoleView(playback, language, names));
        strip.getStyleClass().add("side-tabs");
        strip.addEventFilter(KeyEvent.KEY_PRESSED, this::moveTab);
        var group = new ToggleGroup();
        for (Tab tab : Tab.values()) {
            ToggleButton button = button(tab, language);
            button.setToggleGroup(group);
            buttons.add(button);
            if (tab != Tab.CODE) {
                var gap = new Region();
                HBox.setHgrow(gap, Priority.ALWAYS);
                strip.getChildren().add(gap);
            }
            strip.getChildren().add(button);
        }
        badge(buttons.get(Tab.FINDINGS.ordinal()), found, language);
        group.selectedToggleProperty().addListener((observed, before, now) -> {
            if (now == null) {
                group.selectToggle(before);
            } else {
                selected.set((Tab) now.getUserData());
            }
        });
        stack.getChildren().addAll(views);
        stack.setMinHeight(0);
        VBox.setVgrow(stack, Priority.ALWAYS);
        var now = new NowCard(playback, language, names);
        VBox.setMargin(now, new Insets(8, 14, 12, 14));
        content = new VBox(strip, stack, now);
        content.getStyleClass().add("side-content");
        getChildren().add(content);
        selected.subscribe(this::show);
    }

    private static ToggleButton button(Tab tab, Language language) {
        var button = new ToggleButton();
        button.setId("tab-" + tab.id());
        button.getStyleClass().add("side-tab");
        button.textProperty().bind(language.text("side.tab." + tab.id()));
        button.accessibleTextProperty().bind(button.textProperty());
        button.setAccessibleRole(AccessibleRole.TAB_ITEM);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setUserData(tab);
        return button;
    }

    /** How many faults were found, on the button of their tab. */
    private static void badge(ToggleButton button, FoundViewModel found, Language language) {
        var badge = new Label();
        badge.setId("findings-badge");
        badge.getStyleClass().add("side-badge");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        button.setContentDisplay(ContentDisplay.RIGHT);
        button.accessibleTextProperty().unbind();
        Runnable follow = () -> {
            int faults = found.faultsProperty().get();
            badge.setText(faults > MOST_ON_BADGE ? MOST_ON_BADGE + "+" : Integer.toString(faults));
            button.setGraphic(faults == 0 ? null : badge);
            button.setAccessibleText(faults == 0 ? language.texts().get("side.tab.findings")
                    : language.texts().get("side.tab.findings.badge", Integer.toString(faults)));
        };
        found.faultsProperty().subscribe(faults -> follow.run());
        language.textsProperty().addListener((o, was, is) -> follow.run());
    }

    private void show(Tab tab) {
        for (Tab each : Tab.values()) {
            ToggleButton button = buttons.get(each.ordinal());
            button.setSelected(each == tab);
            button.setFocusTraversable(each == tab);
            Node view = views.get(each.ordinal());
            view.setVisible(each == tab);
            view.setManaged(each == tab);
        }
    }

    private void moveTab(KeyEvent pressed) {
        int by = pressed.getCode() == KeyCode.RIGHT ? 1 : pressed.getCode() == KeyCode.LEFT ? -1 : 0;
        int to = selected.get().ordinal() + by;
        if (by != 0 && to >= 0 && to < Tab.values().length) {
            selected.set(Tab.values()[to]);
            buttons.get(to).requestFocus();
            pressed.consume();
        }
    }

    /** The tab that is open. */
    public ObjectProperty<Tab> selectedTabProperty() {
        return selected;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 366;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 300;
    }

    @Override
    protected void layoutChildren() {
        content.resizeRelocate(0, 0, getWidth(), getHeight());
    }
}
