package dev.potok.app.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;

import dev.potok.app.shell.WindowRequest;
import dev.potok.app.text.Problems;
import dev.potok.app.text.Texts;
import dev.potok.app.theme.Theme;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.file.StoredRun;
import dev.potok.simulation.trace.file.TraceWriter;

/**
 * What the commands need from the rest of the program. Each part is looked up only when it is used, so a command that
 * draws nothing loads nothing that draws.
 *
 * @param window     opens the window
 * @param stage      paints the stage
 * @param charts     paints charts
 * @param traceFiles writes and reads recordings
 * @param display    finds out whether a window can be shown
 */
record Outside(Window window, StagePicture stage, ChartPicture charts, TraceFiles traceFiles,
        Supplier<Display> display) {

    /**
     * Reads a recording for a command.
     *
     * @throws CommandException if it cannot be read, or is no recording, or a broken one
     */
    Opened read(Path file, Written written) throws CommandException {
        try {
            return traceFiles.read(file, written.texts());
        } catch (IOException broken) {
            throw written.wrong("cli.error.not-read", file.toString(), String.valueOf(broken.getMessage()));
        }
    }

    /** Opens the window. */
    @FunctionalInterface
    interface Window {
        /**
         * Shows it; returns when it has been closed.
         *
         * @throws InterruptedException if the calling thread is interrupted meanwhile
         */
        void open(WindowRequest request) throws InterruptedException;
    }

    /** Paints the stage into a file. */
    @FunctionalInterface
    interface StagePicture {
        /**
         * Paints the stage as it was at that run time.
         *
         * @param width  in pixels
         * @param height in pixels
         * @param png    is made or replaced
         * @throws IOException if the file cannot be written
         */
        void write(Recording recording, String scenario, long atNanos, Theme theme, Texts texts, int width, int height,
                Path png) throws IOException;
    }

    /** Paints charts into files. */
    @FunctionalInterface
    interface ChartPicture {
        /**
         * Paints the whole run as a chart.
         *
         * @param width  in pixels
         * @param height in pixels
         * @param png    is made or replaced
         * @throws IOException if the file cannot be written
         */
        void write(Recording recording, Theme theme, Texts texts, Chart chart, int width, int height, Path png)
                throws IOException;
    }

    /** The charts there are files of. */
    enum Chart {
        /** Units a second on each core. */
        THROUGHPUT,
        /** How busy each core is. */
        LOAD
    }

    /** Writes and reads recordings. */
    interface TraceFiles {
        /**
         * Makes the file for the recording of a run that is about to start.
         *
         * @throws IOException if it cannot be made
         */
        TraceWriter begin(RunRequest request, Path file) throws IOException;

        /**
         * Writes the recording of a run that has ended; the file is there as a whole or not at all.
         *
         * @throws IOException if it cannot be written
         */
        void write(Run run, Path file) throws IOException;

        /**
         * Reads a recording, ours or that of another tool.
         *
         * @throws IOException if it cannot be read
         * @throws CommandException if it is no recording, or a broken one
         */
        Opened read(Path file, Texts texts) throws IOException, CommandException;
    }

    /**
     * A recording from a file.
     *
     * @param stored all that is in it
     */
    record Opened(StoredRun stored) {
        /** Its events. */
        Trace trace() {
            return stored.trace();
        }

        /** Id of the scenario it is of. */
        String scenario() {
            return stored.description().scenario();
        }

        /** Says on standard error what whoever opens it should be told. */
        void tell(Terminal terminal) {
            var problems = new Problems(terminal.texts());
            stored.notices().forEach(notice -> terminal.err().println("potok: " + problems.sentence(notice)));
        }
    }
}
