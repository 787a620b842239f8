/**
 * What a scenario is written against: actors and the primitives they meet at.
 *
 * <p>
 * A scenario uses these interfaces and never learns whether real threads of this machine stand behind them or a
 * deterministic scheduler with a clock of its own. The names are those of {@code java.util.concurrent} wherever it has
 * one. The methods block as their models do; an actor whose run is stopped leaves any of them with a
 * {@link dev.potok.simulation.environment.RunStoppedException}, which a scenario lets pass.
 */
@NullMarked
package dev.potok.simulation.environment;

import org.jspecify.annotations.NullMarked;
