package dev.potok.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.trace.Event;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.file.StoredRun;
import dev.potok.simulation.trace.file.TraceFile;

class RunCommandTest {
    private static final Set<String> MEANT_TO_STAND_STILL = Set.of("deadlock", "philosophers");

    @TempDir Path folder;

    static Stream<Arguments> everyScenarioOnEveryMachine() {
        return Catalogue.entries().stream().flatMap(
                entry -> entry.modes().stream().map(mode -> Arguments.of(entry.id(), mode)));
    }

    @ParameterizedTest
    @MethodSource("everyScenarioOnEveryMachine")
    @SuppressWarnings("unchecked")
    void printsTheWholeReport(String scenario, Mode mode) {
        Map<String, Object> report = new Shell().runsWell("run", scenario, "--" + Wording.id(mode), "--json").json();
        assertThat(report.keySet()).containsExactly("scenario", "environment", "seed", "settings", "outcome",
                "elapsedNanos", "checks", "units", "result", "events");
        assertThat(report).containsEntry("scenario", scenario).containsEntry("environment", Wording.id(mode))
                .containsEntry("seed", 1L)
                .containsEntry("outcome", MEANT_TO_STAND_STILL.contains(scenario) ? "deadlocked" : "completed");
        assertThat((Long) report.get("elapsedNanos")).isPositive();

        var settings = (Map<String, Object>) report.get("settings");
        Catalogue.find(scenario).orElseThrow().scenario().get().settings().forEach(setting -> assertThat(
                String.valueOf(settings.get(setting.name()))).isEqualTo(setting.defaultText()));

        var checks = (List<Map<String, Object>>) report.get("checks");
        assertThat(checks).isNotEmpty().allSatisfy(check -> {
            assertThat(check.keySet()).containsExactly("name", "ok", "detail");
            // How soon a deadlock is told depends on how busy the machine is.
            assertThat(check.get("ok")).isIn(check.get("name").equals("deadlock-told")
                    ? java.util.Arrays.asList(true, null)
                    : List.of(true));
        });

        var units = (Map<String, Object>) report.get("units");
        assertThat(units.keySet()).containsExactly("total", "perCore");
        var perCore = (Map<String, Object>) units.get("perCore");
        assertThat(perCore.keySet()).allMatch(core -> core.matches("-1|\\d+"));
        assertThat(perCore.values().stream().mapToLong(count -> (Long) count).sum()).isEqualTo(units.get("total"));

        var events = (Map<String, Object>) report.get("events");
        assertThat(events.keySet()).containsExactly("recorded", "dropped");
        assertThat((Long) events.get("recorded")).isPositive();
        assertThat(events).containsEntry("dropped", 0L);
    }

