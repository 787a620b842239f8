package dev.potok.app.shell;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.InputEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.DirectoryChooser;
import javafx.stage.Screen;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import dev.potok.app.catalogue.CatalogueView;
import dev.potok.app.chart.ChartsView;
import dev.potok.app.lecture.PresentView;
import dev.potok.app.measure.LatestFindings;
import dev.potok.app.measure.LatestSums;
import dev.potok.app.playground.CallSheet;
import dev.potok.app.playground.PlaygroundView;
import dev.potok.app.playground.PlaygroundViewModel;
import dev.potok.app.side.SidePanel;
import dev.potok.app.stage.StageView;
import dev.potok.app.text.Language;
import dev.potok.app.text.Names;
import dev.potok.app.text.Problems;
import dev.potok.app.theme.Theme;
import dev.potok.app.timeline.TimelineView;
import dev.potok.app.timeline.TimelineViewModel;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.Playback.Motion;
import dev.potok.app.transport.RunPlan;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.SettingException;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.trace.TraceMemory;

/**
 * The window: catalogue, stage, side panel, timeline and charts, with the transport above and the status below; and the
 * presenter's view in its place while presenting. The composition root of the app: everything is made here and handed to
 * whoever needs it. For the JavaFX thread.
 */
final class MainWindow implements Commands {
    private static final List<String> SHEETS = List.of("base", "side", "timeline", "chart", "playground");

