package dev.potok.simulation.state;

import java.util.ArrayList;
import java.util.List;

import dev.potok.simulation.environment.Scope;
import dev.potok.simulation.metric.CoreSeries;
import dev.potok.simulation.metric.WatchingSeries;
import dev.potok.simulation.trace.EventKind;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.TraceCursor;

/**
 * A trace as the views look at it: the state at its edge, which follows the trace as it grows, the state at any earlier
 * event, and what the timeline and the charts need. Confined to one thread.
 */
public final class Recording {
    /** Added to a status value of an actor's track where the status is inferred. */
    public static final int INFERRED = 32;
    /** Events from one keyframe to the next, as long as there are few. */
    private static final int KEYFRAME_EVENTS = 1 << 13;
    /** What all keyframes together may weigh, see {@link RunState#weight}: some tens of megabytes. */
    private static final long KEYFRAMES_WEIGHT = 300_000;
    /** So many events a keyframe must save for each part of it that is copied. */
    private static final int EVENTS_PER_WEIGHT = 8;
    /** Sections nested deeper than that have no track. */
    private static final int MOST_DEPTHS = 64;
    /** Events between two looks at the clock. */
    private static final int SLICE = 512;

    private final Trace trace;
    private final TraceCursor edgeCursor;
    private final RunState edge;
    private final List<RunState> keyframes = new ArrayList<>();
    private long keyframeEvents = KEYFRAME_EVENTS;
    private long keyframesWeight;
    private final List<StatusTrack> actorTracks = new ArrayList<>();
    /** By actor, and by depth from the outermost section. */
    private final List<List<StatusTrack>> sliceTracks = new ArrayList<>();
    private final List<StatusTrack> lineTracks = new ArrayList<>();
    private final List<StatusTrack> coreTracks = new ArrayList<>();
    private final List<StatusTrack> resourceTracks = new ArrayList<>();
    private final List<PrintedLine> printed = new ArrayList<>();
    private final CoreSeries series = new CoreSeries();
    private final WatchingSeries watching = new WatchingSeries();

    /** A recording of that trace, nothing of it read yet. */
    public Recording(Trace trace) {
        this.trace = trace;
        this.edgeCursor = trace.cursor();
        this.edge = new RunState(trace.directory());
        keyframes.add(edge.copy());
    }

    /** What is read. */
    public Trace trace() {
        return trace;
    }

