package dev.potok.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.potok.app.text.Texts;
import dev.potok.app.theme.Theme;

class ChartImageTest {
    /** Pixels of about that colour, for edges are softened. */
    private static long count(BufferedImage image, int rgb) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).filter(pixel -> distance(pixel, rgb) < 48).count();
    }

    private static int distance(int one, int other) {
        int sum = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            sum += Math.abs((one >> shift & 0xFF) - (other >> shift & 0xFF));
        }
        return sum;
    }

    private static int rgb(Theme theme, int core) {
        return ChartDrawing.awt(theme.series(core), 1).getRGB() & 0xFFFFFF;
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void drawsEachCoreInItsColourWithoutAToolkit(Theme theme) {
        for (Locale locale : Texts.LANGUAGES) {
            BufferedImage image = ChartImage.render(ChartFiguresTest.steady(8).recording(), theme, new Texts(locale),
                    ChartKind.THROUGHPUT, 640, 300);

            assertThat(image.getWidth()).isEqualTo(640);
            assertThat(image.getHeight()).isEqualTo(300);
            // The line over the area, and the swatch in the legend.
            assertThat(count(image, rgb(theme, 0))).isGreaterThan(450);
            assertThat(count(image, rgb(theme, 1))).isGreaterThan(450);
            assertThat(count(image, rgb(theme, 2))).isLessThan(20);
        }
    }

    @ParameterizedTest
    @EnumSource(ChartKind.class)
    void writesASentenceWhereThereAreNoFigures(ChartKind kind) {
        BufferedImage image = ChartImage.render(new dev.potok.app.timeline.TraceScript().recording(), Theme.LIGHT,
                new Texts(Locale.ENGLISH), kind, 640, 300);

        assertThat(count(image, rgb(Theme.LIGHT, 0))).isZero();
        assertThat(count(image, ChartDrawing.awt(Theme.LIGHT.color("ink-3"), 1).getRGB() & 0xFFFFFF)).isGreaterThan(20);
    }
}
