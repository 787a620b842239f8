package dev.potok.simulation.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.potok.simulation.environment.SettingException.Reason;

class PressesTest {
    private static final List<Setting> DECLARED = List.of(new Setting.Presses("presses"));

    private static Settings settings(String text) {
        return Settings.of(DECLARED, Map.of("presses", text), Path::of);
    }

    @Test
    void each_kind_is_read() {
        assertThat(settings("1 acquire(); 2 tryAcquire(1 s);2  interrupt() ;\n + ; 1 s; 0.25s; 12 exchange(mine, 3 s);")
                .presses("presses")).containsExactly(
                        new Press.Tell(1, "acquire()"),
                        new Press.Tell(2, "tryAcquire(1 s)"),
                        new Press.Interrupt(2),
                        new Press.Add(),
                        new Press.Pass(Duration.ofSeconds(1)),
                        new Press.Pass(Duration.ofMillis(250)),
                        new Press.Tell(12, "exchange(mine, 3 s)"));
    }

    @Test
    void nothing_is_no_press() {
        assertThat(settings(" ").presses("presses")).isEmpty();
        assertThat(settings(";;").presses("presses")).isEmpty();
        assertThat(settings("").asText()).containsEntry("presses", "");
    }

    @Test
    void what_is_written_is_read_again() {
        String written = "1 acquire(); 2 interrupt(); +; 1 s; 0.25 s; 100 s; 3 read.tryLock(1 s)";
        assertThat(Presses.write(Presses.readAll(written))).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acquire()", "1", "1 acquire", "0 acquire()", "-1 acquire()", "1acquire()", "a acquire()",
        "1 ()", "++", "s", "1.2345 s", "1 m", "1 acquire() 2 release()x", "99999 acquire()"})
    void what_is_no_press_is_told_as_it_was_written(String wrong) {
        assertThatThrownBy(() -> settings("1 acquire(); " + wrong + "; +"))
                .isInstanceOfSatisfying(SettingException.class, told -> {
                    assertThat(told.reason()).isEqualTo(Reason.NO_PRESS);
                    assertThat(told.setting()).isEqualTo("presses");
                    assertThat(told.given()).isEqualTo(wrong);
                });
    }
}
