package dev.potok.app.side;

import java.util.ArrayList;
import java.util.List;

import javafx.geometry.Pos;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.potok.app.text.Language;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Glyphs;

/**
 * What was found, as two stacks of nodes: the faults – circles of waits, lost updates, hints – each of which leads to its
 * instant, and the table of waits. Nodes are made only where something new was found; figures change in place. For the
 * JavaFX thread.
 */
final class FoundView {
    private final FoundViewModel viewModel;
    private final Language language;
    private final VBox faults = new VBox();
    private final VBox waits = new VBox();
    private final VBox circleBox = new VBox();
    private final VBox lostBox = new VBox();
    private final VBox hintBox = new VBox();
    private final Label lostHeading = heading();
    private final List<WaitCard> cards = new ArrayList<>();
    private final Label more = new Label();

    FoundView(FoundViewModel viewModel, Language language) {
        this.viewModel = viewModel;
        this.language = language;
        faults.setId("findings-faults");
        waits.setId("findings-waits");
        for (VBox box : List.of(faults, waits, circleBox, lostBox, hintBox)) {
            box.getStyleClass().add("found");
            box.managedProperty().bind(box.visibleProperty());
        }
        lostHeading.setId("lost-count");
        more.getStyleClass().add("findings-note");
        faults.getChildren().addAll(circleBox, lostBox, hintBox);
        viewModel.circlesProperty().subscribe(circles -> showCircles());
        viewModel.lostProperty().subscribe(lost -> showLost());
        viewModel.lostCountProperty().subscribe(count -> countLost());
        viewModel.hintsProperty().subscribe(hints -> showHints());
        viewModel.waitsProperty().subscribe(rows -> showWaits());
        language.textsProperty().addListener((o, was, is) -> {
            showCircles();
            showLost();
            showHints();
            waits.getChildren().clear();
            cards.clear();
            showWaits();
        });
    }

    /** Circles of waits, lost updates and hints; nothing of it while there are none. */
    Node faults() {
        return faults;
    }

    /** The table of waits; nothing of it while nobody has waited. */
    Node waits() {
        return waits;
    }

    private Texts texts() {
        return language.texts();
    }

    private static Label heading() {
        var heading = new Label();
        heading.getStyleClass().add("side-heading");
        return heading;
    }

    private Label heading(String message) {
        Label heading = heading();
        heading.setText(upper(texts().get(message)));
        return heading;
    }

    private String upper(String text) {
        return text.toUpperCase(texts().locale());
    }

    private void visible() {
        faults.setVisible(circleBox.isVisible() || lostBox.isVisible() || hintBox.isVisible());
    }

    // ---- faults

    private void showCircles() {
        circleBox.getChildren().clear();
        List<FoundViewModel.Circle> circles = viewModel.circlesProperty().get();
        circleBox.setVisible(!circles.isEmpty());
        visible();
        if (circles.isEmpty()) {
            return;
        }
        circleBox.getChildren().add(heading("found.heading.deadlock"));
        for (FoundViewModel.Circle circle : circles) {
            var card = new VBox(note(circle.when()));
            card.setId("deadlock-" + circle.number());
            card.getStyleClass().addAll("finding", "bad");
            for (FindingWords.Said member : circle.members()) {
                Row row = row("blocked", member.who(), member.lines(), () -> viewModel.look(member));
                row.setId("deadlock-" + circle.number() + "-" + member.actor());
                card.getChildren().add(row);
            }
            circleBox.getChildren().add(card);
        }
    }

    private void showLost() {
        lostBox.getChildren().clear();
        List<FoundViewModel.Lost> lost = viewModel.lostProperty().get();
        lostBox.setVisible(!lost.isEmpty());
        visible();
        if (lost.isEmpty()) {
            return;
        }
        lostBox.getChildren().add(lostHeading);
        countLost();
        for (int i = 0; i < lost.size(); i++) {
            lostBox.getChildren().add(lost(i + 1, lost.get(i)));
        }
        int known = viewModel.lostKnownProperty().get();
        if (known > FoundViewModel.FEW_LOST) {
            boolean all = viewModel.allLostProperty().get();
            var link = new Hyperlink(all ? texts().get("found.lost.fewer")
                    : texts().get("found.lost.more", texts().number(known)));
            link.setId("lost-all");
            link.getStyleClass().add("lesson-link");
            link.setOnAction(pressed -> viewModel.allLostProperty().set(!all));
            lostBox.getChildren().add(link);
        }
    }

