package dev.potok.simulation.engine;

import dev.potok.simulation.process.Alignment;
import dev.potok.simulation.process.ProcessException;
import dev.potok.simulation.process.ProcessProbe;

/** Child processes on this machine. */
public final class Processes {
    private Processes() {}

    /** How it stands with the cache of the children's classes. */
    public enum Classes {
        /** It is switched off. */
        OFF,
        /** Another program is making it. */
        ABSENT,
        /** Children use it. */
        USED,
        /** It cannot be had. */
        REFUSED
    }

    /**
     * What was found. Times are from asking for a child until the system has said that it has gone, having done nothing.
     *
     * @param there          whether there are any to be had
     * @param trouble        why there are none, in a sentence; empty if there are
     * @param coldNanos      of one that is started then
     * @param warmNanos      of one that waited
     * @param sharedClock    whether a child's clock is the same as ours
     * @param residualNanos  by how much its times may be wrong
     * @param classes        how it stands with the cache of the children's classes
     * @param classesTrouble why it cannot be had, empty if it can
     */
    public record Seen(boolean there, String trouble, long coldNanos, long warmNanos, boolean sharedClock,
            long residualNanos, Classes classes, String classesTrouble) {}

    /** Starts some and looks, which takes a second or two. Any thread; it waits. */
    public static Seen look() {
        try {
            ProcessProbe.Seen seen = ProcessProbe.look();
            Alignment alignment = seen.alignment();
            return new Seen(true, "", seen.coldNanos(), seen.warmNanos(), alignment.shared(), alignment.residualNanos(),
                    Classes.valueOf(seen.classes().name()), seen.classesTrouble());
        } catch (ProcessException none) {
            return new Seen(false, String.valueOf(none.getMessage()), 0, 0, false, 0, Classes.OFF, "");
        }
    }
}
