package dev.potok.simulation.trace.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.file.TraceFileException.Reason;

/**
 * Writes and reads {@code .potok} files at once; {@link TraceWriter} writes one while the run goes on. Any thread; a call
 * works with one file from its begin to its end. {@code docs/trace-format.md} describes every byte.
 *
 * <p>
 * Nothing in a file names the machine or the time of writing, unless it is of a live run: equal virtual runs give equal
 * files.
 */
public final class TraceFile {
    private TraceFile() {}

    /**
     * Writes what the trace holds now. The file appears whole or not at all: it is written beside its place and moved there
     * at the end, over a file of that name.
     *
     * @param description what it is of; see {@link RunDescription#ranHere} for a live run of this machine
     * @param marks       ascending numbers of events after which somebody marked a place
     * @throws IOException              if it cannot be written, or holds what no file may; nothing is left behind then
     * @throws IllegalArgumentException if a mark is out of order or after the end
     */
    public static void write(Trace trace, RunDescription description, List<Long> marks, Path file)
            throws IOException {
        try (var place = FilePlace.beside(file)) {
            var encoder = new TraceEncoder(place.channel());
            encoder.begin(description);
            encoder.machine(description.machine());
            encoder.rest(trace.cursor(), trace.directory(), trace.size());
            encoder.end(trace.directory(), marks);
            place.keep();
        }
    }

    /** The same without marks. */
    public static void write(Trace trace, RunDescription description, Path file) throws IOException {
        write(trace, description, List.of(), file);
    }

    /**
     * Reads a file. One whose writer did not come to its end is read up to the last whole chunk, with a
     * {@link Notice.Kind#UNFINISHED notice}. No more memory is taken than the file's own length justifies, whatever it says.
     *
     * @throws TraceFileException if it is no recording, or none this program knows how to read, or a finished one that is
     *                            not as it was written
     * @throws IOException        if it cannot be read at all
     */
    public static StoredRun read(Path file) throws IOException {
        return read(file, false);
    }

    /**
     * Reads a file like {@link #read}, and of a damaged or shortened one what comes before the damage, with a notice that
     * says so.
     *
     * @throws TraceFileException if it is no recording this program knows how to read, or nothing that happened is left of
     *                            it
     * @throws IOException        if it cannot be read at all
     */
    public static StoredRun salvage(Path file) throws IOException {
        return read(file, true);
    }

    private static StoredRun read(Path file, boolean salvaging) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new TraceFileException(Reason.NOT_A_TRACE, "it is no regular file"); // reading a pipe might never end
        }
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            return new TraceReader(in).read(salvaging);
        }
    }
}
