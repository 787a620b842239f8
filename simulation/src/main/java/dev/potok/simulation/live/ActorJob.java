package dev.potok.simulation.live;

import dev.potok.simulation.process.Job;
import dev.potok.simulation.process.Parent;
import dev.potok.simulation.run.Pace;
import dev.potok.simulation.trace.RunClock;

/**
 * What a child is to do: to be an actor of a run in its parent.
 *
 * @param memory      where the memory of the run is
 * @param process     number of the process in the run
 * @param seat        the seat of its actor
 * @param ring        where the ring of its actor is in that memory
 * @param actor       number, name, group and place in the group of its actor
 * @param body        what it does, packed
 * @param timeAsGiven whether times are as given also flat out
 * @param nice        how far its threads stand back
 * @param source      what the parent's clock is read from
 */
record ActorJob(String memory, int process, int seat, Ring ring, Who actor, byte[] body, Pace pace,
        boolean timeAsGiven, int nice, RunClock.Source source) implements Job {
    /** Where a ring is in the memory of the run, and for how many events. */
    record Ring(long offset, int events) implements java.io.Serializable {}

    /** Who the actor is. */
    record Who(int id, String name, String group, int index, int parent) implements java.io.Serializable {}

    @Override
    public int run(Parent parent) throws Exception {
        try (var run = new ChildRun(this, parent)) {
            return run.live();
        }
    }

    // ---- what is said between child and parent

    /** Question: the number of that text. */
    record IdOf(String text) implements java.io.Serializable {}

    /** Question: number, seat and ring of a thread within the process; the answer is a {@link Guest}. */
    record AddThread(String name, String group) implements java.io.Serializable {}

    /** Who a thread within a process is, and where its ring is. */
    record Guest(int id, int seat, Ring ring) implements java.io.Serializable {}

    /** Question: the number of a new resource. */
    record AddResource(String name, dev.potok.simulation.trace.ResourceKind kind, long capacity, int partOf,
            boolean fair) implements java.io.Serializable {}

    /** Told by the child: an actor in it has failed. */
    record Failed(int actor, int line, String summary) implements java.io.Serializable {}

    /** Told by the child: a thread within it has ended. */
    record Ended(int actor, long timeNanos) implements java.io.Serializable {}

    /** Told by the child: an actor left before its end because the run is stopped. */
    record CutShort() implements java.io.Serializable {}

    /** Told by the parent: look whether the run halts or goes on. */
    record Look() implements java.io.Serializable {}
}
