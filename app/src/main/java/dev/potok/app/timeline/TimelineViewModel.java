package dev.potok.app.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import dev.potok.app.measure.LatestSums;
import dev.potok.app.measure.RecordingSums;
import dev.potok.app.measure.ResourceLevel;
import dev.potok.app.measure.TrackShares;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.Span;
import dev.potok.app.transport.Subject;
import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.state.ActorState;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.state.StatusTrack;
import dev.potok.simulation.trace.ActorInfo;
import dev.potok.simulation.trace.Directory;

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
    private final ReadOnlyObjectWrapper<List<LaneRow>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final StringProperty filter = new SimpleStringProperty("");
    private final BooleanProperty arrows = new SimpleBooleanProperty(true);
    private final ReadOnlyObjectWrapper<@Nullable Hover> hover = new ReadOnlyObjectWrapper<>();

    private final PathFinder pathFinder;
    private final LatestSums latestSums;
    private Function<LaneNode, String> nameOf = LaneNode::word;
    private LaneArrangement arrangement = new LaneArrangement();
    private String scenario = "";
    private List<LaneNode> roots = List.of();
    private boolean arranged;
    private int room = Integer.MAX_VALUE;

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
    private long hoveredNanos = 1;

    /** Shows that playback. */
    public TimelineViewModel(Playback playback) {
        this(playback, new LatestSums());
    }

    /** Shows that playback, with sums that others share. */
    TimelineViewModel(Playback playback, LatestSums latestSums) {
        this.playback = playback;
        this.latestSums = latestSums;
        this.pathFinder = new PathFinder(playback);
        this.recording = playback.recording();
        this.motion = playback.motionProperty().get();
    }

    /**
     * What the mouse is over.
     *
     * @param lane       whose lane
     * @param timeNanos  the instant under the mouse
     * @param value      what the lane's track says: a status, a level, an actor, or the name of a section
     * @param sinceNanos since when it was so
     * @param untilNanos until when, the edge for what still lasts
     * @param lasts      whether it still lasts at the edge
     * @param sections   of an actor with sections: the names of those it was in, from the outermost
     * @param shares     of several actors together: the states they were in, the longest first
     */
    record Hover(Lane lane, long timeNanos, int value, long sinceNanos, long untilNanos, boolean lasts,
            List<String> sections, List<Share> shares) {
        /** How long it lasted, or has lasted. */
        long lengthNanos() {
            return untilNanos - sinceNanos;
        }

        /** The status, of an actor's lane. */
        ActorStatus status() {
            return ActorStatus.of(value % Recording.INFERRED);
        }

        /** Whether the status is concluded and not recorded, of an actor's lane. */
        boolean inferred() {
            return value >= Recording.INFERRED;
        }
    }

    /**
     * A state among several actors.
     *
     * @param status which
     * @param actors how many actors were in it on average
     */
    record Share(ActorStatus status, double actors) {}

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

    /** The rows from top to bottom, the pinned ones first. */
    ReadOnlyObjectProperty<List<LaneRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /** What names of lanes must have in them; all are shown while it is empty. */
    public StringProperty filterProperty() {
        return filter;
    }

    /** Whether arrows show what let whom go on. */
    public BooleanProperty arrowsProperty() {
        return arrows;
    }

    /** The critical path, once it is wanted and found. */
    PathFinder path() {
        return pathFinder;
    }

    /** Shows the critical path, or hides it. */
    public void togglePath() {
        pathFinder.wantedProperty().set(!pathFinder.wantedProperty().get());
    }

    /** What the mouse is over, null if it is over nothing. */
    ReadOnlyObjectProperty<@Nullable Hover> hoverProperty() {
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
    public void zoom(double wanted, long aboutNanos) {
        spanChosen = true;
        // There is nothing to see beyond twice the whole.
        double factor = Math.min(wanted, Math.max(1, 2.0 * Math.max(whole().spanNanos(), FOLLOWED_NANOS / 10)
                / window.get().spanNanos()));
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

    /** Brings a stretch into sight and fills most of the window with it. */
    public void zoomTo(Span span) {
        spanChosen = true;
        held = true;
        long length = Math.max(TimeWindow.SHORTEST_NANOS, Math.round(span.lengthNanos() * 1.1));
        long middle = span.fromNanos() + span.lengthNanos() / 2;
        window.set(atLeastFromStart(new TimeWindow(middle - length / 2, middle - length / 2 + length)));
    }

    /** Chooses what happened between two instants; an empty stretch clears the choice. */
    public void selectRange(long oneNanos, long otherNanos) {
        long end = playback.endProperty().get();
        Span wanted = Span.between(Math.clamp(oneNanos, 0, Math.max(0, end)), Math.clamp(otherNanos, 0, Math.max(0,
                end)));
        playback.rangeProperty().set(wanted.lengthNanos() > 0 ? wanted : null);
    }

    /** Chooses the stretch in which a lane showed what it showed at that instant. */
    void selectStretch(Lane lane, long timeNanos) {
        find(lane, timeNanos, 1).filter(found -> found.shares().isEmpty())
                .ifPresent(found -> selectRange(found.sinceNanos(), found.untilNanos()));
    }

    /** Chooses who or what a row is about, or lets go of it if that was chosen already. */
    void select(LaneRow row) {
        Subject wanted = subjectOf(row.lane());
        if (wanted != null) {
            playback.subjectProperty().set(wanted.equals(playback.subjectProperty().get()) ? null : wanted);
        }
    }

    /** The row that has what is chosen, -1 if there is none. */
    int chosenRow() {
        Subject chosen = playback.subjectProperty().get();
        List<LaneRow> shown = rows.get();
        for (int row = 0; chosen != null && row < shown.size(); row++) {
            Lane lane = shown.get(row).lane();
            boolean has = shown.get(row).role() != LaneRow.Role.SECTION && chosen.equals(subjectOf(lane))
                    || shown.get(row).role() == LaneRow.Role.SUMMARY && lane instanceof Lane.OfMembers of
                            && chosen instanceof Subject.OfActor actor && of.actors().contains(actor.id());
            if (has) {
                return row;
            }
        }
        return -1;
    }

    private static @Nullable Subject subjectOf(Lane lane) {
        return switch (lane) {
            case Lane.OfActor actor -> new Subject.OfActor(actor.id());
            case Lane.OfSection section -> new Subject.OfActor(section.actor());
            case Lane.OfResource resource -> new Subject.OfResource(resource.id());
            case Lane.OfMembers members -> null;
            case Lane.OfCore core -> null;
        };
    }

    // ---- commands on lanes

    /** What lanes are called on the screen; the filter goes by it. */
    void nameWith(Function<LaneNode, String> names) {
        nameOf = names;
        arranged = false;
    }

    /** How many lanes there is room for; if there are more, large groups start closed. */
    void room(int lanes) {
        if (lanes != room) {
            room = lanes;
            arranged = false;
        }
    }

    /** Whether what can be opened at a row is open. */
    boolean isOpen(LaneRow row) {
        return arrangement.isOpen(row.folded());
    }

    /** Opens or closes what can be opened at a row: its own lanes, or the group it is in. */
    void fold(LaneRow row) {
        if (row.folds()) {
            arrangement.fold(row.folded().key(), !isOpen(row));
            rearrange();
        }
    }

    /** Opens or closes everything that can be. */
    void foldAll(boolean opened) {
        roots.stream().flatMap(root -> root.all().stream()).filter(node -> !node.children().isEmpty())
                .forEach(node -> arrangement.fold(node.key(), opened));
        rearrange();
    }

    /** Pins a row's lane to the top, or lets it go. */
    void pin(LaneRow row) {
        LaneNode node = pinnable(row);
        arrangement.pin(node.key(), !arrangement.pinned(node.key()));
        rearrange();
    }

    /** Whether a row's lane is pinned itself, or by what it belongs to. */
    boolean pinned(LaneRow row) {
        return row.pinned();
    }

    /** What is pinned with a row: its lane, or the actor of a section, or all that was pinned together. */
    private LaneNode pinnable(LaneRow row) {
        LaneNode around = row.group();
        boolean together = around != null && (row.role() == LaneRow.Role.SECTION
                || row.pinned() && !arrangement.pinned(row.key()));
        return together && around != null ? around : row.node();
    }

    /** The lanes among which a row's lane can be moved, as they are shown now. */
    List<LaneNode> siblings(LaneRow row) {
        if (row.pinned()) {
            return arrangement.pinnedAmong(roots);
        }
        Set<String> shown = rows.get().stream().filter(each -> !each.pinned()).map(LaneRow::key)
                .collect(Collectors.toSet());
        return allSiblings(row.node()).stream()
                .filter(node -> node.all().stream().anyMatch(each -> shown.contains(each.key()))).toList();
    }

    private List<LaneNode> allSiblings(LaneNode node) {
        LaneNode parent = parentOf(node);
        return arrangement.ordered(parent == null ? "" : parent.key(), parent == null ? roots : parent.children());
    }

    /** Moves a row's lane before another one of its siblings, behind them all for null. */
    void move(LaneRow row, @Nullable LaneNode before) {
        String target = before == null ? null : before.key();
        if (row.pinned()) {
            arrangement.movePinned(pinnable(row).key(), target);
        } else {
            LaneNode parent = parentOf(row.node());
            arrangement.move(parent == null ? "" : parent.key(), allSiblings(row.node()).stream().map(LaneNode::key)
                    .toList(), row.key(), target);
        }
        rearrange();
    }

    /** Moves a row's lane one place up or down among its siblings. */
    void moveBy(LaneRow row, int places) {
        List<String> keys = siblings(row).stream().map(LaneNode::key).toList();
        int at = keys.indexOf(row.pinned() ? pinnable(row).key() : row.key());
        int to = at + places;
        if (at >= 0 && to >= 0 && to < keys.size()) {
            List<LaneNode> siblings = siblings(row);
            int before = places < 0 ? to : to + 1;
            move(row, before < siblings.size() ? siblings.get(before) : null);
        }
    }

    private @Nullable LaneNode parentOf(LaneNode child) {
        return roots.stream().flatMap(root -> root.all().stream())
                .filter(node -> node.children().stream().anyMatch(each -> each.key().equals(child.key())))
                .findFirst().orElse(null);
    }

    private void rearrange() {
        arranged = false;
        refreshLanes();
    }

    /** The mouse is at an instant of a lane. */
    void hoverAt(Lane lane, long timeNanos) {
        hoverAt(lane, timeNanos, 1);
    }

    /** The mouse is at a pixel of a lane that shows so much time. */
    void hoverAt(Lane lane, long timeNanos, long pixelNanos) {
        hoveredNanos = Math.max(1, pixelNanos);
        hover.set(find(lane, timeNanos, hoveredNanos).orElse(null));
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
            keepArrangement();
            arranged = false;
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
        pathFinder.update();
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
            hoverAt(over.lane(), over.timeNanos(), hoveredNanos);
        }
    }

    /** The next recording of a scenario is arranged as the one before was, by names. */
    private void keepArrangement() {
        RunRequest request = playback.requestProperty().get();
        if (request == null && recording.edge().events() == 0) {
            return; // the moment between two recordings
        }
        String next = request == null ? "" : request.scenario().id();
        if (next.isEmpty() || !next.equals(scenario)) {
            arrangement = new LaneArrangement();
            filter.set("");
        }
        scenario = next;
    }

    private void refreshLanes() {
        RunState edge = recording.edge();
        if (edge.events() != knownEvents || kind.get() != knownKind) {
            refreshTree(edge);
        }
        if (!arranged || !arrangement.filter().equals(LaneArrangement.folded(filter.get()))) {
            arranged = true;
            arrangement.filter(filter.get());
            arrangement.closeWhatDoesNotFit(roots, room);
            List<LaneRow> found = arrangement.rows(roots, nameOf);
            if (!found.equals(rows.get())) {
                rows.set(List.copyOf(found));
            }
        }
    }

    private void refreshTree(RunState edge) {
        Directory directory = edge.directory();
        int things = directory.actors().size() + directory.resources().size() + edge.cores().size();
        for (ActorState actor : edge.actors()) {
            things += recording.sliceDepths(actor.id());
        }
        if (complete && things == knownThings && kind.get() == knownKind) {
            return;
        }
        knownEvents = edge.events();
        knownThings = things;
        knownKind = kind.get();
        // An actor is in the directory a moment before its first event.
        complete = switch (kind.get()) {
            case ACTORS -> edge.actors().stream().filter(actor -> drawn(actor.info())).count() == directory.actors()
                    .stream().filter(TimelineViewModel::drawn).count();
            case RESOURCES -> edge.resources().stream().filter(resource -> ResourceLevel.has(resource.info()))
                    .count() == directory.resources().stream().filter(ResourceLevel::has).count();
            case CORES -> true;
        };
        List<LaneNode> found = LaneTree.of(recording, kind.get());
        if (!found.equals(roots)) {
            roots = found;
            arranged = false;
        }
    }

    private static boolean drawn(ActorInfo actor) {
        return actor.acts();
    }

    private void follow() {
        long end = playback.endProperty().get();
        if (!spanChosen && !growsByItself() && end > 0 && end <= FOLLOWED_NANOS) {
            window.set(whole());
            return;
        }
        TimeWindow span = spanChosen ? window.get() : new TimeWindow(0, roomFor(end));
        window.set(atLeastFromStart(span.with(end, LIVE_PLACE)));
    }

    /** Whether time goes on though nothing happens, as it does in a live run. */
    private boolean growsByItself() {
        RunRequest request = playback.requestProperty().get();
        return playback.running() && (request == null || request.mode() == Mode.LIVE);
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
        if (!fitted && !spanChosen && !growsByItself() && end > 0) {
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

    /** The sums from which lanes are painted. */
    RecordingSums sums() {
        return latestSums.of(recording);
    }

    /** The track of a lane; of several actors together there is none. */
    Optional<StatusTrack> track(Lane lane) {
        return switch (lane) {
            case Lane.OfActor actor -> Optional.of(recording.sliceDepths(actor.id()) > 0
                    ? recording.sliceTrack(actor.id(), 0)
                    : recording.actorTrack(actor.id()));
            case Lane.OfSection section -> Optional.of(recording.sliceTrack(section.actor(), section.depth()));
            case Lane.OfResource resource -> Optional.of(recording.resourceTrack(resource.id()));
            case Lane.OfCore core -> Optional.of(recording.coreTrack(core.id()));
            case Lane.OfMembers members -> Optional.empty();
        };
    }

    /** What a lane shows at that instant; nothing before its first change, after its end, and after the edge. */
    Optional<Hover> find(Lane lane, long timeNanos, long pixelNanos) {
        if (timeNanos > playback.endProperty().get()) {
            return Optional.empty();
        }
        return switch (lane) {
            case Lane.OfActor actor when recording.sliceDepths(actor.id()) > 0 -> section(lane, actor.id(), 0,
                    timeNanos);
            case Lane.OfSection section -> section(lane, section.actor(), section.depth(), timeNanos);
            case Lane.OfMembers members -> together(members, timeNanos, pixelNanos);
            case Lane.OfActor actor -> at(lane, recording.actorTrack(actor.id()), timeNanos, List.of());
            case Lane.OfResource resource -> at(lane, recording.resourceTrack(resource.id()), timeNanos, List.of());
            case Lane.OfCore core -> at(lane, recording.coreTrack(core.id()), timeNanos, List.of());
        };
    }

    private Optional<Hover> at(Lane lane, StatusTrack track, long timeNanos, List<String> sections) {
        int index = track.indexAt(timeNanos);
        if (index < 0) {
            return Optional.empty();
        }
        boolean lasts = index + 1 == track.size();
        long until = lasts ? playback.endProperty().get() : track.timeNanos(index + 1);
        return Optional
                .of(new Hover(lane, timeNanos, track.value(index), track.timeNanos(index), until, lasts, sections,
                        List.of()));
    }

    private Optional<Hover> section(Lane lane, int actor, int depth, long timeNanos) {
        var names = new ArrayList<String>();
        for (int d = 0; d < recording.sliceDepths(actor); d++) {
            StatusTrack track = recording.sliceTrack(actor, d);
            int index = track.indexAt(timeNanos);
            int text = index < 0 ? 0 : track.value(index);
            if (text == 0) {
                break;
            }
            names.add(recording.trace().directory().text(text));
        }
        return names.size() <= depth ? Optional.empty()
                : at(lane, recording.sliceTrack(actor, depth), timeNanos, List.copyOf(names));
    }

    private Optional<Hover> together(Lane.OfMembers members, long timeNanos, long pixelNanos) {
        long end = playback.endProperty().get();
        long until = Math.min(end, timeNanos + pixelNanos);
        long[] times = new long[ActorStatus.values().length];
        for (int actor : members.actors()) {
            TrackShares shares = sums().actor(actor);
            if (until < shares.knownUntil()) {
                shares.addBetween(timeNanos, until, times);
            }
        }
        var found = new ArrayList<Share>();
        for (ActorStatus status : ActorStatus.values()) {
            if (times[status.ordinal()] > 0) {
                found.add(new Share(status, (double) times[status.ordinal()] / (until - timeNanos)));
            }
        }
        found.sort(Comparator.comparingDouble(Share::actors).reversed());
        return found.isEmpty() ? Optional.empty()
                : Optional.of(new Hover(members, timeNanos, 0, timeNanos, until, false, List.of(), List.copyOf(found)));
    }
}
