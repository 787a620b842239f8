package dev.potok.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.potok.app.shell.WindowRequest;
import dev.potok.app.text.Texts;

/** Runs the program as a shell does, without a process: what it prints is kept, and it finds no display unless told. */
final class Shell {
    static final Display NO_DISPLAY = new Display(Display.State.NONE_NAMED, "");
    static final Display A_DISPLAY = new Display(Display.State.THERE, "");

    final List<WindowRequest> opened = new ArrayList<>();
    final Interruption interruption = new Interruption();
    Display display = NO_DISPLAY;
    Locale language = Locale.ENGLISH;
    /** Stands for the painter of the stage, which needs JavaFX. */
    Outside.StagePicture stage = (recording, scenario, atNanos, theme, texts, width, height, png) -> Files
            .writeString(png, scenario + " at " + atNanos + " in " + theme.id() + " " + width + "x" + height);

    /** What a command left. */
    record Left(int code, String out, String err) {
        List<String> errLines() {
            return err.lines().toList();
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> json() {
            return (Map<String, Object>) JsonReader.read(out);
        }
    }

    /** Runs one command line. */
    Left run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        Outside real = Connections.outside();
        var outside = new Outside(opened::add, stage,
                (recording, theme, texts, chart, width, height, png) -> Files.writeString(png, chart.toString()),
                real.traceFiles(), () -> display);
        int code = new Potok(outside, interruption).run(List.of(arguments), new Terminal(new PrintWriter(out),
                new PrintWriter(err), new Texts(language), false, true));
        return new Left(code, out.toString(), err.toString());
    }

    /** Runs one command line that must succeed without a word on standard error. */
    Left runsWell(String... arguments) {
        Left left = run(arguments);
        assertThat(left.err()).isEmpty();
        assertThat(left.code()).isZero();
        return left;
    }
}
