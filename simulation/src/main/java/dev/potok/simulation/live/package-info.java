/**
 * The main mode: a scenario's actors are real threads of this machine, on its own cores and clock.
 *
 * <p>
 * Threads: each actor is a platform thread that runs the scenario's code and records into its own ring; a control thread
 * per run watches for its end, for deadlock and for pauses; the collector's thread moves events into the trace; a sampler
 * asks the system for the load of its cores. None of them touches the screen, and no view calls into this package but
 * through {@link dev.potok.simulation.run.Run}.
 *
 * <p>
 * Pausing follows the safe-point protocol of language runtimes: an actor is either running scenario code or
 * <em>still</em> (waiting in a primitive, asleep, in a call of the system, or parked by the pause). It says which in a
 * volatile flag and looks for a request after each change to running; the control thread sets the request and then looks
 * at the flags. Both orders cannot miss each other, so once all flags say still no event can be recorded and the run's
 * clock may be stopped.
 */
@NullMarked
package dev.potok.simulation.live;

import org.jspecify.annotations.NullMarked;
