/** What tests of several packages share. */
@NullMarked
package dev.potok.simulation.testing;

import org.jspecify.annotations.NullMarked;
