package dev.potok.app.launcher;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.run.Run;

/**
 * What Ctrl-C does: it ends the run that is going on, and lets the command finish what it is writing before the process
 * ends. A command that may be interrupted holds a {@link Task} meanwhile, and looks at {@link #requested()} before it
 * prints or writes. Any thread.
 */
final class Interruption {
    /** A run leaves at its next safe point, and files are small; whoever needs longer is not waited for. */
    private static final long PATIENCE_SECONDS = 10;

    private volatile boolean requested;
    /** Guarded by this, as is running. */
    private @Nullable Task task;
    private @Nullable Run running;

    /** One that the end of this process, of whatever reason, brings about. */
    static Interruption ofProcess() {
        var interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::interrupt, "potok-interruption"));
        return interruption;
    }

    /** Something that is not to be cut off in the middle; closing it says that it is done. */
    static final class Task implements AutoCloseable {
        private final CountDownLatch done = new CountDownLatch(1);

        @Override
        public void close() {
            done.countDown();
        }
    }

    /** Begins a task; there is one at a time. */
    synchronized Task begin() {
        var begun = new Task();
        task = begun;
        return begun;
    }

    /** That run is ended when the interruption comes, at once if it has come. */
    synchronized void ends(Run run) {
        running = run;
        if (requested) {
            run.stop();
        }
    }

    /** Whether the command is to leave without a word. */
    boolean requested() {
        return requested;
    }

    /** Interrupts: returns when the task is done, or when it takes too long. */
    void interrupt() {
        Task waitedFor;
        synchronized (this) {
            requested = true;
            waitedFor = task;
            if (running != null) {
                running.stop();
            }
        }
        if (waitedFor != null) {
            try {
                boolean ignoredTheProcessEndsAnyway = waitedFor.done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assert ignoredTheProcessEndsAnyway || requested;
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