    /** The state after the last event read. It changes with the next {@link #advance}. */
    public RunState edge() {
        return edge;
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
                if (!edgeCursor.next()) {
                    return true;
                }
                take();
            }
            if (System.nanoTime() - until >= 0) {
                return false;
            }
        }
    }

    /** Reads all that is there. */
    public void advanceFully() {
        while (!advance(Long.MAX_VALUE / 4)) {
            Thread.onSpinWait();
        }
    }

    private void take() {
        edge.apply(edgeCursor);
        measure();
        long time = edge.timeNanos();
        IdLine changed = edge.changedActors();
        for (int i = 0; i < changed.size(); i++) {
            int id = (int) changed.get(i);
            ActorState actor = edge.actor(id);
            if (actor != null) {
                track(actorTracks, id).add(time, actor.status.ordinal() + (actor.inferred ? INFERRED : 0));
            }
        }
        IdLine changedCores = edge.changedCores();
        for (int i = 0; i < changedCores.size(); i++) {
            int core = (int) changedCores.get(i);
            track(coreTracks, core).add(time, edge.cores().get(core).actor());
        }
        switch (edgeCursor.kind()) {
            case SLICE_BEGUN -> {
                slice(sliceDepth(edgeCursor.actor()) - 1, time, (int) edgeCursor.argument());
            }
            case SLICE_ENDED -> slice(sliceDepth(edgeCursor.actor()), time, 0);
            default -> {
                // No section begins or ends.
            }
        }
        if (edgeCursor.resource() != 0) {
            int level = level(edge.resource(edgeCursor.resource()));
            track(resourceTracks, edgeCursor.resource()).add(time, level);
        }
        IdLine changedLines = edge.changedLines();
        for (int i = 0; i < changedLines.size(); i++) {
            int resource = (int) changedLines.get(i);
            track(lineTracks, resource).add(time, waitingFor(resource));
        }
        if (edgeCursor.kind() == EventKind.PRINTED) {
            printed.add(new PrintedLine(time, edgeCursor.actor(), edgeCursor.argument()));
        }
        if (edge.events() % keyframeEvents == 0) {
            keep();
        }
    }

    /** Keeps the state as a keyframe. Where they become too many or too heavy every second one goes. */
    private void keep() {
        int weight = edge.weight();
        while (keyframesWeight + weight > KEYFRAMES_WEIGHT && keyframes.size() > 2
                || keyframeEvents < (long) EVENTS_PER_WEIGHT * weight) {
            keyframeEvents *= 2;
            for (int i = 1; i < keyframes.size(); i++) {
                keyframesWeight -= keyframes.remove(i).weight();
            }
        }
        if (edge.events() % keyframeEvents == 0) {
            keyframesWeight += weight;
            keyframes.add(edge.copy());
        }
    }

    /** Instants of which the state is kept, as numbers of events. */
    List<Long> keyframes() {
        return keyframes.stream().map(RunState::events).toList();
    }

    private void measure() {
        series.accept(edgeCursor, trace.directory());
        if (edgeCursor.kind() == EventKind.COUNTER) {
            watching.counter(trace.directory().resource(edgeCursor.resource()), edgeCursor.timeNanos(),
                    edgeCursor.argument());
        }
    }

    private void slice(int depth, long time, int name) {
        if (depth < MOST_DEPTHS) {
            sliceTrack(edgeCursor.actor(), depth).add(time, name);
        }
    }

    private int waitingFor(int resource) {
        ResourceState state = edge.resource(resource);
        return state == null ? 0 : state.waiting();
    }

    private int sliceDepth(int actor) {
        ActorState state = edge.actor(actor);
        return state == null ? 0 : state.slices.size();
    }

    /**
     * What a resource's lane on the timeline shows: seats taken, items in it, parties that have arrived, subtasks that go
     * on, a count that is left, a lamp that is on.
     */
    private static int level(@org.jspecify.annotations.Nullable ResourceState state) {
        return switch (state) {
            case ResourceState.Seats seats -> seats.holders.size();
            case ResourceState.Conveyor conveyor -> conveyor.items.size();
            case ResourceState.Gate gate -> gate.arrived.size();
            case ResourceState.Room room -> room.readers.size() + room.writers.size();
            case ResourceState.Lounge lounge -> lounge.line.size();
            case ResourceState.Lamp lamp -> lamp.on ? 1 : 0;
            case ResourceState.Latch latch -> (int) Math.min(latch.count, Integer.MAX_VALUE);
            case ResourceState.Table table -> table.line.size();
            case ResourceState.Family family -> family.count(Scope.State.RUNNING);
            case null, default -> 0;
        };
    }

    private StatusTrack track(List<StatusTrack> tracks, int index) {
        while (tracks.size() <= index) {
            tracks.add(new StatusTrack(trace.memory()));
        }
        return tracks.get(index);
    }

    /**
     * The state after the first {@code events} events, which must have been read. Folded from the nearest keyframe; the
     * caller owns it.
     */
    public RunState stateAfter(long events) {
        long wanted = Math.clamp(events, 0, edge.events());
        RunState state = keyframes.get((int) (wanted / keyframeEvents)).copy();
        return forward(state, wanted);
    }

    /** Carries a state, which the caller owns, on to a later number of events, and returns it. */
    public RunState forward(RunState state, long events) {
        TraceCursor cursor = trace.cursor();
        cursor.moveTo(state.events());
        while (state.events() < events && cursor.next()) {
            state.apply(cursor);
        }
        return state;
    }

    /** The state at that time: after all events not later. */
    public RunState stateAt(long timeNanos) {
        return stateAfter(trace.countUntil(timeNanos));
    }

    /** The status of an actor over time: ordinals of {@link ActorStatus}, plus {@link #INFERRED}. */
    public StatusTrack actorTrack(int actor) {
        return track(actorTracks, actor);
    }

    /** Who was on a core over time: ids of actors, 0 for nobody. */
    public StatusTrack coreTrack(int core) {
        return track(coreTracks, core);
    }

    /** How full a resource was over time. */
    public StatusTrack resourceTrack(int resource) {
        return track(resourceTracks, resource);
    }

    /**
     * The sections of an actor at that depth, 0 being the outermost: ids of their names, 0 for none. Only recordings of
     * other tools have such.
     */
    public StatusTrack sliceTrack(int actor, int depth) {
        while (sliceTracks.size() <= actor) {
            sliceTracks.add(new ArrayList<>());
        }
        return track(sliceTracks.get(actor), depth);
    }

    /** How deep the sections of an actor are nested at the deepest, 0 where it has none. */
    public int sliceDepths(int actor) {
        return actor < sliceTracks.size() ? sliceTracks.get(actor).size() : 0;
    }

    /** How many actors waited for a resource over time. */
    public StatusTrack lineTrack(int resource) {
        return track(lineTracks, resource);
    }

    /** Throughput and load of the cores. */
    public CoreSeries series() {
        return series;
    }

    /** What watching the run cost. */
    public WatchingSeries watching() {
        return watching;
    }

    /** All that was printed up to the edge, in order. */
    public List<PrintedLine> printed() {
        return java.util.Collections.unmodifiableList(printed);
    }

    /**
     * A line that an actor printed.
     *
     * @param timeNanos when
     * @param actor     id of the actor
     * @param text      id of the line in the string table
     */
    public record PrintedLine(long timeNanos, int actor, long text) {}
}
