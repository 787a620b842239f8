package dev.potok.app.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

import dev.potok.app.file.AtomicFile;
import dev.potok.app.text.Texts;
import dev.potok.app.text.Version;
import dev.potok.app.theme.Theme;
import dev.potok.app.transport.TimeText;
import dev.potok.simulation.interchange.ChromeTraceWriter;
import dev.potok.simulation.interchange.CsvTables;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.trace.file.StoredRun;

/**
 * {@code potok export FILE --to FILE.png}: a picture of a recording, ours or that of another tool; or its events as trace
 * event JSON, or a table as CSV. The ending of the name says which.
 */
final class ExportCommand implements Command {
    private static final Written.Size SIZE = new Written.Size(1440, 900);
    private static final String EVENTS = "events";
    private static final String METRICS = "metrics";
    /** Options that only one format has. */
    private static final Map<String, Format> OF_ONE_FORMAT = Map.of("--at", Format.PNG, "--theme", Format.PNG, "--size",
            Format.PNG, "--table", Format.CSV);

    private final Outside outside;
    private final Interruption interruption;

    ExportCommand(Outside outside, Interruption interruption) {
        this.outside = outside;
        this.interruption = interruption;
    }

    /** What can be made, by the ending of the file's name. */
    private enum Format {
        PNG, JSON, CSV;

        String ending() {
            return name().toLowerCase(Locale.ROOT);
        }

        static @Nullable Format of(String file) {
            String ending = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            return file.indexOf('.') < 0 ? null : Arrays.stream(values())
                    .filter(format -> format.ending().equals(ending)).findFirst().orElse(null);
        }
    }

    @Override
    public CommandSpec grammar(Texts texts) {
        return CommandSpec.create()
                .addPositional(Written.positional(texts, "FILE", "cli.option.source"))
                .addOption(Written.option(texts, "--to", "FILE"))
                .addOption(Written.option(texts, "--at", "TIME"))
                .addOption(Written.option(texts, "--theme", "THEME"))
                .addOption(Written.option(texts, "--size", "WxH"))
                .addOption(Written.option(texts, "--table", EVENTS + "|" + METRICS));
    }

    @Override
    public int execute(ParseResult parsed, Terminal terminal) throws CommandException {
        var written = new Written(parsed, terminal.texts());
        String from = written.positional();
        if (from == null) {
            throw written.wrong("cli.error.no-recording", "potok export FILE.potok --to FILE.png");
        }
        String to = written.text("--to");
        if (to == null) {
            throw written.wrong("cli.error.no-target");
        }
        Format format = format(to, written);
        String atWritten = written.text("--at");
        long at = atWritten == null ? -1 : written.time("--at", atWritten);
        Written.Size size = written.size("--size", SIZE);
        List<String> themes = Arrays.stream(Theme.values()).map(Theme::id).toList();
        Theme theme = Theme.valueOf(written.word("--theme", themes, Theme.DARK.id()).toUpperCase(Locale.ROOT));
        String table = written.word("--table", List.of(EVENTS, METRICS), EVENTS);
        Path source = written.fileToRead(from);
        Path target = written.fileToWrite(to);

        Outside.Opened opened = outside.read(source, written);
        opened.tell(terminal);
        StoredRun run = opened.stored();
        long end = run.trace().endNanos();
        if (at > end) {
            throw written.wrong("cli.error.after-the-end", String.valueOf(atWritten), source.toString(),
                    TimeText.clock(end), new Wording(terminal.texts()).length(end));
        }
        try (Interruption.Task _ = interruption.begin()) {
            AtomicFile.write(target, file -> {
                switch (format) {
                    case PNG -> {
                        var recording = new Recording(run.trace());
                        recording.advanceFully();
                        outside.stage().write(recording, run.description().scenario(), at < 0 ? end : at, theme,
                                terminal.texts(), size.width(), size.height(), file);
                    }
                    case JSON -> ChromeTraceWriter.write(run, Version.get(), file);
                    case CSV -> {
                        if (table.equals(METRICS)) {
                            CsvTables.writeMetrics(run.trace(), file);
                        } else {
                            CsvTables.writeEvents(run.trace(), file);
                        }
                    }
                }
            });
        } catch (IOException | IllegalStateException broken) {
            throw written.wrong("cli.error.not-written", target.toString(), String.valueOf(broken.getMessage()));
        }
        terminal.out().println(target);
        return ExitCode.FINE;
    }

    private static Format format(String to, Written written) throws CommandException {
        Format format = Format.of(to);
        if (format == null) {
            throw written.wrong("cli.error.unknown-format", to,
                    String.join(", ", Arrays.stream(Format.values()).map(Format::ending).toList()));
        }
        for (var option : new java.util.TreeMap<>(OF_ONE_FORMAT).entrySet()) {
            if (option.getValue() != format && written.has(option.getKey())) {
                throw written.wrong("cli.error.option-of-format", option.getKey(), option.getValue().ending(),
                        format.ending());
            }
        }
        return format;
    }
}
