package dev.potok.app.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import dev.potok.app.bench.Bench;
import dev.potok.simulation.interchange.RecordingFiles;

/**
 * How fast the recording of another tool is read: 100 MB of trace event JSON as viztracer writes it, a section a line of
 * some 110 bytes, inner ones before outer ones, in the temporary folder. The file is in the system's cache when it is
 * read; the middle of three readings counts.
 */
final class ImportBench implements Bench {
    private static final long BYTES = 100_000_000;
    private static final long WARM_UP_BYTES = 10_000_000;
    private static final int WARM_UPS = 4;
    private static final int READINGS = 3;

    @Override
    public String name() {
        return "import";
    }

    @Override
    public List<Figure> measure() throws InterruptedException {
        try {
            Path folder = Files.createTempDirectory("potok-bench-");
            Path file = folder.resolve("import.json");
            try {
                return measure(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<Figure> measure(Path file) throws IOException, InterruptedException {
        new Program(1).write(file, WARM_UP_BYTES);
        for (int i = 0; i < WARM_UPS; i++) {
            RecordingFiles.read(file);
        }
        new Program(2).write(file, BYTES);
        var seconds = new double[READINGS];
        long events = 0;
        for (int i = 0; i < READINGS; i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long begun = System.nanoTime();
            events = RecordingFiles.read(file).trace().size();
            seconds[i] = (System.nanoTime() - begun) / 1e9;
        }
        Arrays.sort(seconds);
        double middle = seconds[READINGS / 2];
        return List.of(
                Figure.atLeast("speed", "MB/s", Files.size(file) / 1e6 / middle, 50),
                Figure.beside("slowest", "MB/s", Files.size(file) / 1e6 / seconds[READINGS - 1]),
                Figure.beside("events", "/s", events / middle));
    }

    /** A program of two processes with two threads each, whose functions call each other at random. */
    private static final class Program {
        private static final int FUNCTIONS = 400;
        private static final int DEEPEST = 24;

        private final SplittableRandom random;
        private final String[] functions = new String[FUNCTIONS];
        private final long[] clocks = new long[4];
        private final StringBuilder line = new StringBuilder();
        private long written;

        Program(long seed) {
            random = new SplittableRandom(seed);
            for (int i = 0; i < FUNCTIONS; i++) {
                functions[i] = i % 3 == 0
                        ? "builtins.function_" + i
                        : "function_" + i + " (/usr/lib/python3.12/package/module_" + i % 30 + ".py:" + i * 7 + ")";
            }
            Arrays.fill(clocks, 14_607_665_212_889L);
        }

        void write(Path file, long bytes) throws IOException {
            try (Writer out = Files.newBufferedWriter(file)) {
                put(out, "{\"traceEvents\":[");
                for (int lane = 0; lane < clocks.length; lane++) {
                    put(out, (lane == 0 ? "" : ",") + "{\"ph\":\"M\",\"pid\":" + process(lane) + ",\"tid\":"
                            + thread(lane) + ",\"name\":\"thread_name\",\"args\":{\"name\":\"Thread-" + lane + "\"}}");
                }
                for (int lane = 0; written < bytes; lane = (lane + 1) % clocks.length) {
                    call(out, lane, 0);
                }
                put(out, "],\"viztracer_metadata\":{\"overflow\":false,\"version\":\"1.0.0\"}}");
            }
        }

        private static int process(int lane) {
            return 15_860 + lane / 2;
        }

        private static int thread(int lane) {
            return 15_860 + lane;
        }

        private void call(Writer out, int lane, int depth) throws IOException {
            long begun = clocks[lane];
            String function = functions[random.nextInt(FUNCTIONS)];
            clocks[lane] += random.nextInt(50, 2000);
            for (int calls = depth < DEEPEST ? random.nextInt(depth < 4 ? 5 : 3) : 0; calls > 0; calls--) {
                call(out, lane, depth + 1);
                clocks[lane] += random.nextInt(20, 900);
            }
            line.setLength(0);
            line.append(",{\"pid\":").append(process(lane)).append(",\"tid\":").append(thread(lane)).append(",\"ts\":");
            micros(begun);
            line.append(",\"dur\":");
            micros(clocks[lane] - begun);
            line.append(",\"name\":\"").append(function).append("\",\"ph\":\"X\",\"cat\":\"fee\"}");
            put(out, line);
        }

        private void micros(long nanos) {
            line.append(nanos / 1000).append('.').append(Long.toString(1000 + nanos % 1000), 1, 4);
        }

        private void put(Writer out, CharSequence text) throws IOException {
            out.append(text);
            written += text.length();
        }
    }
}
