package dev.potok.simulation.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.potok.simulation.testing.TestRuns;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;

class CsvTablesTest {
    @TempDir Path folder;

    private static Trace queue() {
        return TestRuns.runVirtually(TestRuns.scenario("queue"), Map.of(), 2, 5).trace();
    }

    private static List<NamedCsvRecord> rows(Path file) throws IOException {
        try (var csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            return csv.stream().toList();
        }
    }

    @Test
    void everyEventHasARow() throws IOException {
        Trace trace = queue();
        Path file = folder.resolve("events.csv");
        CsvTables.writeEvents(trace, file);
        var events = TestRuns.events(trace);
        List<NamedCsvRecord> rows = rows(file);
        assertThat(rows).hasSize(events.size());
        for (int i = 0; i < rows.size(); i++) {
            NamedCsvRecord row = rows.get(i);
            var event = events.get(i);
            assertThat(row.getField("time_ns")).isEqualTo(Long.toString(event.timeNanos()));
            assertThat(row.getField("kind")).isEqualTo(event.kind().name());
            assertThat(row.getField("actor")).isEqualTo(event.actor() == 0 ? "" : Integer.toString(event.actor()));
            assertThat(row.getField("actor_name"))
                    .isEqualTo(event.actor() == 0 ? "" : trace.directory().actor(event.actor()).name());
            assertThat(row.getField("argument")).isEqualTo(Long.toString(event.argument()));
        }
        byte[] bytes = Files.readAllBytes(file);
        assertThat(bytes[0]).isEqualTo((byte) 't'); // no mark of the byte order
        assertThat(new String(bytes, java.nio.charset.StandardCharsets.UTF_8)).endsWith("\r\n");
    }

    @Test
    void textsAreQuotedWhereTheyMustBe() throws IOException {
        var directory = new Directory();
        int actor = directory.addActor("a \"b\", c", "a", ActorKind.PLATFORM_THREAD, 0).id();
        var trace = new Trace(directory);
        trace.append(1, EventKind.PRINTED, actor, 3, 0, 0, directory.idOf("строка,\nещё \"одна\""));
        trace.finish();
        Path file = folder.resolve("events.csv");
        CsvTables.writeEvents(trace, file);
        assertThat(rows(file)).singleElement().satisfies(row -> {
            assertThat(row.getField("actor_name")).isEqualTo("a \"b\", c");
            assertThat(row.getField("text")).isEqualTo("строка,\nещё \"одна\"");
            assertThat(row.getField("core")).isEqualTo("3");
            assertThat(row.getField("line")).isEmpty();
        });
    }

    @Test
    void theStatesOfAnActorAddUpToItsTime() throws IOException {
        Trace trace = queue();
        Path file = folder.resolve("metrics.csv");
        CsvTables.writeMetrics(trace, file);
        List<NamedCsvRecord> rows = rows(file);
        for (var actor : trace.directory().actors()) {
            var events = TestRuns.events(trace).stream().filter(event -> event.actor() == actor.id()).toList();
            long made = events.getFirst().timeNanos();
            long ended = events.stream().filter(event -> event.kind() == EventKind.ACTOR_FINISHED).findFirst()
                    .orElseThrow().timeNanos();
            assertThat(rows.stream().filter(row -> row.getField("subject").equals(actor.name()))
                    .filter(row -> row.getField("metric").endsWith("_ns"))
                    .filter(row -> !row.getField("metric").endsWith("_inferred_ns"))
                    .mapToLong(row -> Long.parseLong(row.getField("value"))).sum()).isEqualTo(ended - made);
        }
        long units = TestRuns.events(trace, EventKind.WORK_ENDED).stream().mapToLong(event -> event.argument()).sum();
        assertThat(rows.stream().filter(row -> row.getField("metric").equals("units"))
                .mapToLong(row -> Long.parseLong(row.getField("value"))).sum()).isEqualTo(units);
        double counted = rows.stream().filter(row -> row.getField("metric").equals("units_per_second"))
                .mapToDouble(row -> Double.parseDouble(row.getField("value"))
                        * Math.min(100_000_000, trace.endNanos() - Long.parseLong(row.getField("time_ns"))) / 1e9)
                .sum();
        assertThat(counted).isCloseTo(units, org.assertj.core.data.Offset.offset(0.01));
    }

    @Test
    void figuresHaveADotAndNoExponent() {
        assertThat(Figures.plain(0)).isEqualTo("0");
        assertThat(Figures.plain(1e10)).isEqualTo("10000000000");
        assertThat(Figures.plain(0.5)).isEqualTo("0.5");
        assertThat(Figures.plain(1 / 3.0)).isEqualTo("0.333333");
        assertThat(Figures.plain(1e-9)).isEqualTo("0");
    }
}
