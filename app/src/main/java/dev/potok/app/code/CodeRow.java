package dev.potok.app.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import org.jspecify.annotations.Nullable;

import dev.potok.app.code.LineActivity.Presence;
import dev.potok.app.theme.Glyphs;
import dev.potok.app.theme.Theme;

/** One line on the screen: its number, its text, and who is there. It is given one line after another. */
final class CodeRow extends Region {
    /** Width of the line numbers, in heights of a line. */
    static final double GUTTER_SHARE = 2.1;
    /** Width of a character of JetBrains Mono at the size side.css gives it (0.6 em of 12 px in a line of 20), likewise. */
    static final double COLUMN_SHARE = 0.6 * 12 / 20;
    private static final PseudoClass INFERRED = PseudoClass.getPseudoClass("inferred");
    private static final double GLYPH = 11;

    private final String owner;
    private final Region ground = new Region();
    private final Region bar = new Region();
    private final Label number = new Label();
    private final TextFlow text = new TextFlow();
    private final HBox actors = new HBox();
    private final Tooltip tooltip = new Tooltip();

    private CodeListing.@Nullable Line line;
    private List<Presence> presences = List.of();
    private List<String> actorNames = List.of();
    private String state = "";
    private double shift;
    private double column;
    private double barAtRight;
    private double roomShown = -1;

    CodeRow(String owner) {
        this.owner = owner;
        getStyleClass().add("code-row");
        setAccessibleRole(AccessibleRole.LIST_ITEM);
        ground.getStyleClass().add("code-ground");
        bar.getStyleClass().add("code-bar");
        number.getStyleClass().add("code-number");
        number.setAlignment(Pos.CENTER_RIGHT);
        text.getStyleClass().add("code-text");
        actors.getStyleClass().add("code-actors");
        actors.setAlignment(Pos.CENTER_RIGHT);
        actors.setMouseTransparent(true);
        text.setManaged(false);
        getChildren().addAll(ground, text, number, bar, actors);
    }

    /** Number of the line it shows, 0 for none. */
    int line() {
        return line == null ? 0 : line.number();
    }

    /** Forgets its line, so that the next is drawn afresh. */
    void clear() {
        line = null;
    }

    /** Forgets who is there, so that they are named afresh. */
    void forgetActors() {
        actorNames = List.of("");
    }

    /** Shows a line. */
    void show(CodeListing.Line next, double height) {
        if (next.equals(line)) {
            return;
        }
        line = next;
        setId(owner + "-line-" + next.number());
        number.setText(Integer.toString(next.number()));
        number.setPrefSize(height * GUTTER_SHARE - height * 0.5, height);
        text.getChildren().clear();
        for (Token token : next.tokens()) {
            var piece = new Text(token.text());
            piece.getStyleClass().addAll("code", "code-" + token.kind().name().toLowerCase(Locale.ROOT));
            text.getChildren().add(piece);
        }
        roomShown = -1;
        describe();
        requestLayout();
    }

    /** Where its text lies: moved by {@code pixels}, in columns of that width, keeping so much free at the right edge. */
    void moveText(double pixels, double columnWidth, double atRight) {
        if (shift != pixels || column != columnWidth || barAtRight != atRight) {
            shift = pixels;
            column = columnWidth;
            barAtRight = atRight;
            requestLayout();
        }
    }

    /** Lights it for those who are there, the most telling first. */
    void light(List<Presence> here, List<String> named) {
        if (here.equals(presences) && named.equals(actorNames)) {
            return;
        }
        presences = here;
        actorNames = named;
        String next = here.isEmpty() ? "" : "state-" + Theme.token(here.getFirst().status());
        if (!next.equals(state)) {
            getStyleClass().remove(state);
            if (!next.isEmpty()) {
                getStyleClass().add(next);
            }
            state = next;
        }
        pseudoClassStateChanged(INFERRED, !here.isEmpty() && here.stream().allMatch(Presence::inferred));
        roomShown = -1;
        if (here.isEmpty()) {
            Tooltip.uninstall(this, tooltip);
        } else {
            tooltip.setText(String.join(", ", named));
            Tooltip.install(this, tooltip);
        }
        describe();
        requestLayout();
    }

    private void describe() {
        setAccessibleText(line == null ? ""
                : line.number() + " " + line.text()
                        + (actorNames.isEmpty() ? "" : " ← " + String.join(", ", actorNames)));
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        double gutter = height * GUTTER_SHARE;
        ground.resizeRelocate(0, 0, width, height);
        bar.resizeRelocate(0, 0, 3, height);
        number.resizeRelocate(0, 0, gutter - height * 0.5, height);
        double x = gutter + shift + (line == null ? 0 : line.column() * column);
        double textWidth = line == null ? 0 : line.text().length() * column;
        text.resizeRelocate(Math.rint(x), Math.rint((height - text.prefHeight(-1)) / 2), textWidth + 4, height);
        number.setOpacity(shift < -gutter / 2 ? 0 : 1);
        double room = width - barAtRight - Math.max(gutter, x + textWidth) - 14;
        if (room != roomShown) {
            roomShown = room;
            fillActors(room);
        }
        double taken = actors.prefWidth(-1);
        actors.resizeRelocate(width - barAtRight - 6 - taken, 0, taken, height);
    }

    private static double width(List<String> names, double scale) {
        return names.stream().mapToDouble(name -> (GLYPH + 10 + name.length() * 6.2) * scale).sum();
    }

    /** "r2" for "reader-2". */
    private static String initial(String name) {
        int dash = name.lastIndexOf('-');
        return dash <= 0 ? name.substring(0, Math.min(2, name.length())) : name.charAt(0) + name.substring(dash + 1);
    }

    /** Names where there is room for all, else initials, else glyphs alone, as many as fit and how many more. */
    private void fillActors(double room) {
        actors.getChildren().clear();
        if (presences.isEmpty()) {
            return;
        }
        double scale = getHeight() / 20;
        double glyph = Math.rint(GLYPH * scale);
        List<String> initials = actorNames.stream().map(CodeRow::initial).toList();
        List<String> told = width(actorNames, scale) <= room ? actorNames
                : width(initials, scale) <= room ? initials : List.of();
        boolean withNames = !told.isEmpty();
        double each = glyph + 4 * scale;
        int fits = (int) (room / each);
        int shown = withNames || fits >= presences.size()
                ? presences.size()
                : Math.max(0, (int) ((room - 20 * scale) / each));
        var chips = new ArrayList<Label>();
        for (int i = 0; i < shown; i++) {
            Presence presence = presences.get(i);
            var chip = new Label(withNames ? told.get(i) : "");
            chip.getStyleClass().addAll("code-actor", "state-" + Theme.token(presence.status()));
            chip.setGraphic(Glyphs.node(Glyphs.of(presence.status()), glyph));
            chip.setGraphicTextGap(withNames ? 3 * scale : 0);
            chips.add(chip);
        }
        if (shown > 0 && shown < presences.size()) {
            var more = new Label("+" + (presences.size() - shown));
            more.getStyleClass().add("code-more");
            chips.add(more);
        }
        actors.setSpacing(withNames ? 7 * scale : 4 * scale);
        actors.getChildren().setAll(chips);
    }
}
