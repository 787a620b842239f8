package dev.potok.simulation.shared;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.environment.BoundedQueue;
import dev.potok.simulation.environment.CannotCrossException;
import dev.potok.simulation.primitive.Party;
import dev.potok.simulation.primitive.Scribe;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.WaitSide;

/**
 * A first-in first-out queue between processes; what goes through it goes as a copy. Who waits at either end is called
 * when it is his turn, and takes or puts by himself; nobody else of that side does before he has.
 *
 * <pre>
 * 32  int   items in it                  48  long  number of the last item put
 * 36  int   1 if it is closed            56  long  how many were said to be done
 * 40  int   seat that is called to put   44  int   seat that is called to take; 0 for none
 * 64  the {@link MessageRing}
 * </pre>
 */
final class SharedQueue<T> extends SharedPrimitive implements BoundedQueue<T> {
    private static final long ITEMS = OWN;
    private static final long CLOSED = OWN + 4;
    private static final long CALLED_TO_PUT = OWN + 8;
    private static final long CALLED_TO_TAKE = OWN + 12;
    private static final long LAST_NUMBER = OWN + 16;
    private static final long DONE = OWN + 24;
    private static final long RING = OWN + 32;
    /** All that is in it at once, and the largest item, have room in so many bytes. */
    private static final long RING_BYTES = 4L << 20;
    static final long BYTES = RING + MessageRing.bytes(RING_BYTES);

    private final MessageRing ring;
    private final long capacity;

    SharedQueue(SharedWorld world, ResourceInfo info, long base) {
        super(world, info, base);
        this.ring = new MessageRing(world.memory(), base + RING, RING_BYTES);
        this.capacity = info.capacity() == 0 ? Long.MAX_VALUE : info.capacity();
    }

    // ---- in

    private byte[] packed(Party self, T item) {
        byte[] bytes = self.pack(item);
        if (bytes.length > MessageRing.largest(RING_BYTES)) {
            throw new CannotCrossException(
                    "an item of " + bytes.length + " bytes is too large for the queue \"" + name()
                            + "\", whose largest is " + MessageRing.largest(RING_BYTES) + " bytes: send it in parts");
        }
        self.record(EventKind.SERIALIZED, resource(), bytes.length, Long.MIN_VALUE);
        return bytes;
    }

    @Override
    public void put(T item) throws InterruptedException {
        Party self = enterInterruptibly();
        if (!put(self, packed(self, item), null)) {
            throw closed();
        }
    }

    @Override
    public boolean offer(T item, Duration timeout) throws InterruptedException {
        Party self = enterInterruptibly();
        return put(self, packed(self, item), timeout);
    }

    @Override
    public boolean offer(T item) {
        Party self = enter();
        byte[] bytes = packed(self, item);
        lock(self);
        try {
            mustBeOpen();
            return nobodyPuts() && hasRoomFor(bytes.length) && add(self, bytes);
        } finally {
            unlock(self);
        }
    }

    private boolean put(Party self, byte[] bytes, @Nullable Duration timeout) throws InterruptedException {
        SharedWait wait;
        lock(self);
        try {
            mustBeOpen();
            if (nobodyPuts() && hasRoomFor(bytes.length)) {
                return add(self, bytes);
            }
            wait = join(self, resource(), WaitSide.PUT, bytes.length, true, timeout);
        } finally {
            unlock(self);
        }
        while (true) {
            int how = await(self, wait);
            if (how == Roster.REFUSED) {
                throw closed();
            }
            if (how != Roster.CALLED) {
                return false;
            }
            lock(self);
            try {
                word(CALLED_TO_PUT, 0);
                if (word(CLOSED) == 1) {
                    goOn(self, resource());
                    throw closed();
                }
                if (hasRoomFor(bytes.length)) {
                    add(self, bytes);
                    goOn(self, resource());
                    callPutter();
                    return true;
                }
                again(self.seat());
            } finally {
                unlock(self);
            }
        }
    }

    private boolean nobodyPuts() {
        return word(CALLED_TO_PUT) == 0 && first(resource(), WaitSide.PUT) == 0;
    }

    private boolean nobodyTakes() {
        return word(CALLED_TO_TAKE) == 0 && first(resource(), WaitSide.TAKE) == 0;
    }

    private boolean hasRoomFor(long length) {
        return word(ITEMS) < capacity && ring.hasRoomFor(length);
    }

    private boolean add(Party self, byte[] bytes) {
        long number = longWord(LAST_NUMBER) + 1;
        long end = ring.write(bytes, number); // that takes its time, and nobody sees it yet
        record(self, EventKind.PUT, number);
        ring.publish(end);
        longWord(LAST_NUMBER, number);
        word(ITEMS, word(ITEMS) + 1);
        callTaker();
        return true;
    }

    // ---- out

    @Override
    public Optional<T> take() throws InterruptedException {
        return take(enterInterruptibly(), null);
    }

    @Override
    public Optional<T> poll(Duration timeout) throws InterruptedException {
        return take(enterInterruptibly(), timeout);
    }

    @Override
    public Optional<T> poll() {
        Party self = enter();
        byte[] bytes;
        lock(self);
        try {
            bytes = nobodyTakes() && word(ITEMS) > 0 ? remove(self) : null;
        } finally {
            unlock(self);
        }
        return unpacked(self, bytes);
    }

    private Optional<T> take(Party self, @Nullable Duration timeout) throws InterruptedException {
        byte[] bytes = takeBytes(self, timeout);
        return unpacked(self, bytes);
    }

