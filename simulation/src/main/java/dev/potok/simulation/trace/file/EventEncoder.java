package dev.potok.simulation.trace.file;

import dev.potok.simulation.trace.TraceCursor;

/** Writes the events of one chunk after another; what is as {@link EventMemory} guesses is left out. */
final class EventEncoder {
    /** Two bytes at the head, and each number at its longest. */
    static final int MOST_BYTES = 2 + 10 + 5 + 3 + 5 + 3 + 10;

    private final EventMemory memory = new EventMemory();
    private long lastTime;
    private int lastActor;

    /** Begins a chunk whose first event has that time. */
    void begin(long time) {
        memory.clear();
        lastTime = time;
        lastActor = 0;
    }

    /** Writes the event the cursor is at. */
    void write(TraceCursor event, ChunkBuilder out) {
        int kind = event.kind().code();
        long time = event.timeNanos();
        int actor = event.actor();
        int core = event.core() + 1;
        int resource = event.resource();
        int line = event.line();
        long argument = event.argument();
        int place = EventMemory.place(actor, kind);
        int actorPlace = EventMemory.place(actor);
        long more = argument - memory.arguments[place];

        int flags = (actor != lastActor ? EventMemory.ACTOR : 0)
                | (core != memory.cores[actorPlace] ? EventMemory.CORE : 0)
                | (resource != memory.resources[place] ? EventMemory.RESOURCE : 0)
                | (line != memory.lines[place] ? EventMemory.LINE : 0)
                | (more == 0 ? 0 : more == 1 ? EventMemory.ARGUMENT_NEXT : EventMemory.ARGUMENT);
        out.room(MOST_BYTES);
        if (flags == 0) {
            out.octet(kind);
            out.numberInRoom(time - lastTime);
        } else {
            out.octet(kind | EventMemory.FLAGS_FOLLOW);
            out.octet(flags);
            out.numberInRoom(time - lastTime);
            if ((flags & EventMemory.ACTOR) != 0) {
                out.numberInRoom(actor);
                lastActor = actor;
            }
            if ((flags & EventMemory.CORE) != 0) {
                out.numberInRoom(core);
                memory.cores[actorPlace] = core;
            }
            if ((flags & EventMemory.RESOURCE) != 0) {
                out.numberInRoom(resource);
                memory.resources[place] = resource;
            }
            if ((flags & EventMemory.LINE) != 0) {
                out.numberInRoom(line);
                memory.lines[place] = line;
            }
            if ((flags & EventMemory.ARGUMENT) != 0) {
                out.numberInRoom(ChunkBuilder.fold(more));
            }
            memory.arguments[place] = argument;
        }
        lastTime = time;
    }
}
