package dev.potok.simulation.trace;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The processor's own count of time, as JDK Flight Recorder reads it; a look costs less than half of
 * {@link System#nanoTime}.
 *
 * <p>
 * It is had by {@code jdk.jfr.internal.JVM.counterTime()}, which the compiler knows. That is no public API, so it is
 * used only where the program was started with the option that opens it to us
 * ({@code --add-exports jdk.jfr/jdk.jfr.internal=dev.potok.simulation}), and only where the counter can be
 * {@linkplain #TRUSTED trusted}. See docs/adr/0010-time-from-the-counter.md.
 */
final class TimeStampCounter {
    /**
     * Whether the counter is there, and Linux takes its own time from it: then the kernel has found that it goes evenly,
     * never stops, and is the same on all cores, and goes on watching that. Other systems do not tell, so there it is
     * not trusted.
     */
    static final boolean TRUSTED;

    private static final MethodHandle COUNTER;
    /** The first reading, from which on the counter is held against the system's clock. */
    private static final Pair FIRST;

    private static final Path CLOCK_SOURCE = Path
            .of("/sys/devices/system/clocksource/clocksource0/current_clocksource");
    /** So many bits of a number of nanoseconds per tick are behind the point. */
    private static final int FRACTION = 60;
    /** The counter is held against the system's clock for at least that long: an error of 80 ns makes 40 in a million. */
    private static final long LEAST_COMPARED_NANOS = 2_000_000;
    /** By how much the frequency found may differ from the one that the virtual machine has. */
    private static final double TOLERANCE = 0.01;

    static {
        MethodHandle counter = MethodHandles.constant(long.class, 0L);
        double told = 0;
        try {
            if (systemTrusts()) {
                Class<?> virtualMachine = Class.forName("jdk.jfr.internal.JVM");
                TimeStampCounter.class.getModule().addReads(virtualMachine.getModule());
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                MethodType number = MethodType.methodType(long.class);
                told = (long) lookup.findStatic(virtualMachine, "getTicksFrequency", number).invokeExact();
                counter = lookup.findStatic(virtualMachine, "counterTime", number);
            }
        } catch (Throwable notForUs) { // not opened to us, or not there in this Java: the system's clock serves
            told = 0;
        }
        COUNTER = counter;
        FIRST = Pair.read();
        // Where the virtual machine has no counter either, it answers with the system's clock: a tick is a nanosecond.
        TRUSTED = told > 0 && told != 1e9 && Math.abs(told * FIRST.nanosPerTick() / 1e9 - 1) <= TOLERANCE;
    }

    private TimeStampCounter() {}

    private static boolean systemTrusts() throws IOException {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")
                && System.getProperty("os.arch", "").equals("amd64")
                && Files.readString(CLOCK_SOURCE).strip().equals("tsc");
    }

    /** The counter now. The processor may read it a little earlier or later than its place in the program. */
    static long read() {
        try {
            return (long) COUNTER.invokeExact();
        } catch (Throwable failed) {
            throw new IllegalStateException("the time-stamp counter cannot be read", failed);
        }
    }

    /**
     * How long a tick is, as a multiplier for {@link #nanos}: what the counter and the system's clock counted since this
     * class was first used. So it gets more exact with the age of the program; waits if that is under two milliseconds.
     */
    static long nanosPerTick() {
        return Math.round(FIRST.nanosPerTick() * (1L << FRACTION));
    }

    /** Nanoseconds in so many ticks, rounded down, for up to 2<sup>59</sup> ticks, which are some years. */
    static long nanos(long ticks, long nanosPerTick) {
        return Math.multiplyHigh(ticks << (Long.SIZE - FRACTION), nanosPerTick);
    }

    /** The counter and the system's clock at one instant. */
    private record Pair(long ticks, long nanos) {
        private static final int TRIES = 32;

        /** The tightest of some pairs, so that an interruption in between does no harm. */
        static Pair read() {
            long tightest = Long.MAX_VALUE;
            var best = new Pair(0, 0);
            for (int i = 0; i < TRIES; i++) {
                long before = TimeStampCounter.read();
                long nanos = System.nanoTime();
                long after = TimeStampCounter.read();
                if (after - before < tightest) {
                    tightest = after - before;
                    best = new Pair(before + tightest / 2, nanos);
                }
            }
            return best;
        }

        /** Nanoseconds a tick, from this instant to now. */
        double nanosPerTick() {
            while (System.nanoTime() - nanos < LEAST_COMPARED_NANOS) {
                Thread.onSpinWait();
            }
            Pair now = read();
            return (double) (now.nanos - nanos) / (now.ticks - ticks);
        }
    }
}
