package dev.potok.simulation.shared;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.potok.simulation.memory.Futex;
import dev.potok.simulation.trace.ActorInfo;

/**
 * Who shares the memory: a seat for each actor, in which it says what it waits for and is told that it may go on. Any
 * process and any thread may read; who writes what is said at each word.
 *
 * <pre>
 *   0  int   0 free, 1 taken, 2 its process is gone, 3 its actor has begun   (gone: the owner of the run; else its process)
 *   4  int   number of its process, 0 for the run's own  (the taker)
 *   8  int   id of the actor                             (the taker)
 *  12  int   bell: how often it was rung                 (anybody, by addition)
 *  16  int   1 while it stands still                     (its actor)
 *  20  int   number of its wait or join, without an end in sight, at something of its own process; 0 for none
 *  24  int   how its wait stands, see below              (its actor begins; then guarded by what it waits for)
 *  28  int   resource it waits for                       (guarded)
 *  32  int   side of it                                  (guarded)
 *  36  int   number of the wait, from 1                  (its actor)
 *  40  int   what may end it: 1 time, 2 an interrupt     (guarded)
 *  44  int   line of the scenario it waits at            (its actor)
 *  48  long  ticket, its place in line                   (guarded)
 *  56  long  a number that goes with the wait            (guarded)
 *  64  long  time of the event that ended the wait       (guarded)
 * 128  name: a byte of length, then UTF-8                (the taker)
 * </pre>
 */
public final class Roster {
    static final int NONE = 0;
    static final int WAITING = 1;
    /** It may take what it waits for by itself, and nobody else may before. */
    static final int CALLED = 2;
    static final int GRANTED = 3;
    static final int REFUSED = 4;
    static final int ORPHANED = 5;

    static final int TIMED = 1;
    static final int INTERRUPTIBLE = 2;

    /** Seats there are; number 0 is nobody's. */
    static final int SEATS = 4096;
    private static final long SEAT_BYTES = 256;
    /** Bytes it takes, at a multiple of 64. */
    static final long BYTES = SEATS * SEAT_BYTES;

    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private static final long STATE = 0;
    private static final long PROCESS = 4;
    private static final long ACTOR = 8;
    private static final long BELL = 12;
    private static final long STILL = 16;
    private static final long OWN_WAIT = 20;
    private static final long WAIT = 24;
    private static final long RESOURCE = 28;
    private static final long SIDE = 32;
    private static final long SERIAL = 36;
    private static final long ENDS = 40;
    private static final long LINE = 44;
    private static final long TICKET = 48;
    private static final long NUMBER = 56;
    private static final long END_NANOS = 64;
    private static final long NAME = 128;
    private static final int LONGEST_NAME = 127;

    private static final int FREE = 0;
    private static final int TAKEN = 1;
    private static final int GONE = 2;
    private static final int BEGUN = 3;

    /** In seat 0, which is nobody's: how many others have been taken. */
    private static final long COUNT = 8;

    private final MemorySegment memory;
    private final long base;

    Roster(MemorySegment memory, long base) {
        this.memory = memory;
        this.base = base;
    }

    private long at(int seat, long word) {
        return base + seat * SEAT_BYTES + word;
    }

    private int get(int seat, long word) {
        return (int) INT.getAcquire(memory, at(seat, word));
    }

    private void set(int seat, long word, int value) {
        INT.setRelease(memory, at(seat, word), value);
    }

    // ---- seats

    /**
     * Gives that actor a seat.
     *
     * @throws IllegalStateException if none is left
     */
    int take(int process, ActorInfo actor) {
        int seat = (int) INT.getAndAdd(memory, at(0, COUNT), 1) + 1;
        if (seat >= SEATS) {
            throw new IllegalStateException("\"" + actor.name() + "\" finds no seat among those who share memory: "
                    + (SEATS - 1) + " have been there before it, which is as many as a run may have");
        }
        set(seat, PROCESS, process);
        set(seat, ACTOR, actor.id());
        set(seat, STILL, 1);
        byte[] name = actor.name().getBytes(StandardCharsets.UTF_8);
        byte[] shown = Arrays.copyOf(name, Math.min(name.length, LONGEST_NAME));
        MemorySegment.copy(shown, 0, memory, ValueLayout.JAVA_BYTE, at(seat, NAME + 1), shown.length);
        memory.set(ValueLayout.JAVA_BYTE, at(seat, NAME), (byte) shown.length);
        set(seat, STATE, TAKEN);
        return seat;
    }

    /** The last seat that may be taken. */
    int last() {
        return Math.min(get(0, COUNT), SEATS - 1);
    }

    boolean taken(int seat) {
        return get(seat, STATE) != FREE;
    }

    /** Its actor begins; by its process, before it does. */
    public void begin(int seat) {
        INT.compareAndSet(memory, at(seat, STATE), TAKEN, BEGUN);
    }

