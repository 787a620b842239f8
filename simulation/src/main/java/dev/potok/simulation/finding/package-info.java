/**
 * What is worth telling of a run, found in its events: circles of waits, updates that were lost, where time was waited
 * away and on whose account, what the run's length hung on, and hints at faults that are no errors to any machine.
 *
 * <p>
 * A finding is a fact of the trace, in plain records with numbers of actors, resources and events; names and sentences are
 * for whoever shows them. {@link dev.potok.simulation.finding.FindingsFold} finds while the trace grows, with a few steps
 * for each event and bounded memory; {@link dev.potok.simulation.finding.CriticalPath} is found once a trace is complete.
 */
@NullMarked
package dev.potok.simulation.finding;

import org.jspecify.annotations.NullMarked;
