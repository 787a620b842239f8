package dev.potok.simulation.interchange;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.file.Notice;
import dev.potok.simulation.trace.file.RunDescription;
import dev.potok.simulation.trace.file.StoredRun;
import dev.potok.simulation.trace.file.TraceFile;
import dev.potok.simulation.trace.file.TraceFileException;
import dev.potok.simulation.trace.file.TraceFileException.Reason;

/** Reads recordings of every format that is known, told apart by their first bytes. Any thread. */
public final class RecordingFiles {
    private static final int LOOK = 1 << 13;
    /** Trace event JSON gets some thirty times smaller; what gets smaller by more was not made by recording anything. */
    private static final long MOST_EXPANSION = 250;
    private static final long LEAST_EXPANDED = 64L << 20;
    private static final long MOST_EXPANDED = 4L << 30;

    private RecordingFiles() {}

    /**
     * Reads a recording of ours ({@code .potok}) or one as trace event JSON, as it is or compressed with gzip. Memory is
     * taken in proportion to what is read. Compressed files may expand to 64 MiB, or to 250 times their size, and to 4 GiB
     * at the most.
     *
     * @throws TraceFileException if it is neither, or cannot be used
     * @throws IOException        if it cannot be read at all
     */
    public static StoredRun read(Path file) throws IOException {
        StoredRun foreign = foreign(file);
        return foreign != null ? foreign : told(TraceFile.read(file));
    }

    /**
     * Reads like {@link #read}, and of a recording of ours that is damaged or cut short what comes before that, with a
     * notice.
     *
     * @throws TraceFileException if nothing of it can be used
     * @throws IOException        if it cannot be read at all
     */
    public static StoredRun salvage(Path file) throws IOException {
        StoredRun foreign = foreign(file);
        return foreign != null ? foreign : told(TraceFile.salvage(file));
    }

    /** A copy of a recording that was not finished is a whole file, and still no whole recording. */
    private static StoredRun told(StoredRun stored) {
        Trace trace = stored.trace();
        boolean foreign = stored.description().scenario().equals(RunDescription.IMPORTED);
        if (foreign || !stored.notices().isEmpty() || trace.size() == 0 || ended(trace)) {
            return stored;
        }
        var notice = new Notice(Notice.Kind.UNFINISHED, List.of(trace.size(), trace.endNanos()));
        return new StoredRun(stored.description(), trace, stored.marks(), List.of(notice));
    }

    /** Whether the run came to its end, after which nothing but losses is told. */
    private static boolean ended(Trace trace) {
        long index = trace.size() - 1;
        while (index > 0 && trace.event(index).kind() == EventKind.DROPPED) {
            index--;
        }
        return trace.event(index).kind() == EventKind.RUN_FINISHED;
    }

    /** What is not in our own format; null for whatever else it is. */
    private static @Nullable StoredRun foreign(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return null; // reading a pipe might never end; whoever reads our own format says what it is
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), LOOK)) {
            if (compressed(in)) {
                long most = Math.clamp(Files.size(file) * MOST_EXPANSION, LEAST_EXPANDED, MOST_EXPANDED);
                return expanded(in, most);
            }
            if (json(in)) {
                return ChromeTraceReader.read(in, Long.MAX_VALUE);
            }
        }
        return null;
    }

    private static StoredRun expanded(InputStream in, long most) throws IOException {
        try (InputStream expanded = new BufferedInputStream(new GZIPInputStream(in, 1 << 16), LOOK)) {
            if (json(expanded)) {
                return ChromeTraceReader.read(expanded, most);
            }
        } catch (ZipException broken) {
            throw new TraceFileException(Reason.DAMAGED, "gzip: " + broken.getMessage());
        } catch (EOFException broken) {
            throw new TraceFileException(Reason.TRUNCATED, "gzip");
        }
        throw new TraceFileException(Reason.NOT_A_TRACE, "gzip, no JSON in it");
    }

    private static boolean compressed(InputStream in) throws IOException {
        in.mark(2);
        boolean magic = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return magic;
    }

    /** Whether an object or an array begins there, after a byte order mark and white space. */
    private static boolean json(InputStream in) throws IOException {
        in.mark(LOOK);
        try {
            for (int at = 0; at < LOOK; at++) {
                int next = in.read();
                switch (next) {
                    case '{', '[' -> {
                        return true;
                    }
                    case ' ', '\t', '\r', '\n', 0xEF, 0xBB, 0xBF -> {
                        // Nothing yet.
                    }
                    default -> {
                        return false;
                    }
                }
            }
            return false;
        } finally {
            in.reset();
        }
    }
}
