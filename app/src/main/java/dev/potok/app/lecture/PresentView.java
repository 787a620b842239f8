package dev.potok.app.lecture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Border;
import javafx.scene.layout.BorderStroke;
import javafx.scene.layout.BorderStrokeStyle;
import javafx.scene.layout.BorderWidths;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import dev.potok.app.code.CodeListing;
import dev.potok.app.code.Excerpt;
import dev.potok.app.code.LineActivity;
import dev.potok.app.code.ScenarioCode;
import dev.potok.app.stage.StageView;
import dev.potok.app.text.Language;
import dev.potok.app.text.Names;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Fonts;
import dev.potok.app.theme.Theme;
import dev.potok.app.theme.TypeFace;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.Playback.Motion;
import dev.potok.app.transport.Subject;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.finding.Findings;
import dev.potok.simulation.run.Phase;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.RunState;

/**
 * What the room sees: the stage, at most ten lines of code, one or two sentences, and the moments by their numbers.
 * Everything is sized by the height of the window; at 720 pixels no text is smaller than 22. For the JavaFX thread.
 */
public final class PresentView extends Pane {
    /** A sentence stays at least so long while the run goes by itself. */
    private static final long SENTENCE_NANOS = 700_000_000;
    private static final int MOST_MOMENTS = 6;
    private static final double DESIGN_HEIGHT = 720;
    private static final double DESIGN_WIDTH = 1280;
    private static final double TEXT = 22;
    /** By how much a text grows when its lines end with whole words. */
    private static final double WRAPPED = 1.1;

    private final Playback playback;
    private final ObservableValue<Names> names;
    private final ObservableValue<Theme> theme;
    private final ObservableValue<Findings> findings;
    private final StageView stage = new StageView(true);
    private final Label title = new Label();
    private final Label subtitle = new Label();
    private final Label sentence = new Label();
    private final Pane code = new Pane();
    private final Region track = new Region();
    private final Region done = new Region();
    private final Region head = new Region();
    private final Pane moments = new Pane();
    private final Region black = new Region();
    private final List<Label> codeLines = new ArrayList<>();

    private Moments finder;
    private List<Moment> shownMoments = List.of();
    private int currentMoment = -1;
    private @Nullable ScenarioCode scenarioCode;
    private String codeOf = "";
    private long sentenceSince;
    private int saidCircles;
    private boolean alarm;
    private long lastPulse;
    private List<Integer> codeNumbers = List.of();
    private LineActivity lit = LineActivity.NONE;
    private @Nullable Region aside;
    private ObservableValue<Boolean> asideWanted = new SimpleBooleanProperty().asObject();
    private BiConsumer<Double, Theme> dressAside = (scale, look) -> {};

    /** A view of that playback; it follows pulses while it is visible. */
    public PresentView(Playback playback, Language language, ObservableValue<Theme> theme,
            ObservableValue<Names> names, ObservableValue<Findings> findings) {
        this.playback = playback;
        this.findings = findings;
        this.theme = theme;
        this.names = names;
        this.finder = new Moments(playback.recording().trace());
        setId("presenting");
        title.setId("present-title");
        subtitle.setId("present-subtitle");
        sentence.setId("present-sentence");
        code.setId("present-code");
        moments.setId("present-moments");
        black.setId("present-black");
        black.setVisible(false);
        black.setBackground(new Background(new BackgroundFill(Color.BLACK, null, null)));
        sentence.setWrapText(true);
        sentence.setAlignment(Pos.CENTER_LEFT);
        subtitle.setAlignment(Pos.CENTER_RIGHT);
        for (Node node : List.of(title, subtitle, stage, code, sentence, track, done, head, moments, black)) {
            node.setManaged(false);
        }
        getChildren().addAll(title, subtitle, stage, code, sentence, track, done, head, moments, black);
        playback.pulseProperty().addListener((o, was, is) -> {
            if (isVisible()) {
                pulse();
            }
        });
        theme.addListener((o, was, is) -> requestLayout());
        language.textsProperty().addListener((o, was, is) -> refresh());
        visibleProperty().addListener((o, was, is) -> {
            black.setVisible(false);
            refresh();
        });
    }

