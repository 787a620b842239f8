package dev.potok.app.timeline;

import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

import org.jspecify.annotations.Nullable;

import dev.potok.app.text.Names;
import dev.potok.app.theme.Theme;
import dev.potok.simulation.state.Recording;

/** The picture of the lanes in sight, painted anew only when something in it has changed. For the JavaFX thread. */
final class LanePicture {
    private static final double NAME_SIZE = 11;

    private final ImageView view = new ImageView();
    private final Map<Lane, TrackShares> shares = new HashMap<>();
    private final Map<Lane, TrackLevels> levels = new HashMap<>();
    private @Nullable Recording recording;
    private @Nullable Theme theme;
    private @Nullable LaneColors colors;
    private @Nullable ToolkitMarks marks;
    private @Nullable Names names;
    private @Nullable PixelBuffer<IntBuffer> buffer;
    private @Nullable Pixels pixels;
    private @Nullable Request painted;
    private long pictures;

    LanePicture() {
        view.setSmooth(false);
        view.setPreserveRatio(false);
    }

    /**
     * All that decides how the picture looks.
     *
     * @param recording what is shown
     * @param window    the time in sight
     * @param lanes     all lanes, also those scrolled out of sight
     * @param rows      where they lie
     * @param width     of the picture, units of the screen
     * @param height    of the picture, units of the screen
     * @param density   device pixels in a unit of the screen
     * @param end       run time of the edge, as far as it is in sight
     * @param events    events read, as far as they can be in sight
     */
    record Request(Recording recording, TimeWindow window, List<Lane> lanes, Rows rows, double width, double height,
            double density, long end, long events, int ticks, Theme theme, Names names) {}

    /**
     * Where lanes lie.
     *
     * @param pitch  from one lane to the next
     * @param bar    height of a bar
     * @param scroll how far they are scrolled up
     */
    record Rows(double pitch, double bar, double scroll) {
        /** The lane at that height of the picture; may be beyond the last. */
        int at(double y) {
            return (int) Math.floor((y + scroll) / pitch);
        }
    }

    /** The node that shows it. */
    ImageView node() {
        return view;
    }

    /** How often it was painted. */
    long pictures() {
        return pictures;
    }

    /** Paints what is asked for unless it is there already. */
    void show(Request wanted, List<TimeAxis.Tick> ticks) {
        if (wanted.equals(painted)) {
            return;
        }
        prepare(wanted);
        int width = (int) Math.ceil(wanted.width * wanted.density);
        int height = (int) Math.ceil(wanted.height * wanted.density);
        PixelBuffer<IntBuffer> target = buffer;
        Pixels canvas = pixels;
        if (target == null || canvas == null || canvas.width() != width || canvas.height() != height) {
            canvas = new Pixels(width, height);
            target = new PixelBuffer<>(width, height, IntBuffer.wrap(canvas.argb()),
                    PixelFormat.getIntArgbPreInstance());
            pixels = canvas;
            buffer = target;
            view.setImage(new WritableImage(target));
        }
        view.setFitWidth(width / wanted.density);
        view.setFitHeight(height / wanted.density);
        paint(wanted, canvas, ticks);
        target.updateBuffer(changed -> null);
        painted = wanted;
        pictures++;
    }

    private void prepare(Request wanted) {
        Request before = painted;
        if (recording != wanted.recording) {
            recording = wanted.recording;
            shares.clear();
            levels.clear();
            marks = null;
        }
        if (theme != wanted.theme) {
            theme = wanted.theme;
            colors = new LaneColors(wanted.theme);
            marks = null;
        }
        if (marks == null || !wanted.names.equals(names) || before == null || before.density != wanted.density) {
            names = wanted.names;
            marks = new ToolkitMarks(wanted.recording.trace().directory(), wanted.names,
                    NAME_SIZE * wanted.theme.scale() * wanted.density);
        }
    }

    private void paint(Request wanted, Pixels canvas, List<TimeAxis.Tick> ticks) {
        if (colors == null || marks == null) {
            throw new IllegalStateException("the picture is not prepared");
        }
        canvas.clear(colors.ground());
        var painter = new LanePainter(canvas, colors, marks, PixelScale.of(wanted.window, canvas.width()),
                wanted.density, wanted.end);
        painter.grid(ticks);
        Rows rows = wanted.rows;
        int bar = (int) Math.round(rows.bar * wanted.density);
        int first = Math.max(0, rows.at(0));
        int last = Math.min(wanted.lanes.size() - 1, rows.at(wanted.height));
        for (int row = first; row <= last; row++) {
            Lane lane = wanted.lanes.get(row);
            int top = (int) Math.round(((row + 0.5) * rows.pitch - rows.scroll - rows.bar / 2) * wanted.density);
            switch (lane.kind()) {
                case ACTORS -> painter.actor(shares.computeIfAbsent(lane, made -> LanePainter
                        .statusShares(new TrackReader(wanted.recording.actorTrack(made.id())))), top, top + bar);
                case CORES -> painter.core(shares.computeIfAbsent(lane, made -> LanePainter
                        .actorShares(new TrackReader(wanted.recording.coreTrack(made.id())))), top, top + bar);
                case RESOURCES -> painter.level(levels.computeIfAbsent(lane, made -> new TrackLevels(
                        new TrackReader(wanted.recording.resourceTrack(made.id())))), lane.capacity(), top, top + bar);
            }
        }
    }
}
