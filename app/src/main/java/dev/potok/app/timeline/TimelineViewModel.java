package dev.potok.app.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.potok.app.transport.Playback;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.state.ResourceState;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.state.StatusTrack;
import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.ActorKind;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.ResourceInfo;

/**
 * What the timeline shows: which lanes, which window of run time, what the mouse is over.
 *
 * <p>
 * While the run is followed the window shows its last seconds. Otherwise it stays where the user put it and moves only to
 * keep a moving playhead in sight. For the JavaFX thread; {@link #update} is called once a frame.
 */
public final class TimelineViewModel {
    /** What is in sight at first, and the most that is in sight without the user's asking. */
    public static final long FOLLOWED_NANOS = 10_000_000_000L;

    /** Where the live edge stands in the window while it is followed. */
    private static final double LIVE_PLACE = 0.97;
    /** Where the playhead is held while it moves by itself. */
    private static final double PLAYING_PLACE = 0.75;
    private static final double ZOOM_STEP = 1.25;
    private static final double PAN_STEP = 0.15;

    private final Playback playback;
    private final ReadOnlyObjectWrapper<TimeWindow> window = new ReadOnlyObjectWrapper<>(
            new TimeWindow(0, FOLLOWED_NANOS));
    private final ObjectProperty<LaneKind> kind = new SimpleObjectProperty<>(LaneKind.ACTORS);
    private final ReadOnlyObjectWrapper<List<Lane>> lanes = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable Hover> hover = new ReadOnlyObjectWrapper<>();

    private Recording recording;
    private Playback.Motion motion;
    private long playhead;
    private long knownEvents = -1;
    private int knownThings = -1;
    private boolean complete;
    private LaneKind knownKind = LaneKind.ACTORS;
    /** Whether the user chose the span, which then stays as it is. */
    private boolean spanChosen;
    /** Whether the user moved the window away from the playhead, which then does not move it back. */
    private boolean held;
    private boolean fitted;

    /** Shows that playback. */
    public TimelineViewModel(Playback playback) {
        this.playback = playback;
        this.recording = playback.recording();
        this.motion = playback.motionProperty().get();
    }

    /**
     * What the mouse is over.
     *
     * @param lane       whose lane
     * @param timeNanos  the instant under the mouse
     * @param value      what the lane's track says: a status, a level or an actor
     * @param sinceNanos since when it was so
     * @param untilNanos until when, the edge for what still lasts
     * @param lasts      whether it still lasts at the edge
     */
    public record Hover(Lane lane, long timeNanos, int value, long sinceNanos, long untilNanos, boolean lasts) {
        /** How long it lasted, or has lasted. */
        public long lengthNanos() {
            return untilNanos - sinceNanos;
        }

        /** The status, of an actor's lane. */
        public ActorStatus status() {
            return ActorStatus.of(value % Recording.INFERRED);
        }

        /** Whether the status is concluded and not recorded, of an actor's lane. */
        public boolean inferred() {
            return value >= Recording.INFERRED;
        }
    }

    /** The window in sight. */
    public ReadOnlyObjectProperty<TimeWindow> windowProperty() {
        return window.getReadOnlyProperty();
    }

    /** The window in sight now. */
    public TimeWindow window() {
        return window.get();
    }

    /** What has lanes. */
    public ObjectProperty<LaneKind> kindProperty() {
        return kind;
    }

    /** The lanes from top to bottom. */
    public ReadOnlyObjectProperty<List<Lane>> lanesProperty() {
        return lanes.getReadOnlyProperty();
    }

    /** What the mouse is over, null if it is over nothing. */
    public ReadOnlyObjectProperty<@Nullable Hover> hoverProperty() {
        return hover.getReadOnlyProperty();
    }

    /** Whether the window moves with the live edge. */
    public boolean following() {
        return motion == Playback.Motion.FOLLOWING && !held;
    }

    // ---- commands

    /** Shows less time around the playhead, or around the window's middle where the playhead is out of sight. */
    public void zoomIn() {
        zoom(1 / ZOOM_STEP, anchor());
    }

    /** The reverse of {@link #zoomIn}. */
    public void zoomOut() {
        zoom(ZOOM_STEP, anchor());
    }

