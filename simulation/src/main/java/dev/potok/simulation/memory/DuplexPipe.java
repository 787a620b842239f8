package dev.potok.simulation.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.CannotCrossException;

/**
 * A pipe with two ends, 0 and 1, each of which sends to the other and receives from it; messages stay apart. Python's
 * {@code multiprocessing.Pipe}.
 *
 * <pre>
 *   0  int   kind, long to[0], to[1]     offsets of the queues that lead to each end      (written by who creates it)
 * 128  int   owner[0]     the party by whose death end 0 is closed, 0 if by none's         (written by whoever owns it)
 * 256  int   owner[1]     the same for end 1
 * </pre>
 *
 * <p>
 * Each direction is a {@link MessageQueue}, with what that promises where a process dies. An end is closed by closing
 * both queues. An end whose owner is dead counts as closed: who waits at the other finds that out within
 * {@link Futex#SLICE_NANOS}, or at once if somebody, like a parent process, closes the end in the dead one's place.
 */
public final class DuplexPipe {
    private static final int KIND = 0x50495045; // PIPE

    private static final long TO_AT = 8;
    private static final long OWNER_AT = Words.APART;
    private static final long BYTES = 3 * Words.APART;
    private final MemorySegment memory;
    private final long offset;
    private final MessageQueue[] to;
    private final IntPredicate dead;

    private DuplexPipe(SharedMemory shared, long offset, IntPredicate dead) {
        this.memory = shared.segment().asSlice(offset, BYTES);
        this.offset = offset;
        this.dead = dead;
        this.to = new MessageQueue[] {
            MessageQueue.at(shared, memory.get(ValueLayout.JAVA_LONG, TO_AT), dead),
            MessageQueue.at(shared, memory.get(ValueLayout.JAVA_LONG, TO_AT + Long.BYTES), dead)};
    }

    /**
     * Allocates a pipe.
     *
     * @param bytes that are under way in each direction at most, each message counted up to a multiple of 8; made up to a
     *              power of two. The largest message has as many
     * @param dead  whether the party of that number has died
     */
    public static DuplexPipe create(SharedMemory memory, int bytes, IntPredicate dead) {
        int messages = Math.max(1, bytes / (Long.BYTES / 2)); // as many as have any byte at all
        long to0 = MessageQueue.create(memory, messages, bytes, dead).offset();
        long to1 = MessageQueue.create(memory, messages, bytes, dead).offset();
        long offset = memory.allocate(BYTES, Words.APART);
        memory.segment().set(ValueLayout.JAVA_LONG, offset + TO_AT, to0);
        memory.segment().set(ValueLayout.JAVA_LONG, offset + TO_AT + Long.BYTES, to1);
        Words.INT.setVolatile(memory.segment(), offset, KIND);
        return new DuplexPipe(memory, offset, dead);
    }

    /**
     * The pipe at that offset, which was {@linkplain #create created} before, in this process or another.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static DuplexPipe at(SharedMemory memory, long offset, IntPredicate dead) {
        Words.expect(memory, offset, KIND, "pipe");
        return new DuplexPipe(memory, offset, dead);
    }

    /** Where it lies, for other processes. */
    public long offset() {
        return offset;
    }

    /** One of its ends, 0 or 1. Every process that has it may use it, and several threads. */
    public End end(int number) {
        if (number != 0 && number != 1) {
            throw new IllegalArgumentException("a pipe has the ends 0 and 1, not " + number);
        }
        return new End(number);
    }

    /** One end of the pipe. Any thread may call any method in the name of a party of its own. */
    public final class End {
        private final MessageQueue outgoing;
        private final MessageQueue incoming;
        private final long ownOwner;
        private final long otherOwner;
        private volatile boolean closedHere;

        private End(int number) {
            outgoing = to[1 - number];
            incoming = to[number];
            ownOwner = OWNER_AT + number * Words.APART;
            otherOwner = OWNER_AT + (1 - number) * Words.APART;
        }

        /** From now on the end counts as closed once that party is dead; 0 lets go of it. */
        public void own(int party) {
            Words.INT.setVolatile(memory, ownOwner, party);
        }

        /** How many bytes a message has at most. */
        public int largestBytes() {
            return outgoing.largestBytes();
        }

        /** Sends all bytes of the array, see the other {@code send}. */
        public boolean send(int party, byte[] message, long timeoutNanos) {
            return send(party, message, 0, message.length, timeoutNanos);
        }

        /**
         * Sends a message, once there is room for it.
         *
         * @param timeoutNanos for how long to wait for room; {@link Long#MAX_VALUE} is for ever
         * @return false if there was no room in that time
         * @throws CannotCrossException  if it is larger than any message may be; nothing has been written then
         * @throws PipeClosedException   if either end is closed
         */
        public boolean send(int party, byte[] bytes, int from, int length, long timeoutNanos) {
            checkOpenHere();
            long left = timeoutNanos;
            while (!otherIsDead()) {
                long slice = Math.min(left, Futex.SLICE_NANOS);
                long start = left > slice && left != Long.MAX_VALUE ? System.nanoTime() : 0;
                try {
                    if (outgoing.put(party, bytes, from, length, slice)) {
                        return true;
                    }
                } catch (IllegalStateException maybeClosed) {
                    if (!outgoing.closed()) {
                        throw maybeClosed;
                    }
                    break;
                }
                if (left <= slice) {
                    return false;
                }
                if (left != Long.MAX_VALUE) {
                    left -= System.nanoTime() - start;
                }
            }
            throw new PipeClosedException("nothing can be sent: the other end of the pipe is closed");
        }

        /**
         * Receives the next message, once there is one.
         *
         * @param timeoutNanos for how long to wait for it; {@link Long#MAX_VALUE} is for ever
         * @return null if none came in that time
         * @throws PipeClosedException if the other end is closed and all that it sent was received, or this end is closed
         */
        public byte @Nullable [] receive(int party, long timeoutNanos) {
            checkOpenHere();
            long left = timeoutNanos;
            while (true) {
                boolean otherWasDead = otherIsDead(); // looked at before the last message is looked for
                long slice = otherWasDead ? 0 : Math.min(left, Futex.SLICE_NANOS);
                long start = left > slice && left != Long.MAX_VALUE ? System.nanoTime() : 0;
                byte[] message = incoming.take(party, slice);
                if (message != null) {
                    return message;
                }
                if (otherWasDead || incoming.ended()) {
                    throw new PipeClosedException("nothing more will come: the other end of the pipe is closed");
                }
                if (left <= slice) {
                    return null;
                }
                if (left != Long.MAX_VALUE) {
                    left -= System.nanoTime() - start;
                }
            }
        }

        /** Closes this end, for all who have it. What it sent can still be received. Calling it again does nothing. */
        public void close(int party) {
            closedHere = true;
            outgoing.close(party);
            incoming.close(party);
        }

        private void checkOpenHere() {
            if (closedHere) {
                throw new PipeClosedException("this end of the pipe is closed");
            }
        }

        private boolean otherIsDead() {
            int owner = (int) Words.INT.getVolatile(memory, otherOwner);
            return owner != 0 && dead.test(owner);
        }
    }
}