    private void countLost() {
        lostHeading.setText(upper(texts().get("found.heading.lost",
                texts().number(viewModel.lostCountProperty().get()))));
    }

    private Node lost(int number, FoundViewModel.Lost lost) {
        var title = new Label(lost.title());
        title.getStyleClass().add("finding-title");
        wrap(title);
        var card = new VBox(title);
        card.setId("lost-" + number);
        card.getStyleClass().addAll("finding", "bad");
        for (int i = 0; i < lost.steps().size(); i++) {
            FindingWords.Step step = lost.steps().get(i);
            var time = new Label(step.time());
            time.getStyleClass().add("finding-time");
            time.setMinWidth(Region.USE_PREF_SIZE);
            var what = new Label(step.what());
            what.getStyleClass().add("finding-line");
            wrap(what);
            HBox.setHgrow(what, Priority.ALWAYS);
            var row = new Row(texts(), step.time() + ", " + step.what(), () -> viewModel.look(step), time, what);
            row.setAlignment(Pos.BASELINE_LEFT);
            row.setId("lost-" + number + "-" + (i + 1));
            if (step.lost()) {
                row.getStyleClass().add("lost");
            }
            card.getChildren().add(row);
        }
        return card;
    }

    private void showHints() {
        hintBox.getChildren().clear();
        List<FindingWords.Said> hints = viewModel.hintsProperty().get();
        hintBox.setVisible(!hints.isEmpty());
        visible();
        if (hints.isEmpty()) {
            return;
        }
        hintBox.getChildren().add(heading("found.heading.hints"));
        for (int i = 0; i < hints.size(); i++) {
            FindingWords.Said hint = hints.get(i);
            Row row = row("warning", hint.who(), hint.lines(), () -> viewModel.look(hint));
            row.setId("hint-" + (i + 1));
            var card = new VBox(row);
            card.getStyleClass().addAll("finding", "hint");
            hintBox.getChildren().add(card);
        }
    }

    private Row row(String glyph, String title, List<String> lines, Runnable look) {
        var name = new Label(title);
        name.getStyleClass().add("finding-title");
        wrap(name);
        var text = new VBox(1, name);
        for (String each : lines) {
            var line = new Label(each);
            line.getStyleClass().add("finding-line");
            wrap(line);
            text.getChildren().add(line);
        }
        HBox.setHgrow(text, Priority.ALWAYS);
        var sign = new HBox(Glyphs.node(glyph, 12));
        sign.getStyleClass().add("finding-sign");
        return new Row(texts(), title + ": " + String.join(", ", lines), look, sign, text);
    }

    /** Something that leads somewhere, by a click or by Enter. It is as high as its words need, which a button is not. */
    private static final class Row extends HBox {
        private final Runnable look;

