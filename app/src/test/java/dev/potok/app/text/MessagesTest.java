package dev.potok.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.potok.resources.Resource;

class MessagesTest {
    private static final List<String> FILES = List.of("messages", "messages-scenarios", "now", "cli", "side",
            "timeline", "playground");

    private static Properties load(String file) {
        return Resource.properties("messages/" + file + ".properties");
    }

    private static List<Integer> places(String pattern) {
        return Pattern.compile("\\{(\\d)").matcher(pattern).results().map(found -> Integer.valueOf(found.group(1)))
                .distinct().sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "messages-scenarios", "now", "cli", "side", "timeline", "playground"})
    void bothLanguagesHaveTheSameKeysAndPlaces(String file) {
        Properties english = load(file);
        Properties russian = load(file + "_ru");
        assertThat(new TreeSet<>(russian.stringPropertyNames()))
                .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
        for (String key : english.stringPropertyNames()) {
            assertThat(places(russian.getProperty(key))).as(key).isEqualTo(places(english.getProperty(key)));
            assertThat(russian.getProperty(key)).as(key).isNotBlank();
        }
    }

    @Test
    void everyMessageIsAWellFormedPattern() {
        for (String file : FILES) {
            for (String name : List.of(file, file + "_ru")) {
                Properties properties = load(name);
                for (String key : properties.stringPropertyNames()) {
                    String pattern = properties.getProperty(key);
                    if (pattern.contains("{") || pattern.contains("'")) {
                        assertThat(
                                new MessageFormat(pattern, Locale.ROOT).format(new Object[] {"a", "b", "c", "d", "e"}))
                                .as(name + ": " + key).doesNotContain("{");
                    }
                }
            }
        }
    }

    @Test
    void noKeyIsInTwoFiles() {
        var seen = new TreeSet<String>();
        for (String file : FILES) {
            for (String key : load(file).stringPropertyNames()) {
                assertThat(seen.add(key)).as(key + " again in " + file).isTrue();
            }
        }
    }

    /** Keys that are put together at run time are known by their beginnings; every other key is spelt out somewhere. */
    @Test
    void everyKeyIsUsed() throws IOException {
        String sources;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).map(MessagesTest::read)
                    .collect(Collectors.joining("\n"));
        }
        var spelt = Pattern.compile("\"([a-z][a-z0-9-]*(?:\\.[a-z0-9_-]+)*\\.?[a-z0-9_-]*)\"").matcher(sources)
                .results()
                .map(found -> found.group(1)).collect(Collectors.toSet());
        var beginnings = Pattern.compile("\"([a-z][a-z0-9.-]*[.-])\"\\s*\\+").matcher(sources).results()
                .map(found -> found.group(1)).collect(Collectors.toSet());
        var orphans = new TreeSet<String>();
        for (String file : FILES) {
            for (String key : load(file).stringPropertyNames()) {
                boolean used = spelt.contains(key) || beginnings.stream().anyMatch(key::startsWith)
                        || key.endsWith("-many") && spelt.contains(key.substring(0, key.length() - 5));
                if (!used) {
                    orphans.add(key);
                }
            }
        }
        assertThat(orphans).isEmpty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    @Test
    void countsHaveTheFormsOfTheirLanguage() {
        var russian = new Texts(Locale.of("ru"));
        assertThat(russian.count(1, "threads")).isEqualTo("1 поток");
        assertThat(russian.count(3, "threads")).isEqualTo("3 потока");
        assertThat(russian.count(5, "threads")).isEqualTo("5 потоков");
        assertThat(russian.count(12, "threads")).isEqualTo("12 потоков");
        assertThat(russian.count(21, "threads")).isEqualTo("21 поток");
        var english = new Texts(Locale.ENGLISH);
        assertThat(english.count(1, "threads")).isEqualTo("1 thread");
        assertThat(english.count(2, "threads")).isEqualTo("2 threads");
        assertThat(english.count(12_345, "")).isEqualTo("12\u202F345");
    }

    @Test
    void anUnknownLanguageReadsEnglish() {
        assertThat(new Texts(Locale.of("de")).locale()).isEqualTo(Locale.ENGLISH);
    }
}
