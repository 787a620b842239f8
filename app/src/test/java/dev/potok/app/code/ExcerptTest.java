package dev.potok.app.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.potok.simulation.engine.Catalogue;

class ExcerptTest {
    private static final List<String> SOURCE = IntStream.rangeClosed(1, 20).mapToObj(line -> "line " + line + ";")
            .toList();

    static Stream<Catalogue.Entry> scenarios() {
        return Catalogue.entries().stream();
    }

    @Test
    void endsWithTheFirstFittingLineBelow() {
        List<String> java = new ArrayList<>(SOURCE);
        java.set(1, "}");
        java.set(9, "}");
        Excerpt excerpt = Excerpt.read("q.txt", List.of("# four", "line 5;", "}", "line 1;", "line 4;"), java, SOURCE);
        assertThat(excerpt).isEqualTo(new Excerpt(5, 10, 1, 4));
    }

    @Test
    void mayBeTenLinesAndNotEleven() {
        assertThat(
                Excerpt.read("q.txt", List.of("line 1;", "line 10;", "line 2;", "line 2;"), SOURCE, SOURCE).javaLast())
                .isEqualTo(10);
        assertThatThrownBy(
                () -> Excerpt.read("q.txt", List.of("line 1;", "line 11;", "line 2;", "line 2;"), SOURCE, SOURCE))
                .isInstanceOf(SourceMapException.class).hasMessageContaining("lines 1 to 11, more than 10");
    }

    @Test
    void needsFourSnippetsThatAreThere() {
        assertThatThrownBy(() -> Excerpt.read("q.txt", List.of("line 1;"), SOURCE, SOURCE))
                .hasMessageContaining("four snippets");
        assertThatThrownBy(
                () -> Excerpt.read("q.txt", List.of("line 5;", "line 4;", "line 1;", "line 1;"), SOURCE, SOURCE))
                .hasMessageContaining("on no line from 5 on");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyScenarioHasOneThatFitsASlide(Catalogue.Entry entry) {
        Excerpt excerpt = ScenarioCode.of(entry.scenario().get()).excerpt().orElseThrow();
        assertThat(excerpt.javaLast() - excerpt.javaFirst() + 1).isBetween(1, Excerpt.MOST_LINES);
        assertThat(excerpt.pythonLast() - excerpt.pythonFirst() + 1).isBetween(1, Excerpt.MOST_LINES);
    }
}
