package dev.potok.app.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.stage.FileChooser;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import dev.potok.app.catalogue.Shelf;
import dev.potok.app.file.AtomicFile;
import dev.potok.app.measure.LatestSums;
import dev.potok.app.measure.RecordingSums;
import dev.potok.app.stage.StageImage;
import dev.potok.app.text.Language;
import dev.potok.app.text.Problems;
import dev.potok.app.text.Texts;
import dev.potok.app.text.Version;
import dev.potok.app.theme.Theme;
import dev.potok.app.transport.Bookmark;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.Playback.Motion;
import dev.potok.app.transport.RunPlan;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.environment.SettingException;
import dev.potok.simulation.interchange.ChromeTraceWriter;
import dev.potok.simulation.interchange.CsvTables;
import dev.potok.simulation.interchange.RecordingFiles;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.file.Notice;
import dev.potok.simulation.trace.file.RunDescription;
import dev.potok.simulation.trace.file.StoredRun;
import dev.potok.simulation.trace.file.TraceFile;
import dev.potok.simulation.trace.file.TraceFileException;
import dev.potok.simulation.trace.file.TraceWriter;

/**
 * Opens and saves recordings for the window. Files are read and written by threads of their own; what was read is handed
 * to the JavaFX thread, on which all methods are to be called.
 */
