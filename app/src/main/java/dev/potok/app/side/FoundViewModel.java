package dev.potok.app.side;

import java.util.List;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;

import dev.potok.app.text.Names;
import dev.potok.app.transport.Playback;
import dev.potok.app.transport.Subject;
import dev.potok.simulation.finding.Deadlock;
import dev.potok.simulation.finding.Findings;
import dev.potok.simulation.finding.LostUpdate;
import dev.potok.simulation.trace.Trace;

/**
 * What was found in the recording, in words, and the ways from there to the instants it is about. It changes with the
 * findings, so with the pulse that brings a deadlock, and with the language. For the JavaFX thread.
 */
final class FoundViewModel {
    /** Lost updates shown at first, and at the most. */
    static final int FEW_LOST = 3;
    static final int MOST_LOST = 50;
    /** Rows of the table of waits. */
    static final int MOST_WAITS = 12;

    private final Playback playback;
    private final ObservableValue<Names> names;
    private final ObservableValue<Findings> findings;
    /** What the findings are of. */
    private Trace trace;
    private final ReadOnlyObjectWrapper<List<Circle>> circles = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Lost>> lost = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<FindingWords.Said>> hints = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<FindingWords.Waits>> waits = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyIntegerWrapper lostCount = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper lostKnown = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper moreWaits = new ReadOnlyIntegerWrapper();
    private final BooleanProperty allLost = new SimpleBooleanProperty();
    private final ReadOnlyIntegerWrapper faults = new ReadOnlyIntegerWrapper();

    /**
     * A closed circle of waits.
     *
     * @param number  its number in the run
     * @param when    when it closed
     * @param members its members, in the order of who waits for whom
     */
    record Circle(int number, String when, List<FindingWords.Said> members) {
        Circle {
            members = List.copyOf(members);
        }
    }

    /**
     * An update that was lost.
     *
     * @param title what of whom
     * @param steps how it came about
     */
    record Lost(String title, List<FindingWords.Step> steps) {
        Lost {
            steps = List.copyOf(steps);
        }
    }

    FoundViewModel(Playback playback, ObservableValue<Names> names, ObservableValue<Findings> findings) {
        this.playback = playback;
        this.names = names;
        this.findings = findings;
        this.trace = playback.recording().trace();
        findings.addListener((o, was, is) -> {
            trace = playback.recording().trace();
            update();
        });
        names.addListener((o, was, is) -> update());
        allLost.addListener((o, was, is) -> update());
        playback.recordingProperty().addListener((o, was, is) -> {
            allLost.set(false);
            update();
        });
        update();
    }

    @SuppressWarnings("ReferenceEquality") // a trace is itself alone
    private void update() {
        Trace shown = playback.recording().trace();
        // Another recording is shown a moment before there are findings of it.
        Findings now = shown == trace ? findings.getValue() : Findings.NONE;
        var words = new FindingWords(names.getValue(), shown);
        circles.set(now.deadlocks().stream().map(deadlock -> circle(words, deadlock)).toList());
        lost.set(now.lostUpdates().stream().limit(allLost.get() ? MOST_LOST : FEW_LOST)
                .map(update -> lost(words, update)).toList());
        lostKnown.set(Math.min(now.lostUpdates().size(), MOST_LOST));
        lostCount.set((int) Math.min(now.lostUpdateCount(), Integer.MAX_VALUE));
        hints.set(now.hints().stream().map(words::said).toList());
        waits.set(words.waits(now.contention(), MOST_WAITS));
        moreWaits.set(now.contention().size() - waits.get().size());
        faults.set(now.deadlocks().size() + lostCount.get() + now.hints().size());
    }

    private static Circle circle(FindingWords words, Deadlock deadlock) {
        return new Circle(deadlock.number(), words.when(deadlock), words.members(deadlock));
    }

    private static Lost lost(FindingWords words, LostUpdate update) {
        return new Lost(words.title(update), words.steps(update));
    }

    /** Closed circles of waits, in the order found. */
    ReadOnlyObjectProperty<List<Circle>> circlesProperty() {
        return circles.getReadOnlyProperty();
    }

    /** Updates that were lost: a few, or as many as are remembered and can be shown. */
    ReadOnlyObjectProperty<List<Lost>> lostProperty() {
        return lost.getReadOnlyProperty();
    }

    /** How many updates were lost, all told. */
    ReadOnlyIntegerProperty lostCountProperty() {
        return lostCount.getReadOnlyProperty();
    }

    /** How many of them can be shown. */
    ReadOnlyIntegerProperty lostKnownProperty() {
        return lostKnown.getReadOnlyProperty();
    }

    /** Whether more than a few of them are shown. */
    BooleanProperty allLostProperty() {
        return allLost;
    }

    /** Hints at known faults. */
    ReadOnlyObjectProperty<List<FindingWords.Said>> hintsProperty() {
        return hints.getReadOnlyProperty();
    }

    /** The table of waits, the one first on whose account most was waited. */
    ReadOnlyObjectProperty<List<FindingWords.Waits>> waitsProperty() {
        return waits.getReadOnlyProperty();
    }

    /** How many rows of the table are left out. */
    ReadOnlyIntegerProperty moreWaitsProperty() {
        return moreWaits.getReadOnlyProperty();
    }

    /** How many faults were found: circles, lost updates and hints. */
    ReadOnlyIntegerProperty faultsProperty() {
        return faults.getReadOnlyProperty();
    }

    // ---- commands

    /** Goes to where something can be seen, and chooses the actor it is about. */
    void look(FindingWords.Said said) {
        look(said.actor(), said.events());
    }

    /** Goes to an instant of a story, and chooses the actor whose it is. */
    void look(FindingWords.Step step) {
        look(step.actor(), step.events());
    }

    private void look(int actor, long events) {
        if (events > 0) {
            playback.seekEvents(events);
        }
        if (actor != 0) {
            playback.subjectProperty().set(new Subject.OfActor(actor));
        }
    }

    /** Chooses the resource that a row of the table is about. */
    void choose(FindingWords.Waits row) {
        playback.subjectProperty().set(new Subject.OfResource(row.resource()));
    }
}
