package dev.potok.simulation.interchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.file.Notice;
import dev.potok.simulation.trace.file.RunDescription;
import dev.potok.simulation.trace.file.StoredRun;

/** Makes a trace of what was read: sorts the events of each thread, lets their sections nest and merges the threads. */
final class ChromeTraceBuilder {
    /** Where the name of the tool is among what was told, if a member of the file gives it away. */
    static final String TOOL = "\0tool";
    /** Where the file does not say, it is known by its format. */
    private static final String UNKNOWN_TOOL = "Trace Event Format";

    private final ChromeEvents events;
    private final NameTable names;
    private final ChromeCast cast;
    private final LeftOut leftOut;
    private final Directory directory = new Directory();
    private final Trace trace = new Trace(directory);

    private final int[] texts;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    /** Numbers of messages that are on their way, 0 for none, by flow. */
    private final NumberTable flows = new NumberTable();
    private long[] underWay = new long[64];
    private long messages;

    ChromeTraceBuilder(ChromeEvents events, NameTable names, ChromeCast cast, LeftOut leftOut) {
        this.events = events;
        this.names = names;
        this.cast = cast;
        this.leftOut = leftOut;
        this.texts = new int[names.size()];
    }

    /** Makes it, once. {@code cut} says that the file ended in the middle of an event. */
    StoredRun build(Map<String, String> told, boolean cut) {
        long rounding = 2 * measure();
        List<ChromeCast.ThreadRow> acting = cast.enter(directory);
        int[] ends = new int[cast.threadCount() + 1];
        int[] order = events.byOwner(ends);
        int[] spare = new int[order.length / 2 + 1];
        var lanes = new ArrayList<Actor>();
        events.sort(order, 0, ends[0], false, spare);
        lanes.add(new Actor(new ChromeLane(events, order, 0, ends[0], latest, 0, leftOut), null));
        for (ChromeCast.ThreadRow row : acting) {
            int from = ends[row.index() - 1];
            int to = ends[row.index()];
            boolean mixed = row.pairs() && row.sections();
            events.sort(order, from, to, !row.pairs(), spare);
            if (mixed) {
                pair(order, from, to);
                events.sort(order, from, to, true, spare);
            }
            lanes.add(new Actor(new ChromeLane(events, order, from, to, latest, rounding, leftOut), row));
        }
        merge(lanes);
        trace.finish();
        return stored(told, cut);
    }

    private StoredRun stored(Map<String, String> told, boolean cut) {
        var machine = new LinkedHashMap<>(told);
        String tool = tool(machine);
        var notices = new ArrayList<Notice>();
        notices.add(new Notice(Notice.Kind.IMPORTED, List.of(tool)));
        if (cut) {
            notices.add(new Notice(Notice.Kind.UNFINISHED, List.of(trace.size(), trace.endNanos())));
        }
        if (leftOut.sum() > 0) {
            notices.add(new Notice(Notice.Kind.LEFT_OUT, List.of(leftOut.sum(), leftOut.kinds())));
        }
        return new StoredRun(RunDescription.imported(machine), trace, List.of(), notices);
    }

    private static String tool(Map<String, String> told) {
        String named = told.remove(TOOL);
        if (named != null) {
            return (named + " " + told.getOrDefault("version", "")).strip();
        }
        String own = told.get("potok");
        return own != null ? "Potok " + own : told.getOrDefault("product-version", UNKNOWN_TOOL);
    }

    /** Finds the span of time; returns the finest of the steps (1 µs, 100, 10 and 1 ns) in which times are given. */
    private long measure() {
        long step = 1000;
        for (int i = 0; i < events.size; i++) {
            long begin = events.times[i];
            long end = events.kinds[i] == ChromeEvents.SECTION ? events.values[i] : begin;
            earliest = Math.min(earliest, begin);
            latest = Math.max(latest, end);
            while (step > 1 && (begin % step != 0 || end % step != 0)) {
                step /= 10;
            }
        }
        return step;
    }

    /** Makes whole sections of begins and ends, which are in order of time. */
    private void pair(int[] order, int from, int to) {
        int[] open = new int[8];
        int depth = 0;
        for (int i = from; i < to; i++) {
            int event = order[i];
            if (events.kinds[event] == ChromeEvents.BEGIN) {
                if (depth == open.length) {
                    open = Arrays.copyOf(open, depth * 2);
                }
                open[depth++] = event;
                events.kinds[event] = ChromeEvents.SECTION;
                events.values[event] = latest;
            } else if (events.kinds[event] == ChromeEvents.END) {
                events.kinds[event] = ChromeEvents.NOTHING;
                if (depth == 0) {
                    leftOut.count('E');
                } else {
                    events.values[open[--depth]] = events.times[event];
                }
            }
        }
    }