    /**
     * Shows that in the place of the code while it is wanted: there is more to press then than to read.
     *
     * @param dress gives it the scale of the picture and its looks
     */
    public void setAside(Region calls, ObservableValue<Boolean> wanted, BiConsumer<Double, Theme> dress) {
        aside = calls;
        asideWanted = wanted;
        dressAside = dress;
        calls.setManaged(false);
        getChildren().add(getChildren().indexOf(code) + 1, calls);
        wanted.addListener((o, was, is) -> requestLayout());
        requestLayout();
    }

    /** Calls that with the actor or resource that is clicked on. */
    public void setOnChoice(Consumer<Subject> onChoice) {
        stage.setOnChoice(onChoice);
    }

    /** Marks that one on the stage, or nobody. */
    public void mark(@Nullable Subject subject) {
        stage.mark(subject);
    }

    // ---- commands

    /** Shows everything anew, for a change of language or of what is run. */
    public void refresh() {
        codeOf = "";
        shownMoments = List.of();
        sentenceSince = 0;
        requestLayout();
        if (isVisible()) {
            pulse();
        }
    }

    /** Goes to the moment with that number, from 1; a number without a moment does nothing. */
    public void goTo(int number) {
        if (number >= 1 && number <= shownMoments.size()) {
            playback.seekEvents(shownMoments.get(number - 1).events());
        }
    }

    /** Goes to the first moment of a recording, or to its start where there is none. */
    public void toFirst() {
        playback.toStart();
        finder = new Moments(playback.recording().trace());
        finder.advance();
        finder.list().stream().findFirst().ifPresent(first -> playback.seekEvents(first.events()));
    }

    /** Goes to the next moment after the playhead. */
    public void next() {
        for (int i = 0; i < shownMoments.size(); i++) {
            if (shownMoments.get(i).events() > playback.position()) {
                goTo(i + 1);
                return;
            }
        }
        playback.toLive();
    }

    /** Goes to the last moment before the playhead. */
    public void previous() {
        for (int i = shownMoments.size() - 1; i >= 0; i--) {
            if (shownMoments.get(i).events() < playback.position()) {
                goTo(i + 1);
                return;
            }
        }
        playback.toStart();
    }

    /** Makes the screen black, so that the room looks at the lecturer, or brings the picture back. */
    public void toggleBlack() {
        black.setVisible(!black.isVisible());
    }

    /** Whether the screen is black. */
    public boolean isBlack() {
        return black.isVisible();
    }

    // ---- layout

    private double scale() {
        return Math.max(0.5, Math.min(getHeight() / DESIGN_HEIGHT, getWidth() / DESIGN_WIDTH));
    }

    @Override
    protected void layoutChildren() {
        double s = scale();
        double width = getWidth();
        double margin = Math.round(40 * s);
        double codeWidth = Math.round(Math.min(width * 0.31, 390 * s));
        double stageWidth = width - 2 * margin - codeWidth - 24 * s;
        double top = Math.round(82 * s);
        double sentenceHeight = Math.round(82 * s);
        double trackY = Math.round(getHeight() - 82 * s);
        double sentenceY = trackY - 20 * s - sentenceHeight;
        Theme look = theme.getValue();
        setBackground(new Background(new BackgroundFill(look.color("bg"), null, null)));

        place(title, margin, 20 * s, stageWidth, 52 * s);
        TypeFace.set(title, Font.font(Fonts.TEXT, javafx.scene.text.FontWeight.BOLD, 38 * s));
        title.setTextFill(look.color("ink"));
        double subtitleX = margin + stageWidth * 0.6;
        place(subtitle, subtitleX, 26 * s, width - margin - subtitleX, 44 * s);
        TypeFace.set(subtitle, Font.font(Fonts.TEXT, TEXT * s));
        subtitle.setTextFill(look.color("ink-3"));

        place(stage, margin, top, stageWidth, sentenceY - 14 * s - top);
        place(code, margin + stageWidth + 24 * s, top, codeWidth, sentenceY + sentenceHeight - top);
        code.setBackground(ground(look.color("card"), 12 * s));
        code.setBorder(edge(look.color("line"), 12 * s, 1.5));
        Region calls = aside;
        if (calls != null) {
            calls.setVisible(asideWanted.getValue());
            place(calls, code.getLayoutX(), code.getLayoutY(), code.getWidth(), code.getHeight());
            dressAside.accept(s, look);
        }
        place(sentence, margin, sentenceY, stageWidth, sentenceHeight);
        TypeFace.set(sentence, Font.font(Fonts.SEMIBOLD, 24 * s));
        sentence.setPadding(new javafx.geometry.Insets(0, 20 * s, 0, 20 * s));
        dressSentence();
        sentence.setTextFill(look.color("ink"));

        place(track, margin, trackY, width - 2 * margin, 12 * s);
        track.setBackground(ground(look.color("line"), 6 * s));
        done.setBackground(ground(look.color("accent"), 6 * s));
        head.setBackground(ground(look.color("ink"), 14 * s));
        head.resize(28 * s, 28 * s);
        place(moments, margin, trackY + 26 * s, width - 2 * margin, 48 * s);
        place(black, 0, 0, width, getHeight());
        codeOf = "";
        shownMoments = List.of();
    }