    /** Spans {@code factor} times as much; that instant keeps its place, or the live edge does while it is followed. */
    public void zoom(double factor, long aboutNanos) {
        spanChosen = true;
        if (following()) {
            window.set(window.get().scaled(factor, playhead));
            follow();
        } else {
            window.set(bounded(window.get().scaled(factor, aboutNanos)));
            held = !window.get().contains(playhead);
        }
    }

    private long anchor() {
        TimeWindow now = window.get();
        return now.contains(playhead) ? playhead : now.fromNanos() + now.spanNanos() / 2;
    }

    /** A step towards the start. */
    public void panLeft() {
        pan(-PAN_STEP);
    }

    /** A step towards the end. */
    public void panRight() {
        pan(PAN_STEP);
    }

    /** Moves the window by that part of itself. */
    public void pan(double part) {
        spanChosen = true;
        window.set(bounded(window.get().movedBy(Math.round(window.get().spanNanos() * part))));
        held = motion == Playback.Motion.FOLLOWING || !window.get().contains(playhead);
    }

    /** Shows the whole recording. */
    public void showAll() {
        spanChosen = true;
        held = true;
        window.set(whole());
    }

    /** Moves the playhead to that instant. */
    public void seek(long timeNanos) {
        playback.seek(timeNanos);
    }

    /** The mouse is at an instant of a lane. */
    public void hoverAt(Lane lane, long timeNanos) {
        hover.set(find(lane, timeNanos).orElse(null));
    }

    /** The mouse has left. */
    public void hoverNothing() {
        hover.set(null);
    }

    // ---- each frame

    /** Takes in what the recording has gained and where the playhead is. */
    public void update() {
        if (recording != playback.recording()) {
            recording = playback.recording();
            knownEvents = -1;
            complete = false;
            held = false;
            spanChosen = false;
            fitted = false;
            hover.set(null);
            playhead = 0;
            window.set(new TimeWindow(0, FOLLOWED_NANOS));
        }
        Playback.Motion before = motion;
        motion = playback.motionProperty().get();
        if (before != motion && motion == Playback.Motion.FOLLOWING) {
            held = false;
        }
        long now = playback.playheadProperty().get();
        boolean moved = now != playhead;
        playhead = now;
        refreshLanes();
        if (following()) {
            follow();
        } else {
            fitOnce();
            if (moved) {
                keepInSight();
            }
        }
        Hover over = hover.get();
        if (over != null && over.lasts()) {
            hoverAt(over.lane(), over.timeNanos());
        }
    }

    private void refreshLanes() {
        RunState edge = recording.edge();
        if (edge.events() == knownEvents && kind.get() == knownKind) {
            return;
        }
        Directory directory = edge.directory();
        int things = directory.actors().size() + directory.resources().size() + edge.cores().size();
        if (complete && things == knownThings && kind.get() == knownKind) {
            return;
        }
        knownEvents = edge.events();
        knownThings = things;
        knownKind = kind.get();
        List<Lane> found = lanesNow();
        // An actor is in the directory a moment before its first event.
        complete = kind.get() == LaneKind.CORES
                || found.size() == (kind.get() == LaneKind.ACTORS
                        ? directory.actors().stream().filter(actor -> actor.kind() != ActorKind.SYSTEM).count()
                        : directory.resources().stream().filter(TimelineViewModel::hasLevel).count());
        if (!found.equals(lanes.get())) {
            lanes.set(found);
        }
    }

    private static boolean hasLevel(ResourceInfo resource) {
        return switch (resource.kind()) {
            case MUTEX, SEMAPHORE, BARRIER, QUEUE -> true;
            default -> false;
        };
    }

    private List<Lane> lanesNow() {
        var found = new ArrayList<Lane>();
        switch (kind.get()) {
            case ACTORS -> {
                // Whoever made the others comes after them, as on a cast list.
                var last = new ArrayList<Lane>();
                for (ActorState actor : recording.edge().actors()) {
                    ActorInfo info = actor.info();
                    if (info.kind() == ActorKind.SYSTEM) {
                        continue;
                    }
                    (info.parent() == 0 ? last : found).add(new Lane(LaneKind.ACTORS, info.id(), 0));
                }
                found.addAll(last);
            }
            case RESOURCES -> {
                for (ResourceState resource : recording.edge().resources()) {
                    if (hasLevel(resource.info())) {
                        found.add(new Lane(LaneKind.RESOURCES, resource.info().id(), resource.info().capacity()));
                    }
                }
            }
            case CORES -> {
                for (int core = 0; core < recording.edge().cores().size(); core++) {
                    found.add(new Lane(LaneKind.CORES, core, 0));
                }
            }
        }
        return List.copyOf(found);
    }

