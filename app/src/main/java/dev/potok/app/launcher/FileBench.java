package dev.potok.app.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.potok.app.bench.Bench;
import dev.potok.app.bench.SyntheticTrace;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.trace.Trace;
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
                round(SyntheticTrace.of(ACTORS, WARM_UP_EVENTS), file);
                return round(SyntheticTrace.of(ACTORS, EVENTS), file);
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
}
