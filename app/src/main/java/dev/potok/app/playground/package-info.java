/**
 * The buttons of the playground: {@code PlaygroundViewModel} knows what can be pressed and what was pressed so far, and
 * takes presses back by running anew without them; {@code PlaygroundView} draws it.
 */
@NullMarked
package dev.potok.app.playground;

import org.jspecify.annotations.NullMarked;
