/**
 * How long what lasted: exact running sums over {@link dev.potok.simulation.state.StatusTrack tracks}, and the table of a
 * stretch of time that is made from them.
 *
 * <p>
 * A sum between two instants costs the same whether ten changes lie between them or ten million. Sums grow with their
 * tracks, within a budget, so that a large recording that was just opened holds up no frame; until they are complete they
 * say how far they reach. The timeline paints from the same sums.
 */
@NullMarked
package dev.potok.app.measure;

import org.jspecify.annotations.NullMarked;
