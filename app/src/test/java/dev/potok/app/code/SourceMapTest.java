package dev.potok.app.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.potok.app.transport.RunPlan;
import dev.potok.simulation.engine.Catalogue;
import dev.potok.simulation.engine.Runs;
import dev.potok.simulation.environment.Scenario;
import dev.potok.simulation.environment.Settings;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.TraceCursor;

class SourceMapTest {
    private static final List<String> JAVA = List.of("a.put(x);", "b.take();", "}", "}");
    private static final List<String> PYTHON = List.of("a.put(x)", "y = b.get()", "# b.get again");

    static Stream<Catalogue.Entry> scenarios() {
        return Catalogue.entries().stream();
    }

    @Test
    void joinsTheLinesOfARow() {
        SourceMap map = SourceMap.read("q.lines",
                List.of("# both", "", "a.put(x); || a.put(x)", "b.take() || y = b.get"), JAVA,
                PYTHON);
        assertThat(map.pythonOf(1)).containsExactly(1);
        assertThat(map.pythonOf(2)).containsExactly(2);
        assertThat(map.pythonOf(3)).isEmpty();
        assertThat(map.javaOf(2)).containsExactly(2);
    }

    @Test
    void aLineMayHaveSeveralCounterparts() {
        SourceMap map = SourceMap.read("q.lines", List.of("b.take() || y = b", "b.take() || again"), JAVA, PYTHON);
        assertThat(map.pythonOf(2)).containsExactly(2, 3);
    }

    @Test
    void aChainLeadsToTheNextLineBelow() {
        SourceMap map = SourceMap.read("q.lines", List.of("b.take() … } || a.put … b.get … again"), JAVA, PYTHON);
        assertThat(map.pythonOf(3)).containsExactly(3);
        assertThatThrownBy(() -> SourceMap.read("q.lines", List.of("b.take() … a.put || a.put"), JAVA, PYTHON))
                .hasMessage("q.lines, row 1: the Java snippet \"a.put\" is on no line from 2 on");
    }

    @Test
    void tellsWhichSnippetOfWhichRowIsNowhere() {
        assertThatThrownBy(() -> SourceMap.read("q.lines", List.of("#", "c.put(x) || a.put"), JAVA, PYTHON))
                .isInstanceOf(SourceMapException.class)
                .hasMessage("q.lines, row 2: the Java snippet \"c.put(x)\" is on no line");
    }

    @Test
    void tellsWhichSnippetIsOnSeveralLines() {
        assertThatThrownBy(() -> SourceMap.read("q.lines", List.of("a.put || b.get"), JAVA, PYTHON))
                .hasMessage("q.lines, row 1: the Python snippet \"b.get\" is on lines [2, 3]");
        assertThatThrownBy(() -> SourceMap.read("q.lines", List.of("} || a.put"), JAVA, PYTHON))
                .hasMessageContaining("Java snippet \"}\" is on lines [3, 4]");
    }

    @Test
    void aRowNeedsTwoSnippets() {
        assertThatThrownBy(() -> SourceMap.read("q.lines", List.of("a.put"), JAVA, PYTHON))
                .hasMessageContaining("row 1").hasMessageContaining("between two snippets");
        assertThatThrownBy(() -> SourceMap.read("q.lines", List.of(" || a.put"), JAVA, PYTHON))
                .hasMessageContaining("the Java snippet is empty");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyScenarioHasATwinWhoseRowsFit(Catalogue.Entry entry) {
        ScenarioCode code = ScenarioCode.of(entry.scenario().get());
        assertThat(code.python()).isPresent();
        assertThat(code.map().isEmpty()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyLineOnWhichSomethingHappensHasATwinLine(Catalogue.Entry entry) {
        Scenario scenario = entry.scenario().get();
        ScenarioCode code = ScenarioCode.of(scenario);
        var without = new TreeSet<Integer>();
        for (Mode mode : entry.modes()) {
            Settings settings = Settings.of(scenario.settings(), Map.of(), RunPlan::sample);
            Run run = Runs.start(new RunRequest(scenario, settings, mode, Pace.FLAT_OUT, 2, 1, 0));
            run.result().join();
            var lines = new TreeSet<Integer>();
            TraceCursor cursor = run.trace().cursor();
            while (cursor.next()) {
                // An actor ends at the closing brace of its body; from then on it is at no line.
                if (cursor.line() > 0 && cursor.kind() != EventKind.ACTOR_FINISHED) {
                    lines.add(cursor.line());
                }
            }
            assertThat(lines).as("lines of a %s run", mode).isNotEmpty();
            lines.stream().filter(line -> code.map().pythonOf(line).isEmpty()).forEach(without::add);
        }
        assertThat(without).as("lines of %s without a twin line", code.java().fileName()).isEmpty();
    }
}
