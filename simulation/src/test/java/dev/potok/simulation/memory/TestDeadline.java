package dev.potok.simulation.memory;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or process is to bring about. */
final class TestDeadline {
    private TestDeadline() {}

    /** Returns when it is so, and fails if it is not after a minute. */
    static void until(String what, BooleanSupplier so) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not in a minute: " + what);
            }
            Thread.yield();
        }
    }
}
