/** Presenting to a room: the stage, a few lines of code, one sentence, and moments to jump to. */
@NullMarked
package dev.potok.app.lecture;

import org.jspecify.annotations.NullMarked;
