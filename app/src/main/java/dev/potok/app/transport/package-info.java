/**
 * Control over time: one recording and a playhead on it. Views show what {@code Playback} shows and never look at the run
 * itself; so a run that goes on, one that is over and one from a file are the same to them.
 */
@NullMarked
package dev.potok.app.transport;

import org.jspecify.annotations.NullMarked;
