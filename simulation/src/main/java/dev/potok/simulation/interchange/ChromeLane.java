package dev.potok.simulation.interchange;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The events of one thread, or all figures, in order of time and with sections that nest, made one after the other as they
 * are asked for. For one thread.
 *
 * <p>
 * At one time, ends come before begins, unless a section of no length lies between. A section that ends a rounding after
 * the one around it ends with that; one that begins a rounding before the one before it has ended makes that end. A section
 * that overlaps another by more is left out.
 */
final class ChromeLane {
    /** What comes next. */
    enum Step {
        /** A section begins. */
        BEGIN,
        /** The innermost section ends. */
        END,
        /** Neither: a flow or a figure. */
        POINT,
        /** Nothing comes any more. */
        NONE
    }

    /** Ends with the END that follows, or with the recording. */
    private static final long OPEN = Long.MAX_VALUE;

    private final ChromeEvents events;
    private final int[] order;
    private final int to;
    private final long latest;
    private final long rounding;
    private final LeftOut leftOut;
    private int next;
    private long[] ends = new long[8];
    private int[] names = new int[8];
    private int depth;
    private @Nullable Step step;

    /**
     * The events that {@code order} names from there to there, in order of time.
     *
     * @param latest   when sections end that have no end
     * @param rounding nanoseconds that the ends of sections may be wrong by
     */
    ChromeLane(ChromeEvents events, int[] order, int from, int to, long latest, long rounding, LeftOut leftOut) {
        this.events = events;
        this.order = order;
        this.next = from;
        this.to = to;
        this.latest = latest;
        this.rounding = rounding;
        this.leftOut = leftOut;
    }

    /** What comes next; the same until {@link #take} is called. */
    Step step() {
        Step known = step;
        if (known == null) {
            known = find();
            step = known;
        }
        return known;
    }

    /** When that is; the end of time where nothing comes. */
    long time() {
        return switch (step()) {
            case BEGIN, POINT -> events.times[order[next]];
            case END -> ends[depth - 1] == OPEN ? closing() : ends[depth - 1];
            case NONE -> Long.MAX_VALUE;
        };
    }

    /** An open section ends with the event that ends it, or with the recording. */
    private long closing() {
        return next < to ? events.times[order[next]] : latest;
    }

    /** Number of the event that comes, where it is no end. */
    int event() {
        return order[next];
    }

    /** Name of the section that begins or ends. */
    int name() {
        return step() == Step.END ? names[depth - 1] : events.names[order[next]];
    }

    /** Moves on. */
    void take() {
        switch (step()) {
            case BEGIN -> {
                int event = order[next++];
                push(events.names[event], events.kinds[event] == ChromeEvents.BEGIN ? OPEN : events.values[event]);
            }
            case END -> {
                depth--;
                if (ends[depth] == OPEN && next < to) {
                    next++;
                }
            }
            case POINT -> next++;
            case NONE -> throw new IllegalStateException("nothing is left");
        }
        step = null;
    }

    private Step find() {
        while (next < to) {
            int event = order[next];
            long time = events.times[event];
            if (depth > 0 && ends[depth - 1] <= time) {
                return Step.END;
            }
            switch (events.kinds[event]) {
                case ChromeEvents.BEGIN -> {
                    return Step.BEGIN;
                }
                case ChromeEvents.END -> {
                    if (depth > 0) {
                        return Step.END;
                    }
                    leftOut.count('E');
                    next++;
                }
                case ChromeEvents.SECTION -> {
                    if (fits(event, time)) {
                        return Step.BEGIN;
                    }
                }
                case ChromeEvents.NOTHING -> next++;
                default -> {
                    return Step.POINT;
                }
            }
        }
        return depth > 0 ? Step.END : Step.NONE;
    }

    /** Whether the section can begin now. If not, it is gone, or the one around it has come to its end. */
    private boolean fits(int event, long time) {
        if (depth == 0 || events.values[event] <= ends[depth - 1]) {
            return true;
        }
        if (events.values[event] - ends[depth - 1] <= rounding) {
            events.values[event] = ends[depth - 1];
            return true;
        }
        if (ends[depth - 1] - time <= rounding) {
            ends[depth - 1] = time;
            return false;
        }
        leftOut.count('X');
        next++;
        return false;
    }

    private void push(int name, long end) {
        if (depth == ends.length) {
            ends = Arrays.copyOf(ends, depth * 2);
            names = Arrays.copyOf(names, depth * 2);
        }
        names[depth] = name;
        ends[depth++] = end;
    }
}
