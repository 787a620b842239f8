package dev.potok.simulation.trace;

/**
 * What happened. The code of a kind is part of the file format: it is never reused for another meaning.
 *
 * <p>
 * The argument of an event is described at each kind; where none is named it is 0.
 */
public enum EventKind {
    /** The run began. Argument: number of cores. */
    RUN_STARTED(1),
    /** The run ended; nothing follows but what is told of losses at the very end. Argument: ordinal of the outcome. */
    RUN_FINISHED(2),
    /** All actors stand still; run time does not advance until {@link #RUN_RESUMED}. */
    RUN_PAUSED(3),
    /** The actors go on. */
    RUN_RESUMED(4),
    /**
     * The actor waits in a closed circle of waits, which nobody can open any more; one event for each of its members, in
     * the order of who waits for whom. Resource: what it waits for, 0 where it waits for another to end. Argument: number
     * of the circle, from 1.
     */
    DEADLOCKED(5),

    /** An actor exists but does not run yet. Argument: id of the actor that made it. */
    ACTOR_CREATED(10),
    /** The first event an actor records by itself. */
    ACTOR_STARTED(11),
    /** The body of the actor returned. */
    ACTOR_FINISHED(12),
    /** The body of the actor threw. Argument: id of the message in the string table. */
    ACTOR_FAILED(13),
    /** A resource exists. Argument: its capacity (permits, parties, slots), or 0 where it has none. */
    RESOURCE_CREATED(14),
    /** The scheduler took the actor's core away though it could go on. Told by a virtual machine only. */
    PREEMPTED(15),
    /** The actor has a core again after {@link #PREEMPTED}. */
    DISPATCHED(16),
    /** A virtual thread has a carrier. Resource: the carriers; argument: number of the carrier, from 1. */
    MOUNTED(17),
    /** A virtual thread leaves its carrier, because it waits, sleeps or ends. Argument: number of the carrier. */
    UNMOUNTED(18),
    /** The actor was interrupted. Argument: id of the actor that did it, 0 for whoever sits before the screen. */
    INTERRUPTED(19),

    /** The actor joined the wait line of the resource. Argument: the {@link WaitSide}'s ordinal. */
    WAIT_BEGUN(20),
    /**
     * The actor runs again after a wait; or, where it was granted nothing, leaves the line. Argument: 0 granted, 1 timed
     * out, 2 interrupted or broken.
     */
    WAIT_ENDED(21),
    /**
     * The actor holds. Argument: permits taken; how many times it has entered at once, of a reentrant mutex (more than
     * once after a condition); of a read-write or stamped lock the ordinal of {@link Access}.
     */
    ACQUIRED(22),
    /** The actor gives back. Argument: as that of {@link #ACQUIRED}. */
    RELEASED(23),
    /** The actor begins to read without holding anything. Argument: its stamp. */
    OPTIMISTIC_READ(24),
    /** The actor asks whether what it read that way still holds. Argument: 1 if no writer came since, else 0. */
    VALIDATED(25),
    /** The item that the actor puts next has this rank in a priority queue. Argument: the rank, the least leaves first. */
    RANKED(26),

    /** An item entered a queue. Argument: its number. */
    PUT(30),
    /** An item left a queue. Argument: its number. */
    TAKEN(31),
    /** Nothing more will be put. Argument: items still in it. */
    CLOSED(32),
    /** All items of a queue that were put so far have been dealt with but so many. Argument: how many are left. */
    TASK_DONE(33),
    /** A message went out to another actor or process. Argument: its number, under which it is {@link #RECEIVED}. */
    SENT(34),
    /** A message came in. Argument: its number. */
    RECEIVED(35),
    /** The actor lays an item on the table of an exchanger. Argument: its number, from 1. */
    OFFERED(36),
    /** The actor has swapped: it has a partner's item. Argument: number of that item. */
    EXCHANGED(37),
    /** The item that the actor put into a transfer queue is in somebody's hands. Argument: its number. */
    HANDED_OVER(38),
    /** The actor took back what it had offered or put, for nobody came for it. Argument: number of the item. */
    WITHDRAWN(39),

    /** A party reached the barrier. Argument: round, counted from 1. */
    ARRIVED(40),
    /** The last party arrived and the barrier opened. Argument: round. */
    TRIPPED(41),
    /** A party left the barrier. Argument: round. */
    PASSED(42),
    /** The barrier broke: one of its parties will never come. Argument: round. */
    BROKEN(43),
    /** A barrier that was broken is as new. Argument: the round that begins. */
    MENDED(44),
    /** An event was set: the lamp is on, and all who waited may go. Argument: how many waited. */
    SET(45),
    /** An event was cleared: the lamp is off. */
    CLEARED(46),
    /** A condition was signalled. Argument: how many it moved to the line of the mutex, 0 where it was lost. */
    NOTIFIED(47),
    /** A latch was counted down. Argument: what is left; at 0 all who waited may go. */
    COUNTED_DOWN(48),
    /** A phaser expects one party more. Argument: how many it expects now. */
    REGISTERED(49),

