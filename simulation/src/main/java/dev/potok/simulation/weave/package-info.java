/** Part of the build: lets compiled scenarios tell which line they are at. Not used while the program runs. */
@NullMarked
package dev.potok.simulation.weave;

import org.jspecify.annotations.NullMarked;
