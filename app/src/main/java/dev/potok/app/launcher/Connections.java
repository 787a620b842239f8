package dev.potok.app.launcher;

import dev.potok.app.text.Texts;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunResult;
import java.io.IOException;
import java.nio.file.Path;

/** Connects the commands with the parts of the program they use. Nothing of them is loaded before it is used. */
final class Connections {
    private Connections() {
    }

    /** The parts of this program. */
    static Outside outside() {
        return new Outside(
                request -> {
                    throw new UnsupportedOperationException("the window is not connected yet");
                },
                (recording, scenario, atNanos, theme, texts, width, height, png) -> {
                    throw new IOException("the stage is not connected yet");
                },
                (recording, theme, texts, chart, width, height) -> {
                    throw new UnsupportedOperationException("the charts are not connected yet");
                },
                new Recordings(),
                Display::find);
    }

    /** Recordings in files. */
    private static final class Recordings implements Outside.TraceFiles {
        @Override
        public void write(Run run, RunResult result, Path file) throws IOException {
            throw new IOException("trace files are not connected yet");
        }

        @Override
        public Outside.Opened read(Path file, Texts texts) throws IOException {
            throw new IOException("trace files are not connected yet");
        }
    }
}
