package dev.potok.app.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.potok.app.bench.Bench;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.WaitSide;
import dev.potok.simulation.trace.file.RunDescription;
import dev.potok.simulation.trace.file.TraceFile;

/** How large a recording is in a file, and how fast it is written and read; the file is in the temporary folder. */
final class FileBench implements Bench {
    private static final int ACTORS = 64;
    private static final long EVENTS = 5_000_000;
    private static final long WARM_UP_EVENTS = 500_000;
    private static final double GOAL_BYTES = 32;

    @Override
    public String name() {
        return "file";
    }

    @Override
    public List<Figure> measure() {
        try {
            Path folder = Files.createTempDirectory("potok-bench");
            Path file = folder.resolve("bench.potok");
            try {
                round(trace(WARM_UP_EVENTS), file);
                return round(trace(EVENTS), file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<Figure> round(Trace trace, Path file) throws IOException {
        var description = new RunDescription("bench", Map.of(), Mode.LIVE, Pace.FLAT_OUT, 0, 0, Map.of());
        long begun = System.nanoTime();
        TraceFile.write(trace, description, file);
        double writing = (System.nanoTime() - begun) / 1e9;
        begun = System.nanoTime();
        long events = TraceFile.read(file).trace().size();
        double reading = (System.nanoTime() - begun) / 1e9;
        return List.of(
                Figure.atMost("bytes", "B", (double) Files.size(file) / events, GOAL_BYTES),
                Figure.beside("written", "/s", events / writing),
                Figure.beside("read", "/s", events / reading));
    }

    /**
     * Events as of actors that take turns at a mutex and put numbers into a queue, in an order and at distances drawn by
     * chance from a fixed seed.
     */
    private static Trace trace(long events) {
        var directory = new Directory();
        for (int actor = 1; actor <= ACTORS; actor++) {
            directory.addActor("worker-" + actor, "worker", ActorKind.PLATFORM_THREAD, 0);
        }
        int mutex = directory.addResource("mutex", ResourceKind.MUTEX, 0).id();
        int queue = directory.addResource("queue", ResourceKind.QUEUE, 0).id();
        var trace = new Trace(directory);
        var random = new java.util.SplittableRandom(1);
        int[] step = new int[ACTORS + 1];
        long time = 0;
        trace.append(time, EventKind.RUN_STARTED, 0, 0, 0, 0, 8);
        for (long i = 1; i < events; i++) {
            time += random.nextLong(2_000);
            int actor = 1 + random.nextInt(ACTORS);
            int core = random.nextInt(16) == 0 ? random.nextInt(8) : actor % 8;
            switch (step[actor]++ % 7) {
                case 0 -> trace.append(time, EventKind.WORK_BEGUN, actor, core, 0, 20, 1);
                case 1 -> trace.append(time, EventKind.WORK_ENDED, actor, core, 0, 20, 1);
                case 2 -> trace.append(time, EventKind.WAIT_BEGUN, actor, core, mutex, 21,
                        WaitSide.values()[0].ordinal());
                case 3 -> trace.append(time, EventKind.ACQUIRED, actor, core, mutex, 21, 1);
                case 4 -> trace.append(time, EventKind.WAIT_ENDED, actor, core, mutex, 21, 0);
                case 5 -> trace.append(time, EventKind.PUT, actor, core, queue, 22, i);
                default -> trace.append(time, EventKind.RELEASED, actor, core, mutex, 23, 1);
            }
        }
        trace.finish();
        return trace;
    }
}
