package dev.potok.app.timeline;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

import org.jspecify.annotations.Nullable;

import dev.potok.app.measure.Budget;
import dev.potok.app.measure.LatestSums;
import dev.potok.app.measure.RecordingSums;
import dev.potok.app.measure.TrackLevels;
import dev.potok.app.measure.TrackShares;
import dev.potok.app.text.Names;
import dev.potok.app.theme.Theme;
import dev.potok.simulation.state.Recording;

/** The picture of the lanes in sight, painted anew only when something in it has changed. For the JavaFX thread. */
final class LanePicture {
    private static final double NAME_SIZE = 11;
    /** Units of the screen from one jump of the critical path to the next, at the least. */
    private static final double LEAST_JUMP = 4;
    /** Time that one picture may spend on sums of what it has not seen before. */
    private static final long SUM_NANOS = 8_000_000;

    private final ImageView view = new ImageView();
    private final LatestSums latestSums;
    private @Nullable Recording recording;
    private @Nullable Theme theme;
    private @Nullable LaneColors colors;
    private @Nullable ToolkitMarks marks;
    private @Nullable Names names;
    private @Nullable PixelBuffer<IntBuffer> buffer;
    private @Nullable Pixels pixels;
    private @Nullable Request painted;
    private double density;
    private long pictures;

    /** A picture that paints from those sums. */
    LanePicture(LatestSums latestSums) {
        this.latestSums = latestSums;
        view.setSmooth(false);
        view.setPreserveRatio(false);
    }

