package dev.potok.simulation.primitive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;

/**
 * Finds closed circles of waits: each member waits, with no time-out and not to be interrupted, for something that only the next can give. What
 * anybody may give – a permit, a signal, an item – closes no circle. Any thread may look; where others act meanwhile the
 * answer is what it seems, and two looks that find the very same waits are proof.
 */
public final class WaitCircle {
    private WaitCircle() {}

    /** The circle which that party is part of, beginning with it, in the order of who waits for whom; empty if none. */
    public static List<Party> through(Party start) {
        var seen = new HashSet<Party>();
        var path = new ArrayList<Party>();
        var next = new ArrayList<Iterator<Party>>(); // of each on the path, those it waits for who were not followed yet
        path.add(start);
        next.add(waitsFor(start).iterator());
        while (!path.isEmpty()) {
            Iterator<Party> ways = next.getLast();
            if (!ways.hasNext()) {
                path.removeLast();
                next.removeLast();
                continue;
            }
            Party way = ways.next();
            if (way.equals(start)) {
                return List.copyOf(path);
            }
            if (seen.add(way)) {
                path.add(way);
                next.add(waitsFor(way).iterator());
            }
        }
        return List.of();
    }

    /** Those without whom it cannot go on. */
    private static List<Party> waitsFor(Party party) {
        Wait waiter = party.waiter();
        if (waiter != null) {
            // What an interrupt or a time-out may end is no part of a circle that nobody can open.
            boolean mayEnd = waiter.dueNanos() != Waiter.NEVER || waiter.interruptible();
            return waiter.ended() || mayEnd ? List.of() : waiter.owners();
        }
        Party joined = party.joining();
        return joined == null ? List.of() : List.of(joined);
    }

    /** The number of the resource it waits for, 0 if it waits for nobody or for somebody's end. */
    public static int resource(Party party) {
        Wait waiter = party.waiter();
        return waiter == null ? 0 : waiter.resource();
    }

    /** What it waits for, to be compared by identity from one look to the next. */
    public static List<Object> waits(List<Party> circle) {
        var waits = new ArrayList<>();
        for (Party member : circle) {
            Wait waiter = member.waiter();
            Party joined = member.joining();
            waits.add(waiter != null ? waiter : joined != null ? joined : member);
        }
        return waits;
    }
}
