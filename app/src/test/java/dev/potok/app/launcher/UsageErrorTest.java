package dev.potok.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UsageErrorTest {
    @TempDir Path folder;

    /** Each wrong command line, and what the sentence must name. */
    static Stream<List<String>> wrong() {
        return Stream.of(
                List.of("frobnicate", "frobnicate"),
                List.of("lst", "lst|list"),
                List.of("--frob", "--frob"),
                List.of("list extra", "extra"),
                List.of("list --jsn", "--jsn|--json"),
                List.of("--language fr", "--language|fr|en, ru"),
                List.of("run", "potok run"),
                List.of("run semaphor", "semaphor|semaphore"),
                List.of("run zzzzzzzzzzzz", "zzzzzzzzzzzz|potok list"),
                List.of("run queue extra", "extra"),
                List.of("run queue --live --virtual", "--live|--virtual"),
                List.of("run word-count --virtual", "word-count|--virtual"),
                List.of("run queue --virtual --cores 0", "--cores|0|1|1024"),
                List.of("run queue --virtual --cores 1025", "1025|1024"),
                List.of("run queue --virtual --cores two", "--cores|two"),
                List.of("run queue --virtual --cores", "--cores"),
                List.of("run queue --cores --json", "--cores"),
                List.of("run queue --seed 1 --seed 2", "--seed"),
                List.of("run queue --seed x", "--seed|x"),
                List.of("run queue --seed 99999999999999999999", "--seed|99999999999999999999"),
                List.of("run queue --pace slow", "--pace|slow|lecture"),
                List.of("run queue --set items", "items|="),
                List.of("run queue --set =3", "=3"),
                List.of("run queue --set items=1 --set items=2", "items"),
                List.of("run queue --set itens=3", "queue|itens|items"),
                List.of("run queue --set zzzzzz=3", "zzzzzz|capacity"),
                List.of("run queue --set items=many", "items|many|1–100000"),
                List.of("run queue --set items=", "items|1–100000"),
                List.of("run queue --set items=0", "items|0|1–100000"),
                List.of("run barrier --set trouble=odd", "trouble|odd|broken"),
                List.of("run word-count --set folder=/no/such", "folder|/no/such"),
                List.of("run queue --trace /no/such/q.potok", "/no/such|q.potok"),
                List.of("run queue --trace /", "/"),
                List.of("run queue --json=maybe", "potok run"),
                List.of("rehearse", "potok rehearse"),
                List.of("rehearse semaphor", "semaphor|semaphore"),
                List.of("rehearse queue --times 0", "--times|0|1|100000"),
                List.of("rehearse queue --times often", "--times|often"),
                List.of("rehearse word-count --virtual", "word-count|--virtual"),
                List.of("rehearse queue --set items=0", "items|0|1–100000"),
                List.of("rehearse queue --pace lecture", "--pace|potok rehearse"),
                List.of("export", "potok export"),
                List.of("export a.potok", "--to"),
                List.of("export a.potok --to a.svg", "a.svg|png, json, csv"),
                List.of("export a.potok --to a.json --at 1s", "--at|png|json"),
                List.of("export a.potok --to a.csv --size 300x300", "--size|png|csv"),
                List.of("export a.potok --to a.JSON --theme dark", "--theme|png|json"),
                List.of("export a.potok --to a.png --table events", "--table|csv|png"),
                List.of("export a.potok --to a.csv --table cores", "cores|events, metrics"),
                List.of("export a.potok --to a", "png"),
                List.of("export /no/such.potok --to a.png", "/no/such.potok"),
                List.of("export a.potok --to a.png --at soon", "--at|soon|1.5s"),
                List.of("export a.potok --to a.png --at 5", "--at|5|200ms"),
                List.of("export a.potok --to a.png --at -1s", "-1s"),
                List.of("export a.potok --to a.png --size big", "--size|big"),
                List.of("export a.potok --to a.png --size 10x10", "10x10|200"),
                List.of("export a.potok --to a.png --theme pink", "pink|dark, light, projector"),
                List.of("open", "potok open"),
                List.of("open /no/such.potok", "/no/such.potok"),
                List.of("show semaphor", "semaphor|semaphore"),
                List.of("bench fast", "fast|record"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isToldInOneSentence(List<String> example) {
        for (Locale language : List.of(Locale.ENGLISH, Locale.of("ru"))) {
            var shell = new Shell();
            shell.language = language;
            Shell.Left left = shell.run(example.get(0).split(" "));
            assertThat(left.code()).as("exit code").isEqualTo(2);
            assertThat(left.out()).as("standard output").isEmpty();
            assertThat(left.errLines()).as("standard error").hasSize(1);
            String sentence = left.errLines().getFirst();
            assertThat(sentence).startsWith("potok: ").doesNotContain("Exception").doesNotContain("{");
            assertThat(sentence).contains(example.get(1).split("\\|"));
            assertThat(sentence).matches(".*[.?]");
            assertThat(
                    sentence.chars().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.CYRILLIC))
                    .as("in Russian").isEqualTo(language.getLanguage().equals("ru"));
        }
    }

    @Test
    void theLanguageWrittenIsThatOfTheSentence() {
        assertThat(new Shell().run("run", "--language", "ru").err()).contains("сценарий");
        assertThat(new Shell().run("--language=ru", "run").err()).contains("сценарий");
    }

    @Test
    void aTraceThatCannotBeWrittenIsFoundBeforeTheRun() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        Shell.Left left = new Shell().run("run", "queue", "--trace", file + "/q.potok");
        assertThat(left.code()).isEqualTo(2);
        assertThat(left.errLines()).hasSize(1);
        assertThat(left.err()).contains(file.toString());
        assertThat(Files.readString(file)).isEqualTo("mine");
    }

    @Test
    void whatIsNoRecordingIsTold() throws Exception {
        Path text = Files.writeString(folder.resolve("text.potok"), "Buy milk.");
        Path good = folder.resolve("good.potok");
        new Shell().runsWell("run", "queue", "--virtual", "--trace", good.toString());
        byte[] whole = Files.readAllBytes(good);
        Path cut = Files.write(folder.resolve("cut.potok"), java.util.Arrays.copyOf(whole, whole.length - 10));
        whole[whole.length / 2] ^= 1;
        Path damaged = Files.write(folder.resolve("damaged.potok"), whole);
        Path picture = folder.resolve("picture.png");
        for (Path file : List.of(text, cut, damaged, folder)) {
            Shell.Left left = new Shell().run("export", file.toString(), "--to", picture.toString());
            assertThat(left.code()).isEqualTo(2);
            assertThat(left.errLines()).hasSize(1);
            assertThat(left.err()).contains(file.toString());
        }
        assertThat(picture).doesNotExist();
    }
}
