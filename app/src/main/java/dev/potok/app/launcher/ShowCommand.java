package dev.potok.app.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

import dev.potok.app.file.AtomicFile;
import dev.potok.app.shell.WindowRequest;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Theme;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.metric.CoreSeries;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.state.Recording;

/**
 * {@code potok} and {@code potok show [SCENARIO]}: the window; where there is no display, the same job in the terminal,
 * with its summary, its pictures and its recording as files.
 */
final class ShowCommand implements Command {
    private static final String FOLDER = "potok-output";
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 900;
    private static final int CHART_HEIGHT = 600;
    private static final long READ_BUDGET_NANOS = 50_000_000;
    private static final long IN_PLACE_MILLIS = 100;
    private static final long LINE_MILLIS = 1000;
    /** The sample read so many times over keeps two cores busy for a few seconds. */
    private static final Map<String, String> MAIN_JOB_SETTINGS = Map.of("repeat", "10");

    private final Outside outside;
    private final Interruption interruption;

    ShowCommand(Outside outside, Interruption interruption) {
        this.outside = outside;
        this.interruption = interruption;
    }

    @Override
    public CommandSpec grammar(Texts texts) {
        return CommandSpec.create()
                .addPositional(Written.positional(texts, "SCENARIO", "cli.option.scenario"))
                .addOption(Written.option(texts, "--output", "DIR"));
    }

    /**
     * Opens the window as it is opened where nothing is asked for, without reading any grammar, which takes a tenth of a
     * second; comes back when it is closed.
     *
     * @return whether there was a display for it; nothing has been done otherwise
     */
    boolean opened() {
        if (!outside.display().get().there()) {
            return false;
        }
        int code = OpenCommand.open(outside.window(), new WindowRequest(null, null, null));
        return code == ExitCode.FINE || code == ExitCode.INTERRUPTED;
    }

    @Override
    public int execute(ParseResult parsed, Terminal terminal) throws CommandException {
        var written = new Written(parsed, terminal.texts());
        String scenario = written.positional();
        return show(scenario == null ? null : written.scenario(scenario), written, terminal);
    }

    private int show(Catalogue.@Nullable Entry entry, Written written, Terminal terminal) throws CommandException {
        Display display = outside.display().get();
        if (display.there()) {
            return OpenCommand.open(outside.window(),
                    new WindowRequest(entry == null ? null : entry.id(), null, OpenCommand.language(written)));
        }
        Catalogue.Entry shown = entry == null ? Catalogue.find(Catalogue.MAIN_JOB).orElseThrow() : entry;
        String output = written.text("--output");
        Path folder = written.folderToWrite(output == null ? FOLDER : output);
        terminal.say("cli.show.no-display", OpenCommand.reason(display, terminal.texts()));
        terminal.out().println();
        Map<String, String> settings = shown.id().equals(Catalogue.MAIN_JOB) ? MAIN_JOB_SETTINGS : Map.of();
        RunRequest request = RunCommand.request(shown, settings, Mode.LIVE, Pace.FLAT_OUT, 1, 1, terminal.texts());
        try (Interruption.Task _ = interruption.begin()) {
            return run(request, folder, written, terminal);
        }
    }

    private int run(RunRequest request, Path folder, Written written, Terminal terminal) throws CommandException {
        var summary = new RunSummary(terminal);
        Run run = Runs.start(request);
        interruption.ends(run);
        var recording = new Recording(run.trace());
        RunResult result = follow(run, recording, terminal);
        if (interruption.requested() || result.outcome() == Outcome.STOPPED) {
            return ExitCode.INTERRUPTED;
        }
        recording.advanceFully();
        summary.print(run, result);
        load(recording, summary, terminal);
        terminal.out().flush();

        String id = request.scenario().id();
        var files = new ArrayList<Path>();
        Texts texts = terminal.texts();
        write(folder.resolve(id + ".potok"), files, written, file -> outside.traceFiles().write(run, file));
        write(folder.resolve(id + "-throughput.png"), files, written,
                file -> chart(recording, texts, Outside.Chart.THROUGHPUT, file));
        write(folder.resolve(id + "-load.png"), files, written,
                file -> chart(recording, texts, Outside.Chart.LOAD, file));
        // In the middle of the run everybody is at work.
        write(folder.resolve(id + "-stage.png"), files, written, file -> outside.stage().write(recording, id,
                recording.edge().timeNanos() / 2, Theme.DARK, texts, WIDTH, HEIGHT, file));
        terminal.say("summary.files");
        files.forEach(file -> terminal.out().println("  " + file));
        return interruption.requested() ? ExitCode.INTERRUPTED : RunCommand.exitCode(result);
    }

    /** Tells how far the run is until it has ended. */
    private static RunResult follow(Run run, Recording recording, Terminal terminal) {
        long period = terminal.inPlace() ? IN_PLACE_MILLIS : LINE_MILLIS;
        while (true) {
            try {
                RunResult result = run.result().get(period, TimeUnit.MILLISECONDS);
                if (terminal.inPlace()) {
                    terminal.out().print("\r\u001B[K");
                }
                return result;
            } catch (TimeoutException goesOn) {
                recording.advance(READ_BUDGET_NANOS);
                progress(run, recording, terminal);
            } catch (InterruptedException hurried) {
                run.stop();
            } catch (ExecutionException broken) {
                throw new IllegalStateException("the run broke off", broken.getCause());
            }
        }
    }

    private static void progress(Run run, Recording recording, Terminal terminal) {
        Texts texts = terminal.texts();
        long units = recording.edge().cores().stream().mapToLong(core -> core.units()).sum();
        double seconds = run.nowNanos() / 1e9;
        String line = texts.get("cli.show.progress", new Wording(texts).decimal(seconds, 1), texts.number(units),
                texts.number(Math.round(units / Math.max(seconds, 1e-3))));
        if (terminal.inPlace()) {
            terminal.out().print("\r\u001B[K" + line);
        } else {
            terminal.out().println(line);
        }
        terminal.out().flush();
    }

    private static void load(Recording recording, RunSummary summary, Terminal terminal) {
        CoreSeries series = recording.series();
        var table = new Table("  ");
        boolean told = false;
        for (int core = 0; core < series.cores(); core++) {
            double sum = 0;
            int samples = 0;
            for (int slot = 0; slot < series.slots(); slot++) {
                double load = series.load(core, slot);
                if (!Double.isNaN(load)) {
                    sum += load;
                    samples++;
                }
            }
            if (samples > 0) {
                told = true;
                table.row(summary.core(core), Math.round(100 * sum / samples) + " %");
            }
        }
        if (told) {
            terminal.say("summary.load");
            table.print(terminal.out());
        }
    }

    private void chart(Recording recording, Texts texts, Outside.Chart chart, Path file) throws IOException {
        outside.charts().write(recording, Theme.DARK, texts, chart, WIDTH, CHART_HEIGHT, file);
    }

    private void write(Path file, List<Path> files, Written written, AtomicFile.Content content)
            throws CommandException {
        if (interruption.requested()) {
            return;
        }
        try {
            AtomicFile.write(file, content);
        } catch (IOException | IllegalStateException broken) {
            throw written.wrong("cli.error.not-written", file.toString(), String.valueOf(broken.getMessage()));
        }
        files.add(file);
    }
}
