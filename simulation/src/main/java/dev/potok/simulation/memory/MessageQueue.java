package dev.potok.simulation.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.CannotCrossException;

/**
 * A bounded queue of messages in shared memory, for any number of producers and consumers in any number of processes;
 * first in, first out. Python's {@code multiprocessing.Queue}, without its thread and its pipe.
 *
 * <pre>
 *   0  int   kind, int capacity, long ring bytes, int largest message, int slots      (written by who creates it)
 *  24  int   closed       0, then 1                                        (written under "in")
 * 128  int   in           the producers' mutex
 * 136  long  tail known   "tail" as a producer last saw it                 (plain, under "in")
 * 256  long  head         messages put so far                              (volatile, under "in")
 * 384  int   out          the consumers' mutex
 * 392  long  head known   "head" as a consumer last saw it                 (plain, under "out")
 * 512  long  tail         messages taken so far                            (volatile, under "out")
 * 640  int   doorbell of consumers, who wait for messages
 * 768  int   doorbell of producers, who wait for room
 * 896  long  end[slots]   where in the stream of bytes message number i ends, at i modulo slots      (plain, under "in")
 *            ring         the stream of bytes, each message from a multiple of 8 on, wrapped where it may be
 * </pre>
 *
 * <p>
 * A producer writes the payload, then its end, then {@code head}; a consumer copies the payload, then writes {@code tail}.
 * Each of the two writes is all there is to putting or taking. So a process that dies at any instruction has put its
 * message or has not, has taken one or has not, and the next who has the mutex finds nothing to repair but doorbells that
 * may not have been rung. What a producer wrote is seen by whoever read {@code head}, and no producer writes where a
 * consumer reads before he has read its {@code tail}. A message is lost only with a consumer that dies between taking it
 * and returning from {@link #take}.
 *
 * <p>
 * There are more slots than messages, so that the end of the last one taken, where the room in the ring begins, is still
 * there. Before the first message that is the slot before the first, which is zero.
 *
 * <p>
 * Any thread may call any method in the name of a party of its own. Waiting producers, and waiting consumers, are served in
 * no promised order. Each call may have to wait for as long as another process stands still within one, whatever its own
 * time-out; not for one that is dead. Interrupts are not noticed.
 */
public final class MessageQueue {
    private static final int KIND = 0x51554555; // QUEU

    private static final long CAPACITY_AT = 4;
    private static final long RING_BYTES_AT = 8;
    private static final long LARGEST_AT = 16;
    private static final long SLOTS_AT = 20;
    private static final long CLOSED_AT = 24;
    private static final long IN_AT = Words.APART;
    private static final long TAIL_KNOWN_AT = IN_AT + Long.BYTES;
    private static final long HEAD_AT = 2 * Words.APART;
    private static final long OUT_AT = 3 * Words.APART;
    private static final long HEAD_KNOWN_AT = OUT_AT + Long.BYTES;
    private static final long TAIL_AT = 4 * Words.APART;
    private static final long MESSAGES_AT = 5 * Words.APART;
    private static final long ROOM_AT = 6 * Words.APART;
    private static final long SLOT_AT = 7 * Words.APART;

    private final MemorySegment memory;
    private final long offset;
    private final int capacity;
    private final int largest;
    private final long ringBytes;
    private final long slotMask;
    private final long ringAt;
    private final MemoryMutex in;
    private final MemoryMutex out;
    private final Doorbell messages;
    private final Doorbell room;
    private final SpinBudget spins = new SpinBudget();

    private MessageQueue(MemorySegment all, long offset, IntPredicate dead) {
        this.offset = offset;
        capacity = all.get(ValueLayout.JAVA_INT, offset + CAPACITY_AT);
        ringBytes = all.get(ValueLayout.JAVA_LONG, offset + RING_BYTES_AT);
        largest = all.get(ValueLayout.JAVA_INT, offset + LARGEST_AT);
        int slots = all.get(ValueLayout.JAVA_INT, offset + SLOTS_AT);
        slotMask = slots - 1L;
        ringAt = SLOT_AT + slots * (long) Long.BYTES;
        memory = all.asSlice(offset, ringAt + ringBytes);
        in = new MemoryMutex(memory, IN_AT, dead);
        out = new MemoryMutex(memory, OUT_AT, dead);
        messages = new Doorbell(memory, MESSAGES_AT);
        room = new Doorbell(memory, ROOM_AT);
    }