    private static void place(Region region, double x, double y, double width, double height) {
        region.resizeRelocate(Math.round(x), Math.round(y), Math.round(width), Math.round(height));
    }

    private static Background ground(Color color, double radius) {
        return new Background(new BackgroundFill(color, new CornerRadii(radius), null));
    }

    private static Border edge(Color color, double radius, double width) {
        return new Border(new BorderStroke(color, BorderStrokeStyle.SOLID, new CornerRadii(radius),
                new BorderWidths(width)));
    }

    // ---- each pulse

    private void pulse() {
        if (getWidth() <= 0) {
            return;
        }
        long now = System.nanoTime();
        double seconds = lastPulse == 0 ? 0 : Math.min(0.25, (now - lastPulse) / 1e9);
        lastPulse = now;
        RunState state = playback.shown();
        Names called = names.getValue();
        Texts texts = called.texts();
        title.setText(texts.get("scenario." + called.scenario() + ".name"));
        subtitle.setText(subtitle(state, texts));
        stage.show(state, playback.recording().series(), playback.playheadProperty().get(), called, theme.getValue(),
                seconds);
        showSentence(state, called, now);
        showCode(state);
        showMoments(texts);
        showTrack();
    }

    private String subtitle(RunState state, Texts texts) {
        int busy = stage.busyCores();
        String cores = state.cores().isEmpty() ? ""
                : busy == 0 ? texts.get("present.core-idle")
                        : texts.get("present.core-busy", Integer.toString(busy),
                                Integer.toString(state.cores().size()));
        String speed = playback.motionProperty().get() == Motion.FOLLOWING
                && playback.phaseProperty().get() != Phase.ENDED ? texts.get("transport.live") : speed(texts);
        return cores.isEmpty() ? speed : cores + " · " + speed;
    }

    private String speed(Texts texts) {
        double speed = playback.speedProperty().get();
        return speed == 1 ? texts.get("transport.speed-true")
                : speed < 1 ? texts.get("transport.speed-slowed", texts.number(Math.round(1 / speed)))
                        : texts.get("transport.speed-fast", texts.number(Math.round(speed)));
    }

    private void showSentence(RunState state, Names called, long now) {
        Motion motion = playback.motionProperty().get();
        boolean moving = motion == Motion.PLAYING || motion == Motion.FOLLOWING && playback.running();
        if (moving && now - sentenceSince < SENTENCE_NANOS && state.circles() == saidCircles) {
            return; // but a circle that has closed is told at once
        }
        saidCircles = state.circles();
        showAlarm(NowSentence.deadlocked(state));
        String words = fitting(NowSentence.of(state, called, playback.resultProperty().get()));
        if (!words.equals(sentence.getText())) {
            sentence.setText(words);
            sentenceSince = now;
        }
    }

    /** A deadlock is told in red. */
    private void showAlarm(boolean wanted) {
        if (wanted == alarm) {
            return;
        }
        alarm = wanted;
        dressSentence();
    }

    private void dressSentence() {
        double s = scale();
        Theme look = theme.getValue();
        sentence.setBackground(ground(alarm ? look.fill(ActorStatus.BLOCKED) : look.color("card"), 12 * s));
        sentence.setBorder(edge(alarm ? look.line(ActorStatus.BLOCKED) : look.color("line"), 12 * s, 2));
    }

    /** As many of the sentences as can be read in two lines; at least the first. */
    private String fitting(List<String> sentences) {
        double room = sentence.getWidth() - 42 * scale();
        var kept = new ArrayList<String>();
        double lines = 0;
        // A long first sentence is set as small as a room can read.
        Font font = Font.font(Fonts.SEMIBOLD, 24 * scale());
        if (width(sentences.getFirst(), font) * WRAPPED > 2 * room) {
            font = Font.font(Fonts.SEMIBOLD, TEXT * scale());
        }
        if (font.getSize() != sentence.getFont().getSize()) {
            TypeFace.set(sentence, font);
        }
        for (String each : sentences) {
            lines += Math.ceil(width(each, font) * WRAPPED / Math.max(1, room));
            if (lines > 2 && !kept.isEmpty()) {
                break;
            }
            kept.add(each);
        }
        return String.join("\n", kept);
    }

