package dev.potok.app.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javafx.animation.AnimationTimer;

import dev.potok.app.bench.Bench;
import dev.potok.app.bench.SyntheticTrace;
import dev.potok.app.timeline.TimelineViewModel;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.Playback.Motion;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.trace.file.RunDescription;
import dev.potok.simulation.trace.file.TraceFile;

/**
 * How a recording of five million events of 64 actors handles in the window at 1280 by 720: how long it takes to open, how
 * smoothly its timeline pans and zooms by a script, and how quickly any point of it is found.
 */
public final class TimelineBench implements Bench {
    private static final int ACTORS = 64;
    private static final long EVENTS = 5_000_000;
    private static final long SCRIPT_NANOS = 10_000_000_000L;
    /** The first seconds after the start, in which the JVM still compiles, are told apart. */
    private static final long COLD_NANOS = 5_000_000_000L;
    private static final int SEEKS = 1_000;
    private static final long PATIENCE_NANOS = 120_000_000_000L;
    private static final double GOAL_FRAME_MILLIS = 33;
    private static final double GOAL_SEEK_MILLIS = 50;

    private final boolean onDisplay;

    /** Makes the bench, on the display or without one; nothing is shown before {@link #measure}. */
    public TimelineBench(boolean onDisplay) {
        this.onDisplay = onDisplay;
    }

    @Override
    public String name() {
        return "timeline";
    }

    @Override
    public List<Figure> measure() throws InterruptedException {
        Path file = written();
        try {
            MainWindow window = BenchWindow.open(onDisplay);
            double opened = open(window, file);
            double[] cold = pan(window, COLD_NANOS);
            double[] frame = pan(window, SCRIPT_NANOS);
            double[] seeks = BenchWindow.onToolkit(() -> seeks(window.playback()));
            BenchWindow.onToolkit(() -> {
                window.close();
                return window;
            });
            return List.of(Figure.beside("open", "s", opened),
                    Figure.beside("frames", "fps", frame[0]),
                    Figure.beside("frame-median", "ms", frame[1]),
                    Figure.atMost("frame", "ms", frame[2], GOAL_FRAME_MILLIS),
                    Figure.beside("frame-cold", "ms", cold[2]),
                    Figure.beside("seek-median", "ms", seeks[SEEKS / 2]),
                    Figure.atMost("seek", "ms", seeks[SEEKS * 99 / 100], GOAL_SEEK_MILLIS));
        } finally {
            try {
                Files.deleteIfExists(file);
            } catch (IOException kept) {
                System.getLogger("potok").log(System.Logger.Level.INFO, "left behind: {0}", file);
            }
        }
    }

    /** Frames a second, and the median and 99th percentile of the milliseconds from frame to frame, by the script. */
    private static double[] pan(MainWindow window, long nanos) throws InterruptedException {
        Script script = BenchWindow.onToolkit(() -> new Script(window, nanos));
        while (!script.done()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        FrameMeter frames = window.frames();
        return BenchWindow.onToolkit(
                () -> new double[] {frames.perSecond(), frames.gapNanos(0.5) / 1e6, frames.gapNanos(0.99) / 1e6});
    }

    private static Path written() {
        try {
            Path file = Files.createTempFile("potok-bench-", ".potok");
            TraceFile.write(SyntheticTrace.of(ACTORS, EVENTS), new RunDescription("bench", Map.of(), Mode.VIRTUAL,
                    Pace.FLAT_OUT, 8, 1, Map.of()), file);
            return file;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Seconds from asking for the file until it is shown, in a program that has just started. */
    private static double open(MainWindow window, Path file) throws InterruptedException {
        long begun = System.nanoTime();
        BenchWindow.onToolkit(() -> {
            window.recordings().open(file);
            return window;
        });
        while (BenchWindow.onToolkit(() -> window.playback().motionProperty().get()) != Motion.STANDING) {
            if (System.nanoTime() - begun > PATIENCE_NANOS) {
                throw new IllegalStateException("the recording does not open");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Zooms in to single events and out again, and pans all the while, a step a frame. */
    private static final class Script extends AnimationTimer {
        private static final double STEPS_IN = 110;

        private final MainWindow window;
        private final TimelineViewModel timeline;
        private final long nanos;
        private long begun;
        private long step;
        private volatile boolean done;

        Script(MainWindow window, long nanos) {
            this.window = window;
            this.nanos = nanos;
            this.timeline = window.timeline();
            timeline.showAll();
            start();
        }

        boolean done() {
            return done;
        }

        @Override
        public void handle(long now) {
            if (begun == 0) {
                begun = now;
                window.frames().reset();
            } else if (now - begun >= nanos) {
                stop();
                done = true;
                return;
            }
            double phase = step++ % (2 * STEPS_IN);
            double factor = phase < STEPS_IN ? 1 / 1.12 : 1.12;
            long span = timeline.window().spanNanos();
            timeline.zoom(factor, timeline.window().fromNanos() + span / 3);
            timeline.pan(step % 120 < 60 ? 0.03 : -0.03);
        }
    }

    /** Milliseconds that each of the seeks took, the shortest first. */
    private static double[] seeks(Playback playback) {
        var random = new java.util.SplittableRandom(7);
        long end = playback.endProperty().get();
        double[] millis = new double[SEEKS];
        for (int i = 0; i < SEEKS; i++) {
            long begun = System.nanoTime();
            playback.seek(random.nextLong(end));
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }
}
