package dev.potok.simulation.process;

import dev.potok.simulation.trace.RunClock;

/**
 * How a child's clock goes against its parent's. Both are what {@link RunClock} reads, found by messages there and back.
 *
 * @param offsetNanos   what the child's clock is ahead of the parent's; 0 if they are one clock of the machine
 * @param residualNanos by how much that may be wrong: half of the quickest way there and back
 * @param shared        whether they are one clock of the machine: both read the same source, and no difference could be
 *                      told. Where they are not, they may also drift, and the offset is that of the hand-shake
 */
public record Alignment(long offsetNanos, long residualNanos, boolean shared) {
    /** Of one exchange: the parent's clock before and after, the child's in between, in readings. */
    private record Exchange(long before, long child, long after) {
        long roundTrip() {
            return after - before;
        }

        long offset() {
            return child - before - roundTrip() / 2;
        }
    }

    /** Finds the quickest of some exchanges. Confined to one thread. */
    static final class Measurement {
        private final boolean sameSource;
        private Exchange quickest = new Exchange(0, 0, Long.MAX_VALUE);

        /** Of a child that reads such a clock. */
        Measurement(RunClock.Source childs) {
            sameSource = childs == RunClock.source();
        }

        /** Adds an exchange; all of it in {@link RunClock#reading readings} of whose clock it is. */
        void add(long before, long child, long after) {
            var exchange = new Exchange(before, child, after);
            if (exchange.roundTrip() < quickest.roundTrip()) {
                quickest = exchange;
            }
        }

        /** What has been found. Readings of different sources cannot be compared; then the offset is 0 and not shared. */
        Alignment result() {
            long residual = RunClock.inNanos(quickest.roundTrip() / 2);
            if (!sameSource) {
                return new Alignment(0, residual, false);
            }
            long offset = RunClock.inNanos(quickest.offset());
            boolean shared = Math.abs(offset) <= residual;
            return new Alignment(shared ? 0 : offset, residual, shared);
        }
    }
}
