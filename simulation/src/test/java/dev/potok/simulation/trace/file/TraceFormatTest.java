package dev.potok.simulation.trace.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.potok.simulation.environment.Scope;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.WaitSide;

/** The page that describes the format, held against what is written. */
class TraceFormatTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern ROW = Pattern.compile("([0-9a-f]{4})((?: [0-9a-f]{2})+)(?:  .*)?");

    @TempDir Path folder;

    /** The recording of the worked example. */
    private byte[] example() throws IOException {
        var directory = new Directory();
        int main = directory.addActor("main", "main", ActorKind.PLATFORM_THREAD, 0).id();
        int gate = directory.addResource("gate", ResourceKind.MUTEX, 0).id();
        int text = directory.idOf("да");
        var trace = new Trace(directory);
        trace.append(0, EventKind.RUN_STARTED, 0, -1, 0, 0, 2);
        trace.append(1_000, EventKind.ACQUIRED, main, 1, gate, 12, 1);
        trace.append(1_300, EventKind.RELEASED, main, 1, gate, 14, 1);
        trace.append(1_400, EventKind.ACQUIRED, main, 1, gate, 12, 1);
        trace.append(1_500, EventKind.PRINTED, main, 0, 0, 13, text);
        trace.append(1_500, EventKind.RUN_FINISHED, 0, -1, 0, 0, Outcome.STOPPED.ordinal());
        trace.finish();
        Path file = folder.resolve("example.potok");
        TraceFile.write(trace, new RunDescription("demo", Map.of("permits", "1"), Mode.LIVE, Pace.FLAT_OUT, 0, 0,
                Map.of("os", "Linux")), List.of(2L, 6L), file);
        return Files.readAllBytes(file);
    }

    @Test
    void the_worked_example_is_what_is_written() throws IOException {
        var documented = new ByteArrayOutputStream();
        for (String line : Files.readAllLines(DOCS.resolve("trace-format.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(Integer.parseInt(row.group(1), 16)).as(line).isEqualTo(documented.size());
                documented.writeBytes(HexFormat.of().parseHex(row.group(2).replace(" ", "")));
            }
        }
        assertThat(HexFormat.ofDelimiter(" ").formatHex(documented.toByteArray()))
                .isEqualTo(HexFormat.ofDelimiter(" ").formatHex(example()));
    }

    @Test
    void every_word_of_the_format_is_on_the_page() throws IOException {
        String page = Files.readString(DOCS.resolve("trace-format.md"));
        String reader = Files.readString(DOCS.resolve("read_potok.py"));
        for (EventKind kind : EventKind.values()) {
            assertThat(page).contains("| " + kind.code() + " | `" + kind + "` |");
            assertThat(reader).contains(kind.code() + ": \"" + kind + "\"");
        }
        for (Enum<?>[] words : List.of(Mode.values(), Pace.values(), ActorKind.values(), ResourceKind.values(),
                Outcome.values(), WaitSide.values(), Scope.State.values())) {
            for (Enum<?> word : words) {
                assertThat(page).contains("`" + word.name() + "`");
            }
        }
        for (ChunkKind kind : ChunkKind.values()) {
            byte[] letters = {(byte) kind.code(), (byte) (kind.code() >> 8), (byte) (kind.code() >> 16),
                (byte) (kind.code() >> 24)};
            assertThat(page).contains("`" + new String(letters, java.nio.charset.StandardCharsets.US_ASCII) + "`");
        }
        assertThat(page).contains(Integer.toString(ChunkKind.EVENTS.mostBytes()), "version, 4");
    }
}