    @Test
    @SuppressWarnings("unchecked")
    void handsOutWhatTheScenarioFound() {
        var result = (Map<String, Object>) new Shell().runsWell("run", "word-count", "--json").json().get("result");
        assertThat((Long) result.get("words")).isPositive();
        var top = (List<Map<String, Object>>) result.get("top-words");
        assertThat(top).hasSize(10).allSatisfy(row -> assertThat(row.keySet()).containsExactly("label", "value"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void tellsWhoWaitsForWhomInADeadlock() {
        var result = (Map<String, Object>) new Shell().runsWell("run", "deadlock", "--json").json().get("result");
        var deadlock = (Map<String, Object>) result.get("deadlock");
        assertThat(deadlock.keySet()).containsExactly("circle", "toldAfterNanos");
        assertThat((Long) deadlock.get("toldAfterNanos")).isPositive();
        var circle = (List<Map<String, Object>>) deadlock.get("circle");
        assertThat(circle).extracting(link -> link.get("actor")).containsExactlyInAnyOrder("anna", "boris");
        assertThat(circle).allSatisfy(link -> {
            boolean anna = link.get("actor").equals("anna");
            assertThat(link.keySet()).containsExactly("actor", "line", "waitsFor", "heldBy");
            assertThat((Long) link.get("line")).isPositive();
            assertThat(link.get("waitsFor")).isEqualTo(anna ? "account B" : "account A");
            var holder = ((List<Map<String, Object>>) link.get("heldBy")).getFirst();
            assertThat(holder.get("actor")).isEqualTo(anna ? "boris" : "anna");
            assertThat((Long) holder.get("line")).isPositive().isLessThan((Long) link.get("line"));
        });
        var shell = new Shell();
        assertThat(shell.runsWell("run", "deadlock", "--virtual").out()).contains("Deadlock, told ",
                "held by Boris since");
        shell.language = Locale.of("ru");
        assertThat(shell.runsWell("run", "deadlock", "--virtual").out()).contains("удерживает Борис со строки");
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatIsMissingFromTheSumAreTheLostUpdates() {
        var result = (Map<String, Object>) new Shell()
                .runsWell("run", "race", "--virtual", "--set", "increments=50", "--json").json().get("result");
        assertThat(result.get("lost-updates")).isEqualTo(result.get("lost")).isNotEqualTo(0L);
    }

    @Test
    void aVirtualRunIsTheSameEachTimeInEachLanguage() throws Exception {
        var reports = new ArrayList<String>();
        var recordings = new ArrayList<byte[]>();
        for (Locale language : List.of(Locale.ENGLISH, Locale.of("ru"))) {
            Path file = folder.resolve(language + ".potok");
            var shell = new Shell();
            shell.language = language;
            reports.add(shell.runsWell("run", "queue", "--virtual", "--cores", "3", "--seed", "42", "--set", "items=20",
                    "--trace", file.toString(), "--json").out());
            recordings.add(Files.readAllBytes(file));
        }
        assertThat(reports.get(1)).isEqualTo(reports.get(0));
        assertThat(recordings.get(1)).isEqualTo(recordings.get(0));
    }

    @Test
    void anotherSeedIsAnotherRun() {
        var shell = new Shell();
        String[] line = {"run", "semaphore", "--virtual", "--cores", "2", "--json", "--seed"};
        var different = Stream.of("1", "2", "3", "4", "5").map(seed -> {
            var arguments = new ArrayList<>(List.of(line));
            arguments.add(seed);
            return shell.runsWell(arguments.toArray(String[]::new)).json().get("elapsedNanos");
        }).distinct();
        assertThat(different.count()).isGreaterThan(1);
    }

    @Test
    void theRecordingHoldsWhatTheReportCounts() throws Exception {
        Path file = folder.resolve("run.potok");
        Files.writeString(file, "older");
        Object events = new Shell().runsWell("run", "barrier", "--trace", file.toString(), "--json").json()
                .get("events");
        assertThat(events).isEqualTo(Map.of("recorded", TraceFile.read(file).trace().size(), "dropped", 0L));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("nothing lies beside it").containsExactly(file);
        }
    }

    @Test
    void aSettingReachesTheScenario() {
        assertThat(new Shell().runsWell("run", "thread-lifecycle", "--set", "threads=7", "--set", "units=2", "--json")
                .json().get("units").toString()).contains("total=14");
    }

    @Test
    void withoutJsonPeopleCanReadIt() {
        var shell = new Shell();
        assertThat(shell.runsWell("run", "queue").out()).contains("Queue (queue)", "completed", "✓")
                .doesNotContain("{");
        shell.language = Locale.of("ru");
        assertThat(shell.runsWell("run", "queue").out()).contains("завершён", "Проверки").doesNotContain("{");
    }

    @Test
    void saysThatALiveRunHasNoSeed() {
        assertThat(new Shell().runsWell("run", "queue", "--live", "--seed", "3").out()).contains("--seed");
    }

    @Test
    @Timeout(30)
    void anInterruptionEndsTheRunAndKeepsItsRecording() throws Exception {
        Path file = folder.resolve("long.potok");
        var shell = new Shell();
        var command = CompletableFuture.supplyAsync(() -> shell.run("run", "word-count", "--pace", "lecture", "--trace",
                file.toString(), "--json"), runnable -> new Thread(runnable, "command").start());
        while (threadsOfARun().stream().noneMatch(name -> name.startsWith("potok-reader"))) {
            assertThat(command.isDone()).isFalse();
            Thread.sleep(5);
        }
        shell.interruption.interrupt();
        Shell.Left left = command.get(10, TimeUnit.SECONDS);
        assertThat(left.code()).isEqualTo(130);
        assertThat(left.out()).isEmpty();
        assertThat(left.errLines()).singleElement().asString().contains(file.toString());
        StoredRun kept = TraceFile.read(file);
        assertThat(kept.notices()).isEmpty();
        Event last = kept.trace().event(kept.trace().size() - 1);
        assertThat(last.kind()).isEqualTo(EventKind.RUN_FINISHED);
        assertThat(last.argument()).isEqualTo(Outcome.STOPPED.ordinal());
        assertThat(kept.description().machine()).containsKeys("os", "cores");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        while (!threadsOfARun().isEmpty()) { // the last of them may be on its way out; the time-out tells if it is not
            Thread.sleep(5);
        }
    }

    @Test
    void aTargetThatCannotBeWrittenIsToldBeforeTheRun() throws Exception {
        for (Path target : List.of(folder, folder.resolve("none/run.potok"))) {
            Shell.Left left = new Shell().run("run", "word-count", "--trace", target.toString());
            assertThat(left.code()).as("%s", target).isEqualTo(2);
            assertThat(left.out()).isEmpty();
            assertThat(left.errLines()).hasSize(1);
            assertThat(left.err()).contains(target.getFileName().toString());
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void whatACrashLeftIsExportedWithASentence() throws Exception {
        Path file = folder.resolve("run.potok");
        Path picture = folder.resolve("picture.png");
        new Shell().runsWell("run", "queue", "--virtual", "--trace", file.toString());
        byte[] whole = Files.readAllBytes(file);
        byte[] left = Arrays.copyOf(whole, whole.length - 3);
        ByteBuffer header = ByteBuffer.wrap(left).order(ByteOrder.LITTLE_ENDIAN).putInt(12, 0).putLong(16, 0)
                .putLong(24, 0);
        var crc = new CRC32C();
        crc.update(left, 0, 32);
        header.putInt(32, (int) crc.getValue());
        Files.write(file, left);
        for (String language : List.of("en", "ru")) {
            Shell.Left told = new Shell().run("export", file.toString(), "--to", picture.toString(), "--language",
                    language);
            assertThat(told.code()).isZero();
            assertThat(told.errLines()).hasSize(1);
            assertThat(told.err()).startsWith("potok: ")
                    .contains(language.equals("en") ? "not finished" : "не завершена")
                    .doesNotContain("{");
            assertThat(picture).isNotEmptyFile();
        }
    }

    @Test
    void whatIsNoRecordingIsToldInOneSentence() throws Exception {
        Path file = folder.resolve("run.potok");
        new Shell().runsWell("run", "queue", "--virtual", "--trace", file.toString());
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        byte[] newer = whole.clone();
        newer[8] = 99;
        byte[] older = whole.clone();
        older[8] = 1;
        var sentences = new ArrayList<String>();
        for (byte[] bytes : List.of(damaged, newer, older, Arrays.copyOf(whole, whole.length / 2), new byte[0],
                "{}".getBytes(StandardCharsets.UTF_8))) {
            Files.write(file, bytes);
            for (String language : List.of("en", "ru")) {
                Shell.Left left = new Shell().run("export", file.toString(), "--to", folder.resolve("p.png").toString(),
                        "--language", language);
                assertThat(left.code()).isEqualTo(2);
                assertThat(left.out()).isEmpty();
                assertThat(left.errLines()).hasSize(1);
                assertThat(left.err()).contains(file.toString());
                sentences.add(left.err());
            }
        }
        assertThat(sentences).doesNotHaveDuplicates();
    }

    private static List<String> threadsOfARun() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.matches("potok-(main|reader|counter|collector|run|load).*")).toList();
    }

    @ParameterizedTest
    @MethodSource("pressesThatCannotBeMade")
    void pressesThatCannotBeMadeAreBadUsage(String presses, String told, String mode) {
        for (String language : List.of("en", "ru")) {
            var shell = new Shell();
            shell.language = Locale.of(language);
            Shell.Left left = shell.run("run", "playground", mode, "--set", "presses=" + presses, "--json");
            assertThat(left.code()).isEqualTo(2);
            assertThat(left.out()).isEmpty();
            assertThat(left.errLines()).singleElement().satisfies(line -> assertThat(line).contains(told.split("\\|"))
                    .contains("presses"));
        }
        assertThat(
                new Shell().run("rehearse", "playground", mode, "--times", "1", "--set", "presses=" + presses).code())
                .isEqualTo(2);
    }

    static Stream<Arguments> pressesThatCannotBeMade() {
        return Stream.of("--live", "--virtual").flatMap(mode -> Stream.of(
                Arguments.of("1 lock(); lock", "lock|2 lock()", mode),
                Arguments.of("1 lock(); 2 acquire()", "2 acquire()|lock(), lockInterruptibly()", mode),
                Arguments.of("4 lock()", "4 lock()|1–3", mode),
                Arguments.of("+;+;+;+;+;+;+;+;+;+", "+|1–12", mode),
                Arguments.of("1 lock(); 2 lock(); 2 unlock()", "2 unlock()|lock()", mode)));
    }

    @Test
    void whatWasPressedIsAmongTheResults() {
        Map<String, Object> report = new Shell().runsWell("run", "playground", "--virtual", "--set",
                "primitive=semaphore", "--set", "presses=1 acquire();2  acquire(); +;1 s", "--json").json();
        assertThat(report.get("result")).isEqualTo(Map.of("presses", "1 acquire(); 2 acquire(); +; 1 s"));
        assertThat((Map<?, ?>) report.get("settings")).extracting("presses")
                .isEqualTo("1 acquire(); 2 acquire(); +; 1 s");
        assertThat(new Shell().runsWell("list", "--json").out()).contains("\"type\": \"presses\"");
    }
}
