package dev.potok.simulation.shared;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import dev.potok.simulation.environment.CannotCrossException;
import dev.potok.simulation.environment.OwnerDiedException;
import dev.potok.simulation.environment.Pipe;
import dev.potok.simulation.primitive.Party;
import dev.potok.simulation.primitive.Scribe;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/**
 * Two rings of messages, one for each direction; even numbers go from the first end to the second. An end belongs to the
 * process it was given to last; when that one is gone, the other end gets what is left and is told.
 *
 * <pre>
 * 32  int   1 if it is closed                          of each end, from 40 and from 64 on:
 *                                                       0  int   number of the process it belongs to
 *                                                       4  int   seat of one of that process, once that is gone; else 0
 *                                                       8  long  number of the last message sent from here
 * 96  the rings: what goes from the first end, and from the second
 * </pre>
 */
final class SharedPipe<T> extends SharedPrimitive implements Pipe<T> {
    private static final long CLOSED = OWN;
    private static final long ENDS = OWN + 8;
    private static final long END_BYTES = 24;
    private static final long OWNER = 0;
    private static final long DEAD = 4;
    private static final long LAST_NUMBER = 8;
    /** From the first end go even numbers, from the second odd ones. */
    private static final long[] FIRST_NUMBER = {2, 1};
    private static final long RINGS = OWN + 64;
    /** Bytes that are on their way in one direction at once, and the largest message, have room in so many. */
    private static final long RING_BYTES = 64L << 10;
    static final long CAPACITY = RING_BYTES;
    static final long BYTES = RINGS + 2 * MessageRing.bytes(RING_BYTES);

    private final PipeEnd first;
    private final PipeEnd second;

    SharedPipe(SharedWorld world, ResourceInfo info, long base) {
        super(world, info, base);
        this.first = new PipeEnd(0);
        this.second = new PipeEnd(1);
    }

    @Override
    public PipeEnd first() {
        return first;
    }

    @Override
    public PipeEnd second() {
        return second;
    }

    private MessageRing ring(int from) {
        return new MessageRing(world.memory(), base + RINGS + from * MessageRing.bytes(RING_BYTES), RING_BYTES);
    }

    /** An end, as this process sees it. */
    final class PipeEnd implements End<T>, SharedWorld.Shared {
        private final int side;
        private final MessageRing out;
        private final MessageRing in;

        PipeEnd(int side) {
            this.side = side;
            this.out = ring(side);
            this.in = ring(1 - side);
        }

        @Override
        public Object handle() {
            return Handle.of(info, base, side + 1);
        }

        @Override
        public int resource() {
            return SharedPipe.this.resource();
        }

        private long at(int side, long word) {
            return ENDS + side * END_BYTES + word;
        }

        /** It has gone to that process. */
        void give(int process) {
            word(at(side, OWNER), process);
        }

        /** The sides of waits: who waits for room at this end, and who for a message. */
        private WaitSide forRoom() {
            return side == 0 ? WaitSide.PUT : WaitSide.WRITE;
        }

        private WaitSide forMessage(int end) {
            return end == 0 ? WaitSide.TAKE : WaitSide.READ;
        }

        @Override
        public void send(T message) throws InterruptedException {
            Party self = enterInterruptibly();
            byte[] bytes = self.pack(message);
            if (bytes.length > MessageRing.largest(RING_BYTES)) {
                throw new CannotCrossException("a message of " + bytes.length + " bytes is too large for the pipe \""
                        + name() + "\", whose largest is " + MessageRing.largest(RING_BYTES)
                        + " bytes: send it in parts");
            }
            self.record(EventKind.SERIALIZED, resource(), bytes.length, Long.MIN_VALUE);
            while (true) {
                SharedWait wait;
                lock(self);
                try {
                    if (word(CLOSED) == 1) {
                        throw closed();
                    }
                    mustHavePeer();
                    if (out.hasRoomFor(bytes.length)) {
                        add(self, bytes);
                        return;
                    }
                    wait = join(self, resource(), forRoom(), bytes.length, true, Long.MAX_VALUE);
                } finally {
                    unlock(self);
                }
                if (await(self, wait) == Roster.REFUSED) {
                    throw closed();
                }
            }
        }

