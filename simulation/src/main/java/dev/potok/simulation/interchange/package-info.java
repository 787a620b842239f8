/**
 * Recordings for and from other programs: the trace event JSON of Chrome and Perfetto, and CSV.
 *
 * <p>
 * What goes out says more than the other side can show, so nothing recorded is bent to fit: what does not nest goes out as
 * what need not nest. What comes in says less than a recording of our own: no cores, no waits, no ends of threads. None of
 * that is made up; what cannot be used is counted and told in a {@link dev.potok.simulation.trace.file.Notice}. Both ways
 * read and write as they go, so memory does not grow with a file more than what is kept of it does.
 */
@NullMarked
package dev.potok.simulation.interchange;

import org.jspecify.annotations.NullMarked;
