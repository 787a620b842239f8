/**
 * What processes cost: their starts, and what they share, measured where it is used.
 *
 * <p>
 * It exists because {@code memory} and {@code process} are out of the reach of whoever prints figures, and because a child
 * runs only classes of this module. {@link dev.potok.simulation.bench.ProcessBench} is the way in. The primitives here are
 * the raw ones, which record nothing; what the recorded ones of a run cost stands beside them.
 */
@NullMarked
package dev.potok.simulation.bench;

import org.jspecify.annotations.NullMarked;
