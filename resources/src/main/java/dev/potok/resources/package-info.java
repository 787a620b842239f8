/** The one door to everything that is read and seen; the files lie beside this class, named by their path from here. */
@NullMarked
package dev.potok.resources;

import org.jspecify.annotations.NullMarked;