        Row(Texts texts, String says, Runnable look, Node... content) {
            super(8, content);
            this.look = look;
            getStyleClass().add("finding-row");
            setFocusTraversable(true);
            setAccessibleRole(AccessibleRole.BUTTON);
            setAccessibleText(says);
            Tooltip.install(this, new Tooltip(texts.get("found.look")));
            setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY) {
                    requestFocus();
                    look.run();
                    event.consume();
                }
            });
            setOnKeyPressed(event -> {
                if (event.getCode() == KeyCode.ENTER) {
                    look.run();
                    event.consume();
                }
            });
        }

        @Override
        public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
            if (action == AccessibleAction.FIRE) {
                look.run();
            } else {
                super.executeAccessibleAction(action, parameters);
            }
        }
    }

    private static Label note(String text) {
        var note = new Label(text);
        note.getStyleClass().add("findings-note");
        wrap(note);
        return note;
    }

    private static void wrap(Label label) {
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
    }

    // ---- waits

    private void showWaits() {
        List<FindingWords.Waits> rows = viewModel.waitsProperty().get();
        waits.setVisible(!rows.isEmpty());
        if (waits.getChildren().isEmpty()) {
            waits.getChildren().add(heading("found.heading.waits"));
        }
        waits.getChildren().remove(more);
        while (cards.size() > rows.size()) {
            waits.getChildren().remove(cards.removeLast());
        }
        for (int i = 0; i < rows.size(); i++) {
            if (i == cards.size()) {
                cards.add(new WaitCard(i + 1));
                waits.getChildren().add(cards.get(i));
            }
            cards.get(i).show(rows.get(i));
        }
        int left = viewModel.moreWaitsProperty().get();
        if (left > 0) {
            more.setText(texts().get("found.waits.more", texts().number(left)));
            waits.getChildren().add(more);
        }
    }

    /** A resource that was waited for: how often, how long, and on whose account. */
    private final class WaitCard extends VBox {
        private final Button name = new Button();
        private final Label times = new Label();
        private final List<Label> quantiles = new ArrayList<>();
        private final Label total = new Label();
        private final Label blamed = new Label();
        private final Label blame = new Label();
        private final ShareBar bar = new ShareBar();
        private final HBox blameRow;
        private FindingWords.Waits shown = new FindingWords.Waits(0, "", "", "", List.of(), "", "", 0);

        WaitCard(int number) {
            setId("waits-" + number);
            getStyleClass().addAll("finding", "waits");
            name.getStyleClass().setAll("finding-name");
            name.setId("waits-" + number + "-name");
            name.setMinWidth(0);
            name.setOnAction(pressed -> viewModel.choose(shown));
            HBox.setHgrow(name, Priority.SOMETIMES);
            total.getStyleClass().add("finding-figure");
            total.setMinWidth(Region.USE_PREF_SIZE);
            total.setTooltip(new Tooltip(texts().get("found.waits.total")));
            var gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            var head = new HBox(8, name, gap, total);
            head.setAlignment(Pos.BASELINE_LEFT);
            times.getStyleClass().add("finding-times");
            blamed.getStyleClass().add("finding-line");
            blamed.setMinWidth(0);
            blame.getStyleClass().add("finding-time");
            blame.setMinWidth(Region.USE_PREF_SIZE);
            HBox.setHgrow(bar, Priority.ALWAYS);
            blameRow = new HBox(8, label("found.waits.blame"), blamed, bar, blame);
            blameRow.setAlignment(Pos.CENTER_LEFT);
            getChildren().addAll(head, times, figures(), blameRow);
        }

        private GridPane figures() {
            var grid = new GridPane();
            grid.getStyleClass().add("finding-figures");
            List<String> titles = List.of("found.waits.median", "found.waits.p90", "found.waits.p99",
                    "found.waits.longest");
            for (int i = 0; i < titles.size(); i++) {
                var column = new ColumnConstraints();
                column.setPercentWidth(100.0 / titles.size());
                grid.getColumnConstraints().add(column);
                Label title = label(titles.get(i));
                title.setMinWidth(0);
                title.setTooltip(new Tooltip(texts().get("found.waits.help")));
                var figure = new Label();
                figure.getStyleClass().add("finding-figure");
                figure.setMinWidth(0);
                quantiles.add(figure);
                grid.add(title, i, 0);
                grid.add(figure, i, 1);
            }
            return grid;
        }

        private Label label(String message) {
            var label = new Label(texts().get(message));
            label.getStyleClass().add("finding-label");
            label.setMinWidth(Region.USE_PREF_SIZE);
            return label;
        }

        private void show(FindingWords.Waits row) {
            if (row.equals(shown)) {
                return;
            }
            shown = row;
            name.setText(row.name());
            times.setText(row.acquisitions());
            for (int i = 0; i < quantiles.size(); i++) {
                quantiles.get(i).setText(row.quantiles().get(i));
            }
            total.setText(row.total());
            boolean somebody = !row.blamed().isEmpty();
            blamed.setText(somebody ? row.blamed() : texts().get("found.waits.nobody"));
            blame.setText(row.blame());
            bar.show(row.blameShare());
            for (Node node : List.of(blameRow.getChildren().getFirst(), bar, blame)) {
                node.setVisible(somebody);
                node.setManaged(somebody);
            }
            name.setAccessibleText(row.name() + ": " + row.acquisitions() + ", " + texts().get("found.waits.longest")
                    + " " + row.quantiles().getLast() + (somebody ? ", " + texts().get("found.waits.blame") + " "
                            + row.blamed() : ""));
        }
    }

    /** A bar as long as its share of the room there is. */
    private static final class ShareBar extends Region {
        private final Region filled = new Region();
        private double share;

        ShareBar() {
            filled.getStyleClass().add("finding-bar");
            getChildren().add(filled);
            setMinSize(0, 6);
            setPrefHeight(6);
        }

        private void show(double now) {
            share = now;
            requestLayout();
        }

        @Override
        protected void layoutChildren() {
            double high = 6;
            filled.resizeRelocate(0, snapPositionY((getHeight() - high) / 2), Math.max(share > 0 ? 2 : 0,
                    Math.rint(getWidth() * share)), high);
        }
    }
}
