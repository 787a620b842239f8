package dev.potok.app.shell;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import atlantafx.base.controls.ProgressSliderSkin;

import dev.potok.app.text.Language;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Glyphs;
import dev.potok.app.transport.Calm;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.Playback.Motion;
import dev.potok.app.transport.RunPlan;
import dev.potok.app.transport.TimeText;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Phase;
import dev.potok.simulation.run.RunRequest;

/** The bar on top: what runs, and control over time. */
final class TransportBar extends HBox {
    /** Below this width the name of the program gives way. */
    private static final double NARROW = 1150;

    private final Playback playback;
    private final RunPlan plan;
    private final Language language;
    private final Commands commands;

    private final Button run = new Button();
    private final Label title = new Label();
    private final Label subtitle = new Label();
    private final Slider scrub = new Slider(0, 1, 0);
    private final Label at = new Label("0:00.000");
    private final Label end = new Label("0:00.000");
    private final Button speed = new Button();
    private final Button live = new Button();
    private boolean placing;
    private String glyph = "";

    TransportBar(Playback playback, RunPlan plan, Language language, Commands commands) {
        this.playback = playback;
        this.plan = plan;
        this.language = language;
        this.commands = commands;
        getStyleClass().add("transport");
        setAlignment(Pos.CENTER_LEFT);

        Region brand = brand();
        brand.visibleProperty().bind(widthProperty().greaterThan(NARROW));
        brand.managedProperty().bind(brand.visibleProperty());
        getChildren().addAll(brand, names(), buttons(), timeline(), speed(), live(), modes(), present());
        Calm.words(playback, this::follow);
        language.textsProperty().addListener((o, was, is) -> follow());
        plan.entryProperty().addListener((o, was, is) -> follow());
        follow();
    }

    private static Region brand() {
        var name = new Label("Potok");
        name.getStyleClass().add("brand");
        var russian = new Label("поток");
        russian.getStyleClass().add("brand-second");
        var box = new HBox(8, name, russian);
        box.setAlignment(Pos.BASELINE_LEFT);
        box.getStyleClass().add("brand-box");
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.setMaxHeight(USE_PREF_SIZE);
        return box;
    }

    private Region names() {
        title.setId("scenario-title");
        title.getStyleClass().add("scenario-title");
        subtitle.setId("scenario-subtitle");
        subtitle.getStyleClass().add("scenario-subtitle");
        var box = new VBox(1, title, subtitle);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMinWidth(150);
        HBox.setHgrow(box, Priority.SOMETIMES);
        box.getStyleClass().add("scenario-names");
        return box;
    }

    private Region buttons() {
        Button back = icon("step-back", "step-back", "transport.step-back", playback::stepBack);
        Button forward = icon("step-forward", "step-forward", "transport.step-forward", playback::stepForward);
        Button restart = icon("restart", "restart", "transport.restart", commands::restart);
        Button stop = icon("stop", "stop", "transport.stop", playback::stop);
        stop.disableProperty().bind(Bindings.createBooleanBinding(
                () -> playback.phaseProperty().get() == Phase.ENDED, playback.phaseProperty()));
        run.setId("run");
        run.getStyleClass().add("run-button");
        run.setFocusTraversable(false);
        run.setOnAction(event -> commands.runOrPause());
        var box = new HBox(6, restart, back, run, forward, stop);
        box.setAlignment(Pos.CENTER);
        box.setMinWidth(USE_PREF_SIZE);
        return box;
    }

    private Button icon(String id, String glyphName, String key, Runnable action) {
        var button = new Button();
        button.setId(id);
        button.setGraphic(Glyphs.node(glyphName, 16));
        button.getStyleClass().add("icon-button");
        button.setFocusTraversable(false);
        button.setOnAction(event -> action.run());
        describe(button, language.text(key));
        return button;
    }

