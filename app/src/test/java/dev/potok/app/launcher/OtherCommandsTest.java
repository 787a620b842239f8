package dev.potok.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import dev.potok.app.bench.Bench;
import dev.potok.app.shell.WindowRequest;
import dev.potok.app.text.Texts;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.run.CheckResult;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.RunResult;

class OtherCommandsTest {
    @TempDir Path folder;

    // ---- help, version, language

    @ParameterizedTest
    @ValueSource(strings = {"", "show", "list", "run", "rehearse", "export", "open", "bench", "doctor"})
    void everyCommandHasHelpInBothLanguages(String command) {
        for (String language : List.of("en", "ru")) {
            String[] line = (command + " --help --language " + language).strip().split(" ");
            assertThat(new Shell().runsWell(line).out()).contains("potok", "--language");
        }
    }

    @Test
    void tellsItsVersion() {
        assertThat(new Shell().runsWell("--version").out()).startsWith("potok ");
    }

    @Test
    void theUsersLanguageIsThatOfTheVariables() {
        assertThat(Potok.userLocale(Map.of("LANG", "ru_RU.UTF-8")).getLanguage()).isEqualTo("ru");
        assertThat(Potok.userLocale(Map.of("LC_ALL", "en_GB", "LANG", "ru_RU.UTF-8")).getLanguage()).isEqualTo("en");
        assertThat(Potok.userLocale(Map.of("LC_ALL", "", "LANG", "ru")).getLanguage()).isEqualTo("ru");
        assertThat(Potok.userLocale(Map.of())).isEqualTo(Locale.getDefault());
        assertThat(Potok.userLocale(Map.of("LANG", "C.UTF-8"))).isEqualTo(Locale.getDefault());
    }

    // ---- list

    @Test
    @SuppressWarnings("unchecked")
    void listsEveryScenarioWithItsSettings() {
        var shell = new Shell();
        String json = shell.runsWell("list", "--json").out();
        var list = (List<Map<String, Object>>) JsonReader.read(json);
        assertThat(list).extracting(entry -> entry.get("id"))
                .isEqualTo(Catalogue.entries().stream().map(Catalogue.Entry::id).toList());
        assertThat(list).allSatisfy(entry -> {
            assertThat(entry.keySet()).contains("id", "name", "promise", "modes", "settings");
            assertThat((String) entry.get("name")).isNotEqualTo(entry.get("id")).isNotEmpty();
            assertThat((String) entry.get("promise")).isNotEmpty();
            assertThat((List<String>) entry.get("modes")).isNotEmpty().isSubsetOf("live", "virtual");
            assertThat((List<Map<String, Object>>) entry.get("settings")).allSatisfy(
                    setting -> assertThat(setting.keySet()).contains("name", "type", "default", "unit"));
        });
        shell.language = Locale.of("ru");
        assertThat(shell.runsWell("list", "--json").out()).as("the same in each language").isEqualTo(json);
    }

    @Test
    void listsForPeopleInTheirLanguage() {
        assertThat(new Shell().runsWell("list").out()).contains("word-count", "repeat", "1–1000");
        assertThat(new Shell().runsWell("list", "--language", "ru").out()).contains("word-count", "по умолчанию");
    }