    private void follow() {
        long end = playback.endProperty().get();
        if (!spanChosen && !playback.running() && end > 0 && end <= FOLLOWED_NANOS) {
            window.set(whole());
            return;
        }
        TimeWindow span = spanChosen ? window.get() : new TimeWindow(0, roomFor(end));
        window.set(atLeastFromStart(span.with(end, LIVE_PLACE)));
    }

    /** A round span into which a young run fits, so that it does not shrink with each frame. */
    private static long roomFor(long end) {
        long room = 500_000_000L;
        long[] steps = {500_000_000L, 1_000_000_000L, 2_000_000_000L, 5_000_000_000L, FOLLOWED_NANOS};
        for (long step : steps) {
            room = step;
            if (end <= step * LIVE_PLACE) {
                break;
            }
        }
        return room;
    }

    /** A recording that was there from the start is shown from its start. */
    private void fitOnce() {
        long end = playback.endProperty().get();
        RunRequest request = playback.requestProperty().get();
        boolean grows = playback.running() && (request == null || request.mode() == Mode.LIVE);
        if (!fitted && !spanChosen && !grows && end > 0) {
            fitted = true;
            window.set(end <= FOLLOWED_NANOS ? whole() : new TimeWindow(0, FOLLOWED_NANOS));
        }
    }

    private TimeWindow whole() {
        return new TimeWindow(0, Math.max(TimeWindow.SHORTEST_NANOS,
                Math.round(playback.endProperty().get() / LIVE_PLACE)));
    }

    private void keepInSight() {
        TimeWindow now = window.get();
        if (motion == Playback.Motion.PLAYING && !held) {
            boolean backwards = playback.backwardsProperty().get();
            double place = (double) (playhead - now.fromNanos()) / now.spanNanos();
            double limit = backwards ? 1 - PLAYING_PLACE : PLAYING_PLACE;
            boolean beyond = backwards ? place < limit : place > limit;
            // Near the end there is nothing more to move into sight.
            boolean more = backwards ? now.fromNanos() > 0 : now.toNanos() < whole().toNanos();
            if (place < 0 || place > 1) {
                window.set(bounded(now.with(playhead, limit)));
            } else if (beyond && more) {
                window.set(bounded(now.with(playhead, limit)));
            }
        } else if (motion == Playback.Motion.STANDING && !now.contains(playhead)) {
            held = false;
            window.set(bounded(now.with(playhead, 0.5)));
        } else if (now.contains(playhead)) {
            held = false;
        }
    }

    /** Keeps some of the recording in the window. */
    private TimeWindow bounded(TimeWindow wanted) {
        long end = playback.endProperty().get();
        long latest = Math.max(0, Math.round(end - wanted.spanNanos() * 0.5));
        if (wanted.fromNanos() > latest && wanted.toNanos() > whole().toNanos()) {
            return wanted.movedBy(latest - wanted.fromNanos());
        }
        return atLeastFromStart(wanted);
    }

    private static TimeWindow atLeastFromStart(TimeWindow wanted) {
        return wanted.fromNanos() < 0 ? wanted.movedBy(-wanted.fromNanos()) : wanted;
    }

    // ---- tracks

    /** The track of a lane. */
    public StatusTrack track(Lane lane) {
        return switch (lane.kind()) {
            case ACTORS -> recording.actorTrack(lane.id());
            case RESOURCES -> recording.resourceTrack(lane.id());
            case CORES -> recording.coreTrack(lane.id());
        };
    }

    /** What a lane shows at that instant; nothing before its first change, after its end, and after the edge. */
    Optional<Hover> find(Lane lane, long timeNanos) {
        StatusTrack track = track(lane);
        int index = track.indexAt(timeNanos);
        long end = playback.endProperty().get();
        if (index < 0 || timeNanos > end) {
            return Optional.empty();
        }
        boolean lasts = index + 1 == track.size();
        long until = lasts ? end : track.timeNanos(index + 1);
        return Optional.of(new Hover(lane, timeNanos, track.value(index), track.timeNanos(index), until, lasts));
    }
}
