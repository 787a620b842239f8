package dev.potok.simulation.trace;

/**
 * One event as a value, for tables, tests and tools; the hot paths read the same fields from a {@link TraceCursor}.
 *
 * @param timeNanos run time, nanoseconds since the run began, pauses not counted
 * @param kind      what happened
 * @param actor     id of the actor it happened to, 0 for the run itself
 * @param core      core it was recorded on, or -1 where that is not known
 * @param resource  id of the resource it concerns, 0 for none
 * @param line      line of the scenario's source the actor was at, 0 for none
 * @param argument  see {@link EventKind}
 */
public record Event(long timeNanos, EventKind kind, int actor, int core, int resource, int line, long argument) {}
