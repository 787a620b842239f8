package dev.potok.app.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.Locale;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.potok.simulation.environment.SettingException;
import dev.potok.simulation.environment.SettingException.Reason;

class ProblemsTest {
    private static final Texts ENGLISH = new Texts(Locale.ENGLISH);
    private static final Texts RUSSIAN = new Texts(Locale.of("ru"));

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonIsOneSentenceInBothLanguages(Reason reason) {
        var wrong = new SettingException(reason, "readers", "99x", "1–32");
        String english = new Problems(ENGLISH).sentence(wrong);
        String russian = new Problems(RUSSIAN).sentence(wrong);
        assertThat(english).contains("readers").endsWith(".").doesNotContain("{").isNotEqualTo(russian);
        assertThat(russian).contains("readers").endsWith(".").doesNotContain("{").matches(".*[а-яё]{3}.*");
        if (reason != Reason.UNKNOWN) {
            assertThat(english).contains("99x");
            assertThat(russian).contains("99x");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru"})
    void everyReasonHasASentenceOfItsOwn(String language) {
        var texts = new Texts(Locale.of(language));
        var sentences = new HashSet<String>();
        for (Reason reason : Reason.values()) {
            sentences.add(new Problems(texts).sentence(new SettingException(reason, "readers", "99", "1–32")));
        }
        assertThat(sentences).hasSameSizeAs(Reason.values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru"})
    void whatIsAllowedAndNothingEmptyIsTold(String language) {
        var texts = new Texts(Locale.of(language));
        assertThat(new Problems(texts).sentence(new SettingException(Reason.OUT_OF_BOUNDS, "readers", "99", "1–32")))
                .contains("1–32");
        assertThat(
                new Problems(texts).sentence(new SettingException(Reason.UNKNOWN, "reader", "", "readers, counters")))
                .contains("readers, counters");
        assertThat(new Problems(texts).sentence(new SettingException(Reason.UNKNOWN, "reader", "", "")))
                .doesNotContain(": .");
        assertThat(new Problems(texts).sentence(new SettingException(Reason.NOT_A_NUMBER, "readers", "", "1–32")))
                .doesNotContain("“”").doesNotContain("«»");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru"})
    void theWindowCallsASettingByItsLabel(String language) {
        var texts = new Texts(Locale.of(language));
        String label = texts.get("setting.word-count.open-files.label");
        assertThat(new Problems(texts).sentence(new SettingException(Reason.OUT_OF_BOUNDS, "open-files", "99", "1–32"),
                label)).contains(label).doesNotContain("open-files");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru"})
    void otherFailuresTellFileAndReason(String language) {
        var texts = new Texts(Locale.of(language));
        assertThat(new Problems(texts).sentence(new NoSuchFileException("/no/where"))).contains("/no/where");
        assertThat(new Problems(texts).sentence(new UncheckedIOException(new AccessDeniedException("/root/x"))))
                .contains("/root/x").isEqualTo(new Problems(texts).sentence(new AccessDeniedException("/root/x")));
        assertThat(
                new Problems(texts).sentence(new CompletionException(new FileSystemException("/a", null, "disk full"))))
                .contains("/a").contains("disk full");
        assertThat(new Problems(texts).sentence(new IllegalStateException("it's {odd}"))).contains("it's {odd}");
        assertThat(new Problems(texts).sentence(new IOException())).contains("IOException");
    }
}
