package dev.potok.app.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

import dev.potok.app.text.Texts;
import dev.potok.app.theme.Theme;
import dev.potok.app.transport.TimeText;
import dev.potok.simulation.state.Recording;

/** {@code potok export FILE.potok --to FILE.png}: a picture of a recording. */
final class ExportCommand implements Command {
    private static final List<String> FORMATS = List.of("png");
    private static final Written.Size SIZE = new Written.Size(1440, 900);

    private final Outside outside;
    private final Interruption interruption;

    ExportCommand(Outside outside, Interruption interruption) {
        this.outside = outside;
        this.interruption = interruption;
    }

    @Override
    public CommandSpec grammar(Texts texts) {
        return CommandSpec.create()
                .addPositional(Written.positional(texts, "FILE.potok", "cli.option.recording"))
                .addOption(Written.option(texts, "--to", "FILE.png"))
                .addOption(Written.option(texts, "--at", "TIME"))
                .addOption(Written.option(texts, "--theme", "THEME"))
                .addOption(Written.option(texts, "--size", "WxH"));
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
        format(to, written);
        String atWritten = written.text("--at");
        long at = atWritten == null ? -1 : written.time("--at", atWritten);
        Written.Size size = written.size("--size", SIZE);
        List<String> themes = Arrays.stream(Theme.values()).map(Theme::id).toList();
        Theme theme = Theme.valueOf(written.word("--theme", themes, Theme.DARK.id()).toUpperCase(Locale.ROOT));
        Path source = written.fileToRead(from);
        Path target = written.fileToWrite(to);

        Outside.Opened opened = read(source, written);
        opened.tell(terminal);
        long end = opened.trace().endNanos();
        if (at > end) {
            throw written.wrong("cli.error.after-the-end", String.valueOf(atWritten), source.toString(),
                    TimeText.clock(end), new Wording(terminal.texts()).length(end));
        }
        try (Interruption.Task _ = interruption.begin()) {
            var recording = new Recording(opened.trace());
            recording.advanceFully();
            AtomicFile.write(target, file -> outside.stage().write(recording, opened.scenario(), at < 0 ? end : at,
                    theme, terminal.texts(), size.width(), size.height(), file));
        } catch (IOException | IllegalStateException broken) {
            throw written.wrong("cli.error.not-written", target.toString(), String.valueOf(broken.getMessage()));
        }
        terminal.out().println(target);
        return ExitCode.FINE;
    }

    private static void format(String to, Written written) throws CommandException {
        int dot = to.lastIndexOf('.');
        String format = dot < 0 ? "" : to.substring(dot + 1).toLowerCase(Locale.ROOT);
        if (!FORMATS.contains(format)) {
            throw written.wrong("cli.error.unknown-format", to, String.join(", ", FORMATS));
        }
    }

    private Outside.Opened read(Path source, Written written) throws CommandException {
        try {
            return outside.traceFiles().read(source, written.texts());
        } catch (IOException broken) {
            throw written.wrong("cli.error.not-read", source.toString(), String.valueOf(broken.getMessage()));
        }
    }
}