    private static double width(String words, Font font) {
        var probe = new Text(words);
        probe.setFont(font);
        return Math.ceil(probe.getLayoutBounds().getWidth());
    }

    private void showTrack() {
        double s = scale();
        double end = Math.max(1, playback.endProperty().get());
        double part = Math.clamp(playback.playheadProperty().get() / end, 0, 1);
        double x = track.getLayoutX() + part * track.getWidth();
        place(done, track.getLayoutX(), track.getLayoutY(), part * track.getWidth(), track.getHeight());
        head.relocate(Math.round(x - 14 * s), Math.round(track.getLayoutY() - 8 * s));
    }

    private void showMoments(Texts texts) {
        if (finder.trace() != playback.recording().trace()) {
            finder = new Moments(playback.recording().trace());
            currentMoment = -1;
        }
        finder.advance();
        finder.learn(findings.getValue());
        List<Moment> now = finder.list(MOST_MOMENTS);
        int reached = -1;
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).events() <= playback.position()) {
                reached = i;
            }
        }
        if (now.equals(shownMoments) && reached == currentMoment && !moments.getChildren().isEmpty()) {
            return;
        }
        shownMoments = List.copyOf(now);
        currentMoment = reached;
        moments.getChildren().clear();
        double s = scale();
        Theme look = theme.getValue();
        if (now.isEmpty()) {
            moments.getChildren().add(momentLabel(texts.get("present.moment-none"), false, 0));
            return;
        }
        // Beside each other in order, sharing the width by the length of their names.
        double x = 0;
        double room = moments.getWidth();
        var labels = new ArrayList<Label>();
        double needed = 0;
        for (int i = 0; i < now.size(); i++) {
            Label label = momentLabel(texts.get("moment." + now.get(i).name()), i == reached, 0);
            labels.add(label);
            needed += label.getWidth() + 48 * s;
        }
        double gap = now.size() == 1 ? 0 : Math.clamp((room - needed) / (now.size() - 1), 6 * s, 56 * s);
        for (int i = 0; i < now.size(); i++) {
            boolean here = i == reached;
            var circle = new Label(Integer.toString(i + 1));
            circle.setManaged(false);
            circle.setAlignment(Pos.CENTER);
            TypeFace.set(circle, Font.font(Fonts.SEMIBOLD, TEXT * s));
            circle.setTextFill(look.color(here ? "accent-ink" : "accent"));
            circle.setBackground(ground(look.color(here ? "accent" : "bg"), 20 * s));
            circle.setBorder(edge(look.color("accent"), 20 * s, 2.5));
            place(circle, x, 2 * s, 38 * s, 38 * s);
            Label label = labels.get(i);
            double width = Math.min(label.getWidth(), room - x - 46 * s);
            place(label, x + 46 * s, 2 * s, Math.max(0, width), 38 * s);
            moments.getChildren().addAll(circle, label);
            x += 46 * s + width + gap;
        }
    }

    private Label momentLabel(String words, boolean here, double x) {
        var label = new Label(words);
        label.setManaged(false);
        TypeFace.set(label, Font.font(here ? Fonts.SEMIBOLD : Fonts.TEXT, TEXT * scale()));
        label.setTextFill(theme.getValue().color(here ? "ink" : "ink-3"));
        label.setLayoutX(x);
        label.resize(width(words, label.getFont()) + 4, 38 * scale());
        return label;
    }

    // ---- code

    private void showCode(RunState state) {
        RunRequest request = playback.requestProperty().get();
        if (request == null) {
            code.setVisible(false);
            return;
        }
        code.setVisible(true);
        boolean covered = asideWanted.getValue();
        codeLines.forEach(line -> line.setVisible(!covered));
        if (!codeOf.equals(request.scenario().id())) {
            codeOf = request.scenario().id();
            buildCode(request.scenario());
        }
        LineActivity activity = LineActivity.of(state);
        if (request.hasRemote() && scenarioCode != null) {
            List<Integer> told = activity.toldLines(lit);
            followTold(told.isEmpty() && lit.equals(LineActivity.NONE) ? activity.busyLines() : told,
                    scenarioCode.java());
            lit = activity;
        }
        Theme look = theme.getValue();
        for (int i = 0; i < codeLines.size(); i++) {
            Label line = codeLines.get(i);
            var who = activity.at(codeNumbers.get(i));
            ActorStatus status = who.isEmpty() ? null : who.getFirst().status();
            Object before = line.getUserData();
            if (before != status) {
                line.setUserData(status);
                line.setBackground(status == null ? Background.EMPTY
                        : ground(look.line(status).deriveColor(0, 1, 1, 0.2), 0));
                line.setBorder(status == null ? Border.EMPTY
                        : new Border(new BorderStroke(Color.TRANSPARENT, Color.TRANSPARENT, Color.TRANSPARENT,
                                look.line(status), BorderStrokeStyle.NONE, BorderStrokeStyle.NONE,
                                BorderStrokeStyle.NONE, BorderStrokeStyle.SOLID, null, new BorderWidths(0, 0, 0, 6),
                                null)));
            }
        }
    }

    /** Where somebody was told to do what lies elsewhere in the code, that paragraph of it is shown. */
    private void followTold(List<Integer> told, CodeListing listing) {
        if (told.isEmpty() || told.stream().anyMatch(codeNumbers::contains)) {
            return;
        }
        List<CodeListing.Line> lines = listing.lines();
        int at = told.getLast();
        int first = at;
        int last = at;
        while (first > 1 && !lines.get(first - 2).text().isBlank() && at - first < Excerpt.MOST_LINES / 2) {
            first--;
        }
        while (last < lines.size() && !lines.get(last).text().isBlank() && last - first < Excerpt.MOST_LINES - 1) {
            last++;
        }
        buildCode(listing, first, last);
    }

    private void buildCode(Scenario scenario) {
        scenarioCode = ScenarioCode.of(scenario);
        CodeListing listing = scenarioCode.java();
        int first = scenarioCode.excerpt().map(Excerpt::javaFirst).orElse(listing.bodyFirst());
        int last = scenarioCode.excerpt().map(Excerpt::javaLast)
                .orElse(Math.min(listing.bodyLast(), first + Excerpt.MOST_LINES - 1));
        lit = LineActivity.NONE;
        buildCode(listing, first, last);
    }

    private void buildCode(CodeListing listing, int first, int last) {
        code.getChildren().clear();
        codeLines.clear();
        List<CodeListing.Line> lines = listing.lines().subList(first - 1, last);
        int margin = lines.stream().filter(line -> !line.text().isEmpty()).mapToInt(CodeListing.Line::column).min()
                .orElse(0);
        double s = scale();
        double size = TEXT * s;
        double step = Math.min(46 * s, (code.getHeight() - 32 * s) / Math.max(1, lines.size()));
        Font font = Font.font(Fonts.MONO, size);
        double character = size * 0.6;
        int columns = (int) ((code.getWidth() - 44 * s) / character);
        var numbers = new ArrayList<Integer>();
        double top = Math.max(16 * s, Math.min(24 * s, (code.getHeight() - step * lines.size()) / 2));
        for (int i = 0; i < lines.size(); i++) {
            CodeListing.Line line = lines.get(i);
            String text = " ".repeat(line.column() - Math.min(margin, line.column())) + line.text();
            var label = new Label(text.length() <= columns ? text : text.substring(0, Math.max(1, columns - 1)) + "…");
            label.setManaged(false);
            TypeFace.set(label, font);
            label.setTextFill(theme.getValue().color("ink-2"));
            label.setPadding(new javafx.geometry.Insets(0, 0, 0, 18 * s));
            place(label, 2, top + i * step, code.getWidth() - 4, step);
            codeLines.add(label);
            numbers.add(line.number());
        }
        codeNumbers = numbers;
        code.getChildren().addAll(codeLines);
    }

    // ---- for tests

    /** All text sizes in use, pixels. */
    List<Double> textSizes() {
        var sizes = new ArrayList<>(List.of(title.getFont().getSize(), subtitle.getFont().getSize(),
                sentence.getFont().getSize()));
        codeLines.forEach(line -> sizes.add(line.getFont().getSize()));
        moments.getChildren().forEach(node -> sizes.add(((Label) node).getFont().getSize()));
        return sizes;
    }

    int codeLineCount() {
        return codeLines.size();
    }
}
