package dev.potok.app.side;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import javafx.beans.value.ObservableValue;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.potok.app.text.Language;
import dev.potok.app.text.Names;
import dev.potok.app.text.ScenarioTexts;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Glyphs;
import dev.potok.app.transport.Calm;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.RunPlan;
import dev.potok.app.transport.TimeText;
import dev.potok.simulation.environment.ResultRow;
import dev.potok.simulation.run.CheckResult;
import dev.potok.simulation.run.Failure;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.trace.ResourceInfo;

/**
 * The tab with what came of the run: how it ended, what was found in its events, what was checked, what it counted. While
 * the run goes on it says how far it is, what was found so far, and what will be checked. For the JavaFX thread.
 */
final class FindingsView extends ScrollPane {
    private final Playback playback;
    private final RunPlan plan;
    private final Language language;
    private final ObservableValue<Names> names;
    private final VBox content = new VBox();
    private final FoundView found;
    private final Label elapsed = figure();
    private final Label events = figure();
    private long shownTenths = -1;
    private int shownResources;

    FindingsView(Playback playback, RunPlan plan, Language language, ObservableValue<Names> names, FoundView found) {
        this.found = found;
        this.playback = playback;
        this.plan = plan;
        this.language = language;
        this.names = names;
        setId("findings-view");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("side-scroll");
        content.getStyleClass().add("findings");
        elapsed.setId("findings-elapsed");
        events.setId("findings-events");
        setContent(content);
        playback.resultProperty().subscribe(result -> build());
        playback.requestProperty().addListener(request -> build());
        playback.phaseProperty().addListener(phase -> build());
        language.textsProperty().addListener(texts -> build());
        names.addListener(next -> build());
        plan.entryProperty().addListener(entry -> build());
        Calm.pages(playback, this::look);
    }

