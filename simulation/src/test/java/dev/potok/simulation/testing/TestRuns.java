package dev.potok.simulation.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.environment.Environment;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Setting;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.trace.Event;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;

/** Starts runs for tests and waits for what must come, never longer than a deadline. */
public final class TestRuns {
    /** The texts that ship with the program. */
    public static final Path TEXTS = Path.of("..", "resources", "src", "main", "resources", "dev", "potok", "resources",
            "samples", "texts");

    private static final long DEADLINE_SECONDS = 60;

    /** How threads are called that make memory ready, or look after runtimes that wait for work. */
    private static final List<String> OF_THE_PROGRAM = List.of("potok-trace-memory", "potok-door", "potok-greeting",
            "potok-answer-", "potok-nursery-", "potok-output-", "potok-child-", "potok-class-cache");

    private TestRuns() {}

    /** Names of the threads there are of runs, sorted; without those that serve the whole program. */
    public static List<String> threadsOfRuns() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.startsWith("potok-") && OF_THE_PROGRAM.stream().noneMatch(name::startsWith))
                .sorted().toList();
    }

    /** What "main" does in a scenario made for one test. */
    @FunctionalInterface
    public interface Program {
        /** See {@link Scenario#run}. */
        void run(Environment env) throws Exception;
    }

    /** A scenario without settings. */
    public static Scenario scenario(Program program) {
        return new Scenario() {
            @Override
            public String id() {
                return "test";
            }

            @Override
            public List<Setting> settings() {
                return List.of();
            }

            @Override
            public void run(Environment env, Settings settings) throws Exception {
                program.run(env);
            }
        };
    }

    /** A scenario of the catalogue. */
    public static Scenario scenario(String id) {
        return Catalogue.find(id).orElseThrow().scenario().get();
    }

    /** A request with these settings and defaults for the others. */
    public static RunRequest request(Scenario scenario, Map<String, String> given, Mode mode, Pace pace, int cores,
            long seed) {
        var settings = Settings.of(scenario.settings(), given, sample -> TEXTS);
        return new RunRequest(scenario, settings, mode, pace, cores, seed, 0);
    }

    /** Starts a program on real threads flat out, or on two virtual cores. */
    public static Run start(Mode mode, Program program) {
        return Runs.start(request(scenario(program), Map.of(), mode, Pace.FLAT_OUT, 2, 1));
    }

    /** Runs it on virtual cores to its end. */
    public static Run runVirtually(Scenario scenario, Map<String, String> given, int cores, long seed) {
        Run run = Runs.start(request(scenario, given, Mode.VIRTUAL, Pace.LECTURE, cores, seed));
        resultOf(run);
        return run;
    }

    /** The result, which must come before the deadline. */
    public static RunResult resultOf(Run run) {
        try {
            return run.result().get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException tooLate) {
            run.stop();
            throw new AssertionError("the run has not ended after " + DEADLINE_SECONDS + " s: " + tail(run.trace()));
        } catch (InterruptedException | ExecutionException broken) {
            throw new AssertionError(broken);
        }
    }

    /** Waits until it holds, which must be before the deadline. */
    public static void until(String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + DEADLINE_SECONDS + " s: " + what);
            }
            LockSupport.parkNanos(500_000);
        }
    }

    /** All events that can be read. */
    public static List<Event> events(Trace trace) {
        return LongStream.range(0, trace.size()).mapToObj(trace::event).toList();
    }

    /** All events of that kind. */
    public static List<Event> events(Trace trace, EventKind kind) {
        return events(trace).stream().filter(event -> event.kind() == kind).toList();
    }

    /** Number of the actor of that name. */
    public static int actor(Trace trace, String name) {
        return trace.directory().actors().stream().filter(actor -> actor.name().equals(name)).findFirst().orElseThrow()
                .id();
    }

    /** Number of the resource of that name. */
    public static int resource(Trace trace, String name) {
        return trace.directory().resources().stream().filter(resource -> resource.name().equals(name)).findFirst()
                .orElseThrow().id();
    }

    private static List<Event> tail(Trace trace) {
        long end = trace.size();
        return LongStream.range(Math.max(0, end - 20), end).mapToObj(trace::event).toList();
    }
}
