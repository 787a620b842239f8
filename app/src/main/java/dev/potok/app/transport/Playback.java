package dev.potok.app.transport;

import java.util.List;
import java.util.function.Function;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.run.Mode;
import dev.potok.simulation.run.Phase;
import dev.potok.simulation.run.Run;
import dev.potok.simulation.run.RunRequest;
import dev.potok.simulation.run.RunResult;
import dev.potok.simulation.state.Recording;
import dev.potok.simulation.state.RunState;
import dev.potok.simulation.trace.Directory;
import dev.potok.simulation.trace.Trace;
import dev.potok.simulation.trace.TraceCursor;

/**
 * One recording, and where on it we look.
 *
 * <p>
 * Either we <em>follow</em> the run at its live edge, or we look at an instant of our own, standing still or moving at a
 * speed, forwards or backwards, while the run goes on. {@link #pulse} is called once a frame: it reads what the trace has
 * gained within a budget, moves the playhead and makes {@link #shown()} the state there; then it raises
 * {@link #pulseProperty()}, upon which the views look again. For the JavaFX thread.
 */
public final class Playback {
    /** Slowest and fastest speed of the playhead. */
    public static final double SLOWEST = 1.0 / 100_000;
    public static final double FASTEST = 100;

    private static final double[] SPEEDS = {1.0 / 100_000, 1.0 / 50_000, 1.0 / 20_000, 1.0 / 10_000, 1.0 / 5_000,
        1.0 / 2_000, 1.0 / 1_000, 1.0 / 500, 1.0 / 200, 1.0 / 100, 1.0 / 50, 1.0 / 20, 1.0 / 10, 1.0 / 5, 1.0 / 2, 1,
        2, 5, 10, 20, 50, 100};
    /** Time a frame may spend on reading new events. */
    private static final long READ_BUDGET_NANOS = 4_000_000;

    /** How long one likes to watch something short. */
    private static final double WATCHED_NANOS = 8e9;
    /** Up to so many events it is quicker to fold on than to begin at a keyframe. */
    private static final int FORWARD_EVENTS = 8_192;

    /** What the lecturer sees the recording do. */
    public enum Motion {
        /** There is no recording yet. */
        EMPTY,
        /** We follow the run. */
        FOLLOWING,
        /** The playhead moves by itself. */
        PLAYING,
        /** The playhead stands. */
        STANDING
    }

