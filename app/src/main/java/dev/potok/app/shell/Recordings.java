package dev.potok.app.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.stage.FileChooser;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import dev.potok.app.catalogue.Shelf;
import dev.potok.app.text.Language;
import dev.potok.app.text.Problems;
import dev.potok.app.text.Texts;
import dev.potok.app.transport.Bookmark;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.Playback.Motion;
import dev.potok.app.transport.RunPlan;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.environment.SettingException;
import dev.potok.simulation.interchange.RecordingFiles;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.trace.file.Notice;
import dev.potok.simulation.trace.file.RunDescription;
import dev.potok.simulation.trace.file.StoredRun;
import dev.potok.simulation.trace.file.TraceFile;
import dev.potok.simulation.trace.file.TraceFileException;

/**
 * Opens and saves recordings for the window. Files are read and written by threads of their own; what was read is handed
 * to the JavaFX thread, on which all methods are to be called.
 */
final class Recordings implements Shelf {
    private static final int MOST_RECENT = 6;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT);

    private final Playback playback;
    private final RunPlan plan;
    private final Language language;
    private final Consumer<String> say;
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
     * @param say   shows a sentence in the status bar
     * @param owner the window that dialogs belong to
     */
    Recordings(Playback playback, RunPlan plan, Language language, List<Path> recent, Consumer<String> say,
            Supplier<@Nullable Window> owner) {
        this.playback = playback;
        this.plan = plan;
        this.language = language;
        this.say = say;
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
        Path whole = file.toAbsolutePath().normalize();
        long mine = ++asked;
        say.accept(language.texts().get("shell.opening", whole.toString()));
        work("potok-open", () -> {
            StoredRun stored = RecordingFiles.read(whole);
            var recording = new Recording(stored.trace());
            recording.advanceFully();
            return () -> {
                if (mine == asked) {
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
        say.accept(told.toString());
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
            say.accept(language.texts().get("shell.nothing-to-save"));
            return;
        }
        FileChooser chooser = chooser("shell.save-recording");
        chooser.getExtensionFilters().setAll(new FileChooser.ExtensionFilter(language.texts().get("shell.recordings"),
                "*.potok"));
        chooser.setInitialFileName(of.scenario() + "-" + LocalDateTime.now().format(STAMP) + ".potok");
        Optional.ofNullable(chooser.showSaveDialog(owner.get())).map(File::toPath).ifPresent(this::save);
    }

    /** Saves what is shown under that name, which gets the ending of recordings if it has none. */
    void save(Path wanted) {
        RunDescription of = describe();
        if (of == null) {
            return;
        }
        String name = String.valueOf(wanted.getFileName());
        Path file = name.contains(".") ? wanted : wanted.resolveSibling(name + ".potok");
        Path whole = file.toAbsolutePath().normalize();
        Recording recording = playback.recording();
        work("potok-save", () -> {
            TraceFile.write(recording.trace(), of, whole);
            return () -> {
                remember(whole);
                say.accept(language.texts().get("shell.saved", whole.toString()));
            };
        }, whole, () -> true);
    }

    /** What the recording that is shown is of; null where nothing is shown. */
    @SuppressWarnings("ReferenceEquality") // whether it is the very recording that came from the file
    private @Nullable RunDescription describe() {
        if (playback.motionProperty().get() == Motion.EMPTY) {
            return null;
        }
        if (playback.recording() == opened) {
            return description;
        }
        RunRequest request = playback.requestProperty().get();
        return request == null ? null : RunDescription.of(request);
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
                        say.accept(sentence(file, broken));
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
