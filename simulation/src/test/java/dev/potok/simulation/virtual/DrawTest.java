package dev.potok.simulation.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrawTest {
    @Test
    void a_seed_gives_the_same_numbers_for_ever() {
        // By a SplitMix64 written in another language. Fixed, because recordings of older versions are compared with runs of newer ones.
        var draw = new Draw(42);
        int[] drawn = new int[8];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = draw.below(1000);
        }
        assertThat(drawn).containsExactly(741, 159, 278, 344, 38, 868, 218, 800);
    }

    @Test
    void every_number_below_the_bound_comes_about_equally_often() {
        var draw = new Draw(7);
        int[] counts = new int[7];
        int draws = 70_000;
        for (int i = 0; i < draws; i++) {
            counts[draw.below(counts.length)]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(9_600, 10_400);
        }
    }

    @Test
    void one_of_one_is_the_first() {
        assertThat(new Draw(1).below(1)).isZero();
    }
}
