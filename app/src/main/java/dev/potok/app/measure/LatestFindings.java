package dev.potok.app.measure;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import dev.potok.app.transport.Playback;
import dev.potok.simulation.finding.Findings;
import dev.potok.simulation.finding.FindingsFold;
import dev.potok.simulation.trace.Trace;

/**
 * What was found in the recording that is shown, as far as it has been read. It reads on with each pulse, within a budget;
 * the findings change four times a second at the most, but with the very pulse that brings a closed circle of waits. For
 * the JavaFX thread; whoever wants the findings of a pulse in that pulse listens to it after this does.
 */
public final class LatestFindings {
    /** Time that a pulse may spend on reading. */
    private static final long READ_NANOS = 2_000_000;
    private static final long PERIOD_NANOS = 240_000_000;

    private final Playback playback;
    private final ReadOnlyObjectWrapper<Findings> findings = new ReadOnlyObjectWrapper<>(Findings.NONE);
    private @Nullable FindingsFold fold;
    private @Nullable Trace trace;
    private long toldEvents;
    private long toldNanos;
    private int toldCircles;

    /** The findings of that playback. */
    public LatestFindings(Playback playback) {
        this.playback = playback;
        playback.recordingProperty().addListener((o, was, is) -> look()); // nothing is told of the one before
        playback.pulseProperty().addListener((o, was, is) -> look());
    }

    /** What was found; never null. */
    public ReadOnlyObjectProperty<Findings> findingsProperty() {
        return findings.getReadOnlyProperty();
    }

    @SuppressWarnings("ReferenceEquality") // a trace is itself alone
    private void look() {
        Trace now = playback.recording().trace();
        FindingsFold reading = fold;
        if (reading == null || now != trace) {
            reading = new FindingsFold(now);
            fold = reading;
            trace = now;
            toldEvents = 0;
            toldNanos = 0;
            toldCircles = 0;
            findings.set(Findings.NONE);
        }
        boolean readAll = reading.advance(READ_NANOS);
        int circles = playback.recording().edge().circles();
        if (reading.events() == toldEvents) {
            return;
        }
        long nanos = System.nanoTime();
        boolean first = toldNanos == 0;
        boolean closed = circles != toldCircles;
        boolean atEnd = readAll && !playback.running();
        if (first || closed || atEnd || nanos - toldNanos >= PERIOD_NANOS) {
            toldEvents = reading.events();
            toldNanos = nanos;
            findings.set(reading.now());
            if (findings.get().deadlocks().size() >= circles) {
                toldCircles = circles;
            }
        }
    }
}
