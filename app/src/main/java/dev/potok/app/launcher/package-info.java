/**
 * The way in: the command line, of which the window is one command.
 *
 * <p>
 * Each command is a class that is told what was written and where to print, and returns the exit code; so a test runs it
 * like a shell does. What a command needs from the rest of the program (the window, pictures, trace files) it reaches
 * through {@link dev.potok.app.launcher.Outside}, so that JavaFX is loaded only by commands that draw.
 */
@NullMarked
package dev.potok.app.launcher;

import org.jspecify.annotations.NullMarked;
