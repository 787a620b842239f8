package dev.potok.app.measure;

import java.util.function.LongSupplier;

/** Time that a piece of work may take before it has to be put off. For one thread. */
public final class Budget {
    private final LongSupplier clock;
    private final long until;

    private Budget(LongSupplier clock, long until) {
        this.clock = clock;
        this.until = until;
    }

    /** All the time there is. */
    public static Budget unlimited() {
        return new Budget(() -> 0, Long.MAX_VALUE);
    }

    /** So many nanoseconds from now on. */
    public static Budget nanos(long nanos) {
        return of(System::nanoTime, nanos);
    }

    /** So many nanoseconds of that clock from now on. */
    static Budget of(LongSupplier clock, long nanos) {
        return new Budget(clock, clock.getAsLong() + nanos);
    }

    /** Whether it is used up. */
    public boolean spent() {
        return clock.getAsLong() - until >= 0 && until != Long.MAX_VALUE;
    }
}
