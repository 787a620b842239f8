package dev.potok.app.timeline;

import dev.potok.simulation.state.Recording;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.Trace;

/** Writes a trace by hand, event by event in order of time. */
public final class TraceScript {
    private final Directory directory = new Directory();
    private final Trace trace = new Trace(directory);

    /** Makes an actor and gives its number. */
    public int actor(String name, int parent) {
        return directory.addActor(name, name, ActorKind.PLATFORM_THREAD, parent).id();
    }

    /** Makes an actor of a group or a process and gives its number. */
    public int actor(String name, String group, ActorKind kind, int parent) {
        return directory.addActor(name, group, kind, parent).id();
    }

    /** Gives the number of a text. */
    public int text(String text) {
        return directory.idOf(text);
    }

    /** Makes a resource and gives its number. */
    public int resource(String name, ResourceKind kind, long capacity) {
        return directory.addResource(name, kind, capacity).id();
    }

    /** Makes a resource that lies in shared memory, part of another or of none (0), and gives its number. */
    public int shared(String name, ResourceKind kind, long capacity, int partOf) {
        return directory.addResource(name, kind, capacity, partOf, true, true).id();
    }

    /** An event of an actor. */
    public TraceScript at(long timeNanos, EventKind kind, int actor) {
        return at(timeNanos, kind, actor, -1, 0, 0);
    }

    /** An event with all it can have. */
    public TraceScript at(long timeNanos, EventKind kind, int actor, int core, int resource, long argument) {
        trace.append(timeNanos, kind, actor, core, resource, 0, argument);
        return this;
    }

    /** Lets readers see what was written. */
    public Trace published() {
        trace.publish();
        return trace;
    }

    /** A recording that has read it all. */
    public Recording recording() {
        trace.finish();
        var recording = new Recording(trace);
        recording.advanceFully();
        return recording;
    }
}
