package dev.potok.app.launcher;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

import dev.potok.app.text.Texts;
import dev.potok.resources.SampleTexts;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.SettingException;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.run.Failure;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.trace.file.TraceWriter;

/** {@code potok run SCENARIO}: one run without a window. */
final class RunCommand implements Command {
    private static final int CORES = 4;
    private static final int MOST_CORES = 1024;
    private static final long SEED = 1;

    private final Outside outside;
    private final Interruption interruption;

    RunCommand(Outside outside, Interruption interruption) {
        this.outside = outside;
        this.interruption = interruption;
    }

    @Override
    public CommandSpec grammar(Texts texts) {
        return CommandSpec.create()
                .addPositional(Written.positional(texts, "SCENARIO", "cli.option.scenario"))
                .addOption(Written.flag(texts, "--live"))
                .addOption(Written.flag(texts, "--virtual"))
                .addOption(Written.option(texts, "--cores", "N"))
                .addOption(Written.option(texts, "--seed", "N"))
                .addOption(Written.option(texts, "--pace", "PACE"))
                .addOption(Written.repeated(texts, "--set", "NAME=VALUE"))
                .addOption(Written.option(texts, "--trace", "FILE.potok"))
                .addOption(Written.flag(texts, "--json"));
    }

    @Override
    public int execute(ParseResult parsed, Terminal terminal) throws CommandException {
        var written = new Written(parsed, terminal.texts());
        RunRequest request = request(written);
        String traceWritten = written.text("--trace");
        Path trace = traceWritten == null ? null : written.fileToWrite(traceWritten);
        try (Interruption.Task _ = interruption.begin()) {
            return run(request, trace, written, terminal);
        }
    }

    private int run(RunRequest request, @Nullable Path trace, Written written, Terminal terminal)
            throws CommandException {
        Run run;
        RunResult result;
        IOException unwritten = null;
        // The file is made before the run starts: what is in its way is told at once, and a crash leaves what there was.
        try (TraceWriter recording = trace == null ? null : outside.traceFiles().begin(request, trace)) {
            run = Runs.start(request);
            if (recording != null) {
                recording.follow(run.trace());
            }
            interruption.ends(run);
            result = run.result().join();
            if (recording != null) {
                unwritten = finished(recording); // of an interrupted run as well: it is whole up to the stop
            }
        } catch (IOException broken) {
            throw written.wrong("cli.error.not-written", String.valueOf(trace), reason(broken));
        }
        if (interruption.requested() || result.outcome() == Outcome.STOPPED) {
            if (trace != null && unwritten == null) {
                terminal.err().println(terminal.texts().get("summary.file", trace.toString()));
            }
            return ExitCode.INTERRUPTED;
        }
        refuseUnfitSettings(result, request, terminal.texts());
        if (written.has("--json")) {
            terminal.out().println(Json.of(RunReport.of(run, result)));
        } else {
            new RunSummary(terminal).print(run, result);
            if (request.mode() == Mode.LIVE && (written.has("--cores") || written.has("--seed"))) {
                terminal.say("summary.only-virtual");
            }
            if (trace != null && unwritten == null) {
                terminal.say("summary.file", trace.toString());
            }
        }
        if (unwritten != null) {
            throw written.wrong("cli.error.not-written", String.valueOf(trace), reason(unwritten));
        }
        return exitCode(result);
    }

    /**
     * Some settings are found not to fit together by the run alone; then nothing of it is worth telling.
     *
     * @throws CommandException if that is so
     */
    static void refuseUnfitSettings(RunResult result, RunRequest request, Texts texts) throws CommandException {
        for (Failure failure : result.failures()) {
            if (failure.cause() instanceof SettingException wrong) {
                throw new Wording(texts).settingSentence(request.scenario().id(), wrong);
            }
        }
    }

    /** Finishes the file; returns why that was not possible, for what came of the run is worth telling all the same. */
    private static @Nullable IOException finished(TraceWriter recording) {
        try {
            recording.finish();
            return null;
        } catch (IOException broken) {
            return broken;
        }
    }

    /** What the system says; the message of such an exception often names nothing but the file. */
    private static String reason(IOException broken) {
        if (broken instanceof FileSystemException told) {
            return told.getReason() == null ? told.getClass().getSimpleName() : told.getReason();
        }
        return String.valueOf(broken.getMessage());
    }

    /** A scenario may be meant to end in a deadlock or a failure; then its checks say so, and there is at least one. */
    static int exitCode(RunResult result) {
        boolean failedUnjudged = result.outcome() == Outcome.FAILED && result.checks().isEmpty();
        return result.allChecksHold() && !failedUnjudged ? ExitCode.FINE : ExitCode.CHECK_FAILED;
    }

    /**
     * What is to be run, as it is written.
     *
     * @throws CommandException if that is nothing that can be run
     */
    static RunRequest request(Written written) throws CommandException {
        String id = written.positional();
        if (id == null) {
            throw written.wrong("cli.error.no-scenario", written.command());
        }
        Catalogue.Entry entry = written.scenario(id);
        if (written.has("--live") && written.has("--virtual")) {
            throw written.wrong("cli.error.live-and-virtual");
        }
        Mode mode = written.has("--virtual") ? Mode.VIRTUAL
                : written.has("--live") || entry.modes().contains(Mode.LIVE) ? Mode.LIVE : Mode.VIRTUAL;
        if (!entry.modes().contains(mode)) {
            throw written.wrong("cli.error.not-" + Wording.id(mode), id);
        }
        int cores = written.wholeNumber("--cores", 1, MOST_CORES, CORES);
        long seed = written.wholeNumber("--seed", Long.MIN_VALUE, Long.MAX_VALUE, SEED);
        Pace pace = written.word("--pace", List.of("flat", "lecture"), "flat").equals("flat")
                ? Pace.FLAT_OUT
                : Pace.LECTURE;
        return request(entry, settings(written), mode, pace, cores, seed, written.texts());
    }

    /**
     * A request for that scenario.
     *
     * @throws CommandException if a setting cannot be used as written
     */
    static RunRequest request(Catalogue.Entry entry, Map<String, String> settings, Mode mode, Pace pace, int cores,
            long seed, Texts texts) throws CommandException {
        Scenario scenario = entry.scenario().get();
        try {
            Settings complete = Settings.of(scenario.settings(), settings, RunCommand::sample);
            return new RunRequest(scenario, complete, mode, pace, cores, seed, 0);
        } catch (SettingException wrong) {
            throw new Wording(texts).settingSentence(scenario.id(), wrong);
        } catch (java.io.UncheckedIOException unwritable) {
            throw CommandException.of(texts, "cli.error.no-sample", System.getProperty("java.io.tmpdir", ""));
        }
    }

    private static Path sample(String name) {
        if (!name.equals("texts")) {
            throw new IllegalArgumentException("no sample named \"" + name + "\" ships with the program");
        }
        return SampleTexts.folder();
    }

    private static Map<String, String> settings(Written written) throws CommandException {
        var settings = new LinkedHashMap<String, String>();
        for (String pair : written.all("--set")) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw written.wrong("cli.error.set-without-equals", pair);
            }
            String name = pair.substring(0, equals).strip();
            if (settings.put(name, pair.substring(equals + 1)) != null) {
                throw written.wrong("cli.error.set-twice", name);
            }
        }
        return settings;
    }
}