        private void add(Party self, byte[] bytes) {
            long last = longWord(at(side, LAST_NUMBER));
            long number = last == 0 ? FIRST_NUMBER[side] : last + 2;
            long end = out.write(bytes, number); // that takes its time, and nobody sees it yet
            record(self, EventKind.SENT, number);
            out.publish(end);
            longWord(at(side, LAST_NUMBER), number);
            int taker = SharedPipe.this.first(resource(), forMessage(1 - side));
            if (taker != 0) {
                end(taker, Roster.GRANTED);
            }
        }

        @Override
        public Optional<T> receive() throws InterruptedException {
            return receive(enterInterruptibly(), Long.MAX_VALUE);
        }

        @Override
        public Optional<T> receive(Duration timeout) throws InterruptedException {
            Party self = enterInterruptibly();
            return receive(self, self.due(timeout));
        }

        @SuppressWarnings("unchecked") // what comes out is of the class of what went in
        private Optional<T> receive(Party self, long due) throws InterruptedException {
            while (true) {
                SharedWait wait;
                lock(self);
                try {
                    if (!in.isEmpty()) {
                        byte[] bytes = in.first();
                        record(self, EventKind.RECEIVED, in.firstNumber());
                        in.removeFirst();
                        wakeSender();
                        self.record(EventKind.DESERIALIZED, resource(), bytes.length, Long.MIN_VALUE);
                        return Optional.of((T) self.unpack(bytes));
                    }
                    if (word(CLOSED) == 1) {
                        return Optional.empty();
                    }
                    mustHavePeer();
                    wait = join(self, resource(), forMessage(side), 0, true, due);
                } finally {
                    unlock(self);
                }
                if (await(self, wait) == Roster.NONE) {
                    return Optional.empty();
                }
            }
        }

        private void wakeSender() {
            int sender = SharedPipe.this.first(resource(), (side == 0 ? second : first).forRoom());
            if (sender != 0) {
                end(sender, Roster.GRANTED);
            }
        }

        /** Guarded. */
        private void mustHavePeer() {
            int dead = word(at(1 - side, DEAD));
            if (dead != 0) {
                throw OwnerDiedException.atOtherEnd(name(), world.roster().name(dead));
            }
        }

        private IllegalStateException closed() {
            return new IllegalStateException("send() into \"" + name() + "\" after it was closed");
        }

        @Override
        public void close() {
            Party self = enter();
            lock(self);
            try {
                closeNow(self);
            } finally {
                unlock(self);
            }
        }
    }

    private void closeNow(Scribe self) {
        if (word(CLOSED) == 0) {
            record(self, EventKind.CLOSED, 0);
            word(CLOSED, 1);
            letGo(Roster.REFUSED);
        }
    }

    /** All who wait look again, or are refused. Guarded. */
    private void letGo(int how) {
        for (WaitSide side : WaitSide.values()) {
            endAll(resource(), side, how);
        }
    }

    /** Who was not told may go on: everybody looks for himself. */
    @Override
    void repair() {
        for (int side = 0; side < 2; side++) {
            long numbers = ENDS + side * END_BYTES + LAST_NUMBER;
            longWord(numbers, ring(side).lastNumber(longWord(numbers)));
        }
        letGo(word(CLOSED) == 1 ? Roster.REFUSED : Roster.GRANTED);
    }

    /** The ends of a process that was killed are dead; one that ended of its own will has closed the pipe. */
    @Override
    void lost(Scribe undertaker, Set<Integer> dead, boolean waited, boolean knew, boolean killed) {
        int seat = dead.iterator().next();
        int process = world.roster().process(seat);
        for (int side = 0; side < 2; side++) {
            long end = ENDS + side * END_BYTES;
            if (word(end + OWNER) == process && process != 0) {
                if (killed) {
                    word(end + DEAD, seat);
                    letGo(Roster.GRANTED);
                } else {
                    closeNow(undertaker);
                }
            }
        }
    }
}
