package dev.potok.simulation.environment;

/** A gate that lets nobody through until all parties stand before it; then it closes again for the next round. */
public interface Barrier {
    /**
     * Arrives, and waits for the others.
     *
     * @return the round just completed, from 1
     * @throws BrokenBarrierException if a party gave up, before or while the caller waited
     */
    long await();

    /** Gives up: breaks the barrier for all who wait and all who will come. */
    void abort();

    /** A party gave up, so the others can never be complete. */
    final class BrokenBarrierException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Names the barrier. */
        public BrokenBarrierException(String barrier) {
            super("the barrier \"" + barrier + "\" is broken: one of its parties gave up");
        }
    }
}
