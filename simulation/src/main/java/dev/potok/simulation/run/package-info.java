/**
 * A run seen from outside: what is asked for, how it is steered, what came of it. Both environments implement
 * {@link dev.potok.simulation.run.Run}; the window and the command line know nothing else of them.
 */
@NullMarked
package dev.potok.simulation.run;

import org.jspecify.annotations.NullMarked;
