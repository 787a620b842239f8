package dev.potok.app.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

import dev.potok.app.text.Texts;
import dev.potok.app.text.Version;
import dev.potok.simulation.engine.Processes;
import dev.potok.simulation.trace.CoreLocator;
import dev.potok.simulation.trace.RunClock;

/** {@code potok doctor}: what this machine can and cannot show, tried out and not looked up. */
final class DoctorCommand implements Command {
    private static final int CLOCK_READINGS = 200_000;
    /** What a run, its recording and the window need together. */
    private static final long LEAST_HEAP_BYTES = 400L << 20;
    private static final long LEAST_TEMPORARY_BYTES = 100L << 20;
    private static final int LEAST_JAVA = 25;

    private final Outside outside;

    DoctorCommand(Outside outside) {
        this.outside = outside;
    }

    /**
     * Something that was looked into.
     *
     * @param name    its id; its sentence has the key {@code doctor.<name>.<variant>}
     * @param verdict whether it is as the program wants it; open where the program does without
     * @param variant which sentence
     * @param figures what was found, in the order of the sentence's places
     */
    private record Finding(String name, Terminal.Verdict verdict, String variant, Map<String, Object> figures) {
        static Finding of(String name, Terminal.Verdict verdict, String variant, Object... figures) {
            var named = new LinkedHashMap<String, Object>();
            for (int i = 0; i < figures.length; i += 2) {
                named.put((String) figures[i], figures[i + 1]);
            }
            return new Finding(name, verdict, variant, named);
        }

        String sentence(Texts texts) {
            return texts.get("doctor." + name + "." + variant,
                    figures.values().stream().map(String::valueOf).toArray());
        }

        Map<String, @Nullable Object> json() {
            var json = new LinkedHashMap<String, @Nullable Object>();
            json.put("name", name);
            json.put("ok", switch (verdict) {
                case YES -> Boolean.TRUE;
                case NO -> Boolean.FALSE;
                case OPEN -> null;
            });
            json.put("found", variant);
            json.putAll(figures);
            return json;
        }
    }

    @Override
    public CommandSpec grammar(Texts texts) {
        return CommandSpec.create().addOption(Written.flag(texts, "--json"));
    }

    @Override
    public int execute(ParseResult parsed, Terminal terminal) {
        boolean json = parsed.hasMatchedOption("--json");
        var findings = new ArrayList<Finding>();
        examine(finding -> {
            findings.add(finding);
            if (!json) {
                terminal.out().println(terminal.sign(finding.verdict()) + " " + finding.sentence(terminal.texts()));
                terminal.out().flush();
            }
        });
        boolean fit = findings.stream().noneMatch(finding -> finding.verdict() == Terminal.Verdict.NO);
        if (json) {
            var report = new LinkedHashMap<String, Object>();
            report.put("fit", fit);
            report.put("findings", findings.stream().map(Finding::json).toList());
            terminal.out().println(Json.of(report));
        } else {
            terminal.out().println();
            terminal.say(fit ? "doctor.fit" : "doctor.unfit");
        }
        return fit ? ExitCode.FINE : ExitCode.CHECK_FAILED;
    }

    private void examine(Consumer<Finding> found) {
        found.accept(Finding.of("version", Terminal.Verdict.YES, "is", "version", Version.get()));
        found.accept(java());
        found.accept(Finding.of("system", Terminal.Verdict.YES, "is", "system", System.getProperty("os.name", "?"),
                "release", System.getProperty("os.version", "?"), "architecture", System.getProperty("os.arch", "?")));
        int cores = Runtime.getRuntime().availableProcessors();
        found.accept(Finding.of("cores", cores > 1 ? Terminal.Verdict.YES : Terminal.Verdict.OPEN,
                cores > 1 ? "several" : "one", "count", cores));
        found.accept(memory());
        found.accept(temporaryFolder());
        found.accept(clock());
        found.accept(runTime());
        CoreLocator.Source source = CoreLocator.source();
        found.accept(Finding.of("core-locator",
                source == CoreLocator.Source.NONE ? Terminal.Verdict.OPEN : Terminal.Verdict.YES, Wording.id(source)));
        run(found);
        processes(found);
        Display display = outside.display().get();
        found.accept(Finding.of("display", display.there() ? Terminal.Verdict.YES : Terminal.Verdict.OPEN,
                Wording.id(display.state()), "display", display.name()));
        pictures(found);
    }

    private static Finding java() {
        int feature = Runtime.version().feature();
        boolean enough = feature >= LEAST_JAVA;
        return Finding.of("java", enough ? Terminal.Verdict.YES : Terminal.Verdict.NO, enough ? "is" : "old", "version",
                Runtime.version().toString(), "vendor", System.getProperty("java.vendor", "?"), "home",
                System.getProperty("java.home", "?"));
    }

