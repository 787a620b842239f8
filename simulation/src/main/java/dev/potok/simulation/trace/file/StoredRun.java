package dev.potok.simulation.trace.file;

import java.util.List;

import dev.potok.simulation.trace.Trace;

/**
 * What a file holds.
 *
 * @param description what was run
 * @param trace       what happened, complete
 * @param marks       numbers of events after which somebody marked a place, ascending
 * @param notices     what whoever opens it should be told
 */
public record StoredRun(RunDescription description, Trace trace, List<Long> marks, List<Notice> notices) {
    /** Keeps copies of the lists. */
    public StoredRun {
        marks = List.copyOf(marks);
        notices = List.copyOf(notices);
    }
}
