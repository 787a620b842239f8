/**
 * The catalogue: one file a scenario. Each is shown on a projector while it runs, so it is short and has no plumbing; it
 * sees {@code environment} and {@code workload} and nothing else.
 */
@NullMarked
package dev.potok.simulation.scenario;

import org.jspecify.annotations.NullMarked;