    private static void describe(javafx.scene.control.Control control, StringBinding words) {
        var tooltip = new Tooltip();
        tooltip.textProperty().bind(words);
        control.setTooltip(tooltip);
        control.accessibleTextProperty().bind(words);
    }

    private Region timeline() {
        scrub.setId("scrub");
        scrub.setSkin(new ProgressSliderSkin(scrub));
        scrub.getStyleClass().add("scrub");
        scrub.setFocusTraversable(false);
        scrub.setMinWidth(110);
        scrub.setPrefWidth(220);
        scrub.setMaxWidth(360);
        scrub.accessibleTextProperty().bind(language.text("transport.scrub"));
        scrub.valueProperty().addListener((o, was, is) -> {
            if (!placing) {
                playback.seek((long) (is.doubleValue() * playback.endProperty().get()));
            }
        });
        at.setId("time-at");
        end.setId("time-end");
        at.getStyleClass().add("time");
        end.getStyleClass().add("time");
        var times = new BorderPane();
        times.setLeft(at);
        times.setRight(end);
        var box = new VBox(0, scrub, times);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("scrub-box");
        HBox.setHgrow(box, Priority.ALWAYS);
        box.setMaxWidth(360);
        return box;
    }

    private Region speed() {
        speed.setId("speed");
        speed.getStyleClass().add("chip");
        speed.setFocusTraversable(false);
        speed.setMinWidth(USE_PREF_SIZE);
        describe(speed, language.text(texts -> texts.get("transport.speed") + "  ↑ ↓"));
        speed.setOnAction(event -> playback.setSpeed(1));
        speed.setOnScroll(event -> {
            if (event.getDeltaY() > 0) {
                playback.faster();
            } else if (event.getDeltaY() < 0) {
                playback.slower();
            }
        });
        return speed;
    }

    private Region live() {
        live.setId("live");
        live.getStyleClass().addAll("chip", "live-chip");
        live.setFocusTraversable(false);
        live.setMinWidth(USE_PREF_SIZE);
        live.setOnAction(event -> playback.toLive());
        live.accessibleTextProperty().bind(live.textProperty());
        return live;
    }

    private Region modes() {
        var group = new ToggleGroup();
        ToggleButton real = mode(Mode.LIVE, "mode-live", "transport.mode-live", group);
        ToggleButton virtual = mode(Mode.VIRTUAL, "mode-virtual", "transport.mode-virtual", group);
        plan.modeProperty().addListener((o, was, is) -> group.selectToggle(is == Mode.LIVE ? real : virtual));
        group.selectToggle(plan.modeProperty().get() == Mode.LIVE ? real : virtual);
        group.selectedToggleProperty().addListener((o, was, is) -> {
            if (is == null) {
                group.selectToggle(was);
            }
        });
        var box = new HBox(real, virtual);
        box.getStyleClass().add("segmented");
        box.setAlignment(Pos.CENTER);
        box.setMinWidth(USE_PREF_SIZE);
        box.setMaxHeight(USE_PREF_SIZE);
        return box;
    }

    private ToggleButton mode(Mode mode, String id, String key, ToggleGroup group) {
        var button = new ToggleButton();
        button.setId(id);
        button.textProperty().bind(language.text(key));
        button.setToggleGroup(group);
        button.setFocusTraversable(false);
        button.setOnAction(event -> commands.use(mode));
        button.disableProperty().bind(Bindings.createBooleanBinding(
                () -> !plan.entryProperty().get().modes().contains(mode), plan.entryProperty()));
        return button;
    }

