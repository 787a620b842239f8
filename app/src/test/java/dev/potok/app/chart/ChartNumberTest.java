package dev.potok.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.api.Test;

import dev.potok.app.text.Texts;

class ChartNumberTest {
    private final Texts english = new Texts(Locale.ENGLISH);
    private final Texts russian = new Texts(Locale.of("ru"));

    @Test
    void writesFiguresInThreeDigitsOrMore() {
        assertThat(ChartNumber.full(4812.4, english)).isEqualTo("4812");
        assertThat(ChartNumber.full(12.34, english)).isEqualTo("12.3");
        assertThat(ChartNumber.full(1.234, russian)).isEqualTo("1,23");
        assertThat(ChartNumber.full(0, english)).isEqualTo("0");
        assertThat(ChartNumber.full(Double.NaN, english)).isEqualTo("–");
    }

    @Test
    void marksAreShort() {
        assertThat(ChartNumber.mark(8000, 2000, english)).isEqualTo("8k");
        assertThat(ChartNumber.mark(1500, 500, russian)).isEqualTo("1,5 тыс.");
        assertThat(ChartNumber.mark(2_500_000, 500_000, english)).isEqualTo("2.5M");
        assertThat(ChartNumber.mark(0, 2000, english)).isEqualTo("0");
        assertThat(ChartNumber.mark(0.25, 0.25, english)).isEqualTo("0.25");
    }

    @Test
    void aboutFourStepsMakeTheGreatest() {
        for (double greatest = 0.01; greatest < 1e7; greatest *= 1.7) {
            assertThat(greatest / ChartNumber.step(greatest)).as("steps to " + greatest).isBetween(1.5, 4.05);
        }
    }
}
