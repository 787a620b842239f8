/**
 * What was true at an instant, folded from the events before it: who ran, who waited where, who held what.
 *
 * <p>
 * A {@link dev.potok.simulation.state.RunState} is a pure function of a prefix of a trace. A
 * {@link dev.potok.simulation.state.Recording} keeps one at the edge of a growing trace, and keyframes behind it, from
 * which any earlier state is folded quickly.
 */
@NullMarked
package dev.potok.simulation.state;

import org.jspecify.annotations.NullMarked;
