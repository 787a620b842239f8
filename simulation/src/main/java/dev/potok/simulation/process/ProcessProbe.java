package dev.potok.simulation.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tries out child processes, to tell what they cost on this machine just now. */
public final class ProcessProbe {
    /** The first is slow by what is new to this program; the one in the middle is told. */
    private static final int TRIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ProcessProbe() {}

    /**
     * What was found. Times are from asking for a child until the system has said that it has gone, having done nothing.
     *
     * @param coldNanos      of one that is started then
     * @param warmNanos      of one that waited
     * @param alignment      how the clock of a child goes against ours
     * @param classes        how it stands with the cache of the children's classes
     * @param classesTrouble why it cannot be had, empty if it can
     */
    public record Seen(long coldNanos, long warmNanos, Alignment alignment, CacheState classes,
            String classesTrouble) {}

    /**
     * Looks, which takes a second or two; at the first time somewhat longer, for then the cache is made.
     *
     * @throws ProcessException if there are no children to be had
     */
    public static Seen look() {
        ClassCache cache = ClassCache.of(Launch.here());
        try (var maker = new Nursery(Launch.here())) {
            cache.make(maker::takeSpecial);
        }
        try (var nursery = new Nursery(cache)) {
            var colds = new long[TRIES];
            var alignments = new ArrayList<Alignment>();
            for (int i = 0; i < TRIES; i++) {
                long begun = System.nanoTime();
                Child cold = nursery.takeCold();
                finish(cold);
                colds[i] = System.nanoTime() - begun;
                alignments.add(cold.alignment());
            }
            Arrays.sort(colds);
            alignments.sort(Comparator.comparing(Alignment::residualNanos));
            nursery.warm(1);
            if (!nursery.awaitReady(1, PATIENCE)) {
                throw new ProcessException(nursery.trouble().orElse("No process was ready within "
                        + PATIENCE.toSeconds() + " s"));
            }
            long begun = System.nanoTime();
            finish(nursery.take());
            return new Seen(colds[TRIES / 2], System.nanoTime() - begun, alignments.get(TRIES / 2),
                    cache.state(), cache.trouble().orElse(""));
        } catch (InterruptedException left) {
            Thread.currentThread().interrupt();
            throw new ProcessException("The look at child processes was interrupted", left);
        }
    }

    private static void finish(Child child) throws InterruptedException {
        child.assign(new Nothing(), question -> question, message -> {});
        try {
            Exit exit = child.exit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (exit.code() != 0) {
                throw new ProcessException(exit.complaint().orElse("A child ended with code " + exit.code()));
            }
        } catch (ExecutionException | TimeoutException late) {
            child.signal(Signal.KILL);
            throw new ProcessException("A child did not end within " + PATIENCE.toSeconds() + " s", late);
        }
    }

    /** Done at once. */
    private static final class Nothing implements Job {
        private static final long serialVersionUID = 1L;

        @Override
        public int run(Parent parent) {
            return 0;
        }
    }
}
