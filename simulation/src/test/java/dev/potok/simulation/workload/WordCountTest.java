package dev.potok.simulation.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import dev.potok.simulation.testing.TestRuns;

class WordCountTest {
    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    private static Map<String, Long> naive(List<String> lines) {
        var counts = new HashMap<String, Long>();
        for (String line : lines) {
            var matcher = WORD.matcher(line);
            while (matcher.find()) {
                counts.merge(matcher.group().toLowerCase(Locale.ROOT), 1L, Long::sum);
            }
        }
        return counts;
    }

    private static Map<String, Long> all(WordCount count) {
        var counts = new HashMap<String, Long>();
        count.top(Integer.MAX_VALUE).forEach(word -> counts.put(word.getKey(), word.getValue()));
        return counts;
    }

    @Test
    void counts_the_shipped_texts_as_a_regular_expression_does() throws IOException {
        List<Path> files = TextFolder.files(TestRuns.TEXTS, 1);
        assertThat(files).hasSizeGreaterThan(10);
        long words = 0;
        for (Path file : files) {
            TextFile text = TextFile.read(file);
            WordCount count = WordCount.of(text.lines());
            Map<String, Long> expected = naive(text.lines());
            assertThat(all(count)).as(text.name()).isEqualTo(expected);
            assertThat(count.distinct()).isEqualTo(expected.size());
            assertThat(count.words()).isEqualTo(expected.values().stream().mapToLong(Long::longValue).sum());
            words += count.words();
        }
        assertThat(words).isGreaterThan(100_000);
    }

    @Test
    void words_end_where_letters_end() {
        WordCount count = WordCount.of(List.of("Don't panic—don't! 42 ёжик Ёжик", "", "x"));
        assertThat(all(count)).isEqualTo(Map.of("don", 2L, "t", 2L, "panic", 1L, "ёжик", 2L, "x", 1L));
        assertThat(count.words()).isEqualTo(8);
        assertThat(count.distinct()).isEqualTo(5);
    }

    @Test
    void the_top_is_ordered_by_count_and_then_by_the_alphabet() {
        WordCount count = WordCount.of(List.of("b a c c b a d"));
        assertThat(count.top(3)).containsExactly(Map.entry("a", 2L), Map.entry("b", 2L), Map.entry("c", 2L));
        assertThat(count.top(0)).isEmpty();
    }

    @Test
    void parts_counted_apart_sum_up_to_the_whole() throws IOException {
        List<String> lines = TextFile.read(TextFolder.files(TestRuns.TEXTS, 1).getFirst()).lines();
        var sum = new WordCount();
        for (int from = 0; from < lines.size(); from += 100) {
            sum.addAll(WordCount.of(lines.subList(from, Math.min(lines.size(), from + 100))));
        }
        assertThat(sum).isEqualTo(WordCount.of(lines)).hasSameHashCodeAs(WordCount.of(lines));
        assertThat(sum.words()).isEqualTo(WordCount.of(lines).words());
    }
}