    /**
     * Allocates an empty queue.
     *
     * @param capacity how many messages it holds at most
     * @param bytes    how many bytes of messages it holds at most, each message counted up to a multiple of 8; made up to a
     *                 power of two. The largest message has as many
     * @param dead     whether the party of that number has died
     */
    public static MessageQueue create(SharedMemory memory, int capacity, int bytes, IntPredicate dead) {
        if (capacity < 1 || capacity > 1 << 28 || bytes < 1 || bytes > 1 << 30) {
            throw new IllegalArgumentException("no queue can hold " + capacity + " messages of " + bytes + " bytes");
        }
        int slots = Integer.highestOneBit(capacity) << 1;
        int ring = Math.max(Long.BYTES, bytes == 1 ? 1 : Integer.highestOneBit(bytes - 1) << 1);
        long offset = memory.allocate(SLOT_AT + slots * (long) Long.BYTES + ring, Words.APART);
        MemorySegment all = memory.segment();
        all.set(ValueLayout.JAVA_INT, offset + CAPACITY_AT, capacity);
        all.set(ValueLayout.JAVA_LONG, offset + RING_BYTES_AT, ring);
        all.set(ValueLayout.JAVA_INT, offset + LARGEST_AT, ring);
        all.set(ValueLayout.JAVA_INT, offset + SLOTS_AT, slots);
        Words.INT.setVolatile(all, offset, KIND);
        return new MessageQueue(all, offset, dead);
    }

    /**
     * The queue at that offset, which was {@linkplain #create created} before, in this process or another.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static MessageQueue at(SharedMemory memory, long offset, IntPredicate dead) {
        Words.expect(memory, offset, KIND, "queue");
        return new MessageQueue(memory.segment(), offset, dead);
    }

    /** Where it lies, for other processes. */
    public long offset() {
        return offset;
    }

    /** How many messages it holds at most. */
    public int capacity() {
        return capacity;
    }

    /** How many bytes a message has at most. */
    public int largestBytes() {
        return largest;
    }

    /** How many messages are in it; may be out of date when it is read. */
    public int size() {
        long tail = (long) Words.LONG.getVolatile(memory, TAIL_AT); // first, so that the difference is not negative
        return (int) Math.min((long) Words.LONG.getVolatile(memory, HEAD_AT) - tail, capacity);
    }

    /** Puts the message if there is room for it now; false if not. As {@link #put}, without waiting. */
    public boolean offer(int party, byte[] message) {
        return put(party, message, 0, message.length, 0);
    }

    /** Puts all bytes of the array, see the other {@code put}. */
    public boolean put(int party, byte[] message, long timeoutNanos) {
        return put(party, message, 0, message.length, timeoutNanos);
    }

    /**
     * Puts a message, once there is room. When this has returned, the message will be taken whatever becomes of this
     * process.
     *
     * @param timeoutNanos for how long to wait for room; {@link Long#MAX_VALUE} is for ever
     * @return false if there was no room in that time
     * @throws CannotCrossException  if it is larger than any message may be; nothing has been written then
     * @throws IllegalStateException if the queue is closed
     */
    public boolean put(int party, byte[] bytes, int from, int length, long timeoutNanos) {
        Objects.checkFromIndexSize(from, length, bytes.length);
        if (length > largest) {
            throw new CannotCrossException(
                    "a message of " + length + " bytes is too large for this queue, whose largest has "
                            + largest + "; put less into it, or make the queue with more bytes");
        }
        if (putNow(party, bytes, from, length)) {
            return true;
        }
        long start = timeoutNanos > 0 ? System.nanoTime() : 0;
        while (awaitRoom(length, start, timeoutNanos)) {
            if (putNow(party, bytes, from, length)) {
                return true;
            }
        }
        return false;
    }

