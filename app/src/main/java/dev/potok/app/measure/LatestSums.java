package dev.potok.app.measure;

import org.jspecify.annotations.Nullable;

import dev.potok.simulation.state.Recording;

/** The sums of the recording that was asked for last, shared by the views that look at it. For the JavaFX thread. */
public final class LatestSums {
    private @Nullable RecordingSums latest;
    private @Nullable RecordingSums made;

    /** Takes over sums that were made elsewhere, by a thread that is done with them, once they are asked for. */
    public void use(RecordingSums finished) {
        made = finished;
    }

    /** The sums of that recording; those of another are forgotten. */
    @SuppressWarnings("ReferenceEquality") // a recording is itself alone
    public RecordingSums of(Recording recording) {
        RecordingSums ready = made;
        if (ready != null && ready.recording() == recording) {
            latest = ready;
            made = null;
        }
        RecordingSums known = latest;
        if (known == null || known.recording() != recording) {
            known = new RecordingSums(recording);
            latest = known;
        }
        return known;
    }
}
