/**
 * Who did what, when: one lane for each actor, resource or core over a window of run time, and the playhead upon it.
 *
 * <p>
 * Lanes are painted into pixels from {@link dev.potok.simulation.state.StatusTrack tracks} and running sums over them, so
 * that a picture costs what its pixels cost, however many events lie behind them. What is painted needs no toolkit and is
 * tested without one; nodes are used for names, ticks and the playhead alone.
 */
@NullMarked
package dev.potok.app.timeline;

import org.jspecify.annotations.NullMarked;