    private Region present() {
        var button = new Button();
        button.setId("present");
        button.textProperty().bind(language.text(texts -> texts.get("transport.present") + "  F5"));
        button.setGraphic(Glyphs.node("present", 14));
        button.getStyleClass().add("present-button");
        button.setFocusTraversable(false);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> commands.present(false));
        return button;
    }

    // ---- each pulse

    private void follow() {
        Texts texts = language.texts();
        set(title, texts.get("scenario." + plan.entryProperty().get().id() + ".name"));
        set(subtitle, subtitle(texts));

        long endNanos = playback.endProperty().get();
        long nowNanos = playback.playheadProperty().get();
        set(at, time(nowNanos, endNanos));
        set(end, time(endNanos, endNanos));
        if (!scrub.isPressed()) {
            placing = true;
            scrub.setValue(endNanos == 0 ? 0 : (double) nowNanos / endNanos);
            placing = false;
        }
        scrub.setDisable(endNanos == 0);
        set(speed, speedText(texts, playback));
        boolean atEdge = playback.motionProperty().get() == Motion.FOLLOWING;
        boolean running = playback.phaseProperty().get() != Phase.ENDED;
        set(live, texts.get(atEdge ? running ? "transport.live" : "transport.ended" : "transport.to-live"));
        live.setDisable(playback.motionProperty().get() == Motion.EMPTY);
        if (live.getStyleClass().contains("at-edge") != (atEdge && running)) {
            if (atEdge && running) {
                live.getStyleClass().add("at-edge");
            } else {
                live.getStyleClass().remove("at-edge");
            }
        }
        showRunButton(texts);
    }

    /** By the clock; where the whole recording is shorter than a second, in a unit that tells its instants apart. */
    private String time(long nanos, long endNanos) {
        return endNanos >= 1_000_000_000 || endNanos == 0 ? TimeText.clock(nanos)
                : TimeText.length(nanos, language.texts().locale().getLanguage().equals("ru"));
    }

    private void showRunButton(Texts texts) {
        Motion motion = playback.motionProperty().get();
        Phase phase = playback.phaseProperty().get();
        boolean goes = motion == Motion.FOLLOWING && (phase == Phase.RUNNING || phase == Phase.PAUSING)
                || motion == Motion.PLAYING;
        String wanted = goes ? "pause" : "running";
        if (!wanted.equals(glyph)) {
            glyph = wanted;
            run.setGraphic(Glyphs.node(wanted, 16));
        }
        String key = goes ? "transport.pause"
                : motion == Motion.EMPTY ? "transport.run" : phase == Phase.ENDED ? "transport.replay"
                        : "transport.resume";
        run.setAccessibleText(texts.get(key));
    }

    private String subtitle(Texts texts) {
        RunRequest request = playback.requestProperty().get();
        if (request == null && playback.motionProperty().get() != Motion.EMPTY) {
            long threads = playback.recording().edge().actors().stream()
                    .filter(actor -> actor.info().acts()).count();
            return texts.get("shell.subtitle-recording", texts.count(threads, "threads"));
        }
        if (request == null || !request.scenario().id().equals(plan.entryProperty().get().id())) {
            return texts.get("shell.subtitle-none");
        }
        int threads = playback.recording().edge().actorCount();
        int cores = playback.recording().edge().cores().size();
        return request.mode() == Mode.LIVE
                ? texts.get("shell.subtitle-live", texts.count(threads, "threads"), texts.count(cores, "cores"))
                : texts.get("shell.subtitle-virtual", texts.count(threads, "threads"), texts.count(cores, "cores"),
                        Long.toString(request.seed()));
    }

    /** The speed in words: as fast as it was, slowed so many times, sped up so many times. */
    static String speedText(Texts texts, Playback playback) {
        boolean atEdge = playback.motionProperty().get() == Motion.FOLLOWING && playback.running();
        double speed = atEdge ? 1 : playback.speedProperty().get();
        String words = speed == 1 ? texts.get("transport.speed-true")
                : speed < 1 ? texts.get("transport.speed-slowed", texts.number(Math.round(1 / speed)))
                        : texts.get("transport.speed-fast", texts.number(Math.round(speed)));
        return playback.backwardsProperty().get() ? "◀ " + words : words;
    }

    private static void set(javafx.scene.control.Labeled label, String text) {
        if (!text.equals(label.getText())) {
            label.setText(text);
        }
    }
}
