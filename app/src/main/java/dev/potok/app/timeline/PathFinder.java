package dev.potok.app.timeline;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

import org.jspecify.annotations.Nullable;

import dev.potok.app.measure.PathMeasure;
import dev.potok.app.transport.Playback;
import dev.potok.simulation.trace.Trace;

/**
 * Finds the critical path of the recording that is shown, once it is wanted and the recording is complete, on a thread of
 * its own. For the JavaFX thread; {@link #update} is called once a frame and never waits.
 */
final class PathFinder {
    /** How far it is. */
    enum State {
        /** Nobody wants it. */
        OFF,
        /** It is known only at the end of the run. */
        NOT_YET,
        /** It is being found. */
        FINDING,
        /** It is there. */
        FOUND,
        /** There is none, or it could not be found. */
        NONE
    }

    private final Playback playback;
    private final BooleanProperty wanted = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.OFF);
    private @Nullable FutureTask<PathMeasure> task;
    private @Nullable Trace trace;
    private @Nullable PathMeasure found;

    PathFinder(Playback playback) {
        this.playback = playback;
        wanted.addListener((o, was, is) -> update());
    }

    /** Whether the path is wanted. */
    BooleanProperty wantedProperty() {
        return wanted;
    }

    /** How far it is. */
    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The path while it is wanted and known, else null. */
    @Nullable
    PathMeasure path() {
        return state.get() == State.FOUND ? found : null;
    }

    /** Begins to find it if it is wanted, or takes it once it has been found. */
    @SuppressWarnings("ReferenceEquality") // a trace is itself alone
    void update() {
        Trace now = playback.recording().trace();
        if (now != trace) {
            FutureTask<PathMeasure> before = task;
            if (before != null) {
                before.cancel(false);
            }
            task = null;
            found = null;
            trace = now;
        }
        state.set(wanted.get() ? look(now) : State.OFF);
    }

    private State look(Trace now) {
        if (found != null) {
            return found.path().stretches().isEmpty() ? State.NONE : State.FOUND;
        }
        if (playback.motionProperty().get() == Playback.Motion.EMPTY) {
            return State.NONE;
        }
        if (playback.running() || playback.recording().edge().events() < now.size()) {
            return State.NOT_YET;
        }
        FutureTask<PathMeasure> finding = task;
        if (finding == null) {
            finding = new FutureTask<>(() -> PathMeasure.of(now));
            task = finding;
            Thread.ofPlatform().daemon().name("potok-path").start(finding);
        }
        if (!finding.isDone()) {
            return State.FINDING;
        }
        try {
            found = finding.get();
            return look(now);
        } catch (InterruptedException | ExecutionException | CancellationException failed) {
            task = null;
            wanted.set(false);
            throw new IllegalStateException("the critical path could not be found", failed);
        }
    }
}