    private static Label figure() {
        var label = new Label();
        label.getStyleClass().add("findings-figure");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /** The figures of a run that goes on, at most ten times a second. */
    private void look() {
        long tenths = playback.endProperty().get() / 100_000_000;
        if (isVisible() && tenths != shownTenths && playback.resultProperty().get() == null) {
            int resources = playback.recording().trace().directory().resources().size();
            if (resources != shownResources) {
                build();
                shownResources = resources;
            }
            shownTenths = tenths;
            figures(language.texts(), playback.endProperty().get());
        }
    }

    private void figures(Texts texts, long nanos) {
        elapsed.setText(TimeText.length((double) nanos, russian(texts)));
        events.setText(texts.number(playback.recording().edge().events()));
    }

    private static boolean russian(Texts texts) {
        return texts.locale().getLanguage().equals("ru");
    }

    private void build() {
        Texts texts = language.texts();
        RunRequest request = playback.requestProperty().get();
        RunResult result = playback.resultProperty().get();
        String scenario = request == null ? plan.entryProperty().get().id() : request.scenario().id();
        var words = new ScenarioTexts(scenario, texts);
        content.getChildren().clear();
        shownTenths = -1;
        if (request == null) {
            content.getChildren().add(banner("info", texts.get("findings.not-run"), "neutral"));
            content.getChildren().add(note(texts.get("findings.before")));
        } else if (result == null && !playback.running()) {
            figures(texts, playback.endProperty().get());
            content.getChildren().add(banner("info", texts.get("findings.recorded"), "neutral"));
            content.getChildren().add(table(List.of(texts.get("findings.elapsed"), texts.get("findings.events")),
                    List.of(elapsed, events)));
            content.getChildren().addAll(found.faults(), found.waits());
        } else if (result == null) {
            figures(texts, playback.endProperty().get());
            content.getChildren().add(banner("running", texts.get("findings.running"), "running"));
            content.getChildren().add(table(List.of(texts.get("findings.elapsed"), texts.get("findings.events")),
                    List.of(elapsed, events)));
            content.getChildren().addAll(found.faults(), found.waits());
            content.getChildren().add(heading(texts.get("findings.will-check")));
            toBeChecked().forEach(name -> content.getChildren().add(open(words.check(name))));
            content.getChildren().add(note(texts.get("findings.promises")));
        } else {
            ended(result, words);
        }
    }

    private void ended(RunResult result, ScenarioTexts words) {
        Texts texts = words.texts();
        String outcome = result.outcome().name().toLowerCase(Locale.ROOT);
        boolean good = result.failures().isEmpty() && result.allChecksHold();
        content.getChildren().add(switch (result.outcome()) {
            case COMPLETED -> banner(good ? "finished" : "failed",
                    texts.get(good ? "findings.outcome.completed" : "findings.outcome.unkept"), good ? "good" : "bad");
            case DEADLOCKED -> banner("blocked", texts.get("findings.outcome." + outcome), "bad");
            case FAILED -> banner("failed", texts.get("findings.outcome." + outcome), "bad");
            case STOPPED -> banner("stop", texts.get("findings.outcome." + outcome), "neutral");
        });
        result.failures().forEach(failure -> content.getChildren().add(failure(failure, texts)));
        figures(texts, result.elapsedNanos());
        content.getChildren().add(table(List.of(texts.get("findings.elapsed"), texts.get("findings.events")),
                List.of(elapsed, events)));
        content.getChildren().add(found.faults());
        results(result, words);
        content.getChildren().add(found.waits());
        if (!result.checks().isEmpty()) {
            content.getChildren().add(heading(texts.get("findings.checks")));
            result.checks().forEach(check -> content.getChildren().add(check(check, words)));
        }
    }

    /** The promises that hold for every run with the things there are so far, in the order in which they are judged. */
    private Set<String> toBeChecked() {
        var names = new LinkedHashSet<>(List.of("time-order", "nothing-lost", "join-after-end"));
        for (ResourceInfo resource : playback.recording().trace().directory().resources()) {
            promised(resource).stream().filter(name -> !name.equals("served-in-turn") || resource.fair())
                    .filter(name -> !name.equals("depth-within-capacity") || resource.capacity() > 0)
                    .forEach(names::add);
        }
        return names;
    }

    private static List<String> promised(ResourceInfo resource) {
        return switch (resource.kind()) {
            case MUTEX, REENTRANT_MUTEX -> List.of("one-owner", "served-in-turn");
            case SEMAPHORE -> List.of("permits-kept", "served-in-turn");
            case READ_WRITE_LOCK -> List.of("writers-alone", "served-in-turn");
            case STAMPED_LOCK -> List.of("writers-alone", "served-in-turn", "valid-reads-hold");
            case CONDITION -> List.of("signals-call-the-first");
            case CARRIERS -> List.of("one-on-a-carrier");
            case BARRIER, PHASER -> List.of("none-leaves-early");
            case LATCH -> List.of("none-passes-before-zero");
            case EVENT -> List.of("none-passes-unset");
            case EXCHANGER -> List.of("pairs-swap");
            case QUEUE -> List.of("depth-within-capacity", "each-item-once-in-order", "served-in-turn");
            case STACK -> List.of("depth-within-capacity", "each-item-once-youngest-first", "served-in-turn");
            case PRIORITY_QUEUE -> List.of("depth-within-capacity", "each-item-once-by-rank", "served-in-turn");
            case TRANSFER_QUEUE -> List.of("each-item-once-in-order", "handed-over-after-taken");
            case SCOPE -> List.of("scope-outlives-subtasks");
            case VARIABLE, ATOMIC -> List.of("loads-see-the-last-store");
            case ARRAY -> List.of("loads-see-the-last-store");
            case PIPE -> List.of("messages-in-order-once");
            case POOL -> List.of("tasks-done-once");
            case CELL, COUNTER -> List.of(); // any value is a right one
        };
    }

    private static Node open(String title) {
        var sign = new StackPane(Glyphs.node("created", 12));
        sign.getStyleClass().add("check-sign");
        var text = new Label(title);
        text.getStyleClass().add("check-title");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        var row = new HBox(8, sign, text);
        row.getStyleClass().addAll("check", "open");
        return row;
    }

    private static Node banner(String glyph, String text, String mood) {
        var label = new Label(text, Glyphs.node(glyph, 16));
        label.setId("findings-outcome");
        label.setGraphicTextGap(8);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        label.getStyleClass().addAll("findings-outcome", mood);
        return label;
    }

    private Label heading(String text) {
        var heading = new Label(text.toUpperCase(language.texts().locale()));
        heading.getStyleClass().add("side-heading");
        return heading;
    }

    private static Label note(String text) {
        var note = new Label(text);
        note.getStyleClass().add("findings-note");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        return note;
    }

    private static Node check(CheckResult check, ScenarioTexts words) {
        String verdict = check.verdict().name().toLowerCase(Locale.ROOT);
        var sign = new StackPane(switch (check.verdict()) {
            case OK -> Glyphs.node("finished", 12);
            case FAILED -> Glyphs.node("failed", 12);
            case INCONCLUSIVE -> new Label("?");
        });
        sign.getStyleClass().add("check-sign");
        var title = new Label(words.check(check.name()));
        title.getStyleClass().add("check-title");
        var detail = new Label(words.detail(check));
        detail.getStyleClass().add("check-detail");
        for (Label label : List.of(title, detail)) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        var text = new VBox(2, title, detail);
        HBox.setHgrow(text, Priority.ALWAYS);
        var row = new HBox(8, sign, text);
        row.setId("check-" + check.name());
        row.getStyleClass().addAll("check", verdict);
        row.setAccessibleText(words.texts().get("findings.verdict." + verdict) + ": " + title.getText());
        return row;
    }

    private Node failure(Failure failure, Texts texts) {
        String actor = playback.recording().trace().directory().actors().stream()
                .filter(each -> each.name().equals(failure.actor())).findFirst().map(each -> names.getValue().of(each))
                .orElse(failure.actor());
        var who = new Label(failure.line() == 0 ? actor
                : texts.get("findings.failure.where", actor, Integer.toString(failure.line())));
        who.getStyleClass().add("failure-who");
        var what = new Label(failure.summary());
        what.getStyleClass().add("failure-what");
        what.setWrapText(true);
        what.setMinHeight(Region.USE_PREF_SIZE);
        var trace = new Label();
        trace.getStyleClass().add("failure-trace");
        trace.setVisible(false);
        trace.managedProperty().bind(trace.visibleProperty());
        var traceScroll = new ScrollPane(trace);
        traceScroll.setMaxHeight(160);
        traceScroll.getStyleClass().add("side-scroll");
        traceScroll.visibleProperty().bind(trace.visibleProperty());
        traceScroll.managedProperty().bind(trace.visibleProperty());
        var more = new Hyperlink(texts.get("findings.failure.trace"));
        more.setId("failure-trace");
        more.getStyleClass().add("lesson-link");
        more.setOnAction(pressed -> {
            trace.setText(stackTrace(failure.cause()));
            trace.setVisible(!trace.isVisible());
        });
        var box = new VBox(4, who, what, more, traceScroll);
        box.getStyleClass().add("failure");
        return box;
    }

    private static String stackTrace(Throwable cause) {
        var text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return text.toString().replace("\t", "  ").strip();
    }

    // ---- results

    private void results(RunResult result, ScenarioTexts words) {
        Texts texts = words.texts();
        var labels = new ArrayList<String>();
        var values = new ArrayList<Label>();
        var below = new ArrayList<Node>();
        result.results().forEach((name, value) -> {
            switch (value) {
                case Object found when name.equals(RunResult.DEADLOCK) -> {
                    // Told with the faults.
                }
                case Number number -> {
                    labels.add(words.result(name));
                    Label figure = figure();
                    figure.setText(texts.number(number.longValue()));
                    values.add(figure);
                }
                case List<?> rows -> {
                    List<ResultRow> counted = rows.stream().filter(ResultRow.class::isInstance)
                            .map(ResultRow.class::cast).toList();
                    if (!counted.isEmpty()) {
                        below.add(heading(words.result(name)));
                        below.add(bars(counted, texts));
                    }
                }
                case Map<?, ?> remarks -> {
                    if (!remarks.isEmpty()) {
                        below.add(heading(words.result(name)));
                        remarks.forEach((file, remark) -> below
                                .add(note(file + " " + words.remark(String.valueOf(remark)))));
                    }
                }
                default -> {
                    labels.add(words.result(name));
                    Label text = figure();
                    text.setText(value.toString());
                    values.add(text);
                }
            }
        });
        if (!labels.isEmpty()) {
            content.getChildren().add(heading(texts.get("findings.results")));
            content.getChildren().add(table(labels, values));
        }
        content.getChildren().addAll(below);
    }

    private static Node table(List<String> labels, List<Label> values) {
        var grid = new GridPane();
        grid.getStyleClass().add("findings-table");
        var right = new ColumnConstraints();
        right.setHalignment(HPos.RIGHT);
        right.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(new ColumnConstraints(), right);
        for (int row = 0; row < labels.size(); row++) {
            var label = new Label(labels.get(row));
            label.getStyleClass().add("findings-label");
            values.get(row).setAccessibleHelp(labels.get(row));
            grid.addRow(row, label, values.get(row));
        }
        return grid;
    }

    private static Node bars(List<ResultRow> rows, Texts texts) {
        long most = rows.stream().mapToLong(ResultRow::value).max().orElse(1);
        var grid = new GridPane();
        grid.getStyleClass().add("findings-bars");
        var bar = new ColumnConstraints();
        bar.setHgrow(Priority.ALWAYS);
        bar.setFillWidth(true);
        var right = new ColumnConstraints();
        right.setHalignment(HPos.RIGHT);
        grid.getColumnConstraints().addAll(new ColumnConstraints(), bar, right);
        for (int row = 0; row < rows.size(); row++) {
            ResultRow each = rows.get(row);
            var label = new Label(each.label());
            label.getStyleClass().add("findings-word");
            var count = new Label(texts.number(each.value()));
            count.getStyleClass().add("findings-count");
            label.setMinWidth(Region.USE_PREF_SIZE);
            count.setMinWidth(Region.USE_PREF_SIZE);
            grid.addRow(row, label, new Bar((double) each.value() / Math.max(1, most)), count);
        }
        return grid;
    }

    /** A bar as long as its share of the room there is. */
    private static final class Bar extends Region {
        private final Region filled = new Region();
        private final double share;

        Bar(double share) {
            this.share = share;
            filled.getStyleClass().add("findings-bar");
            getChildren().add(filled);
            setMinHeight(8);
        }

        @Override
        protected void layoutChildren() {
            filled.resizeRelocate(0, Math.rint((getHeight() - 8) / 2), Math.max(2, Math.rint(getWidth() * share)), 8);
        }
    }
}
