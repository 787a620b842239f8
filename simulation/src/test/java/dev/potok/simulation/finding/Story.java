package dev.potok.simulation.finding;

import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceKind;
import dev.potok.simulation.trace.Trace;

/** A trace made by hand, in which ann made bob, cat and dan. */
final class Story {
    static final int ANN = 1;
    static final int BOB = 2;
    static final int CAT = 3;
    static final int DAN = 4;

    private final Directory directory = new Directory();
    final Trace trace = new Trace(directory);
    private int line;

    Story() {
        directory.addActor("ann", "ann", ActorKind.PLATFORM_THREAD, 0);
        for (String name : new String[] {"bob", "cat", "dan"}) {
            directory.addActor(name, name, ActorKind.PLATFORM_THREAD, ANN);
        }
    }

    int resource(ResourceKind kind) {
        return resource(kind, 1, 0);
    }

    int resource(ResourceKind kind, long capacity, int partOf) {
        return directory.addResource(kind.name(), kind, capacity, partOf, true).id();
    }

    /** All events to come are at that line. */
    Story line(int number) {
        line = number;
        return this;
    }

    Story at(long nanos, int actor, EventKind kind, int resource, long argument) {
        trace.append(nanos, kind, actor, 0, resource, line, argument);
        return this;
    }

    Story at(long nanos, int actor, EventKind kind, int resource) {
        return at(nanos, actor, kind, resource, 0);
    }

    Findings findings() {
        trace.publish();
        return FindingsFold.of(trace);
    }

    CriticalPath path() {
        trace.publish();
        return CriticalPath.of(trace);
    }
}
