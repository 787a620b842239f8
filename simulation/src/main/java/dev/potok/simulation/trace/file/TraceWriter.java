package dev.potok.simulation.trace.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.run.Mode;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.TraceCursor;

/**
 * Writes a recording while it comes into being, on a thread of its own, {@code potok-trace-writer}. If the process ends in
 * the middle, the file holds all but about the last second of a live run, and {@link TraceFile#read} opens it; if
 * nothing was in its place, that is where it lies, otherwise beside it with {@code .part} after its name.
 *
 * <p>
 * {@link #open}, {@link #follow}, {@link #finish} and {@link #close} are called by one thread, which is not JavaFX's: all
 * but {@code follow} may wait for the disk.
 */
public final class TraceWriter implements AutoCloseable {
    private static final long LOOK_NANOS = 100_000_000;
    /** How long an event of a live run waits at most for its chunk to be full. */
    private static final long LONGEST_WAIT_NANOS = 900_000_000;

    private final RunDescription description;
    private final Path file;
    private final FilePlace place;
    private final TraceEncoder encoder;
    private @Nullable Thread thread;
    /** Written before {@link #finishing}. */
    private List<Long> marks = List.of();
    private volatile boolean finishing;
    private volatile boolean abandoned;
    /** Written by the thread before it ends, read after. */
    private @Nullable Throwable failure;

    private TraceWriter(RunDescription description, Path file, FilePlace place) {
        this.description = description;
        this.file = file;
        this.place = place;
        this.encoder = new TraceEncoder(place.channel());
    }

    /**
     * Makes the file, with the description of a run that is about to start; a recording that has its name stays until the
     * new one is whole.
     *
     * @throws IOException if it cannot be made; nothing is left behind then
     */
    public static TraceWriter open(RunDescription description, Path file) throws IOException {
        var writer = new TraceWriter(description, file, FilePlace.inPlace(file));
        try {
            writer.encoder.begin(description);
        } catch (IOException | RuntimeException broken) {
            writer.place.close();
            throw broken;
        }
        return writer;
    }

    /** Begins to write what that trace holds, and all that is added to it; once. */
    public void follow(Trace trace) {
        if (thread != null) {
            throw new IllegalStateException(file + " already follows a trace");
        }
        var following = new Thread(() -> run(trace), "potok-trace-writer");
        following.setDaemon(true);
        thread = following;
        following.start();
    }

    /**
     * Writes all that the trace holds now, with those marks, and puts the file into its place, whole. To be called when the run has ended;
     * what is added to the trace afterwards is not in the file.
     *
     * @param marked ascending numbers of events after which somebody marked a place
     * @throws IOException           if it could not be written, then or earlier; nothing is left behind then
     * @throws IllegalStateException if it follows nothing, or is closed
     */
    public void finish(List<Long> marked) throws IOException {
        marks = List.copyOf(marked);
        Thread following = thread;
        if (following == null || abandoned) {
            throw new IllegalStateException(file + (abandoned ? " is closed" : " follows no trace"));
        }
        finishing = true;
        LockSupport.unpark(following);
        try {
            following.join();
        } catch (InterruptedException hurried) {
            close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(file + " was not finished");
        }
        switch (failure) {
            case null -> {}
            case IOException broken -> throw broken;
            case Throwable broken -> throw new IOException(broken.toString(), broken);
        }
    }

    /** The same without marks. */
    public void finish() throws IOException {
        finish(List.of());
    }

    /** Stops writing, and deletes the file unless it is finished. Does nothing the second time. */
    @Override
    public void close() {
        abandoned = true;
        Thread following = thread;
        if (following == null) {
            release();
            return;
        }
        LockSupport.unpark(following);
        boolean hurried = false;
        while (following.isAlive()) {
            try {
                following.join();
            } catch (InterruptedException later) {
                hurried = true;
            }
        }
        if (hurried) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- the thread

    private void run(Trace trace) {
        try {
            TraceCursor cursor = trace.cursor();
            boolean live = description.mode() == Mode.LIVE;
            long cut = System.nanoTime();
            boolean described = false;
            boolean last = false;
            while (!last && !abandoned) {
                last = finishing; // before the look, so that all there was is seen
                long end = trace.size();
                encoder.full(cursor, trace.directory(), end);
                if (last || live && System.nanoTime() - cut >= LONGEST_WAIT_NANOS) {
                    // A virtual run's chunks must not tell how fast it was written.
                    encoder.rest(cursor, trace.directory(), end);
                    if (!described) {
                        // Only now: asking takes its time, in which the start of the run would be disturbed and lost.
                        encoder.machine(description.ranHere().machine());
                        described = true;
                    }
                    cut = System.nanoTime();
                }
                if (!last) {
                    LockSupport.parkNanos(this, LOOK_NANOS);
                }
            }
            if (!abandoned) {
                encoder.end(trace.directory(), marks);
                place.keep();
            }
        } catch (Throwable broken) { // told by finish()
            failure = broken;
        } finally {
            release();
        }
    }

    private void release() {
        try {
            place.close();
        } catch (IOException left) {
            Throwable earlier = failure;
            if (earlier == null) {
                failure = left;
            } else {
                earlier.addSuppressed(left);
            }
        }
    }
}
