/**
 * Recordings on disk: a trace with the names in it and what was asked for, so that it can be shown and judged again.
 *
 * <p>
 * A file of a virtual run holds nothing of the machine or the hour it was made at: equal requests give equal files.
 */
@NullMarked
package dev.potok.simulation.trace.file;

import org.jspecify.annotations.NullMarked;