    /**
     * All that decides how the picture looks.
     *
     * @param recording what is shown
     * @param window    the time in sight
     * @param rows      all lanes and where they lie, also those scrolled out of sight
     * @param width     of the picture, units of the screen
     * @param height    of the picture, units of the screen
     * @param density   device pixels in a unit of the screen
     * @param end       run time of the edge, as far as it is in sight
     * @param events    events read, as far as they can be in sight
     * @param arrows    arrows between the lanes
     * @param paler     whether arrows that have nothing to do with what was chosen stand back
     * @param moving    whether the window moved just now
     * @param path      the critical path, empty where it is not shown
     */
    record Request(Recording recording, TimeWindow window, LaneRows rows, double width, double height,
            double density, long end, long events, int ticks, Theme theme, Names names,
            List<FlowArrows.Arrow> arrows, boolean paler, boolean moving, List<PathBands.Band> path) {}

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
        boolean complete = paint(wanted, canvas, ticks);
        target.updateBuffer(changed -> null);
        // What is not complete is painted again at the next look.
        painted = complete ? wanted : null;
        pictures++;
    }

    private void prepare(Request wanted) {
        if (recording != wanted.recording) {
            recording = wanted.recording;
            marks = null;
        }
        if (theme != wanted.theme) {
            theme = wanted.theme;
            colors = new LaneColors(wanted.theme);
            marks = null;
        }
        if (marks == null || !wanted.names.equals(names) || density != wanted.density) {
            names = wanted.names;
            density = wanted.density;
            marks = new ToolkitMarks(wanted.recording.trace().directory(), wanted.names,
                    NAME_SIZE * wanted.theme.scale() * wanted.density);
        }
    }

    private boolean paint(Request wanted, Pixels canvas, List<TimeAxis.Tick> ticks) {
        if (colors == null || marks == null) {
            throw new IllegalStateException("the picture is not prepared");
        }
        canvas.clear(colors.ground());
        marks.begin();
        var lanes = new Lanes(wanted, latestSums.of(wanted.recording), marks,
                new LanePainter(canvas, colors, marks, PixelScale.of(wanted.window, canvas.width()), wanted.density,
                        wanted.end),
                Budget.nanos(SUM_NANOS));
        lanes.painter.grid(ticks);
        LaneRows rows = wanted.rows;
        for (int row = rows.firstBelow(); row < rows.size() && rows.inSight(row); row++) {
            lanes.paint(row);
        }
        if (rows.pinned() > 0) {
            int until = (int) Math.round(rows.pinnedHeight() * wanted.density);
            canvas.fill(0, 0, canvas.width(), until, colors.ground(), 255);
            lanes.painter.grid(ticks, until);
            for (int row = 0; row < rows.pinned(); row++) {
                lanes.paint(row);
            }
            if (rows.rule() >= 0) {
                int y = (int) Math.round(rows.rule() * wanted.density);
                canvas.fill(0, y, canvas.width(), y + (int) Math.max(1, Math.round(wanted.density)), colors.grid(),
                        255);
            }
        }
        if (!wanted.path.isEmpty()) {
            lanes.paintPath();
        }
        for (FlowArrows.Arrow arrow : wanted.arrows) {
            lanes.paint(arrow);
        }
        return lanes.complete && !marks.missing();
    }

    /** The lanes of one picture. */
    private static final class Lanes {
        private final Request wanted;
        private final RecordingSums sums;
        private final ToolkitMarks marks;
        private final LanePainter painter;
        private final Budget budget;
        private boolean complete = true;

        private Lanes(Request wanted, RecordingSums sums, ToolkitMarks marks, LanePainter painter, Budget budget) {
            this.wanted = wanted;
            this.sums = sums;
            this.marks = marks;
            this.painter = painter;
            this.budget = budget;
        }

        private TrackShares extended(TrackShares shares) {
            complete &= shares.extend(budget);
            return shares;
        }

        private void paint(int row) {
            LaneRow shown = wanted.rows.get(row);
            if (shown.role() == LaneRow.Role.HEADING) {
                return;
            }
            int top = top(row);
            int bottom = bottom(row);
            switch (shown.lane()) {
                case Lane.OfActor actor -> {
                    if (wanted.recording.sliceDepths(actor.id()) == 0) {
                        painter.actor(extended(sums.actor(actor.id())), top, bottom);
                    } else {
                        painter.outside(sums.actor(actor.id()).track(), top, bottom);
                        sections(actor.id(), 0, top, bottom);
                    }
                }
                case Lane.OfSection section -> sections(section.actor(), section.depth(), top, bottom);
                case Lane.OfMembers members -> painter.summary(
                        members.actors().stream().map(id -> extended(sums.actor(id))).toList(), top, bottom,
                        wanted.moving);
                case Lane.OfCore core -> painter.core(extended(sums.core(core.id())), top, bottom);
                case Lane.OfResource resource -> {
                    TrackLevels levels = sums.levels(resource.id());
                    complete &= levels.extend(budget);
                    painter.level(levels, resource.most(), top, bottom);
                }
            }
        }

        private void sections(int actor, int depth, int top, int bottom) {
            painter.sections(extended(sums.section(actor, depth)), sums::hueOfSection, marks::sectionName, top, bottom);
        }

        private void paint(FlowArrows.Arrow arrow) {
            LaneRows rows = wanted.rows;
            if (hiddenByPinned(arrow.fromRow()) || hiddenByPinned(arrow.toRow())) {
                return;
            }
            boolean down = rows.barTop(arrow.toRow()) > rows.barTop(arrow.fromRow());
            double from = rows.barTop(arrow.fromRow()) + (down ? rows.bar(arrow.fromRow()) - 2 : 2);
            double to = rows.barTop(arrow.toRow()) + (down ? 0 : rows.bar(arrow.toRow()));
            painter.arrow(arrow.fromNanos(), (int) Math.round(from * wanted.density), arrow.toNanos(),
                    (int) Math.round(to * wanted.density), arrow.chosen(),
                    arrow.chosen() ? 255 : wanted.paler ? 70 : 190);
        }

        /** Lets everything stand back but the critical path, and draws that. */
        private void paintPath() {
            var lit = new HashMap<Integer, List<long[]>>();
            for (PathBands.Band band : wanted.path) {
                lit.computeIfAbsent(band.row(), row -> new ArrayList<>())
                        .add(new long[] {band.fromNanos(), band.toNanos()});
            }
            LaneRows rows = wanted.rows;
            for (int row = 0; row < rows.size(); row++) {
                if (shown(row) && rows.get(row).role() != LaneRow.Role.HEADING) {
                    painter.standBack(lit.getOrDefault(row, List.of()), top(row), bottom(row));
                }
            }
            int before = -1;
            long least = Math.max(1, Math.round(wanted.window.spanNanos() / Math.max(1, wanted.width) * LEAST_JUMP));
            long jumped = -least;
            for (PathBands.Band band : wanted.path) {
                int row = band.row();
                // Jumps that follow each other too closely are a wall: only some of them are drawn.
                if (row >= 0 && before >= 0 && row != before && band.fromNanos() - jumped >= least && !hiddenByPinned(
                        row) && !hiddenByPinned(before)) {
                    jumped = band.fromNanos();
                    boolean down = top(row) > top(before);
                    painter.jump(band.fromNanos(), down ? bottom(before) : top(before), down ? top(row) : bottom(row));
                }
                if (row >= 0 && shown(row)) {
                    painter.band(band.fromNanos(), band.toNanos(), top(row), bottom(row));
                }
                before = row;
            }
        }

        private boolean shown(int row) {
            return wanted.rows.inSight(row) && !hiddenByPinned(row);
        }

        private int top(int row) {
            return (int) Math.round(wanted.rows.barTop(row) * wanted.density);
        }

        private int bottom(int row) {
            return top(row) + (int) Math.round(wanted.rows.bar(row) * wanted.density);
        }

        private boolean hiddenByPinned(int row) {
            return row >= wanted.rows.pinned() && wanted.rows.top(row) < wanted.rows.pinnedHeight() - 1;
        }
    }
}
