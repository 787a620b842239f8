/**
 * The stage: who is where, drawn so that a room understands it at once.
 *
 * <p>
 * {@code StageLayout} decides where things stand, from sizes and the shapes of the resources alone; {@code StageView}
 * moves nodes there each frame, from the state at the playhead. One actor is one pill; it stands where it is.
 */
@NullMarked
package dev.potok.app.stage;

import org.jspecify.annotations.NullMarked;
