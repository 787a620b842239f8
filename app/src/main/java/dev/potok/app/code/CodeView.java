package dev.potok.app.code;

import java.util.List;
import java.util.Optional;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;

import dev.potok.app.text.Language;
import dev.potok.app.text.Names;
import dev.potok.app.theme.Theme;
import dev.potok.app.transport.Calm;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.RunPlan;

/**
 * The tab with the code: the Java that runs, its Python twin, or both, with the line of every actor at the playhead lit.
 * For the JavaFX thread.
 */
public final class CodeView extends BorderPane {
    private final Playback playback;
    private final ObservableValue<Names> names;
    private final Language language;
    private final ObservableValue<Theme> theme;
    private final VBox listings = new VBox();
    private final ToggleButton java = segment("code-java", "Java");
    private final ToggleButton python = segment("code-python", "Python");
    private final ToggleButton both = segment("code-both", "");
    private final Label note = new Label();
    private final Label nothing = new Label();

    private ScenarioCode code;
    private CodePane javaPane;
    private CodePane pythonPane;
    private LineActivity shown = LineActivity.NONE;
    private long shownEvents = -1;

    /** The code of the plan's scenario, lit by the playback while that is the scenario it plays. */
    public CodeView(Playback playback, RunPlan plan, Language language, ObservableValue<Theme> theme,
            ObservableValue<Names> names) {
        this.playback = playback;
        this.names = names;
        this.language = language;
        this.theme = theme;
        code = ScenarioCode.of(plan.scenario());
        javaPane = pane("code-pane-java", code.java());
        pythonPane = pane("code-pane-python", code.python().orElse(code.java()));
        setId("code-view");
        getStyleClass().add("code-view");
        setTop(header());
        nothing.setId("code-nothing");
        nothing.setWrapText(true);
        nothing.getStyleClass().add("side-note");
        nothing.setPadding(new Insets(14));
        nothing.textProperty().bind(language.text("code.none"));
        setCenter(listings);
        listings.setMinHeight(0);
        arrange();
        plan.entryProperty().subscribe(entry -> show(ScenarioCode.of(entry.scenario().get())));
        Calm.pages(playback, this::look);
        playback.recordingProperty().addListener(next -> shownEvents = -1);
        names.subscribe(next -> List.of(javaPane, pythonPane).forEach(pane -> pane.use(next)));
        theme.subscribe(next -> List.of(javaPane, pythonPane).forEach(pane -> pane.use(next)));
        visibleProperty().addListener(visible -> look());
    }

    private Region header() {
        both.textProperty().bind(language.text("code.both"));
        var group = new ToggleGroup();
        var segments = new SegmentedButton(java, python, both);
        segments.setToggleGroup(group);
        segments.setId("code-languages");
        segments.getStyleClass().add("segments");
        java.setSelected(true);
        group.selectedToggleProperty().addListener((observed, before, now) -> {
            if (now == null) {
                group.selectToggle(before);
            } else {
                arrange();
            }
        });
        note.setId("code-note");
        note.getStyleClass().add("side-note");
        note.setMinWidth(0);
        note.textProperty()
                .bind(language.text(texts -> texts.get(python.isSelected() ? "code.note.python" : "code.note")));
        python.selectedProperty().addListener(selected -> {
            note.textProperty().unbind();
            note.textProperty()
                    .bind(language.text(texts -> texts.get(python.isSelected() ? "code.note.python" : "code.note")));
        });
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var header = new HBox(8, segments, gap, note);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("side-bar");
        return header;
    }

    private static ToggleButton segment(String id, String text) {
        var button = new ToggleButton(text);
        button.setId(id);
        button.getStyleClass().add("segment");
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private CodePane pane(String id, CodeListing listing) {
        return new CodePane(id, listing, names.getValue(), theme.getValue());
    }

    private void show(ScenarioCode next) {
        code = next;
        javaPane.show(next.java());
        next.python().ifPresent(pythonPane::show);
        shown = LineActivity.NONE;
        shownEvents = -1;
        arrange();
        look();
    }

    private void arrange() {
        boolean twin = code.python().isPresent();
        python.setDisable(!twin);
        both.setDisable(!twin);
        boolean showPython = twin && !java.isSelected();
        boolean showJava = !twin || !python.isSelected();
        listings.getChildren().clear();
        getTop().setVisible(!code.java().lines().isEmpty());
        if (code.java().lines().isEmpty()) {
            listings.getChildren().add(nothing);
        } else if (showJava && showPython) {
            listings.getChildren().addAll(fileName(code.java()), javaPane, fileName(code.python().orElseThrow()),
                    pythonPane);
        } else {
            listings.getChildren().add(showJava ? javaPane : pythonPane);
        }
        listings.getChildren().forEach(node -> VBox.setVgrow(node, node instanceof CodePane ? Priority.ALWAYS
                : Priority.NEVER));
        for (CodePane pane : List.of(javaPane, pythonPane)) {
            pane.setPrefHeight(showJava && showPython ? 0 : Region.USE_COMPUTED_SIZE);
        }
        light();
    }

    private static Label fileName(CodeListing listing) {
        var label = new Label(listing.fileName());
        label.getStyleClass().add("code-file");
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    private void look() {
        long events = playback.position();
        if (events == shownEvents || !isVisible()) {
            return;
        }
        shownEvents = events;
        LineActivity next = playsThis() ? LineActivity.of(playback.shown()) : LineActivity.NONE;
        if (!next.equals(shown)) {
            shown = next;
            light();
        }
    }

    private boolean playsThis() {
        return Optional.ofNullable(playback.requestProperty().get())
                .map(request -> request.scenario().getClass().getSimpleName() + ".java")
                .filter(code.java().fileName()::equals).isPresent();
    }

    private void light() {
        var directory = playback.recording().trace().directory();
        javaPane.light(shown, directory);
        if (code.python().isPresent()) {
            pythonPane.light(shown.inPython(code.map()), directory);
        }
    }
}