    // ---- merging

    /** A lane and whose it is; {@code row} is null for the figures. */
    private record Actor(ChromeLane lane, ChromeCast.@org.jspecify.annotations.Nullable ThreadRow row) {}

    private void merge(List<Actor> lanes) {
        // A heap by time, and by the order of the lanes where that is equal.
        long[] times = new long[lanes.size()];
        int[] heap = new int[lanes.size()];
        int size = 0;
        for (int i = 0; i < heap.length; i++) {
            times[i] = lanes.get(i).lane.time();
            heap[size] = i;
            up(heap, times, size++);
        }
        boolean[] begun = new boolean[heap.length];
        while (times[heap[0]] != Long.MAX_VALUE) {
            int first = heap[0];
            Actor actor = lanes.get(first);
            if (!begun[first]) {
                begun[first] = true;
                create(actor, times[first]);
            }
            append(actor, times[first]);
            actor.lane.take();
            times[first] = actor.lane.time();
            down(heap, times, size);
        }
    }

    private static void up(int[] heap, long[] times, int from) {
        int at = from;
        while (at > 0 && before(heap[at], heap[(at - 1) / 2], times)) {
            swap(heap, at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private static void down(int[] heap, long[] times, int size) {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && before(heap[child + 1], heap[child], times)) {
                child++;
            }
            if (!before(heap[child], heap[at], times)) {
                return;
            }
            swap(heap, at, child);
            at = child;
        }
    }

    private static boolean before(int one, int other, long[] times) {
        return times[one] < times[other] || times[one] == times[other] && one < other;
    }

    private static void swap(int[] heap, int one, int other) {
        int kept = heap[one];
        heap[one] = heap[other];
        heap[other] = kept;
    }

    /** Says that an actor is there, just before its first event. */
    private void create(Actor actor, long time) {
        ChromeCast.ThreadRow row = actor.row;
        if (row == null) {
            return;
        }
        if (row.process().actor() != 0 && row.process().create()) {
            append(time, EventKind.ACTOR_CREATED, row.process().actor(), 0, 0);
        }
        append(time, EventKind.ACTOR_CREATED, row.actor(), 0, row.process().actor());
    }

    private void append(Actor actor, long time) {
        ChromeLane lane = actor.lane;
        int id = actor.row == null ? 0 : actor.row.actor();
        switch (lane.step()) {
            case BEGIN -> append(time, EventKind.SLICE_BEGUN, id, 0, text(lane.name()));
            case END -> append(time, EventKind.SLICE_ENDED, id, 0, text(lane.name()));
            case POINT -> {
                int event = lane.event();
                if (events.kinds[event] == ChromeEvents.FIGURE) {
                    ChromeCast.SeriesRow series = cast.series(events.names[event]);
                    append(time, EventKind.COUNTER, 0, series.resource(), series.value(events.values[event]));
                } else {
                    flow(event, time, id);
                }
            }
            case NONE -> throw new IllegalStateException("nothing is left");
        }
    }

    private void flow(int event, long time, int actor) {
        int flow = flows.indexOf(events.values[event]);
        if (flow >= underWay.length) {
            underWay = Arrays.copyOf(underWay, underWay.length * 2);
        }
        byte kind = events.kinds[event];
        long number = underWay[flow];
        underWay[flow] = 0;
        if (kind != ChromeEvents.FLOW_BEGIN) {
            if (number == 0) {
                leftOut.count(kind == ChromeEvents.FLOW_STEP ? 't' : 'f');
                return;
            }
            append(time, EventKind.RECEIVED, actor, 0, number);
        }
        if (kind != ChromeEvents.FLOW_END) {
            underWay[flow] = ++messages;
            append(time, EventKind.SENT, actor, 0, messages);
        }
    }

    private void append(long time, EventKind kind, int actor, int resource, long argument) {
        trace.append(time - earliest, kind, actor, -1, resource, 0, argument);
    }

    private int text(int name) {
        int known = texts[name];
        if (known == 0) {
            String text = names.text(name);
            known = directory.idOf(text.isEmpty() ? "?" : text);
            texts[name] = known;
        }
        return known;
    }
}