    /** What is opened as a recording when it is dropped; the folder of another file is counted. */
    private static final Pattern RECORDING = Pattern.compile("(?i).*\\.(potok|potok\\.part|json|json\\.gz)");
    /** What the buttons of the playground want, pixels. */
    private static final double BUTTONS_HEIGHT = 310;
    private static final double BUTTONS_WIDTH = 440;
    private static final long BUSY_NANOS = 44_000_000;
    private static final long BUSY_EVENTS = 30;
    /** So long after the last thing that happened everything has come to rest; from then on it is looked at this often. */
    private static final long REST_NANOS = 1_500_000_000;
    private static final long REST_LOOK_NANOS = 250_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Stage window;
    private final Playback playback;
    private final RunPlan plan;
    private final Language language;
    private final Memory memory;
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.DARK);
    private final ObservableValue<Names> names;
    private final StageView stage = new StageView(false);
    private final TimelineView timeline;
    private final StatusBar statusBar;
    private final Recordings recordings;
    private final PresentView presenting;
    private final KeysSheet keysSheet;
    private final CommandPalette palette;
    private final PlaygroundViewModel playground;
    private final StackPane root = new StackPane();
    private final BorderPane desk = new BorderPane();
    private final SplitPane columns = new SplitPane();
    private final SplitPane rows = new SplitPane();
    private final SplitPane lower = new SplitPane();
    private final FrameMeter frames = new FrameMeter();
    private long lastFrame;
    private long stirred;
    private boolean disturbed;
    private boolean asleep;
    private final AnimationTimer pulses = new AnimationTimer() {
        @Override
        public void handle(long now) {
            if (resting(now)) {
                sleep();
            } else {
                frame(now);
            }
        }
    };
    private @Nullable Recording stirredBy;
    private long stageShown;
    private long stagePosition;
    private @Nullable TraceMemory warnedOf;
    /** Where the dividers were before the buttons came in the place of the charts. */
    private double[] withCharts = {0.64, 0.58};

    MainWindow(Stage window, Playback playback, RunPlan plan, Language language, Memory memory) {
        this.window = window;
        this.playback = playback;
        this.plan = plan;
        this.language = language;
        this.memory = memory;
        theme.set(memory.theme());
        plan.memoryProperty().set(memory.recordingMebibytes(plan.memoryProperty().get()));
        names = Bindings.createObjectBinding(() -> new Names(plan.entryProperty().get().id(), language.texts()),
                plan.entryProperty(), language.textsProperty());
        // Presenting is light by default: a dark picture on a projector is a grey one.
        ObservableValue<Theme> presentTheme = Bindings.createObjectBinding(
                () -> theme.get() == Theme.DARK ? Theme.LIGHT : theme.get(), theme);

        statusBar = new StatusBar(playback, language, theme, this);
        var findings = new LatestFindings(playback);
        presenting = new PresentView(playback, language, presentTheme, names, findings.findingsProperty());
        presenting.setVisible(false);
        keysSheet = new KeysSheet(language, theme);
        keysSheet.setVisible(false);

        var sums = new LatestSums();
        recordings = new Recordings(playback, plan, language, theme, memory.recent(), sums, statusBar, () -> window);
        timeline = new TimelineView(playback, language, theme, names, sums);
        var charts = new ChartsView(playback, language, theme, names, sums);
        var side = new SidePanel(playback, plan, language, theme, names, findings.findingsProperty(),
                new SidePanel.Callbacks(this::openLink, this::chooseFolder));
        var catalogue = new CatalogueView(plan, language, recordings);
        // A second click on the same lets go of it.
        stage.setOnChoice(subject -> playback.subjectProperty().set(
                subject.equals(playback.subjectProperty().get()) ? null : subject));
        presenting.setOnChoice(subject -> playback.subjectProperty().set(subject));
        playback.subjectProperty().addListener((o, was, is) -> {
            stage.mark(is);
            presenting.mark(is);
        });
        var stageHost = new StackPane(stage);
        stageHost.getStyleClass().add("stage-host");

        playground = new PlaygroundViewModel(playback, plan, this::restart);
        var buttons = new PlaygroundView(playground, language, names, this::copy);
        // Where actors are told what to do there is no work to be charted, and one wants the buttons beside the stage.
        buttons.visibleProperty().bind(playground.offeredProperty());
        charts.visibleProperty().bind(playground.offeredProperty().not());
        buttons.managedProperty().bind(buttons.visibleProperty());
        charts.managedProperty().bind(charts.visibleProperty());
        var beside = new StackPane(charts, buttons);
        var calls = new CallSheet(playground, language, names);
        presenting.setAside(calls, playground.runningProperty(), calls::dress);
        playground.offeredProperty().addListener((o, was, is) -> makeRoomForButtons(is));

        lower.getItems().addAll(timeline, beside);
        lower.setId("split-lower");
        rows.setOrientation(Orientation.VERTICAL);
        rows.setId("split-rows");
        rows.getItems().addAll(stageHost, lower);
        columns.setId("split-columns");
        columns.getItems().addAll(catalogue, rows, side);
        catalogue.setMinWidth(150);
        catalogue.setMaxWidth(360);
        SplitPane.setResizableWithParent(catalogue, false);
        SplitPane.setResizableWithParent(side, false);
        SplitPane.setResizableWithParent(beside, false);

        desk.setTop(new TransportBar(playback, plan, language, this));
        desk.setCenter(columns);
        desk.setBottom(statusBar);
        palette = new CommandPalette(language, this::allCommands);
        root.getChildren().addAll(desk, presenting, keysSheet, palette);
        root.setOnDragOver(this::dragOver);
        root.setOnDragDropped(this::dropped);
        plan.entryProperty().addListener((o, was, is) -> chosen());
    }

    /** Shows the window in the size it had the last time. */
    void open() {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        open(Math.min(memory.width(), screen.getWidth() - 4), Math.min(memory.height(), screen.getHeight() - 34));
    }

    /** Shows the window in that size. */
    void open(double width, double height) {
        var scene = new Scene(root, width, height);
        window.setMinWidth(960);
        window.setMinHeight(600);
        Keys.install(scene, this, playback, presenting, window);
        window.setScene(scene);
        window.setFullScreenExitHint("");
        window.titleProperty().bind(Bindings.createStringBinding(() -> language.texts()
                .get("scenario." + names.getValue().scenario() + ".name") + " — Potok", names));
        window.getIcons().setAll(Icons.all());
        useTheme(theme.get());
        theme.addListener((o, was, is) -> useTheme(is));
        scene.addEventFilter(InputEvent.ANY, event -> {
            if (asleep) {
                frame(System.nanoTime()); // so that what begins now begins now, and not when it was looked at last
            }
            stir();
        });
        for (ObservableValue<?> seen : List.of(language.textsProperty(), theme, playback.playheadProperty(), names,
                playback.subjectProperty(), scene.widthProperty(), scene.heightProperty())) {
            seen.addListener((o, was, is) -> stir());
        }
        window.setOnCloseRequest(event -> close());
        window.show();
        root.requestFocus(); // and not the search field, which would take the space bar
        // The window system may have given another size than was asked for; dividers are set for the size it has.
        Platform.runLater(this::setDividers);
        pulses.start();
    }

    private void setDividers() {
        double width = columns.getWidth();
        double scale = theme.get().scale();
        columns.setDividerPositions(memory.divider("left", 206 * scale / width),
                memory.divider("right", 1 - 354 * scale / width));
        columns.layout(); // the inner dividers depend on the widths that come of this
        rows.setDividerPositions(memory.divider("rows", 0.64));
        rows.layout();
        lower.setDividerPositions(memory.divider("lower", 0.58));
        if (playground.offeredProperty().get()) {
            makeRoomForButtons(true);
        }
    }

    /** Buttons want more room than charts; the dividers go back to where they were. */
    private void makeRoomForButtons(boolean wanted) {
        if (wanted) {
            withCharts = new double[] {rows.getDividerPositions()[0], lower.getDividerPositions()[0]};
            double scale = theme.get().scale();
            rows.setDividerPositions(
                    Math.min(withCharts[0], Math.max(0.4, 1 - BUTTONS_HEIGHT * scale / rows.getHeight())));
            rows.layout();
            lower.setDividerPositions(
                    Math.min(withCharts[1], Math.max(0.35, 1 - BUTTONS_WIDTH * scale / lower.getWidth())));
        } else {
            rows.setDividerPositions(withCharts[0]);
            rows.layout();
            lower.setDividerPositions(withCharts[1]);
        }
    }

    private void copy(String command) {
        var content = new ClipboardContent();
        content.putString(command);
        Clipboard.getSystemClipboard().setContent(content);
        statusBar.say(language.texts().get("playground.copied", command));
    }

    private void frame(long now) {
        playback.pulse(now);
        warnOfMemory();
        double seconds = lastFrame == 0 ? 0 : Math.min(0.25, (now - lastFrame) / 1e9);
        lastFrame = now;
        if (desk.isVisible()) {
            showStage(now, seconds);
        }
        frames.frame(now, THREADS.getCurrentThreadCpuTime());
    }

    /** Lets JavaFX rest too, which otherwise gets ready for sixty frames a second, and looks again in a moment. */
    private void sleep() {
        if (!asleep) {
            asleep = true;
            pulses.stop();
        }
        CompletableFuture.delayedExecutor(REST_LOOK_NANOS, TimeUnit.NANOSECONDS, Platform::runLater)
                .execute(this::look);
    }

    private void look() {
        if (asleep && window.isShowing()) {
            long now = System.nanoTime();
            frame(now);
            if (resting(now)) {
                sleep();
            } else {
                wake();
            }
        }
    }

    private void wake() {
        if (asleep) {
            asleep = false;
            pulses.start();
        }
    }

    /** Whether nothing has happened for a while. */
    private boolean resting(long now) {
        Motion motion = playback.motionProperty().get();
        Recording shown = playback.recording();
        if (playback.running() || motion == Motion.FOLLOWING || motion == Motion.PLAYING || disturbed
                || !shown.equals(stirredBy)) {
            disturbed = false;
            stirredBy = shown;
            stirred = now;
        }
        return now - stirred > REST_NANOS;
    }

    /** Something has been done that may be seen. */
    private void stir() {
        disturbed = true;
        wake();
    }

    /** Says once that a recording cannot go to disk any more. */
    private void warnOfMemory() {
        TraceMemory recordingMemory = playback.recording().trace().memory();
        IOException trouble = recordingMemory.trouble();
        if (trouble != null && !recordingMemory.equals(warnedOf)) {
            warnedOf = recordingMemory;
            statusBar.say(language.texts().get("shell.memory-trouble", String.valueOf(trouble.getMessage())));
        }
    }

    /** Where very much happens the stage is drawn anew every third frame, and in between its pills move on. */
    private void showStage(long now, double seconds) {
        long position = playback.position();
        if (now - stageShown < BUSY_NANOS && position - stagePosition > BUSY_EVENTS) {
            stage.move(seconds);
            return;
        }
        stage.setEmptyText(playback.motionProperty().get() == Motion.EMPTY ? "stage.empty" : "stage.begin");
        stage.show(playback.shown(), playback.recording().series(), playback.playheadProperty().get(),
                names.getValue(), theme.get(), seconds);
        stageShown = now;
        stagePosition = position;
    }

    /** Stops what runs and remembers how the window was left. */
    void close() {
        playback.stop();
        recordings.close();
        memory.remember(recordings.recent(), plan.memoryProperty().get());
        boolean buttons = playground.offeredProperty().get();
        memory.remember(window, theme.get(), language.texts().locale(), columns.getDividerPositions(),
                buttons ? withCharts[0] : rows.getDividerPositions()[0],
                buttons ? withCharts[1] : lower.getDividerPositions()[0]);
    }

    RunPlan plan() {
        return plan;
    }

    PlaygroundViewModel playground() {
        return playground;
    }

    Language language() {
        return language;
    }

    Playback playback() {
        return playback;
    }

    /** Ends the run; the window stays. */
    void stop() {
        playback.stop();
    }

    FrameMeter frames() {
        return frames;
    }

    ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    private void useTheme(Theme now) {
        Scene scene = window.getScene();
        Looks.apply(scene, now, SHEETS);
    }

    // ---- commands

    private List<CommandPalette.Command> allCommands() {
        var all = new ArrayList<CommandPalette.Command>();
        add(all, "keys.space", "Space", this::runOrPause);
        add(all, "keys.restart", "R", this::restart);
        add(all, "keys.previous", "P", playback::showPrevious);
        add(all, "keys.stop", "X", playback::stop);
        add(all, "transport.step-back", "←", playback::stepBack);
        add(all, "transport.step-forward", "→", playback::stepForward);
        add(all, "commands.start", "Home", playback::toStart);
        add(all, "commands.live", "End", playback::toLive);
        add(all, "commands.faster", "↑", playback::faster);
        add(all, "commands.slower", "↓", playback::slower);
        add(all, "keys.backwards", "Backspace", playback::reverse);
        add(all, "keys.present", "F5", () -> present(false));
        add(all, "keys.present-here", "Shift+F5", () -> present(true));
        add(all, "keys.open", "Ctrl+O", recordings::choose);
        add(all, "keys.save", "Ctrl+S", recordings::save);
        add(all, "commands.next-of", "Shift+→", playback::nextOfSubject);
        add(all, "commands.previous-of", "Shift+←", playback::previousOfSubject);
        add(all, "keys.bookmark", "M", playback::toggleBookmark);
        add(all, "commands.next-bookmark", "Ctrl+→", playback::nextBookmark);
        add(all, "commands.previous-bookmark", "Ctrl+←", playback::previousBookmark);
        add(all, "commands.loop-from", "[", playback::loopFromHere);
        add(all, "commands.loop-to", "]", playback::loopUpToHere);
        add(all, "commands.loop-off", "\\", () -> playback.loop(null));
        if (playground.offeredProperty().get()) {
            add(all, "playground.undo", "Ctrl+Z", playground::undo);
            add(all, "playground.redo", "Ctrl+Y", playground::redo);
            add(all, "playground.add", "", playground::add);
        }
        add(all, "keys.fit", "F", () -> timeline().showAll());
        add(all, "keys.path", "C", () -> timeline().togglePath());
        add(all, "keys.full-screen", "F11", () -> window.setFullScreen(!window.isFullScreen()));
        add(all, "keys.theme", "T", this::nextTheme);
        add(all, "keys.language", "L", this::nextLanguage);
        add(all, "keys.help", "?", this::showKeys);
        for (Path file : recordings.recent()) {
            all.add(new CommandPalette.Command(
                    texts -> texts.get("commands.recent", String.valueOf(file.getFileName())), "",
                    () -> recordings.open(file)));
        }
        for (Catalogue.Entry entry : Catalogue.entries()) {
            all.add(new CommandPalette.Command(
                    texts -> texts.get("commands.scenario", texts.get("scenario." + entry.id() + ".name")), "",
                    () -> plan.choose(entry)));
        }
        return all;
    }

    private static void add(List<CommandPalette.Command> all, String message, String key, Runnable action) {
        all.add(new CommandPalette.Command(texts -> texts.get(message), key, action));
    }

    /** Shows all commands to choose from. */
    void showCommands() {
        palette.open();
    }

    @Override
    public void runOrPause() {
        RunRequest shown = playback.requestProperty().get();
        boolean other = shown != null && !shown.scenario().id().equals(plan.entryProperty().get().id());
        if (playback.motionProperty().get() == Motion.EMPTY || other && !playback.running()) {
            restart();
        } else {
            playback.runOrPause();
        }
    }

    @Override
    public void restart() {
        if (plan.entryProperty().get().modes().isEmpty()) {
            statusBar.say(language.texts().get("shell.not-runnable"));
            return;
        }
        try {
            playback.start(plan.request());
            statusBar.say("");
        } catch (SettingException wrong) {
            statusBar.say(new Problems(language.texts()).sentence(wrong, language.texts()
                    .get("setting." + plan.scenario().id() + "." + wrong.setting() + ".label")));
        }
    }

    @Override
    public void use(Mode mode) {
        plan.modeProperty().set(mode);
        if (playback.motionProperty().get() != Motion.EMPTY) {
            restart();
        }
    }

    private void chosen() {
        // What was run belongs to another scenario.
        playback.clear();
        playback.forgetPrevious();
        statusBar.say("");
        presenting.refresh();
        root.requestFocus();
    }

    @Override
    public void present(boolean fromHere) {
        if (presenting.isVisible()) {
            return;
        }
        if (playback.motionProperty().get() == Motion.EMPTY) {
            restart();
            if (playback.motionProperty().get() == Motion.EMPTY) {
                return; // it cannot be run; the status bar says why
            }
        } else if (!fromHere && !playback.running()) {
            presenting.toFirst();
        }
        keysSheet.setVisible(false);
        presenting.setVisible(true);
        desk.setVisible(false);
        window.setFullScreen(true);
    }

    /** Back to the desk. */
    void leavePresenting() {
        presenting.setVisible(false);
        desk.setVisible(true);
        window.setFullScreen(false);
    }

    /** Escape: leaves whatever lies on top. */
    void escape() {
        Scene scene = window.getScene();
        if (palette.isVisible()) {
            palette.setVisible(false);
            root.requestFocus();
        } else if (scene.getFocusOwner() instanceof TextInputControl) {
            root.requestFocus(); // gives the keys back to the window
        } else if (keysSheet.isVisible()) {
            keysSheet.setVisible(false);
        } else if (presenting.isVisible()) {
            leavePresenting();
        } else if (window.isFullScreen()) {
            window.setFullScreen(false);
        }
    }

    @Override
    public void nextTheme() {
        Theme[] all = Theme.values();
        theme.set(all[(theme.get().ordinal() + 1) % all.length]);
    }

    @Override
    public void showKeys() {
        keysSheet.setVisible(!keysSheet.isVisible());
    }

    TimelineViewModel timeline() {
        return timeline.viewModel();
    }

    void nextLanguage() {
        language.useNext();
    }

    // ---- folders

    private Optional<Path> chooseFolder() {
        var chooser = new DirectoryChooser();
        chooser.setTitle(language.texts().get("shell.open-folder"));
        return Optional.ofNullable(chooser.showDialog(window)).map(File::toPath);
    }

    private void openLink(String address) {
        statusBar.tell(address);
    }

    private void dragOver(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
        }
        event.consume();
    }

    private void dropped(DragEvent event) {
        List<File> files = event.getDragboard().getFiles();
        boolean taken = !files.isEmpty();
        if (taken) {
            Path first = files.getFirst().toPath();
            if (Files.isRegularFile(first) && RECORDING.matcher(first.toString()).matches()) {
                recordings.open(first);
            } else {
                useFolder(first);
            }
        }
        event.setDropCompleted(taken);
        event.consume();
    }

    /** Counts the words of that folder, or of the folder that file lies in; runs at once. */
    void useFolder(Path dropped) {
        Path folder = Files.isDirectory(dropped) || dropped.getParent() == null ? dropped : dropped.getParent();
        if (plan.scenario().settings().stream().noneMatch(Setting.Folder.class::isInstance)) {
            Catalogue.find(Catalogue.MAIN_JOB).ifPresent(plan::choose);
        }
        for (Setting setting : plan.scenario().settings()) {
            if (setting instanceof Setting.Folder) {
                plan.written().put(setting.name(), folder.toString());
            }
        }
        restart();
    }

    Recordings recordings() {
        return recordings;
    }
}
