/**
 * The environment's primitives over processes: their state lies in memory that all processes of a run have mapped, and
 * what happens is recorded as with those of threads.
 *
 * <p>
 * Each primitive has a critical section of its own, a mutex in that memory, in which its state changes and every change is
 * recorded. There are no lists: who waits says so in his own {@link dev.potok.simulation.shared.Roster seat}, and the line
 * of a primitive is the seats that wait for it, in the order of their tickets. So a process may die at any instruction and
 * leaves nothing that hangs together only in part: what changes is one word, and who finds the critical section left by a
 * dead one counts anew.
 *
 * <p>
 * Whoever learns of a death – the process that has the run – has every primitive
 * {@linkplain dev.potok.simulation.shared.SharedPrimitive#bury bury} the dead: what they held is nobody's any more, and
 * those who wait for it are told.
 */
@org.jspecify.annotations.NullMarked
package dev.potok.simulation.shared;
