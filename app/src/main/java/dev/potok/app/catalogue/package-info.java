/** The list of scenarios on the left: what there is, what is looked for, what is chosen. */
@NullMarked
package dev.potok.app.catalogue;

import org.jspecify.annotations.NullMarked;