    /** Whether its actor has begun, and its process is there. */
    public boolean begun(int seat) {
        return get(seat, STATE) == BEGUN;
    }

    /** It waits without an end in sight for something of its own process, in that wait of its own; 0: no more. */
    public void ownWait(int seat, int number) {
        INT.setVolatile(memory, at(seat, OWN_WAIT), number);
    }

    /** See the other. */
    public int ownWait(int seat) {
        return (int) INT.getVolatile(memory, at(seat, OWN_WAIT));
    }

    /** Whether the process of that seat is gone. */
    public boolean gone(int seat) {
        return get(seat, STATE) == GONE;
    }

    /** The process of that seat is gone; by the owner of the run. */
    void leave(int seat) {
        set(seat, STATE, GONE);
    }

    int process(int seat) {
        return get(seat, PROCESS);
    }

    /** Id of the actor in that seat. */
    public int actor(int seat) {
        return get(seat, ACTOR);
    }

    String name(int seat) {
        int length = memory.get(ValueLayout.JAVA_BYTE, at(seat, NAME));
        byte[] name = new byte[length];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at(seat, NAME + 1), name, 0, length);
        return new String(name, StandardCharsets.UTF_8);
    }

    // ---- whether it stands still, and is told

    /** The actor in that seat stands still from now on, or not; with the full order of a volatile store. */
    public void still(int seat, boolean stands) {
        INT.setVolatile(memory, at(seat, STILL), stands ? 1 : 0);
    }

    /** Whether it does; with the full order of a volatile load. */
    public boolean still(int seat) {
        return (int) INT.getVolatile(memory, at(seat, STILL)) == 1;
    }

    /** Lets it look whether it may go on. */
    public void ring(int seat) {
        INT.getAndAdd(memory, at(seat, BELL), 1);
        Futex.wake(memory, at(seat, BELL), 1);
    }

    int bell(int seat) {
        return (int) INT.getVolatile(memory, at(seat, BELL));
    }

    /** Stands still until it is rung after {@link #bell} had that value, or for so long; perhaps for nothing. */
    void stand(int seat, int heard, long nanos) {
        Futex.await(memory, at(seat, BELL), heard, nanos);
    }

    // ---- its wait

    /** Begins one; the caller is in the critical section of what it waits for. */
    void wait(int seat, int resource, int side, int ends, long ticket, long number, int line) {
        set(seat, RESOURCE, resource);
        set(seat, SIDE, side);
        set(seat, ENDS, ends);
        set(seat, LINE, line);
        LONG.setRelease(memory, at(seat, TICKET), ticket);
        LONG.setRelease(memory, at(seat, NUMBER), number);
        set(seat, SERIAL, get(seat, SERIAL) + 1);
        set(seat, WAIT, WAITING);
    }

    /** It has been told to wait for something else; guarded by what it waited for, which shares a section with that. */
    void move(int seat, int resource, int side, long ticket) {
        set(seat, SIDE, side);
        set(seat, ENDS, 0);
        LONG.setRelease(memory, at(seat, TICKET), ticket);
        set(seat, RESOURCE, resource); // last: from here on it is in the other line
    }

    void ticket(int seat, long ticket) {
        LONG.setRelease(memory, at(seat, TICKET), ticket);
    }

    /** How its wait stands. */
    public int standing(int seat) {
        return get(seat, WAIT);
    }

    void standing(int seat, int how) {
        set(seat, WAIT, how);
    }

    /** Whether its wait is not over: what others may still have to end. */
    public boolean waits(int seat) {
        return get(seat, WAIT) == WAITING;
    }

    /** Number of its present wait, or of its last. */
    public int serial(int seat) {
        return get(seat, SERIAL);
    }

    /** The resource of its present wait, or of its last. */
    public int resource(int seat) {
        return get(seat, RESOURCE);
    }

    int side(int seat) {
        return get(seat, SIDE);
    }

    int line(int seat) {
        return get(seat, LINE);
    }

    /** Whether neither time nor an interrupt ends its wait. */
    public boolean endless(int seat) {
        return (get(seat, ENDS) & TIMED) == 0;
    }

    /** Whether an interrupt ends its wait. */
    public boolean interruptible(int seat) {
        return (get(seat, ENDS) & INTERRUPTIBLE) != 0;
    }

    long ticket(int seat) {
        return (long) LONG.getAcquire(memory, at(seat, TICKET));
    }

    long number(int seat) {
        return (long) LONG.getAcquire(memory, at(seat, NUMBER));
    }

    void number(int seat, long number) {
        LONG.setRelease(memory, at(seat, NUMBER), number);
    }

    long endNanos(int seat) {
        return (long) LONG.getAcquire(memory, at(seat, END_NANOS));
    }

    void endNanos(int seat, long time) {
        LONG.setRelease(memory, at(seat, END_NANOS), time);
    }
}
