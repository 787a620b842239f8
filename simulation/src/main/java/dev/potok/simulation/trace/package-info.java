/**
 * The river: what is recorded, how it is collected, and how it is read again.
 *
 * <p>
 * Every source writes events here and every view reads them here; neither knows the other. A live run's threads write to
 * rings of their own ({@link dev.potok.simulation.trace.Recorder}), one thread merges them by time
 * ({@link dev.potok.simulation.trace.Collector}) into an append-only {@link dev.potok.simulation.trace.Trace}, whose
 * readers see a prefix that never changes. Guarantees: times never decrease along a trace; the events on one resource
 * stand in the order in which they took effect; what could not be recorded is counted and told in its place.
 */
@NullMarked
package dev.potok.simulation.trace;

import org.jspecify.annotations.NullMarked;
