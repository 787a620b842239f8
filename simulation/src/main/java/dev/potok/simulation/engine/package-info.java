/** The way in: the catalogue of scenarios, and the start of a run on the machine that was asked for. */
@NullMarked
package dev.potok.simulation.engine;

import org.jspecify.annotations.NullMarked;
