package dev.potok.simulation.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MicrosecondsTest {
    private static long parse(String text) {
        return Microseconds.parse((" " + text + "7").toCharArray(), 1, text.length());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-0.0, 0", "1, 1000", "0.001, 1", "14607665478.189, 14607665478189", "-12.5, -12500",
        "9721026409400.0, 9721026409400000", "1e3, 1000000", "1.5E-2, 15", "2.0e+1, 20000", "0.0004999, 0",
        "0.0005, 1", "0.0009123456789012345678, 1", "0.9999, 1000", "1234567890123456.789012345, 1234567890123456789",
        "1e-999999999, 0",
        "0e999999999, 0", "0.00000000000000000000000000000012345e30, 123", "5., 5000", ".5, 500"})
    void readsMicroseconds(String text, long nanos) {
        assertThat(parse(text)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "e5", "NaN", "Infinity", "1e", "1e+", "1x", "1.2.3", "0x1f", "1e999999999",
        "-1e19", "9300000000000000", "99999999999999999999999999999999"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(parse(text)).isEqualTo(Microseconds.NONE);
    }

    @Test
    void whatIsPrintedIsExactAndReadBack() {
        var random = new Random(3);
        var text = new char[Microseconds.LONGEST];
        for (int i = 0; i < 20_000; i++) {
            long nanos = random.nextLong() >>> 2 + random.nextInt(60);
            String printed = new String(text, 0, Microseconds.print(nanos, text));
            assertThat(new BigDecimal(printed)).isEqualByComparingTo(BigDecimal.valueOf(nanos, 3));
            assertThat(parse(printed)).isEqualTo(nanos);
        }
        assertThat(new String(text, 0, Microseconds.print(1_234_567, text))).isEqualTo("1234.567");
        assertThat(new String(text, 0, Microseconds.print(1_234_050, text))).isEqualTo("1234.05");
        assertThat(new String(text, 0, Microseconds.print(1_234_000, text))).isEqualTo("1234");
        assertThat(Microseconds.print(Long.MAX_VALUE, text)).isLessThanOrEqualTo(Microseconds.LONGEST);
    }

    @Test
    void readsAsExactlyAsTheDigitsAllow() {
        var random = new Random(4);
        for (int i = 0; i < 20_000; i++) {
            var number = new BigDecimal(random.nextInt()).scaleByPowerOfTen(random.nextInt(12) - 9);
            long nanos = number.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValue();
            assertThat(parse(number.toString())).as(number.toString()).isEqualTo(nanos);
            assertThat(parse(number.toPlainString())).as(number.toPlainString()).isEqualTo(nanos);
        }
    }
}
