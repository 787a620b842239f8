package dev.potok.simulation.memory;

import java.lang.foreign.MemorySegment;
import java.util.function.IntPredicate;

/**
 * A mutex in one word of shared memory, for parties of any process. Who dies while it holds it is found out by who waits,
 * who then has the mutex in his place.
 *
 * <pre>
 *   word      0 free, else the number of the party that holds it; the highest bit says that somebody may sleep
 *             Free to held: by compare-and-set of who takes it. The bit: by compare-and-set of who goes to sleep.
 *             Held to free: by compare-and-set of the holder. Held by one dead to held by another: by compare-and-set
 *             of whoever first finds out. All of these are volatile, so what is done under the mutex is seen by the next
 *             who has it.
 * </pre>
 *
 * <p>
 * Nobody sleeps without the bit in the very word he sleeps on, so who frees it either sees the bit, and wakes one, or has
 * changed the word before the kernel compares it. Who has slept puts the bit back when he takes the mutex or gives up, for
 * others may still sleep. If the one who was woken dies before he takes it, or who frees it before he wakes, the next
 * wakes by himself within {@link Futex#SLICE_NANOS}.
 *
 * <p>
 * It is not reentrant and not fair. A free pair of {@code lock} and {@code unlock} is two compare-and-sets. Nothing is
 * allocated, and interrupts are not noticed. Any thread may call it in the name of a party of its own.
 */
public final class MemoryMutex {
    /** Bytes that a mutex takes. */
    public static final long BYTES = Integer.BYTES;
    /** The highest number a party can have. */
    public static final int LAST_PARTY = 1 << 30;
    /** How often who finds something taken looks again before he sleeps. More than this is paid for by whoever works. */
    private static final int SPINS = 100;

    private static final int WAITS = 1 << 31;

    private final MemorySegment memory;
    private final long offset;
    private final IntPredicate dead;

    /** How an attempt ended. */
    public enum Grant {
        /** It was free, or became so. */
        FREE,
        /** Taken over from a party that died while it held it: what it left half-done is to be repaired. */
        INHERITED,
        /** Somebody else has it. */
        DENIED
    }

    /**
     * A mutex over a word that is zero when the first such is made.
     *
     * @param offset of an integer, a multiple of 4
     * @param dead   whether the party of that number has died; asked when somebody has to wait, by him
     */
    public MemoryMutex(MemorySegment memory, long offset, IntPredicate dead) {
        this.memory = memory;
        this.offset = offset;
        this.dead = dead;
    }

    /**
     * Waits until the party has it.
     *
     * @return whether it was taken over from a dead party, so that the caller has to repair what that left. If the caller
     *         dies before he has, the next is told the same
     * @throws IllegalMonitorStateException if that party has it already
     */
    public boolean lock(int party) {
        check(party);
        return !Words.INT.compareAndSet(memory, offset, 0, party)
                && contend(party, Long.MAX_VALUE) == Grant.INHERITED;
    }

    /** Takes it if it is free or its holder is dead. */
    public Grant tryLock(int party) {
        return tryLock(party, 0);
    }

    /**
     * Waits for it for so long at most; {@link Long#MAX_VALUE} is for ever.
     *
     * @throws IllegalMonitorStateException if that party has it already
     */
    public Grant tryLock(int party, long timeoutNanos) {
        check(party);
        return Words.INT.compareAndSet(memory, offset, 0, party) ? Grant.FREE : contend(party, timeoutNanos);
    }

    private static void check(int party) {
        if (party <= 0 || party > LAST_PARTY) {
            throw new IllegalArgumentException("a party's number is from 1 to " + LAST_PARTY + ", not " + party);
        }
    }

    private Grant contend(int party, long timeoutNanos) {
        for (int i = 0; i < SPINS && timeoutNanos > 0; i++) {
            if ((int) Words.INT.getVolatile(memory, offset) == 0
                    && Words.INT.compareAndSet(memory, offset, 0, party)) {
                return Grant.FREE;
            }
            Thread.onSpinWait();
        }
        long start = timeoutNanos == 0 || timeoutNanos == Long.MAX_VALUE ? 0 : System.nanoTime();
        int bit = 0; // set once we have slept, or said that we will
        while (true) {
            int word = (int) Words.INT.getVolatile(memory, offset);
            int owner = word & ~WAITS;
            if (owner == 0) {
                if (Words.INT.compareAndSet(memory, offset, word, party | bit)) {
                    return Grant.FREE;
                }
                continue;
            }
            if (owner == party) {
                throw new IllegalMonitorStateException("party " + party + " has this mutex already");
            }
            if (dead.test(owner)) {
                if (Words.INT.compareAndSet(memory, offset, word, party | word & WAITS | bit)) {
                    return Grant.INHERITED;
                }
                continue;
            }
            if (timeoutNanos <= 0) {
                return Grant.DENIED;
            }
            if (word == owner && !Words.INT.compareAndSet(memory, offset, word, word | WAITS)) {
                continue;
            }
            // The bit is there now, so who gives up leaves it for those who sleep on.
            bit = WAITS;
            long slice = Futex.SLICE_NANOS;
            if (timeoutNanos != Long.MAX_VALUE) {
                long left = timeoutNanos - (System.nanoTime() - start);
                if (left <= 0) {
                    return Grant.DENIED;
                }
                slice = Math.min(slice, left);
            }
            Futex.await(memory, offset, owner | WAITS, slice);
        }
    }

    /**
     * Gives it back.
     *
     * @throws IllegalMonitorStateException if that party does not have it; then nothing has changed
     */
    public void unlock(int party) {
        check(party);
        if (!Words.INT.compareAndSet(memory, offset, party, 0)) {
            unlockAndWake(party);
        }
    }

    private void unlockAndWake(int party) {
        int word = (int) Words.INT.getVolatile(memory, offset);
        // With the bit set nobody but the holder changes the word; without it, this is not the holder.
        if (word != (party | WAITS) || !Words.INT.compareAndSet(memory, offset, word, 0)) {
            throw new IllegalMonitorStateException("party " + party + " does not have this mutex, "
                    + ((word & ~WAITS) == 0 ? "nobody has" : "party " + (word & ~WAITS) + " has"));
        }
        Futex.wake(memory, offset, 1);
    }

    /** The party that has it, dead or alive, or 0; may be out of date when it is read. */
    public int owner() {
        return (int) Words.INT.getVolatile(memory, offset) & ~WAITS;
    }
}
