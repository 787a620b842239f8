package dev.potok.app.launcher;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import dev.potok.app.chart.ChartImage;
import dev.potok.app.chart.ChartKind;
import dev.potok.app.shell.PotokApplication;
import dev.potok.app.stage.StageImage;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Theme;
import dev.potok.simulation.interchange.RecordingFiles;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.trace.file.RunDescription;
import dev.potok.simulation.trace.file.TraceFile;
import dev.potok.simulation.trace.file.TraceFileException;
import dev.potok.simulation.trace.file.TraceWriter;

/** Connects the commands with the parts of the program they use. Nothing of them is loaded before it is used. */
final class Connections {
    private Connections() {}

    /** The parts of this program. */
    static Outside outside() {
        // Lambdas and no method references: those would load, and verify, the classes they name at once.
        return new Outside(
                request -> PotokApplication.open(request),
                (recording, scenario, atNanos, theme, texts, width, height, png) -> StageImage.write(recording,
                        scenario, atNanos, theme, texts, width, height, png),
                (recording, theme, texts, chart, width, height, png) -> Charts.write(recording, theme, texts, chart,
                        width, height, png),
                new Recordings(),
                Display::find);
    }

    /** Charts in files; a class of its own, so that pictures are loaded when there is one to write. */
    private static final class Charts {
        static void write(Recording recording, Theme theme, Texts texts, Outside.Chart chart, int width, int height,
                Path png) throws IOException {
            BufferedImage image = ChartImage.render(recording, theme, texts, ChartKind.valueOf(chart.name()), width,
                    height);
            if (!ImageIO.write(image, "png", png.toFile())) {
                throw new IOException("this Java cannot write PNG");
            }
        }
    }

    /** Recordings in files. */
    private static final class Recordings implements Outside.TraceFiles {
        @Override
        public TraceWriter begin(RunRequest request, Path file) throws IOException {
            return TraceWriter.open(RunDescription.of(request), file);
        }

        @Override
        public void write(Run run, Path file) throws IOException {
            TraceFile.write(run.trace(), RunDescription.of(run.request()).ranHere(), file);
        }

        @Override
        public Outside.Opened read(Path file, Texts texts) throws IOException, CommandException {
            try {
                return new Outside.Opened(RecordingFiles.read(file));
            } catch (TraceFileException unusable) {
                throw CommandException.of(texts, "cli.error.recording-" + Wording.id(unusable.reason()),
                        file.toString(), unusable.detail());
            }
        }
    }
}
