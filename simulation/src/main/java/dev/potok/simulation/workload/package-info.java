/** Real work for the scenarios: reading and counting texts. Knows nothing of actors; safe to call from any thread. */
@NullMarked
package dev.potok.simulation.workload;

import org.jspecify.annotations.NullMarked;