    private final Function<RunRequest, Run> starter;
    private final ReadOnlyObjectWrapper<@Nullable Run> run = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable RunRequest> request = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Recording> recording;
    private final ReadOnlyObjectWrapper<@Nullable RunResult> result = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.ENDED);
    private final ReadOnlyObjectWrapper<Motion> motion = new ReadOnlyObjectWrapper<>(Motion.EMPTY);
    private final ReadOnlyLongWrapper playhead = new ReadOnlyLongWrapper();
    private final ReadOnlyLongWrapper end = new ReadOnlyLongWrapper();
    private final ReadOnlyDoubleWrapper speed = new ReadOnlyDoubleWrapper(1);
    private final ReadOnlyBooleanWrapper backwards = new ReadOnlyBooleanWrapper();
    private final ReadOnlyLongWrapper pulse = new ReadOnlyLongWrapper();
    private final ObjectProperty<@Nullable Subject> subject = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Span> range = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable Span> loop = new ReadOnlyObjectWrapper<>();
    private final ObservableList<Bookmark> bookmarks = FXCollections.observableArrayList();
    /** Kept, or listeners to it would be collected with it. */
    private final ObservableList<Bookmark> bookmarksForOthers = FXCollections.unmodifiableObservableList(bookmarks);

    private RunState shown;
    /** How many events the playhead has passed; more exact than its time where several events share one. */
    private long position;
    private double playheadExact;
    private long lastPulseNanos = Long.MIN_VALUE;

    /** A playback without a recording, which starts runs with that function. */
    public Playback(Function<RunRequest, Run> starter) {
        this.starter = starter;
        recording = new ReadOnlyObjectWrapper<>(empty());
        shown = recording.get().edge();
    }

    private static Recording empty() {
        var trace = new Trace(new Directory());
        trace.finish();
        return new Recording(trace);
    }

    // ---- what is shown

    /** The run, null before the first and for a recording from a file. */
    public ReadOnlyObjectProperty<@Nullable Run> runProperty() {
        return run.getReadOnlyProperty();
    }

    /** What was run, null before the first run. */
    public ReadOnlyObjectProperty<@Nullable RunRequest> requestProperty() {
        return request.getReadOnlyProperty();
    }

    /** The recording; never null, at first an empty one. Changes with each new run. */
    public ReadOnlyObjectProperty<Recording> recordingProperty() {
        return recording.getReadOnlyProperty();
    }

    /** The recording now. */
    public Recording recording() {
        return recording.get();
    }

    /** The state at the playhead. Valid until the next pulse or command; not to be kept. */
    public RunState shown() {
        return shown;
    }

    /** How many events lie behind the playhead. */
    public long position() {
        return position;
    }

    /** What came of the run, null while it goes on. */
    public ReadOnlyObjectProperty<@Nullable RunResult> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /** Where the run is. */
    public ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }

    /** What the playhead does. */
    public ReadOnlyObjectProperty<Motion> motionProperty() {
        return motion.getReadOnlyProperty();
    }

    /** Run time of the playhead, nanoseconds. */
    public ReadOnlyLongProperty playheadProperty() {
        return playhead.getReadOnlyProperty();
    }

    /** Run time of the edge, nanoseconds. */
    public ReadOnlyLongProperty endProperty() {
        return end.getReadOnlyProperty();
    }

    /** Seconds of run time a second while {@link Motion#PLAYING}: {@link #SLOWEST} to {@link #FASTEST}. */
    public ReadOnlyDoubleProperty speedProperty() {
        return speed.getReadOnlyProperty();
    }

    /** Whether playing goes backwards. */
    public ReadOnlyBooleanProperty backwardsProperty() {
        return backwards.getReadOnlyProperty();
    }

    /** Grows once a frame, after everything else has changed. */
    public ReadOnlyLongProperty pulseProperty() {
        return pulse.getReadOnlyProperty();
    }

    /** Whether a run is going on, paused or not. */
    public boolean running() {
        return phase.get() != Phase.ENDED;
    }

    /** The actor or resource that was chosen, null for none. */
    public ObjectProperty<@Nullable Subject> subjectProperty() {
        return subject;
    }

    /** The stretch of time that was chosen to be measured, null for none. */
    public ObjectProperty<@Nullable Span> rangeProperty() {
        return range;
    }

    /** What playing goes round in, null where it does not. */
    public ReadOnlyObjectProperty<@Nullable Span> loopProperty() {
        return loop.getReadOnlyProperty();
    }

    /** Places to come back to, in the order of time. */
    public ObservableList<Bookmark> bookmarks() {
        return bookmarksForOthers;
    }

    // ---- commands

    /** What was shown before the last start. */
    private record Kept(Recording recording, @Nullable RunRequest of, @Nullable RunResult result,
            List<Bookmark> bookmarks) {}

    private @Nullable Kept previous;

    private void keep() {
        if (recording().edge().events() > 0) {
            previous = new Kept(recording(), request.get(), result.get(), List.copyOf(bookmarks));
        }
    }

    /** Shows the recording that the last start put away, and puts the present one away in its place. */
    public void showPrevious() {
        Kept before = previous;
        if (before == null || running()) {
            return;
        }
        keep();
        open(before.recording, before.of);
        result.set(before.result);
        bookmarks.setAll(before.bookmarks);
    }

    /** Lets go of the recording that was put away: it belongs to another scenario. */
    public void forgetPrevious() {
        previous = null;
    }

    /** Stops what runs and starts this; the recording shown so far is kept for {@link #showPrevious}. */
    public void start(RunRequest wanted) {
        keep();
        stop();
        Run started = starter.apply(wanted);
        run.set(started);
        request.set(wanted);
        result.set(null);
        phase.set(Phase.RUNNING); // it may be over already; the next pulse sees that, and its result
        show(new Recording(started.trace()));
        boolean goesOn = wanted.attended() && wanted.hasRemote();
        if (wanted.mode() == Mode.VIRTUAL && !goesOn) {
            // It is over in no time; what one wants to see is its time, not ours.
            motion.set(Motion.PLAYING);
        } else {
            motion.set(Motion.FOLLOWING);
        }
    }

    private void show(Recording next) {
        recording.set(next);
        shown = next.edge();
        position = 0;
        playheadExact = 0;
        playhead.set(0);
        end.set(0);
        backwards.set(false);
        subject.set(null);
        range.set(null);
        loop.set(null);
        bookmarks.clear();
    }

    /** Starts the same again. Does nothing before the first run. */
    public void restart() {
        RunRequest again = request.get();
        if (again != null) {
            start(again);
        }
    }

    /**
     * Shows a recording that is complete, standing at its end.
     *
     * @param of what it is a recording of, null where that cannot be run again here
     */
    public void open(Trace trace, @Nullable RunRequest of) {
        open(new Recording(trace), of);
    }

    /**
     * Shows a recording that is complete, standing at its end. It is this thread's from now on. One that is over in no time
     * is to be played so slowly that something can be seen.
     *
     * @param of what it is a recording of, null where that cannot be run again here
     */
    public void open(Recording complete, @Nullable RunRequest of) {
        clear();
        request.set(of);
        show(complete);
        complete.advanceFully();
        motion.set(Motion.STANDING);
        long last = complete.trace().endNanos();
        end.set(last);
        speed.set(fitting(last));
        seek(last);
    }

    /** True time for a second or more, else the speed at which it takes some ten seconds. */
    private static double fitting(long lengthNanos) {
        double found = lengthNanos >= 1_000_000_000 || lengthNanos == 0 ? 1 : SLOWEST;
        for (double step : SPEEDS) {
            if (lengthNanos < 1_000_000_000 && step <= lengthNanos / WATCHED_NANOS) {
                found = step;
            }
        }
        return found;
    }

    /** Ends the run and shows nothing. */
    public void clear() {
        stop();
        run.set(null);
        request.set(null);
        result.set(null);
        phase.set(Phase.ENDED);
        motion.set(Motion.EMPTY);
        speed.set(1);
        show(empty());
        pulse.set(pulse.get() + 1);
    }

    /** Ends the run; its recording stays. */
    public void stop() {
        Run current = run.get();
        if (current != null && running()) {
            current.stop();
        }
    }

    /** Space: pauses or resumes the run while we follow it; otherwise lets the playhead go or stand. */
    public void runOrPause() {
        Run current = run.get();
        switch (motion.get()) {
            case FOLLOWING -> {
                if (current != null && running()) {
                    if (current.phase() == Phase.RUNNING) {
                        current.pause();
                    } else {
                        current.resume();
                    }
                } else {
                    replay();
                }
            }
            case PLAYING -> motion.set(Motion.STANDING);
            case STANDING -> {
                if (backwards.get() && playhead.get() == 0) {
                    backwards.set(false); // there is nothing before the start
                }
                if (atEnd() && !running() && !backwards.get()) {
                    replay();
                } else {
                    motion.set(Motion.PLAYING);
                }
            }
            case EMPTY -> {
                // There is nothing to run; whoever knows the settings starts it.
            }
        }
    }

    private void replay() {
        Span round = loop.get();
        seek(round == null ? 0 : round.fromNanos());
        backwards.set(false);
        motion.set(Motion.PLAYING);
    }

    private boolean atEnd() {
        return position >= recording().edge().events();
    }

    /** Stands after the next event. */
    public void stepForward() {
        step(1);
    }

    /** Stands before the last event. */
    public void stepBack() {
        step(-1);
    }

    private void step(int by) {
        seekEvents(position + by);
    }

    /** Looks at that run time; the playhead goes on or stands as before, but follows no longer. */
    public void seek(long timeNanos) {
        if (motion.get() == Motion.EMPTY) {
            return;
        }
        if (motion.get() == Motion.FOLLOWING) {
            motion.set(Motion.STANDING);
        }
        long time = Math.clamp(timeNanos, 0, Math.max(0, recording().edge().timeNanos()));
        placeAfter(Math.min(recording().trace().countUntil(time), recording().edge().events()));
        playheadExact = time;
        playhead.set(time);
        pulse.set(pulse.get() + 1);
    }

    /** Stands after so many events. */
    public void seekEvents(long events) {
        if (motion.get() == Motion.EMPTY) {
            return;
        }
        motion.set(Motion.STANDING);
        placeAfter(Math.clamp(events, 0, recording().edge().events()));
        pulse.set(pulse.get() + 1);
    }

    /** Stands after the next event of the subject; of whoever the last event belongs to where none is chosen. */
    public void nextOfSubject() {
        Subject of = subjectHere();
        TraceCursor cursor = recording().trace().cursor();
        long known = recording().edge().events();
        cursor.moveTo(Math.min(position, known));
        while (of != null && cursor.position() < known && cursor.next()) {
            if (of.in(cursor)) {
                seekEvents(cursor.position());
                return;
            }
        }
    }

    /** Stands after the event of the subject before this one. */
    public void previousOfSubject() {
        Subject of = subjectHere();
        TraceCursor cursor = recording().trace().cursor();
        for (long index = Math.min(position, recording().edge().events()) - 2; of != null && index >= 0; index--) {
            cursor.moveTo(index);
            if (cursor.next() && of.in(cursor)) {
                seekEvents(index + 1);
                return;
            }
        }
    }

    private @Nullable Subject subjectHere() {
        Subject chosen = subject.get();
        if (chosen != null || position == 0) {
            return chosen;
        }
        int actor = recording().trace().event(position - 1).actor();
        return actor == 0 ? null : new Subject.OfActor(actor);
    }

    /** Marks this place to come back to, or takes the mark away if there is one. */
    public void toggleBookmark() {
        if (motion.get() == Motion.EMPTY) {
            return;
        }
        var here = new Bookmark(position, position == 0 ? 0 : recording().trace().timeAt(position - 1));
        if (bookmarks.removeIf(mark -> mark.events() == here.events())) {
            return;
        }
        addBookmark(here);
    }

    /** Adds a mark that was kept with the recording. */
    public void addBookmark(Bookmark mark) {
        int at = 0;
        while (at < bookmarks.size() && bookmarks.get(at).events() < mark.events()) {
            at++;
        }
        bookmarks.add(at, mark);
    }

    /** Stands at the next mark, if there is one. */
    public void nextBookmark() {
        bookmarks.stream().filter(mark -> mark.events() > position).findFirst()
                .ifPresent(mark -> seekEvents(mark.events()));
    }

    /** Stands at the mark before this place, if there is one. */
    public void previousBookmark() {
        bookmarks.reversed().stream().filter(mark -> mark.events() < position).findFirst()
                .ifPresent(mark -> seekEvents(mark.events()));
    }

    /** Playing goes round from here on: up to the loop's end where that lies later, else to the recording's. */
    public void loopFromHere() {
        Span now = loop.get();
        long here = playhead.get();
        loop(new Span(here, now != null && now.toNanos() > here ? now.toNanos() : recording().edge().timeNanos()));
    }

    /** Playing goes round up to here, from the loop's begin where that lies earlier, else from the recording's. */
    public void loopUpToHere() {
        Span now = loop.get();
        long here = playhead.get();
        loop(new Span(now != null && now.fromNanos() < here ? now.fromNanos() : 0, here));
    }

    /** Playing goes round in that stretch; null ends it. A stretch without length is none. */
    public void loop(@Nullable Span wanted) {
        if (motion.get() != Motion.EMPTY) {
            loop.set(wanted == null || wanted.lengthNanos() <= 0 ? null : wanted);
        }
    }

    /** Home: stands at the start. */
    public void toStart() {
        backwards.set(false);
        seek(0);
        if (motion.get() == Motion.PLAYING) {
            motion.set(Motion.STANDING);
        }
    }

    /** End: follows the run again, or stands at its end. */
    public void toLive() {
        if (motion.get() == Motion.EMPTY) {
            return;
        }
        motion.set(Motion.FOLLOWING);
        follow();
        pulse.set(pulse.get() + 1);
    }

    /** The next higher speed; one above true time takes effect once the playhead has left the live edge. */
    public void faster() {
        for (double step : SPEEDS) {
            if (step > speed.get() * 1.0001) {
                speed.set(step);
                return;
            }
        }
    }

    /** The next lower speed. At the live edge the playhead begins to fall behind. */
    public void slower() {
        for (int i = SPEEDS.length - 1; i >= 0; i--) {
            if (SPEEDS[i] < speed.get() * 0.9999) {
                speed.set(SPEEDS[i]);
                break;
            }
        }
        if (motion.get() == Motion.FOLLOWING && running()) {
            motion.set(Motion.PLAYING);
        }
    }

    /** Sets the speed, kept within its bounds. */
    public void setSpeed(double wanted) {
        speed.set(Math.clamp(wanted, SLOWEST, FASTEST));
    }

    /** Plays the other way round from here. */
    public void reverse() {
        backwards.set(!backwards.get());
        if (motion.get() == Motion.FOLLOWING) {
            motion.set(Motion.PLAYING);
        }
    }

    // ---- each frame

    /**
     * One frame.
     *
     * @param nowNanos time of the frame, of any origin
     */
    public void pulse(long nowNanos) {
        long since = lastPulseNanos == Long.MIN_VALUE ? 0 : Math.clamp(nowNanos - lastPulseNanos, 0, 250_000_000);
        lastPulseNanos = nowNanos;
        boolean readAll = recording().advance(READ_BUDGET_NANOS);
        Run current = run.get();
        if (current != null) {
            Phase now = current.phase();
            if (now != Phase.ENDED) {
                phase.set(now);
            } else if (result.get() == null && readAll && current.result().isDone()) {
                phase.set(now);
                result.set(current.result().getNow(null));
            }
        }
        RunState edge = recording().edge();
        end.set(Math.max(edge.timeNanos(), current != null && running() ? current.nowNanos() : 0));
        switch (motion.get()) {
            case FOLLOWING -> follow();
            case PLAYING -> play(since);
            case STANDING, EMPTY -> {
                // The playhead stands.
            }
        }
        pulse.set(pulse.get() + 1);
    }

    private void follow() {
        shown = recording().edge();
        position = shown.events();
        playheadExact = end.get();
        playhead.set(end.get());
    }

    private void play(long since) {
        double moved = playheadExact + (backwards.get() ? -1 : 1) * speed.get() * since;
        Span round = loop.get();
        if (round != null && playheadExact >= round.fromNanos() && playheadExact <= round.toNanos()) {
            if (!backwards.get() && moved >= round.toNanos()) {
                moved = round.fromNanos();
            } else if (backwards.get() && moved <= round.fromNanos()) {
                moved = round.toNanos();
            }
        }
        RunState edge = recording().edge();
        // While a live run goes on its edge is now, also where nothing has happened for a while.
        RunRequest of = request.get();
        boolean live = running() && of != null && of.mode() == Mode.LIVE;
        long last = live ? Math.max(end.get(), edge.timeNanos()) : edge.timeNanos();
        if (moved >= last && !backwards.get()) {
            if (live) {
                toLive();
                return;
            }
            if (running()) {
                moved = last;
            } else {
                moved = last;
                motion.set(Motion.STANDING);
            }
        } else if (moved <= 0 && backwards.get()) {
            moved = 0;
            motion.set(Motion.STANDING);
        }
        long time = (long) moved;
        placeAfter(Math.min(recording().trace().countUntil(time), edge.events()));
        playheadExact = moved;
        playhead.set(time);
    }

    @SuppressWarnings("ReferenceEquality") // whether it is the edge itself, which goes on by itself
    private boolean shownIsEdge() {
        return shown == recording().edge();
    }

    /** Makes shown the state after so many events, folding forwards where that is shorter. */
    private void placeAfter(long events) {
        Recording current = recording();
        boolean own = !shownIsEdge();
        shown = own && events >= shown.events() && events - shown.events() < FORWARD_EVENTS
                ? current.forward(shown, events)
                : current.stateAfter(events);
        position = events;
        playheadExact = shown.timeNanos();
        playhead.set(shown.timeNanos());
    }
}