final class Recordings implements Shelf {
    private static final int MOST_RECENT = 6;
    private static final int PICTURE_WIDTH = 1920;
    private static final int PICTURE_HEIGHT = 1080;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT);

    private final Playback playback;
    private final RunPlan plan;
    private final Language language;
    private final ObservableValue<Theme> theme;
    private final String version;
    private final LatestSums sums;
    private final StatusBar bar;
    private final Supplier<@Nullable Window> owner;
    private final ObservableList<Path> recent = FXCollections.observableArrayList();
    /** What the recording that is shown is of, where it came from a file. */
    private @Nullable Recording opened;
    private @Nullable RunDescription description;
    /** Grows with each thing that is opened or run: what was asked for before is not shown any more. */
    private long asked;

    /**
     * For that playback.
     *
     * @param sums  gets the sums of a recording that is opened
     * @param bar   says what has come of it
     * @param owner the window that dialogs belong to
     */
    Recordings(Playback playback, RunPlan plan, Language language, ObservableValue<Theme> theme, List<Path> recent,
            LatestSums sums, StatusBar bar, Supplier<@Nullable Window> owner) {
        this.playback = playback;
        this.plan = plan;
        this.language = language;
        this.theme = theme;
        this.version = Version.get();
        this.sums = sums;
        this.bar = bar;
        this.owner = owner;
        this.recent.setAll(recent.stream().limit(MOST_RECENT).toList());
        playback.runProperty().addListener((o, was, is) -> asked++);
    }

    @Override
    public ObservableList<Path> recent() {
        return FXCollections.unmodifiableObservableList(recent);
    }

    private void remember(Path file) {
        recent.remove(file);
        recent.addFirst(file);
        if (recent.size() > MOST_RECENT) {
            recent.removeLast();
        }
    }

    // ---- opening

    @Override
    public void choose() {
        FileChooser chooser = chooser("shell.open-recording");
        chooser.getExtensionFilters().setAll(
                new FileChooser.ExtensionFilter(language.texts().get("shell.recordings"), "*.potok", "*.json",
                        "*.json.gz"),
                new FileChooser.ExtensionFilter(language.texts().get("shell.all-files"), "*"));
        Optional.ofNullable(chooser.showOpenDialog(owner.get())).map(File::toPath).ifPresent(this::open);
    }

    @Override
    public void open(Path file) {
        open(file, () -> RecordingFiles.salvage(file));
    }

    /** Reads a file. */
    interface Source {
        StoredRun read() throws IOException;
    }

    /** Shows what comes from that file. */
    void open(Path file, Source source) {
        Path whole = file.toAbsolutePath().normalize();
        long mine = ++asked;
        bar.tell(language.texts().get("shell.opening", whole.toString()));
        work("potok-open", () -> {
            StoredRun stored = RecordingFiles.read(whole);
            var recording = new Recording(stored.trace());
            recording.advanceFully();
            var made = new RecordingSums(recording);
            made.makeAll();
            return () -> {
                if (mine == asked) {
                    sums.use(made);
                    show(whole, stored, recording);
                }
            };
        }, whole, () -> mine == asked);
    }

    private void show(Path file, StoredRun stored, Recording recording) {
        RunDescription of = stored.description();
        Optional<Catalogue.Entry> entry = Catalogue.find(of.scenario());
        plan.choose(entry.orElseGet(Catalogue::foreign));
        RunRequest again = entry.isEmpty() ? null : again(of);
        playback.open(recording, again);
        opened = recording;
        description = of;
        for (long mark : stored.marks()) {
            playback.addBookmark(new Bookmark(mark, mark == 0 ? 0 : stored.trace().timeAt(mark - 1)));
        }
        remember(file);
        Texts texts = language.texts();
        var told = new StringBuilder();
        for (Notice notice : stored.notices()) {
            told.append(told.isEmpty() ? "" : " ").append(new Problems(texts).sentence(notice));
        }
        if (entry.isEmpty() && !of.scenario().equals(RunDescription.IMPORTED)) {
            told.append(texts.get("shell.unknown-scenario", file.toString(), of.scenario()));
        }
        bar.tell(told.toString());
    }

    /** What would be run with the settings of a recording; null where they do not hold on this machine. */
    private @Nullable RunRequest again(RunDescription of) {
        plan.written().putAll(of.settings());
        plan.modeProperty().set(of.mode());
        plan.paceProperty().set(of.pace());
        if (of.mode() == Mode.VIRTUAL) {
            plan.coresProperty().set(of.cores());
            plan.seedProperty().set(of.seed());
        }
        try {
            return plan.request();
        } catch (SettingException notHere) {
            return null;
        }
    }

    // ---- saving

    @Override
    public void save() {
        RunDescription of = describe();
        if (of == null) {
            bar.say(language.texts().get("shell.nothing-to-save"));
            return;
        }
        Texts texts = language.texts();
        FileChooser chooser = chooser("shell.save-recording");
        for (Format format : Format.values()) {
            chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(texts.get("shell.format." + format.id()),
                    "*." + format.ending));
        }
        chooser.setInitialFileName(of.scenario() + "-" + LocalDateTime.now().format(STAMP));
        File chosen = chooser.showSaveDialog(owner.get());
        if (chosen != null) {
            int index = chooser.getExtensionFilters().indexOf(chooser.getSelectedExtensionFilter());
            save(chosen.toPath(), Format.values()[Math.max(0, index)]);
        }
    }

    /** What can be saved of a recording. */
    enum Format {
        /** All of it. */
        POTOK("potok"),
        /** For viewers of other tools. */
        JSON("json"),
        /** Its events as a table. */
        EVENTS("csv"),
        /** Its figures as a table. */
        METRICS("csv"),
        /** The stage as it is now. */
        PICTURE("png");

        private final String ending;

        Format(String ending) {
            this.ending = ending;
        }

        private String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Saves what is shown under that name, which gets the ending of its format if it has none. */
    void save(Path wanted, Format format) {
        RunDescription of = describe();
        if (of == null) {
            return;
        }
        String name = String.valueOf(wanted.getFileName());
        Path file = name.toLowerCase(Locale.ROOT).endsWith("." + format.ending) ? wanted
                : wanted.resolveSibling(name + "." + format.ending);
        Path whole = file.toAbsolutePath().normalize();
        Recording recording = playback.recording();
        Trace trace = recording.trace();
        List<Long> marks = playback.bookmarks().stream().map(Bookmark::events).toList();
        Run running = playback.running() ? playback.runProperty().get() : null;
        if (format == Format.PICTURE) {
            picture(recording, of.scenario(), whole);
            return;
        }
        if (running != null) {
            bar.tell(language.texts().get("shell.saving", whole.toString()));
        }
        boolean fromFile = fromFile();
        work("potok-save", () -> {
            if (running != null && format == Format.POTOK) {
                follow(running, of, whole);
            } else {
                if (running != null) {
                    running.result().join();
                }
                RunDescription told = fromFile ? of : of.ranHere();
                switch (format) {
                    case POTOK -> TraceFile.write(trace, told, marks, whole);
                    case JSON -> AtomicFile.write(whole, part -> ChromeTraceWriter.write(new StoredRun(told, trace,
                            marks, List.of()), version, part));
                    case EVENTS -> AtomicFile.write(whole, part -> CsvTables.writeEvents(trace, part));
                    case METRICS -> AtomicFile.write(whole, part -> CsvTables.writeMetrics(trace, part));
                    case PICTURE -> throw new IllegalStateException("drawn by the JavaFX thread");
                }
            }
            return () -> saved(whole, format);
        }, whole, () -> true);
    }

    private void saved(Path file, Format format) {
        if (format == Format.POTOK) {
            remember(file);
        }
        bar.tell(language.texts().get("shell.saved", file.toString()));
    }

    /** Writes while the run goes on: what a crash leaves of the file can be opened. */
    private static void follow(Run running, RunDescription of, Path file) throws IOException {
        try (TraceWriter writer = TraceWriter.open(of, file)) {
            writer.follow(running.trace());
            running.result().join();
            writer.finish();
        }
    }

    private void picture(Recording recording, String scenario, Path file) {
        try {
            StageImage.write(recording, scenario, playback.playheadProperty().get(), theme.getValue(),
                    language.texts(), PICTURE_WIDTH, PICTURE_HEIGHT, file);
            saved(file, Format.PICTURE);
        } catch (IOException broken) {
            bar.say(sentence(file, broken));
        }
    }

    /** What the recording that is shown is of; null where nothing is shown. */
    private @Nullable RunDescription describe() {
        if (playback.motionProperty().get() == Motion.EMPTY) {
            return null;
        }
        if (fromFile()) {
            return description;
        }
        RunRequest request = playback.requestProperty().get();
        return request == null ? null : RunDescription.of(request);
    }

    @SuppressWarnings("ReferenceEquality") // whether it is the very recording that came from the file
    private boolean fromFile() {
        return playback.recording() == opened;
    }

    // ---- both

    private FileChooser chooser(String title) {
        var chooser = new FileChooser();
        chooser.setTitle(language.texts().get(title));
        recent.stream().map(Path::getParent).filter(folder -> folder != null && folder.toFile().isDirectory())
                .findFirst().ifPresent(folder -> chooser.setInitialDirectory(folder.toFile()));
        return chooser;
    }

    /** Work with a file, and what is to be done with its result on the JavaFX thread. */
    private interface Work {
        Runnable result() throws IOException;
    }

    private void work(String name, Work work, Path file, Supplier<Boolean> wanted) {
        var thread = new Thread(() -> {
            Runnable result;
            try {
                result = work.result();
            } catch (IOException | RuntimeException | OutOfMemoryError broken) {
                result = () -> {
                    if (wanted.get()) {
                        bar.say(sentence(file, broken));
                    }
                };
            }
            Platform.runLater(result);
        }, name);
        thread.setDaemon(true);
        thread.start();
    }

    private String sentence(Path file, Throwable broken) {
        var problems = new Problems(language.texts());
        return broken instanceof TraceFileException unusable ? problems.sentence(unusable, file) : problems.sentence(
                broken);
    }
}
