package dev.potok.app.shell;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.potok.app.bench.Bench;
import dev.potok.app.transport.RunPlan;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;

/**
 * How smooth the window is: the whole window at 1280 by 720, on a display if there is one, else on JavaFX's headless
 * platform. Four loads: 200 actors that move while the cores are idle (a recording of a virtual run is played), the word
 * count flat out, 50 actors of whom eight saturate the cores at nice 10, and 10,000 virtual threads that nap.
 */
public final class FrameBench implements Bench {
    private static final long WARM_UP_MILLIS = 5_000;
    private static final long MEASURED_MILLIS = 10_000;

    private final boolean onDisplay;

    /** Makes the bench, on the display or without one; nothing is shown before {@link #measure}. */
    public FrameBench(boolean onDisplay) {
        this.onDisplay = onDisplay;
    }

    @Override
    public String name() {
        return "frames";
    }

    private record Load(String scenario, Map<String, String> settings, Mode mode, Pace pace, int nice, double speed) {}

    private record Measured(double perSecond, double gap99Millis, double work95Millis) {}

    @Override
    public List<Figure> measure() throws InterruptedException {
        MainWindow window = BenchWindow.open(onDisplay);
        Measured idle = measure(window, new Load("thread-lifecycle", Map.of("threads", "199", "units", "20"),
                Mode.VIRTUAL, Pace.LECTURE, 0, 1));
        Measured flat = measure(window, new Load("word-count", Map.of("repeat", "200", "page", "20"), Mode.LIVE,
                Pace.FLAT_OUT, 10, 1));
        Measured saturated = measure(window, new Load("semaphore",
                Map.of("workers", "49", "permits", "8", "visits", "1000"), Mode.LIVE, Pace.LECTURE, 10, 1));
        Measured crowd = measure(window, new Load("virtual-threads", Map.of("threads", "10000", "naps", "100"),
                Mode.LIVE, Pace.LECTURE, 10, 1));
        BenchWindow.onToolkit(() -> {
            window.close();
            return window;
        });
        return List.of(Figure.atLeast("idle-frames", "fps", idle.perSecond, 60),
                Figure.beside("idle-gap", "ms", idle.gap99Millis),
                Figure.atMost("flat-work", "ms", flat.work95Millis, 8),
                Figure.beside("flat-frames", "fps", flat.perSecond),
                Figure.atLeast("saturated-frames", "fps", saturated.perSecond, 55),
                Figure.beside("saturated-gap", "ms", saturated.gap99Millis),
                Figure.atLeast("crowd-frames", "fps", crowd.perSecond, 30),
                Figure.beside("crowd-work", "ms", crowd.work95Millis));
    }

    private static Measured measure(MainWindow window, Load load) throws InterruptedException {
        BenchWindow.onToolkit(() -> {
            RunPlan plan = window.plan();
            Catalogue.find(load.scenario).ifPresent(plan::choose);
            plan.written().putAll(load.settings);
            plan.modeProperty().set(load.mode);
            plan.paceProperty().set(load.pace);
            plan.niceProperty().set(load.nice);
            plan.coresProperty().set(2);
            window.restart();
            return window;
        });
        TimeUnit.MILLISECONDS.sleep(WARM_UP_MILLIS);
        BenchWindow.onToolkit(() -> {
            window.frames().reset();
            return window;
        });
        TimeUnit.MILLISECONDS.sleep(MEASURED_MILLIS);
        return BenchWindow.onToolkit(() -> {
            FrameMeter frames = window.frames();
            var measured = new Measured(frames.perSecond(), frames.gapNanos(0.99) / 1e6, frames.workNanos(0.95) / 1e6);
            window.stop();
            return measured;
        });
    }
}
