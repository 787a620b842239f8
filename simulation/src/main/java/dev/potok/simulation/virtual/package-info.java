/**
 * The deterministic environment: the same scenario code on a machine of 1 to 1024 virtual cores with a clock of its own.
 *
 * <p>
 * What happens is a function of the scenario, its settings, the seed, the number of cores and the pace, and of nothing
 * else: the same request gives the same events byte for byte, on any machine and at any load. So nothing in a trace comes
 * from the machine or from the wall clock, and a pause leaves no event: it changes nothing in virtual time.
 *
 * <p>
 * <b>Time.</b> A unit of work costs 100 ms of virtual time at lecture pace and 50 µs flat out; a blocking call costs the
 * time of four units, whatever it really takes; every operation on a primitive, a print, a start costs 1 µs. Times
 * strictly increase along the trace: two events that fall on the same instant are 1 ns apart, in the order of the serial
 * numbers under which they were scheduled.
 *
 * <p>
 * <b>Cores.</b> An actor needs a core for all it does; waiting, sleeping and blocking calls need none. A free core takes
 * one of the ready actors, each with the same probability, and needs 1 to 5 µs for the switch: both are drawn from the
 * seed. An actor that has used its core for the time of two and a half units while others are ready makes room for one of them, in the
 * middle of a piece of work too; only that is recorded as {@code PREEMPTED} and {@code DISPATCHED}, since every other
 * switch shows in the events anyway. An actor goes back to the core it was on last if that is free, else to the free one
 * with the lowest number.
 *
 * <p>
 * <b>Threads.</b> Each actor runs on a virtual thread of the JDK, and exactly one of them at a time has the baton; the
 * one that has it decides who comes next and hands it over ({@link dev.potok.simulation.virtual.Scheduler}). Handing it
 * over makes all that was done visible to the next, so neither the scheduler nor a scenario's own objects need locks.
 * When an actor goes on itself, nothing is handed over.
 */
@NullMarked
package dev.potok.simulation.virtual;

import org.jspecify.annotations.NullMarked;
