package dev.potok.app.playground;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Language;
import dev.potok.app.text.Names;
import dev.potok.app.theme.Fonts;
import dev.potok.app.theme.Theme;
import dev.potok.simulation.state.ActorStatus;

/**
 * The calls of the chosen actor before a room, where the code stands otherwise: one a line, as large as the code, in the
 * colour of whoever is in that call. A click tells the chosen actor to make it. For the JavaFX thread.
 */
public final class CallSheet extends VBox {
    private static final double TEXT = 22;
    private static final double MOST_LINE = 46;
    private static final int MOST_BESIDE_ANSWER = 10;
    private static final String INTERRUPT = "interrupt()";

    private final PlaygroundViewModel model;
    private final Language language;
    private final ObservableValue<Names> names;
    private final Label who = new Label();
    private final Label answer = new Label();
    private List<Button> lines = List.of();
    private double scale = 1;
    private @Nullable Theme look;

    /** The calls of that model. */
    public CallSheet(PlaygroundViewModel model, Language language, ObservableValue<Names> names) {
        this.model = model;
        this.language = language;
        this.names = names;
        setId("present-calls");
        who.setId("present-told");
        answer.setId("present-answer");
        answer.setWrapText(true);
        setFillWidth(true);
        model.callsProperty().addListener((o, was, is) -> rebuild());
        model.actorsProperty().addListener((o, was, is) -> show());
        model.chosenProperty().addListener((o, was, is) -> show());
        model.runningProperty().addListener((o, was, is) -> show());
        model.virtualProperty().addListener((o, was, is) -> rebuild());
        names.addListener((o, was, is) -> show());
        rebuild();
    }

    /** Takes the size and the looks of the room's picture. */
    public void dress(double newScale, Theme newLook) {
        scale = newScale;
        look = newLook;
        setPadding(new Insets(10 * scale, 0, 10 * scale, 0));
        show();
    }

    private void rebuild() {
        var all = new ArrayList<Button>();
        for (String call : model.callsProperty().get()) {
            all.add(line(call, () -> model.tell(call)));
        }
        all.add(line(INTERRUPT, model::interrupt));
        Button pass = line("", () -> model.pass(Duration.ofSeconds(1)));
        pass.setId("present-pass");
        if (model.virtualProperty().get()) {
            all.add(pass);
        }
        lines = all;
        getChildren().setAll(who);
        getChildren().addAll(all);
        getChildren().add(answer);
        show();
    }

    private static Button line(String call, Runnable action) {
        var line = new Button(call);
        line.setId("present-call-" + PlaygroundView.slug(call));
        line.setFocusTraversable(false);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setMaxWidth(Double.MAX_VALUE);
        line.setTextOverrun(OverrunStyle.ELLIPSIS);
        line.setMnemonicParsing(false);
        line.setOnAction(pressed -> action.run());
        return line;
    }

    @Override
    protected void layoutChildren() {
        show();
        super.layoutChildren();
    }

    private void show() {
        Theme theme = look;
        if (theme == null) {
            return;
        }
        Told told = model.chosenActor().orElse(null);
        who.setText(told == null ? "" : names.getValue().of(told.info()) + ":");
        who.setStyle(font(Fonts.SEMIBOLD) + "-fx-text-fill: " + web(theme.color("ink")) + ";");
        who.setPadding(new Insets(0, 18 * scale, 4 * scale, 18 * scale));
        // What the last call answered is told where few calls leave room for it.
        double rest = lines.size() > MOST_BESIDE_ANSWER ? 0 : 3 * TEXT * scale;
        answer.setVisible(rest > 0 && told != null && told.status() == ActorStatus.IDLE);
        answer.setManaged(answer.isVisible());
        answer.setText(told == null ? "" : told.answer());
        answer.setStyle(font(Fonts.MONO) + "-fx-text-fill: " + web(theme.color("ink-2")) + ";");
        answer.setPadding(new Insets(4 * scale, 18 * scale, 0, 18 * scale));
        double room = (getHeight() - who.prefHeight(-1) - rest - 20 * scale) / Math.max(1, lines.size());
        double height = Math.floor(Math.min(MOST_LINE * scale, room));
        boolean goes = model.runningProperty().get();
        for (Button line : lines) {
            boolean pass = "present-pass".equals(line.getId());
            if (pass) {
                line.setText(language.texts().get("playground.pass"));
            }
            boolean always = pass || line.getText().equals(INTERRUPT);
            line.setDisable(!goes || told == null || told.waits() && !always);
            line.setMinHeight(height);
            line.setPrefHeight(height);
            line.setMaxHeight(height);
            line.setAccessibleText(told == null ? line.getText()
                    : language.texts().get("playground.tell", names.getValue().of(told.info()), line.getText()));
            line.setStyle(style(theme, inCall(line.getText()), line.isDisabled()));
        }
    }

    /** What those do who are in that call, or were in it last; of several who wait. */
    private @Nullable ActorStatus inCall(String call) {
        ActorStatus found = null;
        for (Told told : model.actorsProperty().get()) {
            if (told.call().equals(call) && (found == null || told.waits())) {
                found = told.status();
            }
        }
        return found;
    }

    private String style(Theme theme, @Nullable ActorStatus status, boolean off) {
        String ground = status == null ? "transparent"
                : web(theme.line(status).deriveColor(0, 1, 1, 0.2));
        String bar = status == null ? "transparent" : web(theme.line(status));
        return font(Fonts.MONO) + "-fx-padding: 0 8 0 " + Math.round(14 * scale) + ";"
                + "-fx-background-radius: 0; -fx-background-insets: 0; -fx-effect: null; -fx-opacity: 1;"
                + "-fx-background-color: " + ground + ";"
                + "-fx-border-color: transparent transparent transparent " + bar + ";"
                + "-fx-border-width: 0 0 0 6; -fx-border-radius: 0;"
                + "-fx-text-fill: " + web(theme.color(off ? "ink-4" : "accent")) + ";";
    }

    private String font(String family) {
        return "-fx-font-family: \"" + family + "\"; -fx-font-size: " + Math.ceil(TEXT * scale) + "px;";
    }

    private static String web(Color color) {
        return String.format(Locale.ROOT, "rgba(%d,%d,%d,%.3f)", Math.round(color.getRed() * 255),
                Math.round(color.getGreen() * 255), Math.round(color.getBlue() * 255), color.getOpacity());
    }

    /** The size of what is written, pixels. */
    double textSize() {
        return Math.ceil(TEXT * scale);
    }
}
