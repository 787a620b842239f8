package dev.potok.app.catalogue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javafx.collections.ListChangeListener;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import org.controlsfx.control.textfield.CustomTextField;
import org.controlsfx.control.textfield.TextFields;

import dev.potok.app.text.Language;
import dev.potok.app.text.ScenarioTexts;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Glyphs;
import dev.potok.app.transport.RunPlan;
import dev.potok.simulation.engine.Catalogue;

/**
 * All scenarios in their groups, with a search above. Up and down move through what is found, Enter chooses; choosing
 * changes the plan and starts nothing. For the JavaFX thread.
 */
public final class CatalogueView extends Region {
    private final RunPlan plan;
    private final Language language;
    private final CustomTextField search = (CustomTextField) TextFields.createClearableTextField();
    private final VBox list = new VBox();
    private final ScrollPane scroll = new ScrollPane(list);
    private final Label nothing = new Label();
    private final Shelf shelf;
    private final Label recentHeading = new Label();
    private final VBox content;
    private final Map<String, ToggleButton> entries = new LinkedHashMap<>();
    private final Map<String, Label> headings = new LinkedHashMap<>();

    /** The catalogue, showing and changing what the plan has chosen, and the recordings opened last. */
    public CatalogueView(RunPlan plan, Language language, Shelf shelf) {
        this.plan = plan;
        this.shelf = shelf;
        this.language = language;
        setId("catalogue");
        getStyleClass().add("catalogue");
        search.setId("catalogue-search");
        search.setFocusTraversable(false); // it takes the keys of the window only when it is clicked
        search.setLeft(new StackPane(Glyphs.node("search", 12)));
        search.promptTextProperty().bind(language.text("catalogue.search"));
        search.accessibleTextProperty().bind(language.text("catalogue.search"));
        search.textProperty().addListener(typed -> fill());
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::searchKey);
        nothing.setId("catalogue-nothing");
        nothing.setWrapText(true);
        nothing.getStyleClass().add("catalogue-nothing");
        nothing.textProperty().bind(language.text("catalogue.nothing"));
        list.getStyleClass().add("catalogue-list");
        list.setAccessibleRole(AccessibleRole.LIST_VIEW);
        list.accessibleTextProperty().bind(language.text("catalogue.title"));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("side-scroll");
        scroll.setFocusTraversable(false);
        recentHeading.setId("catalogue-recent");
        recentHeading.getStyleClass().add("side-heading");
        recentHeading.textProperty().bind(language.text("catalogue.recent"));
        content = new VBox(search, scroll, shelfButtons());
        content.getStyleClass().add("catalogue-content");
        VBox.setMargin(search, new Insets(0, 14, 0, 14));
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().add(content);
        makeEntries();
        language.textsProperty().subscribe(this::name);
        shelf.recent().addListener((ListChangeListener<Path>) change -> fill());
        plan.entryProperty().subscribe(chosen -> mark(chosen.id()));
    }

    private HBox shelfButtons() {
        var buttons = new HBox(6, shelfButton("open", "folder", "Ctrl+O", shelf::choose),
                shelfButton("save", "save", "Ctrl+S", shelf::save));
        buttons.getStyleClass().add("shelf-buttons");
        return buttons;
    }

    private Button shelfButton(String id, String glyph, String keys, Runnable action) {
        var button = new Button();
        button.setId("recording-" + id);
        button.getStyleClass().add("shelf-button");
        button.setGraphic(Glyphs.node(glyph, 13));
        button.setFocusTraversable(false);
        button.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(button, Priority.ALWAYS);
        button.textProperty().bind(language.text("catalogue." + id));
        var tooltip = new Tooltip();
        tooltip.textProperty().bind(language.text(texts -> texts.get("keys." + id) + "  " + keys));
        button.setTooltip(tooltip);
        button.setOnAction(pressed -> action.run());
        return button;
    }

    /** Puts the cursor into the search. */
    public void focusSearch() {
        search.requestFocus();
        search.selectAll();
    }

    private void makeEntries() {
        for (Catalogue.Entry entry : Catalogue.entries()) {
            headings.computeIfAbsent(entry.group(), group -> {
                var heading = new Label();
                heading.setId("catalogue-group-" + group);
                heading.getStyleClass().add("side-heading");
                return heading;
            });
            var button = new ToggleButton();
            button.setId("catalogue-" + entry.id());
            button.getStyleClass().add("catalogue-entry");
            button.setMaxWidth(Double.MAX_VALUE);
            button.setAlignment(Pos.CENTER_LEFT);
            button.setTextOverrun(OverrunStyle.ELLIPSIS);
            button.setUserData(entry);
            button.setOnAction(pressed -> {
                plan.choose(entry);
                mark(entry.id());
            });
            button.addEventFilter(KeyEvent.KEY_PRESSED, pressed -> entryKey(pressed, button));
            var promise = new Tooltip();
            promise.setWrapText(true);
            promise.setMaxWidth(320);
            promise.setShowDelay(Duration.millis(400));
            button.setTooltip(promise);
            entries.put(entry.id(), button);
        }
    }

    private void name(Texts texts) {
        headings.forEach((group, heading) -> {
            String key = "group." + group;
            heading.setText((texts.has(key) ? texts.get(key) : group).toUpperCase(texts.locale()));
        });
        entries.forEach((id, button) -> {
            var words = new ScenarioTexts(id, texts);
            button.setText(words.name());
            button.setAccessibleText(words.name());
            button.setAccessibleHelp(words.promise());
            button.getTooltip().setText(words.promise());
        });
        fill();
    }

    private void fill() {
        var filter = new CatalogueFilter(search.getText());
        var found = new LinkedHashMap<String, List<Node>>();
        entries.forEach((id, button) -> {
            if (filter.finds(new ScenarioTexts(id, language.texts()))) {
                found.computeIfAbsent(entry(button).group(), group -> new ArrayList<>()).add(button);
            }
        });
        list.getChildren().clear();
        found.forEach((group, buttons) -> {
            list.getChildren().add(headings.get(group));
            list.getChildren().addAll(buttons);
        });
        List<Path> recent = shelf.recent().stream().filter(file -> filter.findsName(String.valueOf(file.getFileName())))
                .toList();
        if (!recent.isEmpty()) {
            list.getChildren().add(recentHeading);
            recent.forEach(file -> list.getChildren().add(recentButton(file)));
        } else if (found.isEmpty()) {
            list.getChildren().add(nothing);
        }
    }

    private Button recentButton(Path file) {
        var button = new Button(String.valueOf(file.getFileName()));
        button.getStyleClass().addAll("catalogue-entry", "catalogue-recording");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAlignment(Pos.CENTER_LEFT);
        button.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        button.setFocusTraversable(false);
        button.setTooltip(new Tooltip(file.toString()));
        button.setOnAction(pressed -> shelf.open(file));
        return button;
    }

    private void mark(String chosen) {
        entries.forEach((id, button) -> {
            button.setSelected(id.equals(chosen));
            button.setFocusTraversable(id.equals(chosen));
        });
    }

    private static Catalogue.Entry entry(Node button) {
        return (Catalogue.Entry) button.getUserData();
    }

    // ---- keys

    private void searchKey(KeyEvent pressed) {
        List<ToggleButton> found = found();
        switch (pressed.getCode()) {
            case DOWN -> focus(found, 0, pressed);
            case ENTER -> {
                if (!found.isEmpty() && !search.getText().isBlank()) {
                    found.getFirst().fire();
                    focus(found, 0, pressed);
                }
            }
            case ESCAPE -> {
                if (!search.getText().isEmpty()) {
                    search.clear();
                    pressed.consume();
                }
            }
            default -> {
                // Typed into the search.
            }
        }
    }

    private void entryKey(KeyEvent pressed, ToggleButton button) {
        List<ToggleButton> found = found();
        int at = found.indexOf(button);
        if (pressed.getCode() == KeyCode.DOWN) {
            focus(found, Math.min(at + 1, found.size() - 1), pressed);
        } else if (pressed.getCode() == KeyCode.UP) {
            if (at == 0) {
                focusSearch();
                pressed.consume();
            } else {
                focus(found, at - 1, pressed);
            }
        } else if (pressed.getCode() == KeyCode.ENTER) {
            plan.choose(entry(button));
            mark(entry(button).id());
            pressed.consume();
        }
    }

    private List<ToggleButton> found() {
        return list.getChildren().stream().filter(ToggleButton.class::isInstance).map(ToggleButton.class::cast)
                .toList();
    }

    private void focus(List<ToggleButton> found, int index, KeyEvent pressed) {
        if (index < found.size()) {
            ToggleButton button = found.get(index);
            button.requestFocus();
            reveal(button);
            pressed.consume();
        }
    }

    private void reveal(Node button) {
        double rest = list.getHeight() - scroll.getViewportBounds().getHeight();
        if (rest <= 0) {
            return;
        }
        Bounds bounds = button.getBoundsInParent();
        double top = scroll.getVvalue() * rest;
        if (bounds.getMinY() < top) {
            scroll.setVvalue(bounds.getMinY() / rest);
        } else if (bounds.getMaxY() > top + scroll.getViewportBounds().getHeight()) {
            scroll.setVvalue((bounds.getMaxY() - scroll.getViewportBounds().getHeight()) / rest);
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return 212;
    }

    @Override
    protected void layoutChildren() {
        content.resizeRelocate(0, 0, getWidth(), getHeight());
    }
}
