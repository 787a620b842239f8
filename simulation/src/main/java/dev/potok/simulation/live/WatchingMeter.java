package dev.potok.simulation.live;

import dev.potok.simulation.trace.EventPrice;

/**
 * What watching costs a live run: the time on cores that goes into recording and collecting, beside the time that the
 * actors have for themselves. Confined to the sampler's thread.
 *
 * <p>
 * Recording is counted in events at the price measured on this machine; collecting, sampling and steering are what the
 * system says of their threads. What the caches lose to it is not in it, and a collector that has a core to itself slows nobody; so it
 * is an estimate. {@code potok bench watching} measures the whole.
 */
final class WatchingMeter {
    /** Name of the counter; its values are millionths. */
    static final String COUNTER = "watching";
    static final long WHOLE = 1_000_000;
    /** Nothing is told before the actors have had so much time together: a share of next to nothing says nothing. */
    static final long LEAST_ACTORS_NANOS = 20_000_000;
    /** With many actors a look takes its time; then it is taken less often: once for so many of them. */
    private static final int ACTORS_A_LOOK = 256;

    private final LiveRun run;
    private final long samplerThread = Thread.currentThread().threadId();
    private Spent before;
    private int looksLeftOut;

    /**
     * What was spent since the run began.
     *
     * @param events          recorded
     * @param collectingNanos by the threads that collect, sample and steer
     * @param actorsNanos     by all actors, recording included
     */
    record Spent(long events, long collectingNanos, long actorsNanos) {
        /** Millionths that watching added from {@code before} to this; -1 where the actors did too little to tell. */
        long millionthsSince(Spent before, double eventNanos) {
            long actors = actorsNanos - before.actorsNanos;
            double recording = Math.min((events - before.events) * eventNanos, actors);
            double watching = recording + Math.max(0, collectingNanos - before.collectingNanos);
            double own = actors - recording;
            if (actors < LEAST_ACTORS_NANOS) {
                return -1;
            }
            return own <= watching ? WHOLE : Math.round(watching / own * WHOLE);
        }
    }

    /** A meter that counts from now on. */
    WatchingMeter(LiveRun run) {
        this.run = run;
        EventPrice.nanos(); // so that measuring it the first time counts for nothing
        before = spent();
    }

    /** Millionths since the last value that was told, -1 where there is none to tell now. */
    long look() {
        if (!ProcessorTime.known() || ++looksLeftOut * ACTORS_A_LOOK < run.livingActors()) {
            return -1;
        }
        looksLeftOut = 0;
        Spent now = spent();
        long millionths = now.millionthsSince(before, EventPrice.nanos());
        if (millionths >= 0) {
            before = now;
        }
        return millionths;
    }

    private Spent spent() {
        return new Spent(run.trace().size(), run.ownNanos() + ProcessorTime.of(samplerThread), run.actorsNanos());
    }
}