    private boolean putNow(int party, byte[] bytes, int from, int length) {
        if (in.lock(party)) {
            messages.ringForAll(); // the dead one may not have come to it
        }
        try {
            if (closed()) {
                throw new IllegalStateException("the queue is closed: nothing can be put into it any more");
            }
            long head = (long) Words.LONG.get(memory, HEAD_AT); // written under the mutex that we have
            long start = Words.aligned(end(head - 1), Long.BYTES);
            if (!hasRoom(head, start, length, (long) Words.LONG.get(memory, TAIL_KNOWN_AT))) {
                long tail = (long) Words.LONG.getVolatile(memory, TAIL_AT);
                Words.LONG.set(memory, TAIL_KNOWN_AT, tail);
                if (!hasRoom(head, start, length, tail)) {
                    return false;
                }
            }
            long at = start & ringBytes - 1;
            int first = (int) Math.min(length, ringBytes - at);
            MemorySegment.copy(bytes, from, memory, ValueLayout.JAVA_BYTE, ringAt + at, first);
            if (first < length) {
                MemorySegment.copy(bytes, from + first, memory, ValueLayout.JAVA_BYTE, ringAt, length - first);
            }
            Words.LONG.set(memory, slot(head), start + length);
            Words.LONG.setVolatile(memory, HEAD_AT, head + 1);
        } finally {
            in.unlock(party);
        }
        messages.ring();
        return true;
    }

    private long slot(long number) {
        return SLOT_AT + (number & slotMask) * Long.BYTES;
    }

    private long end(long number) {
        return (long) Words.LONG.get(memory, slot(number));
    }

    private boolean hasRoom(long head, long start, int length, long tail) {
        return head - tail < capacity
                && start + length - Words.aligned(end(tail - 1), Long.BYTES) <= ringBytes;
    }

    /** Returns when it is worth a try; false if the time is over. */
    private boolean awaitRoom(int length, long start, long timeoutNanos) {
        if (timeoutNanos <= 0) {
            return false;
        }
        for (int looks = spins.looks(); looks > 0; looks--) {
            if (seemsToHaveRoom(length)) {
                spins.worked();
                return true;
            }
            Thread.onSpinWait();
        }
        spins.failed();
        int announced = room.announce();
        if (seemsToHaveRoom(length)) {
            return true;
        }
        long left = timeoutNanos == Long.MAX_VALUE ? timeoutNanos : timeoutNanos - (System.nanoTime() - start);
        if (left > 0) {
            room.await(announced, left);
        }
        return left > 0;
    }

    /**
     * Looks without the mutex. The queue may move on in the meantime, and then the answer may be wrong; but whoever moves it
     * on after the tail was read here sees who announced himself before.
     */
    private boolean seemsToHaveRoom(int length) {
        long tail = (long) Words.LONG.getVolatile(memory, TAIL_AT);
        long head = (long) Words.LONG.getVolatile(memory, HEAD_AT);
        return closed() || hasRoom(head, Words.aligned(end(head - 1), Long.BYTES), length, tail);
    }

    /** Takes the oldest message if there is any now, else null. */
    public byte @Nullable [] poll(int party) {
        return take(party, 0);
    }

    /**
     * Takes the oldest message, once there is one.
     *
     * @param timeoutNanos for how long to wait for one; {@link Long#MAX_VALUE} is for ever
     * @return null if none came in that time, or none will ever come, see {@link #ended}
     */
    public byte @Nullable [] take(int party, long timeoutNanos) {
        byte[] message = takeNow(party);
        if (message == null && timeoutNanos > 0) {
            long start = System.nanoTime();
            while (message == null && awaitMessage(start, timeoutNanos)) {
                message = takeNow(party);
            }
        }
        return message;
    }

