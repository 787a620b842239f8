package dev.potok.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessWordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0       | 0 B      | 0 Б
            128     | 128 B    | 128 Б
            1023    | 1023 B   | 1023 Б
            1229    | 1.2 KiB  | 1,2 КиБ
            65536   | 64.0 KiB | 64,0 КиБ
            1048575 | 1024 KiB | 1024 КиБ
            78013952 | 74.4 MiB | 74,4 МиБ
            5368709120 | 5.0 GiB | 5,0 ГиБ
            """)
    void aSizeIsToldInTheLargestUnitThatHasOneOfIt(long bytes, String english, String russian) {
        assertThat(new ProcessWords(new Texts(Locale.ENGLISH)).bytes(bytes)).isEqualTo(english);
        assertThat(new ProcessWords(new Texts(Locale.of("ru"))).bytes(bytes)).isEqualTo(russian);
    }

    @ParameterizedTest
    @CsvSource({"9, SIGKILL", "15, SIGTERM", "2, SIGINT", "64, #64"})
    void aSignalHasItsName(int number, String name) {
        assertThat(ProcessWords.signal(number)).isEqualTo(name);
    }
}
