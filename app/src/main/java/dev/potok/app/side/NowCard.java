package dev.potok.app.side;

import java.util.List;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.potok.app.lecture.NowSentence;
import dev.potok.app.text.Language;
import dev.potok.app.text.Names;
import dev.potok.app.transport.Calm;
import dev.potok.app.transport.Playback;

/**
 * The card that says what is going on at the playhead. While things move, a sentence stays long enough to be read; where
 * the playhead stands or the run is paused, it is always that of what is seen; and a deadlock is told at once. For the JavaFX thread.
 */
final class NowCard extends VBox {
    private static final PseudoClass ALARM = PseudoClass.getPseudoClass("alarm");
    private static final long SHORTEST_NANOS = 700_000_000;
    /** Height of a line, in sizes of its type. */
    private static final double LINE_SHARE = 1.36;

    private final Playback playback;
    private final ObservableValue<Names> names;
    private final Label sentence = new Label();
    private long saidNanos = Long.MIN_VALUE;
    private long saidEvents = -1;
    private int saidCircles;

    NowCard(Playback playback, Language language, ObservableValue<Names> names) {
        this.playback = playback;
        this.names = names;
        setId("now");
        getStyleClass().add("now-card");
        var title = new Label();
        title.textProperty().bind(language.text("side.now"));
        title.getStyleClass().add("now-title");
        sentence.setId("now-sentence");
        sentence.getStyleClass().add("now-sentence");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        setAccessibleRole(AccessibleRole.TEXT);
        accessibleTextProperty().bind(title.textProperty().concat(": ").concat(sentence.textProperty()));
        getChildren().addAll(title, sentence);
        Calm.pages(playback, this::look);
        playback.pulseProperty().addListener((o, was, is) -> {
            if (playback.shown().circles() != saidCircles) {
                say(); // a deadlock does not wait until it is time to look again
            }
        });
        playback.recordingProperty().addListener(next -> say());
        playback.resultProperty().addListener(next -> saidEvents = -1);
        names.subscribe(next -> say());
    }

    /** Room for three lines, so that the card rarely changes its height; more where a sentence needs it. */
    @Override
    protected double computePrefHeight(double width) {
        double line = sentence.getFont().getSize() * LINE_SHARE;
        return Math.max(super.computePrefHeight(width),
                Math.ceil(snappedTopInset() + line + getSpacing() + 3 * line + snappedBottomInset()));
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    private void look() {
        if (playback.position() == saidEvents) {
            return;
        }
        boolean moving = switch (playback.motionProperty().get()) {
            case FOLLOWING -> playback.running() && !playback.shown().paused();
            case PLAYING -> true;
            case STANDING, EMPTY -> false;
        };
        if (!moving || saidNanos == Long.MIN_VALUE || System.nanoTime() - saidNanos >= SHORTEST_NANOS) {
            say();
        }
    }

    private void say() {
        List<String> sentences = NowSentence.of(playback.shown(), names.getValue(), playback.resultProperty().get());
        saidEvents = playback.position();
        saidCircles = playback.shown().circles();
        boolean deadlocked = NowSentence.deadlocked(playback.shown());
        pseudoClassStateChanged(ALARM, deadlocked);
        String text = String.join(deadlocked ? "\n" : " ", sentences); // one who waits, one line
        if (!text.equals(sentence.getText())) {
            sentence.setText(text);
            saidNanos = System.nanoTime();
        }
    }
}
