package dev.potok.simulation.trace.file;

import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;

/** Reads what {@link EventEncoder} wrote, and appends it to a trace. */
final class EventDecoder {
    private static final int MOST_CORE = Short.MAX_VALUE;
    private static final int MOST_LINE = 0xFFFF;

    private final EventMemory memory = new EventMemory();

    /**
     * Reads so many events, the first of which has that time and that number.
     *
     * @throws TraceFileException if they are not events that can be; those before the first such are in the trace
     */
    void read(ChunkPayload in, int count, long firstTime, long firstIndex, EventCheck check, Trace trace)
            throws TraceFileException {
        memory.clear();
        long time = firstTime;
        int actor = 0;
        for (int i = 0; i < count; i++) {
            int head = in.octet();
            int code = head & ~EventMemory.FLAGS_FOLLOW;
            int flags = head == code ? 0 : in.octet();
            if ((flags & ~EventMemory.FLAGS) != 0
                    || (flags & (EventMemory.ARGUMENT | EventMemory.ARGUMENT_NEXT)) == (EventMemory.ARGUMENT
                            | EventMemory.ARGUMENT_NEXT)) {
                throw ChunkPayload.damaged("bits without meaning in event " + (firstIndex + i));
            }
            long later = in.number();
            if (later < 0 || time + later < time) {
                throw ChunkPayload.damaged("the time of event " + (firstIndex + i));
            }
            time += later;
            if ((flags & EventMemory.ACTOR) != 0) {
                actor = in.number(Integer.MAX_VALUE);
            }
            int place = EventMemory.place(actor, code);
            int actorPlace = EventMemory.place(actor);
            if ((flags & EventMemory.CORE) != 0) {
                memory.cores[actorPlace] = in.number(MOST_CORE + 1);
            }
            if ((flags & EventMemory.RESOURCE) != 0) {
                memory.resources[place] = in.number(Integer.MAX_VALUE);
            }
            if ((flags & EventMemory.LINE) != 0) {
                memory.lines[place] = in.number(MOST_LINE);
            }
            if ((flags & EventMemory.ARGUMENT_NEXT) != 0) {
                memory.arguments[place]++;
            } else if ((flags & EventMemory.ARGUMENT) != 0) {
                memory.arguments[place] += in.signed();
            }
            EventKind kind = kind(code, firstIndex + i);
            int resource = memory.resources[place];
            long argument = memory.arguments[place];
            if (!check.holds(time, kind, actor, resource, argument)) {
                throw ChunkPayload.damaged("event " + (firstIndex + i) + " (" + kind + ")");
            }
            trace.append(time, kind, actor, memory.cores[actorPlace] - 1, resource, memory.lines[place], argument);
        }
    }

    private static EventKind kind(int code, long index) throws TraceFileException {
        try {
            return EventKind.ofCode(code);
        } catch (IllegalArgumentException unknown) {
            throw ChunkPayload.damaged("kind " + code + " of event " + index);
        }
    }
}
