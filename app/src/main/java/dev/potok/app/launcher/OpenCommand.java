package dev.potok.app.launcher;

import java.nio.file.Path;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

import dev.potok.app.shell.WindowRequest;
import dev.potok.app.text.Texts;

/** {@code potok open FILE}: the window with a recording. */
final class OpenCommand implements Command {
    private final Outside outside;

    OpenCommand(Outside outside) {
        this.outside = outside;
    }

    @Override
    public CommandSpec grammar(Texts texts) {
        return CommandSpec.create().addPositional(Written.positional(texts, "FILE.potok", "cli.option.recording"));
    }

    @Override
    public int execute(ParseResult parsed, Terminal terminal) throws CommandException {
        var written = new Written(parsed, terminal.texts());
        String name = written.positional();
        if (name == null) {
            throw written.wrong("cli.error.no-recording", "potok open FILE.potok");
        }
        Path file = written.fileToRead(name);
        // Before anything else: a file that is no recording is told here, and not in a window.
        Outside.Opened opened = outside.read(file, written);
        Display display = outside.display().get();
        if (!display.there()) {
            throw written.wrong("cli.error.no-display", reason(display, terminal.texts()), file.toString());
        }
        return open(outside.window(), new WindowRequest(null, new WindowRequest.Opened(file, opened.stored()),
                language(written)));
    }

    /** The language asked for by the option, null where none was. */
    static @Nullable Locale language(Written written) {
        String wanted = written.text("--language");
        return wanted == null ? null : Locale.of(wanted);
    }

    /** Opens the window and waits until it is closed. */
    static int open(Outside.Window window, WindowRequest request) {
        try {
            window.open(request);
            return ExitCode.FINE;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }

    /** Why there is no display, as part of a sentence. */
    static String reason(Display display, Texts texts) {
        return texts.get("cli.display." + Wording.id(display.state()), display.name());
    }
}
