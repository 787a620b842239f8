package dev.potok.app.shell;

import java.util.Locale;

import javafx.beans.property.ObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;

import dev.potok.app.text.Language;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Theme;
import dev.potok.app.transport.Calm;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.Playback.Motion;
import dev.potok.app.transport.TimeText;
import dev.potok.simulation.run.CheckResult.Verdict;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.Phase;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.trace.CoreLocator;

/** The line at the bottom: what the run does, how many events came in, what that cost and whether any were lost; language and theme. */
final class StatusBar extends HBox {
    private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");
    private static final long RATE_PERIOD_NANOS = 500_000_000;

    private final Playback playback;
    private final Language language;
    private final Circle light = new Circle(4);
    private final Label state = new Label();
    private final Label message = new Label();
    private final Label events = new Label();
    private final Label watching = new Label();
    private final Label dropped = new Label();
    private long rateSince;
    private long eventsThen;
    private long eventsPerSecond;
    private int knownCircles;

    StatusBar(Playback playback, Language language, ObjectProperty<Theme> theme, Commands commands) {
        this.playback = playback;
        this.language = language;
        getStyleClass().add("status-bar");
        setAlignment(Pos.CENTER_LEFT);
        state.setId("status");
        events.setId("status-events");
        watching.setId("status-watching");
        dropped.setId("status-dropped");
        message.setId("status-message");
        message.getStyleClass().add("status-message");
        light.getStyleClass().add("status-light");
        events.getStyleClass().add("figure");
        watching.getStyleClass().add("figure");
        dropped.getStyleClass().add("figure");
        HBox.setHgrow(message, Priority.ALWAYS);
        message.setMaxWidth(Double.MAX_VALUE);
        state.setMinWidth(Region.USE_PREF_SIZE);
        events.setMinWidth(Region.USE_PREF_SIZE);
        watching.setMinWidth(Region.USE_PREF_SIZE);
        dropped.setMinWidth(Region.USE_PREF_SIZE);
        var explanation = new Tooltip();
        explanation.textProperty().bind(language.text("status-bar.watching-explained"));
        explanation.setWrapText(true);
        explanation.setMaxWidth(420);
        watching.setTooltip(explanation);

        var languageButton = new Button();
        languageButton.setId("language");
        languageButton.textProperty().bind(language.text(StatusBar::languages));
        languageButton.setOnAction(event -> language.useNext());
        languageButton.accessibleTextProperty().bind(language.text("shell.language"));
        var themeButton = new Button();
        themeButton.setId("theme");
        themeButton.textProperty().bind(javafx.beans.binding.Bindings.createStringBinding(
                () -> language.texts().get("theme." + theme.get().id()), theme, language.textsProperty()));
        themeButton.setOnAction(event -> commands.nextTheme());
        themeButton.accessibleTextProperty().bind(language.text("shell.theme"));
        var keys = new Button("?");
        keys.setId("keys");
        keys.setOnAction(event -> commands.showKeys());
        keys.accessibleTextProperty().bind(language.text("shell.keys"));
        for (Button button : java.util.List.of(languageButton, themeButton, keys)) {
            button.getStyleClass().add("status-button");
            button.setFocusTraversable(false);
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        getChildren().addAll(light, state, message, events, watching, dropped, languageButton, themeButton, keys);
        Calm.words(playback, this::follow);
        playback.pulseProperty().addListener((o, was, is) -> {
            if (playback.recording().edge().circles() != knownCircles) {
                follow();
            }
        });
        language.textsProperty().addListener((o, was, is) -> follow());
        follow();
    }

    private static String languages(Texts texts) {
        return texts.locale().equals(Texts.LANGUAGES.getFirst()) ? "EN · ru" : "RU · en";
    }

    /** Says one sentence beside the state, until another is said; an empty one takes it away. */
    void say(String sentence) {
        show(sentence, true);
    }

    /** Says something that is no problem. */
    void tell(String sentence) {
        show(sentence, false);
    }

    /** Takes that sentence away if it is the one that is shown. */
    void forget(String sentence) {
        if (message.getText().equals(sentence)) {
            tell("");
        }
    }

    private void show(String sentence, boolean problem) {
        message.setText(sentence);
        message.pseudoClassStateChanged(PROBLEM, problem);
        // It may be longer than the bar.
        message.setTooltip(sentence.isEmpty() ? null : new Tooltip(sentence));
    }

    private void follow() {
        Texts texts = language.texts();
        knownCircles = playback.recording().edge().circles();
        String words = words(texts);
        if (!words.equals(state.getText())) {
            state.setText(words);
        }
        long now = System.nanoTime();
        long recorded = playback.recording().edge().events();
        if (now - rateSince > RATE_PERIOD_NANOS || recorded < eventsThen) {
            eventsPerSecond = rateSince == 0 || recorded < eventsThen ? 0
                    : (recorded - eventsThen) * 1_000_000_000L / (now - rateSince);
            rateSince = now;
            eventsThen = recorded;
            events.setText(texts.get("status-bar.events", texts.count(recorded, "events"),
                    texts.number(eventsPerSecond)));
            long lost = playback.recording().trace().dropped();
            dropped.setText(texts.get("status-bar.dropped", texts.number(lost)));
            dropped.getStyleClass().removeAll("bad");
            if (lost > 0) {
                dropped.getStyleClass().add("bad");
            }
        }
        watching.setText(watching(texts));
        String shining = light();
        if (!light.getStyleClass().contains(shining)) {
            light.getStyleClass().setAll("status-light", shining);
        }
    }

    /** The price of watching where the playhead is. */
    private String watching(Texts texts) {
        double share = playback.recording().watching().at(playback.playheadProperty().get());
        if (Double.isNaN(share)) {
            return texts.get("status-bar.watching-unknown");
        }
        double percent = share * 100;
        String digits = String.format(texts.locale(), percent < 9.95 ? "%.1f" : "%.0f", percent);
        return texts.get("status-bar.watching", digits);
    }

    private String light() {
        return switch (playback.phaseProperty().get()) {
            case RUNNING -> knownCircles > 0 ? "bad" : "on";
            case PAUSING, PAUSED -> "held";
            case ENDED -> {
                RunResult result = playback.resultProperty().get();
                yield result == null || result.outcome() == Outcome.STOPPED ? "off"
                        : result.outcome() == Outcome.COMPLETED && result.allChecksHold() ? "good" : "bad";
            }
        };
    }

    private String words(Texts texts) {
        Phase phase = playback.phaseProperty().get();
        Motion motion = playback.motionProperty().get();
        if (motion == Motion.EMPTY) {
            return CoreLocator.source() == CoreLocator.Source.NONE ? texts.get("status-bar.core-unknown")
                    : texts.get("status-bar.idle");
        }
        if (phase == Phase.PAUSED) {
            return texts.get("status-bar.paused");
        }
        if (phase == Phase.PAUSING) {
            return texts.get("status-bar.pausing");
        }
        if (phase == Phase.RUNNING) {
            if (knownCircles > 0 && motion == Motion.FOLLOWING) {
                return texts.get("status-bar.circle");
            }
            long back = playback.endProperty().get() - playback.playheadProperty().get();
            return motion == Motion.FOLLOWING ? texts.get("status-bar.running")
                    : texts.get("status-bar.looking-back",
                            TimeText.length(back, texts.locale().getLanguage().equals("ru")));
        }
        RunResult result = playback.resultProperty().get();
        if (result == null) {
            return texts.get("status-bar.replaying");
        }
        String outcome = texts.get("status-bar.ended-" + result.outcome().name().toLowerCase(Locale.ROOT));
        if (result.checks().isEmpty()) {
            return outcome;
        }
        long hold = result.checks().stream().filter(check -> check.verdict() == Verdict.OK).count();
        return outcome + " · "
                + texts.get("status-bar.checks", Long.toString(hold), Integer.toString(result.checks().size()));
    }
}
