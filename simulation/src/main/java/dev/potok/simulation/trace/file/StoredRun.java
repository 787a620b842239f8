package dev.potok.simulation.trace.file;

import dev.potok.simulation.trace.Trace;

/**
 * What a file holds.
 *
 * @param description what was run
 * @param trace       what happened, complete
 */
public record StoredRun(RunDescription description, Trace trace) {}
