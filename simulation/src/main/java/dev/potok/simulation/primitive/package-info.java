/**
 * The primitives that actors meet at, written once for both environments.
 *
 * <p>
 * A primitive is a small state machine (permits and a line, items and two lines, parties before a gate). What differs
 * between real threads and a deterministic scheduler is how an actor stands still and how an event gets its time; that is
 * in {@link dev.potok.simulation.primitive.Party}, which each environment's actors implement. So the same program leaves
 * the same kinds of events in the same order in both, by construction.
 *
 * <p>
 * Guarantees: a primitive changes only inside its critical section, and each change is recorded there, so the trace has
 * the events on one resource in the order in which they took effect, with strictly increasing times. A line is served in
 * the order of arrival, and what is granted to one who waits is recorded by the one who grants it, at the instant it
 * happens.
 */
@NullMarked
package dev.potok.simulation.primitive;

import org.jspecify.annotations.NullMarked;
