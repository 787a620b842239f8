package dev.potok.simulation.live;

/** Arithmetic that keeps a core busy and that no compiler removes. */
final class Spin {
    /** Turns in one unit of plain work flat out: about 50 microseconds on a core of 2020. */
    static final long PER_UNIT = 16;

    private static final int STEPS = 2_000;
    @SuppressWarnings("UnusedVariable") // written so that the steps before it have a purpose
    private static volatile long sink;

    private Spin() {}

    /** Does so many turns of 2,000 dependent steps each. */
    static void turn(long turns) {
        long x = 0x9E3779B97F4A7C15L ^ turns;
        for (long i = 0; i < turns * STEPS; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        if (x == 42) {
            sink = x;
        }
    }
}
