package dev.potok.simulation.finding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.TraceCursor;

/**
 * What the length of a run hung on, from its start to the last thing an actor did: stretches without gaps, in each of which
 * one actor went on whom the end had to wait for.
 *
 * <p>
 * It is found backwards. From the end of the last actor back to the instant at which its last wait ended, the run hung on
 * that actor; from there on back it hung on whoever ended that wait – gave back the lock, put the item, came last to the
 * barrier, ended – and so on. A wait that ended by itself, as a sleep or a time-out, is the actor's own time, and so is the
 * time until it gets a core. An actor's beginning leads to the one that made it; where that one waited already, to the
 * beginning of its wait, for it takes a while until a thread runs.
 *
 * @param stretches in order of time; two that follow each other are of different actors
 */
public record CriticalPath(List<Stretch> stretches) {
    /** Keeps a copy. */
    public CriticalPath {
        stretches = List.copyOf(stretches);
    }

    /** How much of it is that actor's. */
    public long ofActor(int actor) {
        return stretches.stream().filter(stretch -> stretch.actor() == actor).mapToLong(Stretch::lengthNanos).sum();
    }

    /**
     * The path of a recording that is complete, or up to where it is now. Reads all events once and takes memory for each
     * wait: not for the thread of a window.
     */
    public static CriticalPath of(Trace trace) {
        var finder = new Finder(trace);
        return new CriticalPath(finder.find());
    }

    /** At whose hands the waits of one actor ended, in order of time. */
    private static final class Resumptions {
        private static final int PARTS = 3;
        private long[] parts = new long[PARTS * 4];
        private int size;

        /** Its wait ended by that actor's deed, which is that event. */
        void add(int by, long event, long nanos) {
            if ((size + 1) * PARTS > parts.length) {
                parts = Arrays.copyOf(parts, parts.length * 2);
            }
            parts[size * PARTS] = event;
            parts[size * PARTS + 1] = nanos;
            parts[size * PARTS + 2] = by;
            size++;
        }

        /** The last one before that event, -1 if there is none. */
        int before(long event) {
            int low = 0;
            int high = size;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (parts[middle * PARTS] < event) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low - 1;
        }

        long event(int index) {
            return parts[index * PARTS];
        }

        long nanos(int index) {
            return parts[index * PARTS + 1];
        }

        int by(int index) {
            return (int) parts[index * PARTS + 2];
        }
    }

    /** Reads the trace forwards and goes back along what it has read. */
    private static final class Finder implements Waits.Listener {
        private final Trace trace;
        private final Waits waits = new Waits(this);
        private final List<@Nullable Resumptions> byActor = new ArrayList<>();
        /** By actor, the event in which it ended, and when; 0 while it lives. */
        private long[] endEvents = new long[16];
        private long[] endNanos = new long[16];
        private int lastActor;
        private long lastEvent;
        private long lastNanos;

        Finder(Trace trace) {
            this.trace = trace;
        }

        List<Stretch> find() {
            TraceCursor cursor = trace.cursor();
            while (cursor.next()) {
                take(cursor);
            }
            var path = new ArrayList<Stretch>();
            int actor = lastActor;
            long event = lastEvent;
            long nanos = lastNanos;
            long start = trace.size() == 0 ? 0 : trace.timeAt(0);
            while (actor > 0) {
                Resumptions resumptions = of(actor);
                int index = resumptions.before(event);
                long from = index < 0 ? start : Math.min(nanos, resumptions.nanos(index));
                add(path, new Stretch(actor, from, nanos));
                nanos = from;
                actor = index < 0 ? 0 : resumptions.by(index);
                event = index < 0 ? 0 : resumptions.event(index);
            }
            Collections.reverse(path);
            return path;
        }

        /** Adds what lies before all that was added. */
        private static void add(List<Stretch> path, Stretch stretch) {
            if (stretch.lengthNanos() <= 0) {
                return;
            }
            if (!path.isEmpty() && path.getLast().actor() == stretch.actor()) {
                path.set(path.size() - 1, new Stretch(stretch.actor(), stretch.fromNanos(), path.getLast().toNanos()));
            } else {
                path.add(stretch);
            }
        }

        private void take(TraceCursor event) {
            int actor = event.actor();
            long index = event.position() - 1;
            waits.accept(event);
            switch (event.kind()) {
                case ACTOR_STARTED -> started(actor, trace.directory().actor(actor).parent(), index, event.timeNanos());
                case ACTOR_FINISHED, ACTOR_FAILED -> ended(actor, index, event.timeNanos());
                case DEADLOCKED, COUNTER, DROPPED, ACTOR_CREATED, INTERRUPTED, PREEMPTED, UNMOUNTED -> {
                    return; // not the actor's own doing
                }
                default -> {
                    // Something that an actor did, if it was one.
                }
            }
            if (actor > 0) {
                lastActor = actor;
                lastEvent = index + 1;
                lastNanos = event.timeNanos();
            }
        }

        private void started(int actor, int parent, long index, long nanos) {
            if (parent <= 0) {
                return;
            }
            Wait wait = waits.of(parent);
            if (parent < endEvents.length && endEvents[parent] > 0) {
                of(actor).add(parent, endEvents[parent], endNanos[parent]);
            } else if (wait != null) {
                of(actor).add(parent, wait.beganEvent, wait.beganNanos);
            } else {
                of(actor).add(parent, index, nanos);
            }
        }

        private void ended(int actor, long index, long nanos) {
            if (actor >= endEvents.length) {
                int size = Math.max(actor + 1, endEvents.length * 2);
                endEvents = Arrays.copyOf(endEvents, size);
                endNanos = Arrays.copyOf(endNanos, size);
            }
            endEvents[actor] = index;
            endNanos[actor] = nanos;
        }

        private Resumptions of(int actor) {
            while (byActor.size() <= actor) {
                byActor.add(null);
            }
            Resumptions known = byActor.get(actor);
            if (known == null) {
                known = new Resumptions();
                byActor.set(actor, known);
            }
            return known;
        }

        @Override
        public void begun(Wait wait) {
            // What matters is how it ends.
        }

        @Override
        public void ended(Wait wait) {
            if (wait.by > 0) {
                of(wait.actor).add(wait.by, wait.byEvent, wait.byNanos);
            }
        }
    }
}