    private byte @Nullable [] takeBytes(Party self, @Nullable Duration timeout) throws InterruptedException {
        SharedWait wait;
        lock(self);
        try {
            if (nobodyTakes() && word(ITEMS) > 0) {
                return remove(self);
            }
            if (word(CLOSED) == 1 && nobodyTakes()) {
                return null;
            }
            wait = join(self, resource(), WaitSide.TAKE, 0, true, timeout);
        } finally {
            unlock(self);
        }
        while (true) {
            int how = await(self, wait);
            if (how != Roster.CALLED) {
                return null;
            }
            lock(self);
            try {
                word(CALLED_TO_TAKE, 0);
                if (word(ITEMS) > 0) {
                    byte[] bytes = remove(self);
                    goOn(self, resource());
                    callTaker();
                    return bytes;
                }
                again(self.seat());
            } finally {
                unlock(self);
            }
        }
    }

    private byte[] remove(Party self) {
        byte[] bytes = ring.first();
        record(self, EventKind.TAKEN, ring.firstNumber());
        ring.removeFirst();
        word(ITEMS, word(ITEMS) - 1);
        callPutter();
        return bytes;
    }

    @SuppressWarnings("unchecked") // what comes out is of the class of what went in
    private Optional<T> unpacked(Party self, byte @Nullable [] bytes) {
        if (bytes == null) {
            return Optional.empty();
        }
        self.record(EventKind.DESERIALIZED, resource(), bytes.length, Long.MIN_VALUE);
        return Optional.of((T) self.unpack(bytes));
    }

    // ---- calls

    /** An item is there: calls the first who waits for one, unless one is called. Guarded. */
    private void callTaker() {
        int first = word(CALLED_TO_TAKE) != 0 || word(ITEMS) == 0 ? 0 : first(resource(), WaitSide.TAKE);
        if (first != 0) {
            word(CALLED_TO_TAKE, first);
            end(first, Roster.CALLED);
        } else if (word(CLOSED) == 1 && word(ITEMS) == 0 && word(CALLED_TO_TAKE) == 0) {
            endAll(resource(), WaitSide.TAKE, Roster.REFUSED);
        }
    }

    /** There is room: calls the first who waits for it, unless one is called. Guarded. */
    private void callPutter() {
        int first = word(CALLED_TO_PUT) != 0 ? 0 : first(resource(), WaitSide.PUT);
        if (first != 0 && hasRoomFor(world.roster().number(first))) {
            word(CALLED_TO_PUT, first);
            end(first, Roster.CALLED);
        }
    }

    // ---- the rest

    @Override
    public int size() {
        enter();
        return word(ITEMS);
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    @Override
    public void taskDone() {
        Party self = enter();
        lock(self);
        try {
            long left = unfinished() - 1;
            if (left < 0) {
                throw new IllegalStateException(
                        "taskDone() of \"" + name() + "\" called more often than items were put");
            }
            record(self, EventKind.TASK_DONE, left);
            longWord(DONE, longWord(DONE) + 1);
            if (left == 0) {
                endAll(resource(), WaitSide.JOIN, Roster.GRANTED);
            }
        } finally {
            unlock(self);
        }
    }

    @Override
    public void join() throws InterruptedException {
        Party self = enterInterruptibly();
        SharedWait wait;
        lock(self);
        try {
            if (unfinished() == 0) {
                return;
            }
            wait = join(self, resource(), WaitSide.JOIN, 0, true, null);
        } finally {
            unlock(self);
        }
        await(self, wait);
    }

    @Override
    public void close() {
        Party self = enter();
        lock(self);
        try {
            if (word(CLOSED) == 0) {
                record(self, EventKind.CLOSED, word(ITEMS));
                word(CLOSED, 1);
                letGo();
            }
        } finally {
            unlock(self);
        }
    }

    /** It is closed: nobody puts any more, and who takes goes when nothing is left. Guarded. */
    private void letGo() {
        endAll(resource(), WaitSide.PUT, Roster.REFUSED);
        callTaker();
    }

    /** Items put and not said to be done. */
    private long unfinished() {
        return longWord(LAST_NUMBER) - longWord(DONE);
    }

    /** Who stood before others may have been in their way. */
    @Override
    void left(Scribe self) {
        callPutter();
        callTaker();
    }

    private void mustBeOpen() {
        if (word(CLOSED) == 1) {
            throw closed();
        }
    }

    private IllegalStateException closed() {
        return new IllegalStateException("put() into \"" + name() + "\" after it was closed");
    }

    /** Counts anew what a visitor who died in the middle may have left out. */
    @Override
    void repair() {
        word(ITEMS, ring.count());
        longWord(LAST_NUMBER, ring.lastNumber(longWord(LAST_NUMBER)));
        word(CALLED_TO_PUT, called(WaitSide.PUT));
        word(CALLED_TO_TAKE, called(WaitSide.TAKE));
        if (word(CLOSED) == 1) {
            letGo();
        }
        if (unfinished() == 0) {
            endAll(resource(), WaitSide.JOIN, Roster.GRANTED);
        }
        callTaker();
        callPutter();
    }

    private int called(WaitSide side) {
        Roster roster = world.roster();
        for (int seat = 1; seat <= roster.last(); seat++) {
            if (roster.standing(seat) == Roster.CALLED && mine(roster.resource(seat))
                    && roster.side(seat) == side.ordinal() && !roster.gone(seat)) {
                return seat;
            }
        }
        return 0;
    }
}
