package dev.potok.simulation.finding;

import java.util.List;

import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.ResourceInfo;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.TraceCursor;

/**
 * Finds what is worth telling of a trace while it grows. Confined to one thread, which may be that of the window: it reads
 * within a budget, an event costs a few steps, and its memory is bounded by what lives at the moment – actors, resources,
 * waits, holds – and by fixed numbers of what is remembered, never by the length of the trace.
 *
 * <p>
 * Where events were lost there are no hints and no lost updates from then on, since what is missing may be what matters.
 */
public final class FindingsFold {
    /** Events between two looks at the clock. */
    private static final int SLICE = 512;

    private final TraceCursor cursor;
    private final Waits waits;
    private final Holds holds;
    private final Circles circles;
    private final LostUpdates lostUpdates;
    private final Waiting waiting;
    private final Hints hints;
    private long nowNanos;
    private boolean gaps;
    private boolean finished;
    private Findings latest = Findings.NONE;
    private long latestEvents;

    /** Nothing of that trace read yet. */
    public FindingsFold(Trace trace) {
        cursor = trace.cursor();
        waits = new Waits(new Waits.Listener() {
            @Override
            public void begun(Wait wait) {
                waiting.begun(wait);
                hints.begun(wait);
            }

            @Override
            public void ended(Wait wait) {
                waiting.ended(wait);
                hints.ended(wait, nowNanos);
            }
        });
        holds = new Holds(trace.directory(), new Holds.Listener() {
            @Override
            public void held(ResourceInfo resource, int actor) {
                waiting.held(resource, actor, nowNanos);
                hints.held(resource, actor);
            }

            @Override
            public void freed(ResourceInfo resource, int actor) {
                waiting.freed(resource, actor, nowNanos);
            }
        });
        circles = new Circles(waits, holds);
        lostUpdates = new LostUpdates(trace.directory());
        waiting = new Waiting(trace.directory());
        hints = new Hints(trace.directory(), waits, holds);
    }

    /** All that can be found in a trace as it is now. */
    public static Findings of(Trace trace) {
        var fold = new FindingsFold(trace);
        while (fold.cursor.next()) {
            fold.take();
        }
        return fold.now();
    }

    /** How many events it has read. */
    public long events() {
        return cursor.position();
    }

    /**
     * Reads what the trace has gained, for about that long at the most.
     *
     * @return whether everything there was has been read
     */
    public boolean advance(long budgetNanos) {
        long until = System.nanoTime() + budgetNanos;
        while (true) {
            for (int i = 0; i < SLICE; i++) {
                if (!cursor.next()) {
                    return true;
                }
                take();
            }
            if (System.nanoTime() - until >= 0) {
                return false;
            }
        }
    }

    private void take() {
        nowNanos = cursor.timeNanos();
        EventKind kind = cursor.kind();
        if (kind == EventKind.COUNTER || kind == EventKind.WORKING) {
            return;
        }
        if (kind == EventKind.DROPPED) {
            gaps = true;
        }
        waiting.accept(cursor);
        hints.accept(cursor);
        lostUpdates.accept(cursor);
        waits.accept(cursor);
        holds.accept(cursor);
        if (kind == EventKind.DEADLOCKED) {
            hints.deadlocked(circles.deadlocked(cursor));
        } else if (kind == EventKind.RUN_FINISHED) {
            finished = true;
            for (Wait wait : waits.all()) {
                if (wait.resource != 0) {
                    waiting.add(wait.resource, nowNanos - wait.beganNanos);
                }
            }
        }
    }

    /**
     * What was found in the events read so far. Costs nothing if that was asked before and nothing was read since, else
     * some steps for each resource and each wait that goes on, and for each remembered store of the variables that were
     * written since.
     */
    public Findings now() {
        if (latestEvents != cursor.position()) {
            latestEvents = cursor.position();
            List<Wait> going = finished ? List.of() : waits.all();
            latest = new Findings(circles.list(), gaps ? List.of() : lostUpdates.list(),
                    gaps ? 0 : lostUpdates.count(), waiting.now(nowNanos, going),
                    gaps ? List.of() : hints.list(nowNanos));
        }
        return latest;
    }
}