    @Test
    void aCommandThatDrawsNothingLoadsNothingThatDraws() throws Exception {
        for (String line : List.of("list", "run queue --json", "run queue --virtual --set x")) {
            var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xlog:class+load", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
                    System.getProperty("java.class.path"), Potok.class.getName()));
            command.addAll(List.of(line.split(" ")));
            Path log = folder.resolve("log");
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            List<String> loaded = Files.readAllLines(log);
            assertThat(loaded).as("it ran").anyMatch(name -> name.contains("launcher.Written"));
            assertThat(loaded).as(line).noneMatch(name -> name.contains("javafx.") || name.contains("java.awt.image")
                    || name.contains("jdk.jfr.Event"));
        }
    }

    // ---- rehearse

    @Test
    @SuppressWarnings("unchecked")
    void aRehearsalTellsHowOftenEverythingHeld() {
        Map<String, Object> report = new Shell()
                .runsWell("rehearse", "race", "--virtual", "--times", "7", "--seed", "3",
                        "--set", "increments=4", "--json")
                .json();
        assertThat(report.keySet()).containsExactly("scenario", "environment", "seed", "settings", "times", "held",
                "rate", "outcomes", "checks", "elapsedNanos", "result");
        assertThat(report).containsEntry("times", 7L).containsEntry("held", 7L).containsEntry("environment", "virtual")
                .containsEntry("outcomes", Map.of("completed", 7L));
        assertThat(((Number) report.get("rate")).doubleValue()).isEqualTo(1);
        var checks = (List<Map<String, Object>>) report.get("checks");
        assertThat(checks).anySatisfy(check -> assertThat(check).containsEntry("name", "updates-lost")
                .containsEntry("held", 7L).containsEntry("failed", 0L).containsEntry("inconclusive", 0L));
        var lost = ((Map<String, Map<String, Long>>) report.get("result")).get("lost");
        assertThat(lost.get("minimum")).isPositive().isLessThanOrEqualTo(lost.get("median"));
        assertThat(lost.get("maximum")).isBetween(lost.get("median"), 8L);
    }

    @Test
    void aRehearsalIsToldToPeopleInTheirLanguage() {
        String[] line = {"rehearse", "deadlock", "--virtual", "--times", "3"};
        assertThat(new Shell().runsWell(line).out()).contains("3 of 3", "100.0 %", "deadlocked", "✓");
        var shell = new Shell();
        shell.language = Locale.of("ru");
        assertThat(shell.runsWell(line).out()).contains("3 из 3", "100,0 %", "взаимная блокировка").doesNotContain("{");
    }

    @Test
    void aRehearsalOnRealThreadsCountsEveryRunButTheFirst() {
        Map<String, Object> report = new Shell().runsWell("rehearse", "latch", "--times", "5", "--json").json();
        assertThat(report).containsEntry("environment", "live").containsEntry("times", 5L).containsEntry("held", 5L);
    }

    @Test
    void oneRunInAHundredMayGoWrongAndNoMore() {
        var rehearsal = new Rehearsal();
        for (int i = 0; i < 99; i++) {
            rehearsal.add(result(CheckResult.Verdict.OK, CheckResult.Verdict.INCONCLUSIVE));
        }
        rehearsal.add(result(CheckResult.Verdict.OK, CheckResult.Verdict.FAILED));
        assertThat(rehearsal.enough()).isTrue();
        assertThat(rehearsal.checks().get("one").held()).isEqualTo(100);
        assertThat(rehearsal.checks().get("two").inconclusive()).isEqualTo(99);
        assertThat(rehearsal.checks().get("two").failed()).isEqualTo(1);
        rehearsal.add(result(CheckResult.Verdict.FAILED, CheckResult.Verdict.OK));
        assertThat(rehearsal.enough()).isFalse();
    }

    private static RunResult result(CheckResult.Verdict one, CheckResult.Verdict two) {
        return new RunResult(Outcome.COMPLETED, 1, List.of(new CheckResult("one", one, List.of()),
                new CheckResult("two", CheckResult.Verdict.OK, List.of()), new CheckResult("two", two, List.of())),
                Map.of(), Map.of(), List.of());
    }

    // ---- show and open

    @Test
    void opensTheWindowWhereThereIsADisplay() {
        var shell = new Shell();
        shell.display = Shell.A_DISPLAY;
        shell.runsWell();
        shell.runsWell("show", "queue");
        assertThat(shell.opened).containsExactly(new WindowRequest(null),
                new WindowRequest("queue"));
    }

    @Test
    void withoutADisplayLeavesPicturesAndTheRecording() {
        Path output = folder.resolve("new").resolve("output");
        Shell.Left left = new Shell().runsWell("show", "queue", "--output", output.toString());
        for (String name : List.of("queue-stage.png", "queue-throughput.png", "queue-load.png", "queue.potok")) {
            assertThat(output.resolve(name)).isNotEmptyFile();
            assertThat(left.out()).contains(output.resolve(name).toString());
        }
        assertThat(left.out()).contains("DISPLAY", "completed", "✓");
    }

    @Test
    void aFileInTheWayOfTheFolderIsToldBeforeTheRun() throws Exception {
        Path file = Files.writeString(folder.resolve("output"), "mine");
        Shell.Left left = new Shell().run("show", "--output", file.toString());
        assertThat(left.code()).isEqualTo(2);
        assertThat(left.out()).isEmpty();
        assertThat(left.errLines()).hasSize(1);
    }

    @Test
    void opensARecordingInTheWindow() {
        Path file = recording();
        var shell = new Shell();
        assertThat(shell.run("open", file.toString()).code()).isEqualTo(2);
        assertThat(shell.run("open", file.toString()).err()).contains("DISPLAY", file.toString());
        shell.display = Shell.A_DISPLAY;
        shell.runsWell("open", file.toString());
        assertThat(shell.opened).singleElement().satisfies(request -> {
            WindowRequest.Opened opened = Objects.requireNonNull(request.opened());
            assertThat(opened.file()).isEqualTo(file);
            assertThat(opened.stored().trace().size()).isPositive();
        });
    }

    // ---- export

    private Path recording() {
        Path file = folder.resolve("run.potok");
        new Shell().runsWell("run", "queue", "--virtual", "--pace", "lecture", "--trace", file.toString());
        return file;
    }

    @ParameterizedTest
    @CsvSource({"1.5s, 1500000000", "'1,5s', 1500000000", "200ms, 200000000", "7us, 7000", "3ns, 3",
        "0:01.186, 1186000000",
        "0:01, 1000000000", "0s, 0", "200 мс, 200000000"})
    void readsTimesAsPeopleWriteThem(String time, long nanos) throws Exception {
        Path picture = folder.resolve("picture.png");
        new Shell().runsWell("export", recording().toString(), "--to", picture.toString(), "--at", time);
        assertThat(Files.readString(picture)).isEqualTo("queue at " + nanos + " in dark 1440x900");
    }

    @Test
    void drawsAsItIsTold() throws Exception {
        Path picture = folder.resolve("picture.png");
        new Shell().runsWell("export", recording().toString(), "--to", picture.toString(), "--at", "0s", "--theme",
                "projector", "--size", "1280x720");
        assertThat(Files.readString(picture)).isEqualTo("queue at 0 in projector 1280x720");
    }

    @Test
    void aMomentAfterTheEndIsTold() {
        Path picture = folder.resolve("picture.png");
        Shell.Left left = new Shell().run("export", recording().toString(), "--to", picture.toString(), "--at", "9:59");
        assertThat(left.code()).isEqualTo(2);
        assertThat(left.errLines()).hasSize(1);
        assertThat(left.err()).contains("9:59");
        assertThat(picture).doesNotExist();
    }

    @Test
    void aFailingPictureLeavesTheOldOne() throws Exception {
        Path source = recording();
        Path picture = Files.writeString(folder.resolve("picture.png"), "old");
        var shell = new Shell();
        shell.stage = (recording, scenario, atNanos, theme, texts, width, height, png) -> {
            Files.writeString(png, "half");
            throw new IOException("the disk is full");
        };
        Shell.Left left = shell.run("export", source.toString(), "--to", picture.toString());
        assertThat(left.code()).isEqualTo(2);
        assertThat(left.err()).contains("the disk is full", picture.toString());
        assertThat(Files.readString(picture)).isEqualTo("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(source, picture);
        }
    }

    @Test
    void aRecordingIsWrittenAsJsonAndReadBack() throws Exception {
        Path json = folder.resolve("queue.json");
        new Shell().runsWell("export", recording().toString(), "--to", json.toString());
        assertThat(JsonReader.read(Files.readString(json))).asString().contains("scenario=queue", "producer-1");

        Path again = folder.resolve("again.json");
        Shell.Left left = new Shell().run("export", json.toString(), "--to", again.toString());
        assertThat(left.code()).isZero();
        assertThat(left.out().lines()).containsExactly(again.toString());
        assertThat(left.errLines()).allMatch(line -> line.startsWith("potok: ") && !line.contains("{"));
        assertThat(left.errLines().getFirst()).contains("Potok ");
        assertThat(JsonReader.read(Files.readString(again))).asString().contains("scenario=imported", "producer-1");

        Path picture = folder.resolve("picture.png");
        assertThat(new Shell().run("export", json.toString(), "--to", picture.toString(), "--at", "1ms").code())
                .isZero();
        assertThat(Files.readString(picture)).startsWith("imported at 1000000");
    }

    @Test
    void aRecordingIsWrittenAsTables() throws Exception {
        Path events = folder.resolve("events.csv");
        Path metrics = folder.resolve("metrics.CSV");
        Path source = recording();
        new Shell().runsWell("export", source.toString(), "--to", events.toString());
        new Shell().runsWell("export", source.toString(), "--to", metrics.toString(), "--table", "metrics");
        assertThat(Files.readAllLines(events)).first().asString().startsWith("time_ns,kind,actor");
        assertThat(Files.readAllLines(metrics)).first().isEqualTo("time_ns,metric,subject,value");
    }

    @Test
    void brokenJsonIsToldInOneSentence() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"traceEvents\":[\n{\"ph\":}]}");
        Path other = Files.writeString(folder.resolve("other.json"), "{\"name\":\"Potok\"}");
        Path target = folder.resolve("target.json");
        for (Locale language : Texts.LANGUAGES) {
            var shell = new Shell();
            shell.language = language;
            Shell.Left left = shell.run("export", broken.toString(), "--to", target.toString());
            assertThat(left.code()).isEqualTo(2);
            assertThat(left.errLines()).singleElement().asString().contains(broken.toString(), " 2:");
            left = shell.run("export", other.toString(), "--to", target.toString());
            assertThat(left.code()).isEqualTo(2);
            assertThat(left.errLines()).singleElement().asString().contains(other.toString(), "JSON");
        }
        assertThat(target).doesNotExist();
    }

    // ---- doctor and bench

    @Test
    @SuppressWarnings("unchecked")
    void theDoctorTellsWhatIsThere() {
        Shell.Left left = new Shell().run("doctor", "--json");
        Map<String, Object> report = left.json();
        var findings = (List<Map<String, Object>>) report.get("findings");
        assertThat(findings).extracting(finding -> finding.get("name")).contains("version", "java", "system", "cores",
                "memory", "temporary-folder", "clock", "core-locator", "recording", "load", "nice", "processes",
                "processes-clock", "processes-cache", "display",
                "pictures");
        assertThat(left.code()).isEqualTo(report.get("fit").equals(true) ? 0 : 1);

        String words = new Shell().run("doctor", "--language", "ru").out();
        assertThat(words).contains("Potok", "DISPLAY").doesNotContain("{");
        assertThat(words.lines().filter(line -> line.matches("[✓✗–] .*\\."))).hasSize(findings.size());
    }

    @Test
    void everythingTheDoctorCanFindHasASentence() {
        for (Locale language : Texts.LANGUAGES) {
            var texts = new Texts(language);
            for (Display.State state : Display.State.values()) {
                assertThat(texts.has("doctor.display." + Wording.id(state))).as(state.toString()).isTrue();
                assertThat(texts.has("cli.display." + Wording.id(state))).as(state.toString()).isTrue();
            }
            for (var source : dev.potok.simulation.trace.CoreLocator.Source.values()) {
                assertThat(texts.has("doctor.core-locator." + Wording.id(source))).as(source.toString()).isTrue();
            }
            for (var state : dev.potok.simulation.engine.Processes.Classes.values()) {
                assertThat(texts.has("doctor.processes-cache." + Wording.id(state))).as(state.toString()).isTrue();
            }
            for (var reason : dev.potok.simulation.trace.file.TraceFileException.Reason.values()) {
                assertThat(texts.has("cli.error.recording-" + Wording.id(reason))).as(reason.toString()).isTrue();
            }
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void aBenchPrintsItsGoalsAndWhatWasReached() throws Exception {
        var bench = new Bench() {
            @Override
            public String name() {
                return "record";
            }

            @Override
            public List<Figure> measure() {
                return List.of(Figure.atMost("event", "ns", 41.25, 50), Figure.beside("flight-event", "ns", 78),
                        Figure.atLeast("ratio", "×", 0.5, 0.6));
            }
        };
        var report = (Map<String, Object>) JsonReader.read(bench(bench, "--json"));
        var figures = (List<Map<String, Object>>) ((List<Map<String, Object>>) report.get("benches")).getFirst()
                .get("figures");
        assertThat(figures).extracting(figure -> figure.get("met")).containsExactly(true, null, false);
        assertThat(bench(bench)).contains("41.3 ns", "50 ns", "✓", "✗");
    }

    private static String bench(Bench bench, String... arguments) throws Exception {
        var out = new StringWriter();
        var terminal = new Terminal(new PrintWriter(out), new PrintWriter(out), new Texts(Locale.ENGLISH), false, true);
        var command = new BenchCommand(Map.of("record", () -> bench));
        int code = command.execute(new CommandLine(command.grammar(terminal.texts())).parseArgs(arguments), terminal);
        assertThat(code).isZero();
        return out.toString();
    }
}
