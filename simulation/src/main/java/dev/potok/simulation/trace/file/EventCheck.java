package dev.potok.simulation.trace.file;

import dev.potok.simulation.environment.Scope;
import dev.potok.simulation.run.Outcome;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.WaitSide;

/**
 * Whether events can follow each other and name what is there. Used on what is read, and on what is written as well: a
 * file that could not be read must not be written.
 */
final class EventCheck {
    /** As many as the number of a core can tell apart. */
    private static final int MOST_SIGNALS = 128;
    /** Of POSIX a byte; Windows has more. */
    private static final long LAST_EXIT_CODE = 0xFFFF_FFFFL;
    private static final int MOST_CORES = 1 << 15;
    private static final int LAST_OUTCOME = Outcome.values().length - 1;
    private static final int LAST_SIDE = WaitSide.values().length - 1;
    private static final int LAST_STATE = Scope.State.values().length - 1;

    private int actors;
    private int resources;
    private int texts;
    private long last;

    /** What can be named from now on: numbers from 1 to these. */
    void known(int lastActor, int lastResource, int lastText) {
        actors = lastActor;
        resources = lastResource;
        texts = lastText;
    }

    boolean holds(long time, EventKind kind, int actor, int resource, long argument) {
        boolean inOrder = time >= last;
        last = time;
        return inOrder && within(actor, actors) && within(resource, resources) && switch (reference(kind)) {
            case ACTOR -> within(argument, actors);
            case TEXT -> within(argument, texts);
            case NOTHING -> switch (kind) {
                case RUN_STARTED -> argument >= 1 && argument <= MOST_CORES;
                case RUN_FINISHED -> within(argument, LAST_OUTCOME);
                case WAIT_BEGUN -> within(argument, LAST_SIDE);
                case SUBTASK_ENDED -> within(argument, LAST_STATE);
                case DEADLOCKED -> argument > 0 && argument <= Integer.MAX_VALUE;
                case DROPPED -> argument > 0;
                case SIGNALLED -> within((int) argument, actors) && argument >>> 32 < MOST_SIGNALS;
                case PROCESS_EXITED -> within(argument, LAST_EXIT_CODE);
                case PROCESS_KILLED -> within(argument, MOST_SIGNALS);
                case PROCESS_STARTED, MEMORY, SERIALIZED, DESERIALIZED -> argument >= 0;
                case ELEMENT -> argument >= 0 && argument <= Integer.MAX_VALUE;
                default -> true;
            };
        };
    }

    /** What the argument of an event is the number of. */
    enum Reference {
        NOTHING, ACTOR, TEXT
    }

    static Reference reference(EventKind kind) {
        return switch (kind) {
            case ACTOR_CREATED, JOIN_BEGUN, JOIN_ENDED, INTERRUPTED, FORKED -> Reference.ACTOR;
            case ACTOR_FAILED, IO_BEGUN, PRINTED, SLICE_BEGUN, SLICE_ENDED, TOLD -> Reference.TEXT;
            default -> Reference.NOTHING;
        };
    }

    private static boolean within(long id, long last) {
        return id >= 0 && id <= last;
    }
}
