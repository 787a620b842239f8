package dev.potok.app.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.TraceCursor;

/** A short live run that shows what a run can tell on this machine. */
final class RunProbe implements Scenario {
    private static final int NICE = 5;
    private static final int WORKERS = 2;
    /** Begins the name of the counter of a core's load. */
    private static final String LOAD = "load-";
    private static final long PATIENCE_NANOS = 3_000_000_000L;
    /** Flat out, a sleep lasts a hundredth of what is asked for: 20 milliseconds. */
    private static final Duration NAP = Duration.ofSeconds(2);
    private static final Path OWN_STATE = Path.of("/proc/thread-self/stat");
    /** Place of the nice value behind the name of the thread, which may have spaces in it (man 5 proc). */
    private static final int NICE_FIELD = 16;

    private volatile boolean enough;
    private volatile boolean stoodBack;

    /**
     * What the run told.
     *
     * @param events        how many were recorded
     * @param dropped       how many were lost
     * @param coresSeen     on how many cores something happened, 0 where the system does not tell
     * @param coresWithLoad of how many cores the load is known
     * @param standsBack    whether the threads of a run can leave the cores to the window
     */
    record Seen(long events, long dropped, int coresSeen, int coresWithLoad, boolean standsBack) {}

    @Override
    public String id() {
        return "probe";
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public void run(Environment env, Settings settings) {
        var workers = env.threads("worker", WORKERS, self -> {
            if (niceOfThisThread() == NICE) {
                stoodBack = true;
            }
            while (!enough) {
                self.work(1);
                self.sleep(NAP);
            }
        });
        workers.start();
        workers.join();
    }

    private static int niceOfThisThread() {
        try {
            String state = Files.readString(OWN_STATE);
            String[] fields = state.substring(state.lastIndexOf(')') + 2).split(" ");
            return Integer.parseInt(fields[NICE_FIELD]);
        } catch (IOException | RuntimeException untold) {
            return 0; // no such file on this system: then there is no nice of a thread either
        }
    }

    /** Runs until the load of the cores was told, three seconds at the most. */
    Seen run() {
        Run run = Runs.start(new RunRequest(this, Settings.of(settings(), Map.of(), Path::of), Mode.LIVE, Pace.FLAT_OUT,
                1, 1, NICE));
        var coresSeen = new HashSet<Integer>();
        var counters = new HashSet<Integer>();
        TraceCursor cursor = run.trace().cursor();
        long until = System.nanoTime() + PATIENCE_NANOS;
        boolean over = false;
        while (!over) {
            try {
                run.result().get(20, TimeUnit.MILLISECONDS);
                over = true;
            } catch (TimeoutException goesOn) {
                enough = !counters.isEmpty() || System.nanoTime() - until > 0;
            } catch (InterruptedException hurried) {
                enough = true;
            } catch (java.util.concurrent.ExecutionException broken) {
                throw new IllegalStateException("the probing run broke off", broken.getCause());
            }
            while (cursor.next()) {
                if (cursor.core() >= 0) {
                    coresSeen.add(cursor.core());
                }
                if (cursor.kind() == EventKind.COUNTER
                        && run.trace().directory().resource(cursor.resource()).name().startsWith(LOAD)) {
                    counters.add(cursor.resource());
                }
            }
        }
        return new Seen(run.trace().size(), run.trace().dropped(), coresSeen.size(), counters.size(), stoodBack);
    }
}
