/** What a trace proves: invariants that every run must keep, whatever its scenario. Pure functions of a trace. */
@NullMarked
package dev.potok.simulation.analysis;

import org.jspecify.annotations.NullMarked;
