package dev.potok.simulation.state;

/**
 * One event that brought another about: an arrow on the timeline and in exported traces.
 *
 * @param kind      of what kind
 * @param resource  id of the resource it went through, 0 for none
 * @param number    number of the item or message, 0 for a lock or a signal
 * @param fromActor id of who brought it about
 * @param fromNanos when
 * @param fromEvent index of that event in the trace
 * @param toActor   id of whom it reached
 * @param toNanos   when
 * @param toEvent   index of that event in the trace
 */
public record Flow(Kind kind, int resource, long number, int fromActor, long fromNanos, long fromEvent, int toActor,
        long toNanos, long toEvent) {
    /** What flows. */
    public enum Kind {
        /** A lock or permit: from its release to the acquisition that waited for it. */
        GRANT,
        /** An item: from its put to its take, or from its offer to whoever has it after the swap. */
        ITEM,
        /** A message: from its sending to its receipt. */
        MESSAGE,
        /**
         * A signal, of whatever kind: from the act that let one go who waited – a set, a notification, the last count of a
         * latch, the last item done, the last subtask, the take of what is handed over – to where that one went on, or
         * of a notification, to its place in the line of the mutex. And of a signal to a process: from its sending to the
         * end of that process.
         */
        SIGNAL
    }
}