    private static Finding memory() {
        long most = Runtime.getRuntime().maxMemory();
        boolean enough = most >= LEAST_HEAP_BYTES;
        return Finding.of("memory", enough ? Terminal.Verdict.YES : Terminal.Verdict.NO, enough ? "enough" : "scarce",
                "heapMegabytes", most >> 20);
    }

    private static Finding temporaryFolder() {
        String folder = System.getProperty("java.io.tmpdir", ".");
        try {
            Path file = Files.createTempFile("potok-", ".part");
            try {
                Files.writeString(file, "potok");
                long free = Files.getFileStore(file).getUsableSpace();
                boolean enough = free >= LEAST_TEMPORARY_BYTES;
                return Finding.of("temporary-folder", enough ? Terminal.Verdict.YES : Terminal.Verdict.NO,
                        enough ? "fine" : "full", "folder", folder, "freeMegabytes", free >> 20);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException unwritable) {
            return Finding.of("temporary-folder", Terminal.Verdict.NO, "unwritable", "folder", folder);
        }
    }

    private static Finding clock() {
        long step = Long.MAX_VALUE;
        long before = System.nanoTime();
        for (int i = 0; i < CLOCK_READINGS; i++) {
            long now = System.nanoTime();
            if (now != before) {
                step = Math.min(step, now - before);
            }
            before = now;
        }
        long begun = System.nanoTime();
        long sum = 0;
        for (int i = 0; i < CLOCK_READINGS; i++) {
            sum += System.nanoTime();
        }
        long cost = (System.nanoTime() - begun) / CLOCK_READINGS;
        assert sum != 0;
        boolean fine = step <= 1_000 && cost <= 200;
        return Finding.of("clock", fine ? Terminal.Verdict.YES : Terminal.Verdict.OPEN, fine ? "fine" : "coarse",
                "stepNanos", step, "costNanos", cost);
    }

    /** What events take their time from. Either is right; the counter is cheaper. */
    private static Finding runTime() {
        RunClock.Source source = RunClock.source();
        return Finding.of("run-time", source == RunClock.Source.COUNTER ? Terminal.Verdict.YES : Terminal.Verdict.OPEN,
                Wording.id(source));
    }

    private static void run(Consumer<Finding> found) {
        var probe = new RunProbe();
        RunProbe.Seen seen = probe.run();
        found.accept(Finding.of("recording", seen.dropped() == 0 ? Terminal.Verdict.YES : Terminal.Verdict.NO,
                seen.dropped() == 0 ? "whole" : "lossy", "events", seen.events(), "dropped", seen.dropped(),
                "coresSeen",
                seen.coresSeen()));
        found.accept(Finding.of("load", seen.coresWithLoad() > 0 ? Terminal.Verdict.YES : Terminal.Verdict.OPEN,
                seen.coresWithLoad() > 0 ? "told" : "untold", "cores", seen.coresWithLoad()));
        found.accept(Finding.of("nice", seen.standsBack() ? Terminal.Verdict.YES : Terminal.Verdict.OPEN,
                seen.standsBack() ? "works" : "does-not"));
    }

    /** What child processes cost, how far their times can be trusted, and what is kept for them on disk. */
    private static void processes(Consumer<Finding> found) {
        Processes.Seen seen = Processes.look();
        if (!seen.there()) {
            found.accept(Finding.of("processes", Terminal.Verdict.NO, "none", "trouble", seen.trouble()));
            return;
        }
        found.accept(Finding.of("processes", Terminal.Verdict.YES, "start", "coldMillis", millis(seen.coldNanos()),
                "warmMillis", millis(seen.warmNanos())));
        found.accept(Finding.of("processes-clock",
                seen.sharedClock() ? Terminal.Verdict.YES : Terminal.Verdict.OPEN,
                seen.sharedClock() ? "shared" : "aligned", "residualMicros", seen.residualNanos() / 1_000));
        boolean cached = seen.classes() == Processes.Classes.USED;
        found.accept(Finding.of("processes-cache", cached ? Terminal.Verdict.YES : Terminal.Verdict.OPEN,
                Wording.id(seen.classes()), "trouble", seen.classesTrouble()));
    }

    private static long millis(long nanos) {
        return Math.round(nanos / 1e6);
    }

    private static void pictures(Consumer<Finding> found) {
        ToolkitProbe.Seen seen = ToolkitProbe.look();
        if (seen.trouble().isEmpty()) {
            found.accept(Finding.of("pictures", Terminal.Verdict.YES, "fine"));
            found.accept(Finding.of("fonts", seen.cyrillic() ? Terminal.Verdict.YES : Terminal.Verdict.NO,
                    seen.cyrillic() ? "cyrillic" : "latin-alone", "families", seen.families()));
        } else {
            found.accept(Finding.of("pictures", Terminal.Verdict.NO, "broken", "trouble", seen.trouble()));
        }
    }
}
