package dev.potok.simulation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.potok.simulation.environment.SettingException.Reason;

class SettingsTest {
    private static final List<Setting> DECLARED = List.of(
            new Setting.WholeNumber("workers", 1, 200, 5, "threads"),
            new Setting.Choice("trouble", List.of("none", "late")),
            new Setting.Folder("folder", "texts"),
            new Setting.Presses("presses"));
    private static final Path SAMPLE = Path.of("sample");

    @TempDir Path temporary;

    private static Settings read(Map<String, String> given) {
        return Settings.of(DECLARED, given, sample -> SAMPLE.resolve(sample));
    }

    private static SettingException refusal(String name, String value) {
        var refused = catchThrowableOfType(SettingException.class, () -> read(Map.of(name, value)));
        assertThat(refused).as("refusal of %s=%s", name, value).isNotNull();
        assertThat(refused.setting()).isEqualTo(name);
        return refused;
    }

    @Test
    void what_is_not_given_has_its_default() {
        Settings settings = read(Map.of());
        assertThat(settings.integer("workers")).isEqualTo(5);
        assertThat(settings.choice("trouble")).isEqualTo("none");
        assertThat(settings.folder("folder")).isEqualTo(SAMPLE.resolve("texts"));
        assertThat(settings.asText()).containsExactly(Map.entry("workers", "5"), Map.entry("trouble", "none"),
                Map.entry("folder", ""), Map.entry("presses", ""));
    }

    @Test
    void what_is_given_is_read_blanks_around_it_left_out() throws IOException {
        Files.writeString(temporary.resolve("a.txt"), "a");
        Settings settings = read(
                Map.of("workers", " 200 ", "trouble", "late", "folder", temporary.toString()));
        assertThat(settings.integer("workers")).isEqualTo(200);
        assertThat(settings.choice("trouble")).isEqualTo("late");
        assertThat(settings.folder("folder")).isEqualTo(temporary);
        assertThat(settings.asText()).containsEntry("workers", "200");
    }

    @Test
    void each_refusal_says_what_was_given_and_what_is_allowed() throws IOException {
        Path file = Files.writeString(temporary.resolve("file.txt"), "a");
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        Files.createDirectory(empty.resolve("only a folder"));
        record Case(String name, String value, Reason reason, String allowed) {}
        var cases = List.of(
                new Case("wrokers", "3", Reason.UNKNOWN, "workers, trouble, folder, presses"),
                new Case("workers", "three", Reason.NOT_A_NUMBER, "1–200"),
                new Case("workers", "", Reason.NOT_A_NUMBER, "1–200"),
                new Case("workers", "99999999999999", Reason.NOT_A_NUMBER, "1–200"),
                new Case("workers", "0", Reason.OUT_OF_BOUNDS, "1–200"),
                new Case("workers", "201", Reason.OUT_OF_BOUNDS, "1–200"),
                new Case("trouble", "Late", Reason.NOT_AN_OPTION, "none, late"),
                new Case("folder", temporary.resolve("nowhere").toString(), Reason.NO_FOLDER, ""),
                new Case("folder", "no\0path", Reason.NO_FOLDER, ""),
                new Case("folder", file.toString(), Reason.NOT_A_FOLDER, ""),
                new Case("folder", empty.toString(), Reason.EMPTY_FOLDER, ""),
                new Case("presses", "lock()", Reason.NO_PRESS, ""));
        for (Case each : cases) {
            SettingException refused = refusal(each.name, each.value);
            assertThat(refused.reason()).as(each.toString()).isEqualTo(each.reason);
            assertThat(refused.allowed()).as(each.toString()).isEqualTo(each.allowed);
            if (each.reason != Reason.UNKNOWN) {
                assertThat(refused.given()).isEqualTo(each.value);
            }
        }
        // The first is below; the others are found by a run, see RemoteTest.
        var tested = EnumSet.of(Reason.UNREADABLE_FOLDER, Reason.NO_SUCH_CALL, Reason.NO_SUCH_ACTOR,
                Reason.TOO_MANY_ACTORS, Reason.WAITS_IN_CALL);
        cases.forEach(each -> tested.add(each.reason));
        assertThat(tested).as("every reason has a case").isEqualTo(EnumSet.allOf(Reason.class));
    }

    @Test
    void a_folder_that_may_not_be_read_is_told_from_one_that_is_not_there() throws IOException {
        Path locked = Files.createDirectory(temporary.resolve("locked"));
        assumeTrue(Files.getFileStore(locked).supportsFileAttributeView("posix"));
        Files.setPosixFilePermissions(locked, Set.of());
        assumeFalse(Files.isReadable(locked), "the superuser reads everything");
        assertThat(refusal("folder", locked.toString()).reason()).isEqualTo(Reason.UNREADABLE_FOLDER);
    }

    @Test
    void a_setting_that_is_not_declared_cannot_be_asked_for() {
        Settings settings = read(Map.of());
        assertThatThrownBy(() -> settings.integer("visits")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("visits");
    }

    @Test
    void the_texts_cannot_be_changed() {
        Map<String, String> texts = read(Map.of()).asText();
        assertThatThrownBy(() -> texts.put("workers", "6")).isInstanceOf(UnsupportedOperationException.class);
    }
}