    /** The actor sleeps. Argument: nanoseconds it asked for. */
    SLEEP_BEGUN(50),
    /** The actor woke. */
    SLEEP_ENDED(51),
    /** The actor entered a blocking call of the operating system. Argument: id of its label in the string table. */
    IO_BEGUN(52),
    /** The blocking call returned. Argument: bytes moved, or 0 where unknown. */
    IO_ENDED(53),
    /** The actor waits for another to end. Argument: id of the other. */
    JOIN_BEGUN(54),
    /** The other has ended. Argument: its id. */
    JOIN_ENDED(55),
    /** A phaser expects one party less. Argument: how many it expects now. */
    DEREGISTERED(56),
    /** A subtask of a scope was begun. Actor: the owner; argument: id of the actor that does it. */
    FORKED(57),
    /** A subtask of a scope ended; the actor is the one that did it. Argument: ordinal of the scope's state of it. */
    SUBTASK_ENDED(58),
    /** The owner left a scope; all subtasks have ended. */
    SCOPE_LEFT(59),

    /** A piece of counted work began. Argument: units it is expected to do. */
    WORK_BEGUN(60),
    /** The work is done. Argument: units done. */
    WORK_ENDED(61),

    /** The actor is in the middle of its work, on that core; recorded now and then while work lasts. */
    WORKING(62),
    /** The actor waits to be told what to do by whoever sits before the screen. */
    IDLE(63),
    /** A section of the program began, as another tool recorded it; sections of an actor nest. Argument: id of its name. */
    SLICE_BEGUN(64),
    /** The innermost section ended. Argument: id of its name. */
    SLICE_ENDED(65),
    /** The actor was told what to do. Argument: id of the call in the string table. */
    TOLD(66),

    /** The process of the actor exists. Argument: its pid. */
    PROCESS_STARTED(67),
    /** The process of the actor has ended by itself. Argument: its exit code. */
    PROCESS_EXITED(68),
    /** The process of the actor was ended by a signal. Argument: number of the signal. */
    PROCESS_KILLED(69),

    /** A shared cell has a new value. Argument: the value. */
    WRITTEN(70),
    /** The actor has a copy of the value of a shared cell in its hands. Argument: the value. */
    LOADED(71),
    /** The actor found another value than it expected, and changed nothing. Argument: the value found. */
    CAS_FAILED(72),

    /**
     * The actor sent a signal to a process. Argument: id of the actor whose process it is, and in the upper 32 bits the
     * number of the signal.
     */
    SIGNALLED(73),
    /**
     * The actor has turned an object into bytes, to be sent to another process. Resource: what it goes through, 0 where it
     * goes along with a new process. Argument: how many bytes.
     */
    SERIALIZED(74),
    /** The actor has a copy that was made of bytes from another process. Resource and argument: as there. */
    DESERIALIZED(75),
    /** The process of the actor has so many bytes of memory resident; sampled. */
    MEMORY(76),
    /**
     * The actor's process was ended while it held the resource, or was in the middle of it; nobody will have it again, and
     * all who wait are let go with an error.
     */
    OWNER_DIED(77),
    /** What the actor loads or stores next in an array is the one of this index. Argument: the index, from 0. */
    ELEMENT(78),

    /** The actor printed a line. Argument: id of the text in the string table. */
    PRINTED(80),

    /** A task was given to a pool. Argument: its number, from 1. */
    TASK_SUBMITTED(81),
    /** The actor, a worker of the pool, begins a task. Argument: its number. */
    TASK_STARTED(82),
    /** The actor has done a task of the pool. Argument: its number. */
    TASK_ENDED(83),
    /** The actor has failed at a task of the pool. Argument: its number. */
    TASK_FAILED(84),
    /** The pool waits for a task no more: it was cancelled, or a worker died. Argument: its number. */
    TASK_CANCELLED(85),
    /** The actor is a worker of the pool from now on. */
    WORKER_JOINED(86),
    /** The actor is a worker of the pool no more. */
    WORKER_LEFT(87),

    /** A sampled figure. Resource: id of the counter; argument: the value in the counter's own unit. */
    COUNTER(90),

    /** Events of this actor were lost because its ring was full. Argument: how many. */
    DROPPED(100);

    private static final EventKind[] BY_CODE = new EventKind[128];

    static {
        for (EventKind kind : values()) {
            BY_CODE[kind.code] = kind;
        }
    }

    private final int code;

    EventKind(int code) {
        this.code = code;
    }

    /** The stable number of this kind in memory and in files, 1 to 127. */
    public int code() {
        return code;
    }

    /**
     * The kind with that code.
     *
     * @throws IllegalArgumentException if no kind has it
     */
    public static EventKind ofCode(int code) {
        EventKind kind = code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
        if (kind == null) {
            throw new IllegalArgumentException("no event kind has the code " + code);
        }
        return kind;
    }
}
