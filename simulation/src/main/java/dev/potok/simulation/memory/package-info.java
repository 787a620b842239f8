/**
 * Memory that processes share, and what they need to meet in it: a futex, a mutex, a queue of messages, a duplex pipe,
 * numbers. Nothing here is recorded; the environment's primitives over processes are built on it.
 *
 * <p>
 * Processes die at any instruction. So every state that others rely on changes by writing one word, after everything that
 * the word speaks of is there: whoever dies before that write has done nothing, whoever dies after it has done all. A mutex
 * whose owner is dead is taken over by the next who wants it. Whoever sleeps does so for {@link Futex#SLICE_NANOS} at most
 * before he looks again, so that a bell that nobody lived to ring costs that long and no more.
 *
 * <p>
 * A <em>party</em> is one who meets others here, under a number from 1 to 2<sup>30</sup> of which no two who live make
 * use at a time; at any time it is one thread. Who is dead is for a predicate to tell that each of these classes is given:
 * it must say so of nobody whose process may still run, and number no one anew after a dead one.
 */
@NullMarked
package dev.potok.simulation.memory;

import org.jspecify.annotations.NullMarked;
