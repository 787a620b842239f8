package dev.potok.app.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.potok.simulation.finding.CriticalPath;
import dev.potok.simulation.finding.Stretch;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.TraceCursor;

/**
 * The critical path of a recording, and for how long those who are on it did what. Immutable.
 *
 * @param path  the path
 * @param times nanoseconds in each status, in the order of {@link ActorStatus}
 */
public record PathMeasure(CriticalPath path, List<Long> times) {
    /** Keeps a copy of the list. */
    public PathMeasure {
        times = List.copyOf(times);
    }

    /** The path of that trace as it is now. Reads all its events twice: not for the JavaFX thread. */
    public static PathMeasure of(Trace trace) {
        CriticalPath path = CriticalPath.of(trace);
        return new PathMeasure(path, times(trace, path.stretches()));
    }

    private static List<Long> times(Trace trace, List<Stretch> stretches) {
        long[] times = new long[ActorStatus.values().length];
        var state = new RunState(trace.directory());
        TraceCursor event = trace.cursor();
        int at = 0;
        long from = 0;
        while (at < stretches.size()) {
            boolean more = event.next();
            long until = more ? event.timeNanos() : Long.MAX_VALUE;
            // Nobody's status changes between two events, but the path may go on with another.
            while (at < stretches.size() && from < until) {
                Stretch stretch = stretches.get(at);
                long begin = Math.max(from, stretch.fromNanos());
                long end = Math.min(until, stretch.toNanos());
                if (end > begin) {
                    ActorState actor = state.actor(stretch.actor());
                    times[(actor == null ? ActorStatus.CREATED : actor.status()).ordinal()] += end - begin;
                }
                if (stretch.toNanos() > until) {
                    break;
                }
                at++;
            }
            from = until;
            if (!more) {
                break;
            }
            state.apply(event);
        }
        var listed = new ArrayList<Long>(times.length);
        for (long time : times) {
            listed.add(time);
        }
        return listed;
    }

    /** How long the path is. */
    public long lengthNanos() {
        List<Stretch> stretches = path.stretches();
        return stretches.isEmpty() ? 0 : stretches.getLast().toNanos() - stretches.getFirst().fromNanos();
    }

    /** Share of the path in that status, 0 to 1. */
    public double share(ActorStatus status) {
        long all = times.stream().mapToLong(Long::longValue).sum();
        return all == 0 ? 0 : (double) times.get(status.ordinal()) / all;
    }

    /** The states in which anybody was on it, the longest first. */
    public List<ActorStatus> statuses() {
        var found = new ArrayList<ActorStatus>();
        for (ActorStatus status : ActorStatus.values()) {
            if (times.get(status.ordinal()) > 0) {
                found.add(status);
            }
        }
        found.sort(Comparator.comparingDouble(this::share).reversed());
        return found;
    }

    /** Index of the stretch in which an instant lies: of the last one that does not begin after it; -1 before all. */
    public int indexAt(long timeNanos) {
        List<Stretch> stretches = path.stretches();
        int low = -1;
        int high = stretches.size();
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (stretches.get(middle).fromNanos() <= timeNanos) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether that actor is on the path at that instant. */
    public boolean on(int actor, long timeNanos) {
        int index = indexAt(timeNanos);
        if (index < 0) {
            return false;
        }
        Stretch stretch = path.stretches().get(index);
        return stretch.actor() == actor && timeNanos <= stretch.toNanos();
    }
}
