package dev.potok.app.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.potok.app.bench.Bench;
import dev.potok.simulation.bench.BenchFailedException;

/**
 * How soon the window can be used: this very program is started anew, as it was started itself, with its cache of classes
 * and without in turn, and the time is taken from before its process is made until it has drawn its first frames and says
 * so. The last one is left alone for a while; then what it holds and what it does at rest is read.
 */
final class StartBench implements Bench {
    private static final int STARTS = 5;
    private static final Duration SETTLES = Duration.ofSeconds(5);
    private static final Duration RESTS = Duration.ofSeconds(10);
    private static final int LONGEST_SECONDS = 60;

    private final Set<Remark> remarks = new LinkedHashSet<>();

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Remark> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public List<Figure> measure() throws InterruptedException {
        remarks.clear();
        boolean seen = Display.find().there();
        if (!seen) {
            remarks.add(new Remark("no-screen", List.of()));
        }
        List<String> command = own();
        try {
            Path preferences = Files.createTempDirectory("potok-start-");
            try {
                return measure(command, preferences, seen);
            } finally {
                remove(preferences);
            }
        } catch (IOException failed) {
            throw new BenchFailedException(String.valueOf(failed.getMessage()), failed);
        }
    }

    private static List<Figure> measure(List<String> command, Path preferences, boolean seen)
            throws IOException, InterruptedException {
        var cached = new double[STARTS];
        var plain = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            try (var program = new Started(command, preferences, seen, true)) {
                cached[i] = program.usableAfter();
            }
            try (var program = new Started(command, preferences, seen, false)) {
                plain[i] = program.usableAfter();
            }
        }
        var figures = new ArrayList<Figure>();
        figures.add(Figure.atMost("usable", "ms", median(cached) * 1e3, 1500));
        figures.add(Figure.beside("usable-uncached", "ms", median(plain) * 1e3));
        figures.add(Figure.atMost("usable-ratio", "×", median(cached) / median(plain), 0.5));
        try (var program = new Started(command, preferences, seen, true)) {
            double first = program.usableAfter();
            assert first > 0;
            TimeUnit.NANOSECONDS.sleep(SETTLES.toNanos());
            Duration before = program.spent();
            long begun = System.nanoTime();
            TimeUnit.NANOSECONDS.sleep(RESTS.toNanos());
            double share = program.spent().minus(before).toNanos() / (double) (System.nanoTime() - begun);
            figures.add(Figure.atMost("idle", "%", share * 100, 2));
            long resident = program.residentBytes();
            if (resident > 0) {
                figures.add(Figure.atMost("resident", "MB", resident / 1e6, 250));
            }
        }
        return figures;
    }

    /** How this program was started, without what was asked of it. */
    private static List<String> own() {
        ProcessHandle.Info info = ProcessHandle.current().info();
        var command = new ArrayList<String>();
        command.add(info.command()
                .orElseThrow(() -> new BenchFailedException("The system does not tell how this program was started")));
        for (String argument : info.arguments().orElse(new String[0])) {
            if (argument.equals("bench") || argument.startsWith("--language") || argument.equals("--json")) {
                break;
            }
            command.add(argument);
        }
        return command;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The program, started once more; closing it ends it. */
    private static final class Started implements AutoCloseable {
        private final Process process;
        private final long begun = System.nanoTime();

        Started(List<String> command, Path preferences, boolean seen, boolean cached) throws IOException {
            var options = new StringBuilder("-Dpotok.start=tell -Djava.util.prefs.userRoot=").append(preferences);
            if (!cached) {
                options.append(" -XX:AOTMode=off");
            }
            if (!seen) {
                options.append(" -Dglass.platform=Headless -Dprism.order=sw");
            }
            var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            // By this jpackage's launcher knows that it has started itself anew, which it must do again.
            builder.environment().remove("_JPACKAGE_LAUNCHER");
            builder.environment().put("JAVA_TOOL_OPTIONS", options.toString());
            process = builder.start();
        }

        /** Waits until it can be used; returns after how many seconds. */
        double usableAfter() throws IOException, InterruptedException {
            try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
                var watch = Thread.ofPlatform().daemon().name("potok-start-watch").start(() -> {
                    if (!ended()) {
                        close();
                    }
                });
                String line = said.readLine();
                double seconds = (System.nanoTime() - begun) / 1e9;
                watch.interrupt();
                if (!Objects.equals(line, "usable")) {
                    throw new BenchFailedException("The window did not come within " + LONGEST_SECONDS + " s"
                            + (line == null ? "" : "; the program said: " + line));
                }
                return seconds;
            }
        }

        /** Waits for the end of the process, but not longer than a start may take; as if it had ended once interrupted. */
        private boolean ended() {
            try {
                return process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException itIsThere) {
                return true;
            }
        }

        Duration spent() {
            return process.info().totalCpuDuration()
                    .orElseThrow(() -> new BenchFailedException("The window has gone"));
        }

        /** 0 where the system does not tell by a file. */
        long residentBytes() throws IOException {
            Path status = Path.of("/proc", Long.toString(process.pid()), "status");
            if (!Files.isReadable(status)) {
                return 0;
            }
            try (Stream<String> lines = Files.lines(status)) {
                return lines.filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).findFirst().orElse(0);
            }
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            Process ended = process.destroyForcibly();
            assert ended.pid() == process.pid();
        }
    }
}
