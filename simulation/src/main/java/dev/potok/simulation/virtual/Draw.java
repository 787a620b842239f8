package dev.potok.simulation.virtual;

/**
 * Numbers drawn from a seed: the same on every machine and every version of Java, which is why it is not one of the
 * library's. SplitMix64, see Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014.
 */
final class Draw {
    private long state;

    Draw(long seed) {
        this.state = seed;
    }

    /** A number from 0 to {@code bound - 1}, each as probable as any other to within 2⁻³². */
    int below(int bound) {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (int) (((z >>> 32) * bound) >>> 32);
    }
}
