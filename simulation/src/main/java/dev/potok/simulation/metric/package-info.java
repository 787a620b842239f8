/** Figures drawn from a trace: throughput and load by core and over time. Pure functions of the events read. */
@NullMarked
package dev.potok.simulation.metric;

import org.jspecify.annotations.NullMarked;
