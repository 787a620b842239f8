package dev.potok.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.potok.app.bench.Bench;
import dev.potok.app.text.Texts;
import dev.potok.resources.Resource;
import dev.potok.simulation.bench.Work;

class ProcessesBenchTest {
    private static final String SCRIPT = "benches/processes.py";

    // ---- ratios

    @Test
    void theRatioIsThatOfTheMiddlePair() {
        var duel = new Duel();
        duel.pair(1, 10);
        duel.pair(8, 2);
        duel.pair(3, 6);
        assertThat(duel.ratio()).isEqualTo(0.5);
        assertThat(duel.ours()).isEqualTo(3);
        assertThat(duel.theirs()).isEqualTo(6);
    }

    @Test
    void aRoundThatNobodyFollowedIsInNoRatio() {
        var duel = new Duel();
        duel.alone(5);
        assertThat(duel.paired()).isFalse();
        assertThat(duel.ours()).isEqualTo(5);
        duel.pair(1, 4);
        duel.alone(9);
        assertThat(duel.paired()).isTrue();
        assertThat(duel.ratio()).isEqualTo(0.25);
        assertThat(duel.ours()).isEqualTo(5);
    }

    // ---- what Python says

    @Test
    void figuresAreANameAndANumberEach() throws PythonException {
        assertThat(Python.figures("increments", "increments 1.5\n\n  increments-at-work   9.5e-01\r\n"))
                .isEqualTo(Map.of("increments", 1.5, "increments-at-work", 0.95));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pipe", "pipe 1 2", "pipe fast", "pipe nan", "pipe inf", "pipe 0", "pipe -1",
        "pipe 1\npipe 2", "Traceback (most recent call last):"})
    void anythingElseIsToldAsUnclear(String said) {
        assertThatThrownBy(() -> Python.figures("pipe", said)).isInstanceOfSatisfying(PythonException.class,
                unclear -> assertThat(unclear.remark().name()).isEqualTo("python-unclear"));
    }

    @Test
    void anInterpreterThatIsNotThereOrFailsIsTold() throws Exception {
        try (var python = new Python("no-such-python3", SCRIPT)) {
            assertThatThrownBy(() -> python.run("probe")).isInstanceOfSatisfying(PythonException.class,
                    missing -> assertThat(missing.remark())
                            .isEqualTo(new Bench.Remark("python-missing", List.of("no-such-python3"))));
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString(); // is no Python, and says so
        try (var python = new Python(java, SCRIPT)) {
            assertThatThrownBy(() -> python.run("probe")).isInstanceOfSatisfying(PythonException.class, failed -> {
                assertThat(failed.remark().name()).isEqualTo("python-failed");
                assertThat(failed.remark().arguments()).hasSize(2).doesNotContain("").first().isEqualTo("probe");
            });
        }
    }

    @Test
    void theScriptKnowsAllWorkThereIs() {
        String script = Resource.text(SCRIPT);
        for (Work work : Work.values()) {
            String word = work.id().startsWith("queue-") ? work.id().substring("queue-".length()) : work.id();
            assertThat(script).contains("\"" + word + "\"");
        }
    }

    // ---- the whole

    @Test
    void everyFigureAndEveryRemarkHasWords() {
        for (Locale language : Texts.LANGUAGES) {
            var texts = new Texts(language);
            for (String figure : ProcessesBench.figureNames()) {
                assertThat(texts.has("bench.processes." + figure)).as(figure).isTrue();
            }
            for (String remark : List.of("cpython", "other-python", "no-cache", "python-missing", "python-unusable",
                    "python-failed", "python-late", "python-unclear")) {
                assertThat(texts.has("bench.processes.remark." + remark)).as(remark).isTrue();
            }
        }
    }

    @Test
    void aPythonThatCannotDoItIsToldOnce() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var bench = new ProcessesBench(java, 1, Set.of());
        assertThat(bench.measure()).isEmpty();
        assertThat(bench.remarks()).filteredOn(remark -> !remark.name().equals("no-cache")).singleElement()
                .satisfies(remark -> {
                    assertThat(remark.name()).isEqualTo("python-unusable");
                    assertThat(remark.arguments()).singleElement().asString().isNotBlank();
                });
    }

    @Test
    void withoutPythonOurFiguresStandAlone() throws Exception {
        var bench = new ProcessesBench("no-such-python3", 1, Set.of(Work.MUTEX));
        List<Bench.Figure> figures = bench.measure();
        assertThat(figures).extracting(Bench.Figure::name).containsExactly("mutex", "mutex-recorded");
        assertThat(figures).allSatisfy(figure -> {
            assertThat(figure.reached()).isPositive();
            assertThat(figure.met()).isNull();
        });
        assertThat(bench.remarks()).extracting(Bench.Remark::name).contains("python-missing");
    }
}