    /**
     * The same without allocating: takes the message into the beginning of an array.
     *
     * @param target with room for the {@linkplain #largestBytes largest} message
     * @return its length, or -1 if none came
     */
    public int take(int party, byte[] target, long timeoutNanos) {
        if (target.length < largest) {
            throw new IllegalArgumentException("a message may have " + largest + " bytes, but there is room for only "
                    + target.length);
        }
        int length = takeNow(party, target);
        if (length < 0 && timeoutNanos > 0) {
            long start = System.nanoTime();
            while (length < 0 && awaitMessage(start, timeoutNanos)) {
                length = takeNow(party, target);
            }
        }
        return length;
    }

    private byte @Nullable [] takeNow(int party) {
        lockForTaking(party);
        byte[] message;
        try {
            long tail = (long) Words.LONG.get(memory, TAIL_AT); // written under the mutex that we have
            if (isEmpty(tail)) {
                return null;
            }
            message = new byte[length(tail)];
            copyAndTake(tail, message, message.length);
        } finally {
            out.unlock(party);
        }
        room.ring();
        return message;
    }

    private int takeNow(int party, byte[] target) {
        lockForTaking(party);
        int length;
        try {
            long tail = (long) Words.LONG.get(memory, TAIL_AT);
            if (isEmpty(tail)) {
                return -1;
            }
            length = length(tail);
            copyAndTake(tail, target, length);
        } finally {
            out.unlock(party);
        }
        room.ring();
        return length;
    }

    private void lockForTaking(int party) {
        if (out.lock(party)) {
            room.ringForAll(); // the dead one may not have come to it
        }
    }

    private boolean isEmpty(long tail) {
        if ((long) Words.LONG.get(memory, HEAD_KNOWN_AT) > tail) {
            return false; // whoever wrote that had read the head, and had the mutex before us
        }
        long head = (long) Words.LONG.getVolatile(memory, HEAD_AT);
        Words.LONG.set(memory, HEAD_KNOWN_AT, head);
        return head == tail;
    }

    private int length(long tail) {
        long length = end(tail) - Words.aligned(end(tail - 1), Long.BYTES);
        if (length < 0 || length > largest) {
            throw new IllegalStateException("the queue in shared memory is damaged: a message of " + length + " bytes");
        }
        return (int) length;
    }

    private void copyAndTake(long tail, byte[] target, int length) {
        long at = Words.aligned(end(tail - 1), Long.BYTES) & ringBytes - 1;
        int first = (int) Math.min(length, ringBytes - at);
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, ringAt + at, target, 0, first);
        if (first < length) {
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, ringAt, target, first, length - first);
        }
        Words.LONG.setVolatile(memory, TAIL_AT, tail + 1);
    }

    /** Returns when it is worth a try; false if the time is over or there will be nothing more. */
    private boolean awaitMessage(long start, long timeoutNanos) {
        for (int looks = spins.looks(); looks > 0; looks--) {
            if (size() > 0) {
                spins.worked();
                return true;
            }
            Thread.onSpinWait();
        }
        spins.failed();
        int announced = messages.announce();
        if (size() > 0) {
            return true;
        }
        if (ended()) {
            return false;
        }
        long left = timeoutNanos == Long.MAX_VALUE ? timeoutNanos : timeoutNanos - (System.nanoTime() - start);
        if (left > 0) {
            messages.await(announced, left);
        }
        return left > 0;
    }

    /**
     * Lets nothing more in. What is in it can still be taken; then consumers are told that nothing came. Whoever waits is
     * woken. Calling it again does nothing.
     */
    public void close(int party) {
        boolean ignored = in.lock(party); // a producer has put its message by now, or will see that it is too late
        try {
            Words.INT.setVolatile(memory, CLOSED_AT, 1);
        } finally {
            in.unlock(party);
        }
        messages.ringForAll();
        room.ringForAll();
    }

    /** Whether it was closed. */
    public boolean closed() {
        return (int) Words.INT.getVolatile(memory, CLOSED_AT) != 0;
    }

    /** Whether it was closed and all is taken. */
    public boolean ended() {
        return closed() && size() == 0; // in this order: nothing is put once it is closed
    }
}
