package dev.potok.simulation.memory;

import java.lang.foreign.MemorySegment;

/**
 * Where those sleep who wait for a state to change, in one word of shared memory; whoever changes the state rings.
 *
 * <pre>
 *   word      counts announcements and rings by twos, and wraps; the lowest bit says that somebody may sleep
 * </pre>
 *
 * <p>
 * Who wants to sleep announces it, <em>then</em> looks at the state once more, and sleeps only if the word is still as he
 * left it. Who changes the state does so with a volatile write, and <em>then</em> looks at the bit. All of these accesses are
 * volatile and so lie in one order: either the one who changes sees the bit, or the one who announced sees the change.
 *
 * <p>
 * A ring wakes one, and leaves the bit for those who sleep on. Only when the kernel had nobody to wake is the bit taken
 * away, by a compare-and-set from the very value of this ring. It succeeds only if nobody has announced himself since, and
 * whoever had done so before this ring and was not asleep yet finds the word changed and does not fall asleep. So nobody
 * sleeps without the bit, and those who died in their sleep cost one call of the kernel.
 *
 * <p>
 * To miss a ring, a sleeper would have to stand still between his look and his sleep for exactly 2<sup>31</sup> others.
 */
final class Doorbell {
    private static final int SOMEBODY = 1;
    private static final int ONE = 2;

    private final MemorySegment memory;
    private final long offset;

    /** A doorbell over a word that is zero when the first such is made. */
    Doorbell(MemorySegment memory, long offset) {
        this.memory = memory;
        this.offset = offset;
    }

    /** Says that the caller is about to sleep; he then looks at the state again. The answer is for {@link #await}. */
    int announce() {
        while (true) {
            int word = (int) Words.INT.getVolatile(memory, offset);
            int announced = word + ONE | SOMEBODY;
            if (Words.INT.compareAndSet(memory, offset, word, announced)) {
                return announced;
            }
        }
    }

    /** Sleeps until the bell rings, another announces himself, or the time is over, which is a slice at most. */
    void await(int announced, long timeoutNanos) {
        Futex.await(memory, offset, announced, Math.min(timeoutNanos, Futex.SLICE_NANOS));
    }

    /** Wakes one who sleeps, if there is any. The state was changed before by a volatile write. */
    void ring() {
        if (((int) Words.INT.getVolatile(memory, offset) & SOMEBODY) != 0) {
            int rung = (int) Words.INT.getAndAdd(memory, offset, ONE) + ONE;
            if (Futex.wake(memory, offset, 1) == 0) {
                // Where this fails, somebody else has rung or announced himself, and the bit stays.
                boolean ignored = Words.INT.compareAndSet(memory, offset, rung, rung & ~SOMEBODY);
            }
        }
    }

    /** Wakes all. */
    void ringForAll() {
        int ignored = (int) Words.INT.getAndAdd(memory, offset, ONE);
        Futex.wake(memory, offset, Integer.MAX_VALUE);
    }
}
