package dev.potok.app.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
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
    private static final String SAVING = "potok-save";
    /** How long the end of the program waits for a file that is being saved. */
    private static final long PATIENCE_NANOS = 20_000_000_000L;
    private static final int PICTURE_WIDTH = 1920;
    private static final int PICTURE_HEIGHT = 1080;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);

    private final Playback playback;
    private final RunPlan plan;
    private final Language language;
    private final ObservableValue<Theme> theme;
    private final String version;
    private final LatestSums sums;
    private final StatusBar bar;
    private final Supplier<@Nullable Window> owner;
    private final ObservableList<Path> recent = FXCollections.observableArrayList();
    private final ObservableList<Path> recentForOthers = FXCollections.unmodifiableObservableList(recent);
    /** What recordings from files are of. */
    private final Map<Trace, RunDescription> origins = new WeakHashMap<>();
    /** Saving that goes on. */
    private final Set<Thread> saving = ConcurrentHashMap.newKeySet();
    private final List<Following> followed = new CopyOnWriteArrayList<>();
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
        playback.bookmarks().addListener((ListChangeListener<Bookmark>) change -> followed.forEach(this::mark));
    }

    @Override
    public ObservableList<Path> recent() {
        return recentForOthers;
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
        open(file, () -> RecordingFiles.salvage(file.toAbsolutePath().normalize()));
    }

    /** Reads a file. */
    interface Source {
        StoredRun read() throws IOException;
    }

    /** Shows what comes from that file. */
    void open(Path file, Source source) {
        Path whole = file.toAbsolutePath().normalize();
        long mine = ++asked;
        String opening = language.texts().get("shell.opening", whole.toString());
        bar.tell(opening);
        work("potok-open", () -> {
            StoredRun stored = source.read();
            var recording = new Recording(stored.trace());
            recording.advanceFully();
            var made = new RecordingSums(recording);
            made.makeAll();
            return () -> {
                if (mine == asked) {
                    sums.use(made);
                    show(whole, stored, recording);
                } else {
                    bar.forget(opening);
                }
            };
        }, broken -> {
            bar.forget(opening);
            if (mine == asked) {
                bar.say(sentence(whole, broken));
            }
        });
    }

    private void show(Path file, StoredRun stored, Recording recording) {
        RunDescription of = stored.description();
        Optional<Catalogue.Entry> entry = Catalogue.find(of.scenario());
        plan.choose(entry.orElseGet(Catalogue::foreign));
        RunRequest again = entry.isEmpty() ? null : again(of);
        playback.open(recording, again);
        origins.put(recording.trace(), of);
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
        chooser.setInitialFileName(of.scenario() + "-" + LocalDateTime.now().format(STAMP) + "."
                + Format.POTOK.ending);
        File chosen = chooser.showSaveDialog(owner.get());
        if (chosen == null) {
            return;
        }
        int index = chooser.getExtensionFilters().indexOf(chooser.getSelectedExtensionFilter());
        Format format = Format.of(chosen.getName(), Format.values()[Math.max(0, index)]);
        Path file = format.named(chosen.toPath());
        if (!file.equals(chosen.toPath()) && Files.exists(file)) {
            // The dialog asked about the name as it was typed, not about this one.
            bar.say(texts.get("shell.save-exists", file.toString()));
        } else {
            save(file, format);
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

        /** The format of a name: the one chosen, unless that is the usual one and the name ends in another's ending. */
        static Format of(String name, Format chosen) {
            String small = name.toLowerCase(Locale.ROOT);
            return chosen != POTOK ? chosen
                    : Stream.of(values()).filter(format -> small.endsWith("." + format.ending)).findFirst()
                            .orElse(POTOK);
        }

        /** The name with this format's ending, in the place of another format's where it has one. */
        Path named(Path file) {
            String name = String.valueOf(file.getFileName());
            String small = name.toLowerCase(Locale.ROOT);
            if (small.endsWith("." + ending)) {
                return file;
            }
            String stem = Stream.of(values()).filter(format -> small.endsWith("." + format.ending)).findFirst()
                    .map(format -> name.substring(0, name.length() - format.ending.length() - 1)).orElse(name);
            return file.resolveSibling(stem + "." + ending);
        }

        private String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Saves what is shown as that file, also while the run goes on. */
    void save(Path file, Format format) {
        RunDescription of = describe();
        if (of == null) {
            return;
        }
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
        boolean fromFile = origins.containsKey(trace);
        var following = new Following(recording, marks);
        if (running != null) {
            followed.add(following);
        }
        work(SAVING, () -> {
            if (running != null && format == Format.POTOK) {
                follow(running, of, following, whole);
            } else {
                if (running != null) {
                    running.result().join();
                }
                RunDescription told = fromFile ? of : of.ranHere();
                switch (format) {
                    case POTOK -> TraceFile.write(trace, told, marks, whole);
                    case JSON -> AtomicFile.write(whole, part -> ChromeTraceWriter.write(new StoredRun(told, trace,
                            following.marks, List.of()), version, part));
                    case EVENTS -> AtomicFile.write(whole, part -> CsvTables.writeEvents(trace, part));
                    case METRICS -> AtomicFile.write(whole, part -> CsvTables.writeMetrics(trace, part));
                    case PICTURE -> throw new IllegalStateException("drawn by the JavaFX thread");
                }
            }
            return () -> {
                followed.remove(following);
                saved(whole, format);
            };
        }, broken -> {
            followed.remove(following);
            bar.say(language.texts().get("cli.error.not-written", whole.toString(), reason(broken)));
        });
    }

    private void saved(Path file, Format format) {
        if (format == Format.POTOK) {
            remember(file);
        }
        bar.tell(language.texts().get("shell.saved", file.toString()));
    }

    /** Writes while the run goes on: what a crash leaves of the file can be opened. */
    private static void follow(Run running, RunDescription of, Following following, Path file) throws IOException {
        try (TraceWriter writer = TraceWriter.open(of, file)) {
            writer.follow(running.trace());
            running.result().join();
            writer.finish(following.marks);
        }
    }

    /** A recording that is saved when its run has ended, with the marks it has then. */
    private static final class Following {
        private final Recording recording;
        private volatile List<Long> marks;

        Following(Recording recording, List<Long> marks) {
            this.recording = recording;
            this.marks = marks;
        }
    }

    @SuppressWarnings("ReferenceEquality") // whether it is the very recording that is shown
    private void mark(Following following) {
        if (following.recording == playback.recording()) {
            following.marks = playback.bookmarks().stream().map(Bookmark::events).toList();
        }
    }

    /** Waits for what is being saved, so that nothing is left half-written; the run must have been stopped. */
    void close() {
        long until = System.nanoTime() + PATIENCE_NANOS;
        for (Thread thread : saving) {
            try {
                thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void picture(Recording recording, String scenario, Path file) {
        try {
            StageImage.write(recording, scenario, playback.playheadProperty().get(), theme.getValue(),
                    language.texts(), PICTURE_WIDTH, PICTURE_HEIGHT, file);
            saved(file, Format.PICTURE);
        } catch (IOException broken) {
            bar.say(language.texts().get("cli.error.not-written", file.toString(), reason(broken)));
        }
    }

    /** What the recording that is shown is of; null where nothing is shown. */
    private @Nullable RunDescription describe() {
        if (playback.motionProperty().get() == Motion.EMPTY) {
            return null;
        }
        RunDescription origin = origins.get(playback.recording().trace());
        if (origin != null) {
            return origin;
        }
        RunRequest request = playback.requestProperty().get();
        if (request == null) {
            return null;
        }
        RunDescription description = RunDescription.of(request);
        Run run = playback.runProperty().get();
        // What was pressed by hand is part of what was run.
        return run == null || !run.trace().equals(playback.recording().trace()) ? description
                : run.remote().map(remote -> description.pressed(request, remote.made())).orElse(description);
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

    private void work(String name, Work work, Consumer<Throwable> failed) {
        var thread = new Thread(() -> {
            Runnable result;
            try {
                result = work.result();
            } catch (Throwable broken) { // whatever it is, the user must learn of it
                result = () -> failed.accept(broken);
            }
            saving.remove(Thread.currentThread());
            Platform.runLater(result);
        }, name);
        thread.setDaemon(true);
        if (name.equals(SAVING)) {
            saving.add(thread);
        }
        thread.start();
    }

    /** Why a file could not be written, without the names of parts that the user never gave. */
    private static String reason(Throwable broken) {
        String reason = broken instanceof FileSystemException file ? file.getReason() : broken.getMessage();
        return reason == null || reason.isBlank() ? broken.getClass().getSimpleName() : reason;
    }

    private String sentence(Path file, Throwable broken) {
        var problems = new Problems(language.texts());
        return broken instanceof TraceFileException unusable ? problems.sentence(unusable, file) : problems.sentence(
                broken);
    }
}
