package dev.potok.app.chart;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.potok.app.transport.Playback;
import dev.potok.simulation.metric.CoreSeries;
import dev.potok.simulation.state.Recording;

/**
 * What the charts show: of what, over which stretch of run time, and the figures at an instant. For the JavaFX thread.
 */
public final class ChartsViewModel {
    /** The most of a running run that is in sight at once, unless the user looks further back. */
    static final long LIVE_NANOS = 120_000_000_000L;
    private static final long LEAST_NANOS = 2_000_000_000L;

    private final Playback playback;
    private final ObjectProperty<ChartKind> kind = new SimpleObjectProperty<>(ChartKind.THROUGHPUT);
    private final ReadOnlyObjectWrapper<@Nullable Stretch> chosen = new ReadOnlyObjectWrapper<>();

    private @Nullable Recording settledRecording;
    private long settledEvents;
    private long settledEnd;
    private long settled;

    /** Charts of that playback. */
    public ChartsViewModel(Playback playback) {
        this.playback = playback;
        playback.recordingProperty().addListener((recording, before, now) -> showAll());
    }

    /**
     * A stretch of run time.
     *
     * @param fromNanos its first instant
     * @param toNanos   its last
     */
    public record Stretch(long fromNanos, long toNanos) {}

    /** What is shown. */
    public ObjectProperty<ChartKind> kindProperty() {
        return kind;
    }

    /** The stretch that the user looks at closely, null for all. */
    public ReadOnlyObjectProperty<@Nullable Stretch> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** Looks at that stretch closely; nothing happens where it is shorter than a figure's own time. */
    public void look(long from, long to) {
        long first = Math.max(0, Math.min(from, to));
        long last = Math.min(Math.max(from, to), end());
        if (last - first >= 500_000_000L) {
            chosen.set(new Stretch(first, last));
        }
    }

    /** Looks at all again. */
    public void showAll() {
        chosen.set(null);
    }

    /** Moves the playhead. */
    public void seek(long timeNanos) {
        playback.seek(timeNanos);
    }

    /** What is in sight. */
    public Stretch sight() {
        Stretch close = chosen.get();
        if (close != null) {
            return close;
        }
        long end = Math.max(end(), playback.running() ? LEAST_NANOS : 1);
        long from = playback.running() ? Math.max(0, end - LIVE_NANOS) : 0;
        return new Stretch(playback.playheadProperty().get() < from ? 0 : from, end);
    }

    /** The figures in sight, copied. */
    public ChartFigures figures() {
        Stretch sight = sight();
        return ChartFigures.of(recording(), kind.get(), sight.fromNanos(), sight.toNanos(), until());
    }

    /** How many cores have figures. */
    public int cores() {
        return recording().series().cores();
    }

    /** The figure of a core at an instant, NaN where there is none. */
    public double at(int core, long timeNanos) {
        return ChartFigures.at(recording(), kind.get(), core, timeNanos, until());
    }

    /** All cores together at an instant: the sum of what they did, or the mean of their loads. */
    public double together(long timeNanos) {
        double sum = 0;
        for (int core = 0; core < cores(); core++) {
            sum += at(core, timeNanos);
        }
        return kind.get() == ChartKind.LOAD && cores() > 0 ? sum / cores() : sum;
    }

    private Recording recording() {
        return playback.recording();
    }

    private long end() {
        return playback.endProperty().get();
    }

    private long until() {
        if (!playback.running()) {
            return recording().edge().timeNanos();
        }
        if (kind.get() == ChartKind.LOAD) {
            return end();
        }
        long events = recording().edge().events();
        if (settledRecording != recording() || settledEvents != events || end() - settledEnd > CoreSeries.SLOT_NANOS) {
            settledRecording = recording();
            settledEvents = events;
            settledEnd = end();
            settled = ChartFigures.settled(recording(), end());
        }
        return settled;
    }
}
