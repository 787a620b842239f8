/** What this machine is: asked in one place, since the first answers take their time. */
@NullMarked
package dev.potok.simulation.machine;

import org.jspecify.annotations.NullMarked;
