package dev.potok.app.timeline;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.potok.app.measure.TrackLevels;
import dev.potok.app.measure.TrackReader;
import dev.potok.app.measure.TrackShares;
import dev.potok.simulation.state.ActorStatus;
import dev.potok.simulation.state.Recording;

/**
 * Paints lanes into pixels: a pure function of tracks, a scale and colours. For one thread.
 *
 * <p>
 * A value that lasts for {@value #LEAST_BAR} columns or more becomes a bar. Where values change faster, each column is
 * shared out between all that were there, in proportion to their time and with at least one pixel each, so that a short
 * wait in a long run stays in sight. The cost of a lane is bounded by its columns times the logarithm of its changes.
 */
final class LanePainter {
    /** Columns that a bar has at the least. */
    static final int LEAST_BAR = 2;
    /** Width from which a bar has a glyph, in units of the screen. */
    static final double GLYPH_BAR = 16;

    private static final int HATCH_ALPHA = 80;
    private static final double RADIUS = 3;
    /** How far what is not on the critical path stands back. */
    private static final int STAND_BACK = 150;
    private static final int STATUSES = ActorStatus.values().length;
    /** Who stands upon whom where a column is shared, from the bottom up; whoever waits is never under the others. */
    private static final int[] STACK = Stream.of(ActorStatus.RUNNING, ActorStatus.IN_SLICE, ActorStatus.IO,
            ActorStatus.READY,
            ActorStatus.JOINING, ActorStatus.SLEEPING, ActorStatus.IDLE, ActorStatus.WAITING, ActorStatus.UNKNOWN,
            ActorStatus.BLOCKED,
            ActorStatus.FAILED, ActorStatus.KILLED).mapToInt(ActorStatus::ordinal).toArray();
    private static final int[] ACTOR_CLASSES = IntStream.rangeClosed(1, LaneColors.ACTORS).toArray();
    /** Members up to which each column of a summary is painted by itself. */
    private static final int FINE_MEMBERS = 32;
    /** The same while the window moves, and a picture must be there in time for the next frame. */
    private static final int FINE_MEMBERS_MOVING = 6;
    /** Changes in a column that are walked where they have not been summed. */
    private static final int FINE_CHANGES = 64;

    private final Pixels pixels;
    private final LaneColors colors;
    private final Marks marks;
    private final PixelScale scale;
    private final double density;
    private final long end;
    private final int[] statusPaints;
    private final int[] actorPaints;

    /**
     * A painter on a picture.
     *
     * @param density device pixels in a unit of the screen
     * @param end     run time of the edge, up to which the last values last
     */
    LanePainter(Pixels pixels, LaneColors colors, Marks marks, PixelScale scale, double density, long end) {
        this.pixels = pixels;
        this.colors = colors;
        this.marks = marks;
        this.scale = scale;
        this.density = density;
        this.end = end;
        this.statusPaints = Stream.of(ActorStatus.values()).mapToInt(colors::share).toArray();
        this.actorPaints = IntStream.rangeClosed(0, LaneColors.ACTORS)
                .map(c -> c == 0 ? colors.ground() : colors.ofActorClass(c))
                .toArray();
    }

    // ---- actors

    /** What an actor did. */
    void actor(TrackShares shares, int top, int bottom) {
        walk(shares, top, bottom, new Strokes() {
            @Override
            public void bar(int left, int right, int value) {
                status(left, right, top, bottom, ActorStatus.of(value % Recording.INFERRED),
                        value >= Recording.INFERRED);
            }

            @Override
            public void column(int x, long[] times) {
                share(x, top, bottom, times);
            }
        });
        end(shares.track(), top, bottom);
    }

    private void status(int left, int right, int top, int bottom, ActorStatus status, boolean inferred) {
        int gap = right - left >= px(5) ? px(1) : 0;
        int until = right - gap;
        int width = until - left;
        int height = bottom - top;
        double radius = Math.min(RADIUS * density, width / 3.0);
        boolean glyph = width >= GLYPH_BAR * density && height >= px(10);
        switch (status) {
            case CREATED, OUT_OF_SLICE -> {
                int thick = Math.max(px(2), height / 8);
                int y = top + (height - thick) / 2;
                pixels.fill(left, y, right, y + thick, colors.line(status), 110);
                return;
            }
            case FINISHED, FAILED, KILLED -> {
                return;
            }
            case READY -> {
                if (width >= px(4)) {
                    pixels.outlineRounded(left, top, until, bottom, radius, px(1), inferred ? px(3) : 0,
                            colors.line(status));
                } else {
                    hollow(left, top, until, bottom, inferred);
                }
            }
            case UNKNOWN -> {
                pixels.fillRounded(left, top, until, bottom, radius, colors.fill(status), 255);
                hatch(left, top, until, bottom, Hatch.RISING, colors.line(status), 200);
            }
            default -> {
                pixels.fillRounded(left, top, until, bottom, radius,
                        inferred ? colors.share(status) : colors.bar(status), 255);
                if (!glyph) {
                    hatch(left, top, until, bottom, pattern(status), colors.ground(), HATCH_ALPHA);
                }
            }
        }
        if (glyph) {
            int size = Math.min(px(13), height - px(2));
            Mask mask = marks.glyph(status, size);
            if (mask.width() > 0) {
                int from = Math.max(left, 0);
                int centre = from + Math.min((until - from) / 2, px(11));
                if (until - from >= size) {
                    pixels.stamp(mask, centre - mask.width() / 2, top + (height - mask.height()) / 2, from, until,
                            status == ActorStatus.READY || status == ActorStatus.UNKNOWN
                                    ? colors.line(status)
                                    : colors.ground());
                }
            }
        }
    }

    private void hollow(int left, int top, int right, int bottom, boolean inferred) {
        int thick = px(1);
        int dash = px(3);
        for (int x = left; x < right; x++) {
            pixels.fill(x, top, x + 1, top + thick, colors.line(ActorStatus.READY), 255);
            pixels.fill(x, bottom - thick, x + 1, bottom, colors.line(ActorStatus.READY), 255);
        }
        for (int y = top + thick; y < bottom - thick; y++) {
            if (!inferred || (y - top) % (dash * 2) < dash) {
                pixels.fill(left, y, right, y + 1, colors.line(ActorStatus.READY), 70);
            }
        }
    }

    static Hatch pattern(ActorStatus status) {
        return switch (status) {
            case WAITING -> Hatch.RISING;
            case BLOCKED -> Hatch.CROSSED;
            case JOINING -> Hatch.FALLING;
            case SLEEPING -> Hatch.DOTTED;
            case IDLE -> Hatch.UPRIGHT;
            case IO -> Hatch.LEVEL;
            default -> Hatch.NONE;
        };
    }

    private void hatch(int left, int top, int right, int bottom, Hatch pattern, int rgb, int alpha) {
        if (pattern == Hatch.NONE) {
            return;
        }
        int period = pattern == Hatch.DOTTED ? px(3) : px(5);
        int thick = px(1);
        for (int y = Math.max(0, top + 1); y < Math.min(pixels.height(), bottom - 1); y++) {
            for (int x = Math.max(0, left); x < Math.min(pixels.width(), right); x++) {
                // Lines keep their place in run time, so that they move with the bars.
                if (pattern.at(Math.floorMod(scale.origin() + x, 1 << 20), y - top, period, thick)) {
                    pixels.dot(x, y, rgb, alpha);
                }
            }
        }
    }

    /** One column shared out between the states that were in it; created and ended have the ground for their share. */
    private void share(int x, int top, int bottom, long[] times) {
        stack(x, top, bottom, times, STACK, statusPaints);
    }

    /**
     * Shares a column out.
     *
     * @param order  classes from the bottom up; the others keep the ground
     * @param paints their colours
     */
    private void stack(int x, int top, int bottom, long[] times, int[] order, int[] paints) {
        long total = 0;
        for (long time : times) {
            total += time;
        }
        int present = 0;
        for (int c : order) {
            present += times[c] > 0 ? 1 : 0;
        }
        if (present == 0) {
            return;
        }
        double perNano = (double) Math.max(0, bottom - top - present) / total;
        double owed = 0;
        int y = bottom;
        for (int c : order) {
            if (times[c] > 0 && y > top) {
                owed += times[c] * perNano;
                int rows = (int) (owed + 0.5);
                owed -= rows;
                int from = Math.max(top, y - rows - 1);
                pixels.column(x, from, y, paints[c]);
                y = from;
            }
        }
    }

    /** A finished lane ends, and says how. */
    private void end(TrackReader track, int top, int bottom) {
        if (track.size() == 0) {
            return;
        }
        int last = track.size() - 1;
        ActorStatus status = ActorStatus.of(track.value(last) % Recording.INFERRED);
        if (status != ActorStatus.FINISHED && status != ActorStatus.FAILED && status != ActorStatus.KILLED) {
            return;
        }
        int x = scale.boundary(track.time(last));
        int height = bottom - top;
        int size = Math.min(px(13), height - px(2));
        if (x + px(18) < 0 || x > pixels.width()) {
            return;
        }
        boolean failed = status != ActorStatus.FINISHED;
        if (failed) {
            pixels.fillRounded(x, top, x + px(18), bottom, RADIUS * density, colors.fill(status), 255);
        }
        if (status == ActorStatus.KILLED) {
            pixels.outlineRounded(x, top, x + px(18), bottom, RADIUS * density, px(1), 0, colors.line(status));
        }
        Mask mask = marks.glyph(status, failed ? size : Math.min(size, px(10)));
        if (mask.width() > 0) {
            pixels.stamp(mask, x + (failed ? px(9) - mask.width() / 2 : px(4)), top + (height - mask.height()) / 2, 0,
                    pixels.width(), failed ? 0xFFFFFF : colors.line(status));
        }
    }

    // ---- cores

    /** Who was on a core. */
    void core(TrackShares shares, int top, int bottom) {
        walk(shares, top, bottom, new Strokes() {
            @Override
            public void bar(int left, int right, int value) {
                if (value > 0) {
                    occupant(left, right, top, bottom, value);
                }
            }

            @Override
            public void column(int x, long[] times) {
                stack(x, top, bottom, times, ACTOR_CLASSES, actorPaints);
            }
        });
    }

    private void occupant(int left, int right, int top, int bottom, int actor) {
        named(left, right, top, bottom, colors.actor(actor),
                () -> List.of(marks.actorName(actor), marks.actorSign(actor)), false);
    }

    /**
     * A bar with the first of the names for which there is room.
     *
     * @param cut whether a name too long for the bar may be cut off
     */
    private void named(int left, int right, int top, int bottom, int rgb, Supplier<List<Mask>> names, boolean cut) {
        int until = right - (right - left >= px(5) ? px(1) : 0);
        pixels.fillRounded(left, top, until, bottom, Math.min(RADIUS * density, (until - left) / 3.0), rgb, 255);
        int from = Math.max(left, 0);
        int to = Math.min(until, pixels.width());
        int room = to - from - px(4);
        if (room < px(8)) {
            return;
        }
        for (Mask name : names.get()) {
            boolean fits = name.width() <= room;
            if (name.width() > 0 && (fits || cut && room >= px(26)) && name.height() <= bottom - top + px(4)) {
                int x = fits ? Math.min(from + px(6), from + (until - from - name.width()) / 2) : from + px(4);
                pixels.stamp(name, x, top + (bottom - top - name.height()) / 2, from, to - (fits ? 0 : px(3)),
                        colors.ink());
                return;
            }
        }
    }

    // ---- resources

    /** How full a resource was: solid up to the least it held in a column's time, paler up to the most. */
    void level(TrackLevels levels, long full, int top, int bottom) {
        TrackReader track = levels.track();
        long known = levels.knownUntil();
        int first = Math.max(0, scale.boundary(0));
        int last = Math.min(pixels.width(), scale.boundary(end));
        if (last > first) {
            pixels.fillRounded(first, top, last, bottom, RADIUS * density, colors.slot(), 255);
        }
        int most = Math.max(1, full > 0 ? (int) Math.min(full, Integer.MAX_VALUE) : levels.greatestKnown());
        int index = track.find(scale.timeAt(first), -1);
        int before = -1;
        for (int x = first; x < last; x++) {
            int next = track.find(Math.max(scale.timeAt(x + 1) - 1, scale.timeAt(x)), index);
            if (next < 0) {
                continue;
            }
            if (scale.timeAt(x + 1) >= known && next - Math.max(index, 0) > FINE_CHANGES) {
                unsummed(x, x + 1, top, bottom);
                index = next;
                before = -1;
                continue;
            }
            TrackLevels.Extremes held = levels.between(Math.max(index, 0), next);
            int low = y(held.least(), most, top, bottom);
            int high = y(held.greatest(), most, top, bottom);
            pixels.fill(x, low, x + 1, bottom, colors.level(), 105);
            pixels.fill(x, high, x + 1, low, colors.level(), 60);
            int edge = Math.min(high, bottom - px(1));
            int from = before < 0 ? edge : Math.min(edge, before);
            int until = before < 0 ? edge : Math.max(edge, before);
            pixels.fill(x, from, x + 1, until + px(1), colors.level(), held.greatest() > 0 || until > from ? 255 : 110);
            before = edge;
            index = next;
        }
    }

    private static int y(int level, int most, int top, int bottom) {
        return bottom - (int) Math.round((double) Math.min(level, most) / most * (bottom - top));
    }

    // ---- the walk

    /** What a walk along a track paints. */
    private interface Strokes {
        /** One value over several columns. */
        void bar(int left, int right, int value);

        /** Several values in one column: nanoseconds of each class. */
        void column(int x, long[] times);
    }

    /** What has not been summed yet, which lasts for some frames after a large recording was opened. */
    private void unsummed(int left, int right, int top, int bottom) {
        hatch(left, top, right, bottom, Hatch.DOTTED, colors.faint(), 170);
    }

    private void walk(TrackShares shares, int top, int bottom, Strokes strokes) {
        TrackReader track = shares.track();
        int width = pixels.width();
        long[] times = new long[shares.classes()];
        int index = track.find(scale.timeAt(0), -1);
        if (index < 0) {
            if (track.size() == 0) {
                return;
            }
            index = 0;
        }
        // A bar that begins out of sight is painted from where its corners cannot be seen.
        int out = -px(8);
        long known = shares.knownUntil();
        long from = track.time(index);
        int x = Math.max(out, scale.boundary(from));
        while (x < width && index < track.size()) {
            boolean lastOne = index + 1 == track.size();
            long ends = track.endOf(index, end);
            if (!lastOne && ends == track.time(index)) {
                index++;
                continue;
            }
            int until = Math.min(scale.boundary(ends), width - out);
            if (until - x >= LEAST_BAR || (lastOne && until > x)) {
                strokes.bar(x, until, track.value(index));
                x = until;
                index++;
                from = ends;
                continue;
            }
            if (lastOne) {
                break;
            }
            // From what no column has shown yet to this column's end.
            long stop = scale.timeAt(x + 1);
            if (stop >= known) {
                index = track.find(stop, index);
                unsummed(x, x + 1, top, bottom);
                from = stop;
            } else if (stop > from) {
                index = shares.between(from, index, stop, times);
                strokes.column(x, times);
                from = stop;
            }
            x++;
        }
    }

    // ---- many actors together

    /**
     * What several actors did: each column is shared out between the states of them all, in proportion to the time they
     * spent in each, so that a wait of one among many stays in sight; those who do not live leave the ground. Of very many,
     * and of many while the window moves, columns beside one another are shared out together.
     */
    void summary(List<TrackShares> members, int top, int bottom, boolean moving) {
        int count = members.size();
        int fine = moving ? FINE_MEMBERS_MOVING : FINE_MEMBERS;
        int step = Math.max(1, (count + fine - 1) / fine);
        int first = Math.max(0, scale.boundary(0));
        int last = Math.min(pixels.width(), scale.boundary(end));
        int[] index = new int[count];
        long known = Long.MAX_VALUE;
        for (int m = 0; m < count; m++) {
            index[m] = members.get(m).track().find(scale.timeAt(first), -1);
            known = Math.min(known, members.get(m).knownUntil());
        }
        if (last > first) {
            pixels.fillRounded(first, top, last, bottom, RADIUS * density, colors.slot(), 110);
        }
        long[] times = new long[STATUSES];
        for (int x = first; x < last; x += step) {
            long from = scale.timeAt(x);
            long to = Math.min(scale.timeAt(Math.min(x + step, last)), Math.max(end, from));
            if (to <= from) {
                continue;
            }
            if (to >= known) {
                unsummed(x, Math.min(x + step, last), top, bottom);
                continue;
            }
            Arrays.fill(times, 0);
            for (int m = 0; m < count; m++) {
                TrackShares shares = members.get(m);
                if (index[m] >= 0) {
                    index[m] = shares.addBetween(from, index[m], to, times);
                } else if (shares.track().size() > 0 && shares.track().time(0) < to) {
                    index[m] = shares.addBetween(shares.track().time(0), 0, to, times);
                }
            }
            long told = 0;
            for (long time : times) {
                told += time;
            }
            times[ActorStatus.CREATED.ordinal()] += count * (to - from) - told;
            for (int at = x; at < Math.min(x + step, last); at++) {
                share(at, top, bottom, times);
            }
        }
    }

    // ---- sections

    /**
     * The sections of an actor at one depth, each with its name where there is room for it.
     *
     * @param hueOf  hue of a section by the number of its name, 0 for no section
     * @param nameOf its name, painted
     */
    void sections(TrackShares shares, IntUnaryOperator hueOf, IntFunction<Mask> nameOf, int top, int bottom) {
        walk(shares, top, bottom, new Strokes() {
            @Override
            public void bar(int left, int right, int value) {
                if (value > 0) {
                    named(left, right, top, bottom, colors.ofActorClass(hueOf.applyAsInt(value)), () -> List.of(nameOf
                            .apply(value)), true);
                }
            }

            @Override
            public void column(int x, long[] times) {
                stack(x, top, bottom, times, ACTOR_CLASSES, actorPaints);
            }
        });
    }

    /** A thin line where an actor lives and is in no section, and how it ended. */
    void outside(TrackReader track, int top, int bottom) {
        if (track.size() > 0) {
            int thick = Math.max(px(2), (bottom - top) / 8);
            int y = top + (bottom - top - thick) / 2;
            int lastChange = track.size() - 1;
            boolean alive = ActorStatus.of(track.value(lastChange) % Recording.INFERRED).alive();
            pixels.fill(scale.boundary(track.time(0)), y, scale.boundary(alive ? end : track.time(lastChange)),
                    y + thick,
                    colors.line(ActorStatus.OUT_OF_SLICE), 110);
        }
        end(track, top, bottom);
    }

    // ---- the critical path

    /** Lets all of a lane stand back but what lies between those instants: pairs of begin and end, in order of time. */
    void standBack(List<long[]> lit, int top, int bottom) {
        int dark = Math.max(0, scale.boundary(0));
        for (long[] each : lit) {
            int left = scale.boundary(each[0]);
            pixels.fill(dark, top, Math.min(left, pixels.width()), bottom, colors.ground(), STAND_BACK);
            dark = Math.max(dark, Math.max(left + px(1), scale.boundary(each[1])));
        }
        pixels.fill(dark, top, pixels.width(), bottom, colors.ground(), STAND_BACK);
    }

    /** A part of the path: a line above and below a lane's bars, and at its ends where it is wide enough. */
    void band(long fromNanos, long toNanos, int top, int bottom) {
        int left = Math.max(-px(8), scale.boundary(fromNanos));
        int right = Math.min(pixels.width() + px(8), Math.max(scale.boundary(toNanos), left + px(2)));
        int thick = px(2);
        if (right - left > px(8)) {
            pixels.outlineRounded(left, top - thick, right, bottom + thick, RADIUS * density, thick, 0, colors.path());
        } else {
            pixels.fill(left, top - thick, right, top, colors.path(), 255);
            pixels.fill(left, bottom, right, bottom + thick, colors.path(), 255);
        }
    }

    /** The path jumps from one lane to another. */
    void jump(long timeNanos, int fromY, int toY) {
        int x = scale.boundary(timeNanos);
        pixels.fill(x - px(1), Math.min(fromY, toY), x - px(1) + px(2), Math.max(fromY, toY), colors.path(), 255);
    }

    /** Lines at the ticks, dotted. */
    void grid(List<TimeAxis.Tick> ticks) {
        grid(ticks, pixels.height());
    }

    /** Lines at the ticks, dotted, down to that row of pixels. */
    void grid(List<TimeAxis.Tick> ticks, int bottom) {
        for (TimeAxis.Tick tick : ticks) {
            int x = scale.boundary(tick.timeNanos());
            for (int y = 0; y < bottom; y += px(5)) {
                pixels.fill(x, y, x + px(1), y + px(1), colors.grid(), 255);
            }
        }
    }

    /**
     * An arrow from one bar to another, straight up or down at both ends.
     *
     * @param strength how plain it is, 0 to 255
     */
    void arrow(long fromNanos, int fromY, long toNanos, int toY, boolean chosen, int strength) {
        double x0 = scale.exact(fromNanos);
        double x1 = scale.exact(toNanos);
        int head = px(5) * (toY > fromY ? 1 : -1);
        double thick = density * (chosen ? 1.6 : 1.15);
        pixels.swing(x0, fromY, x1, toY - head, thick + 1.6 * density, colors.ground(), strength / 2);
        pixels.swing(x0, fromY, x1, toY - head, thick, colors.arrow(chosen), strength);
        pixels.disc(x0, fromY, 1.9 * density, colors.arrow(chosen), strength);
        pixels.head(x1, toY - head, toY, 3.4 * density, colors.ground(), strength / 2);
        pixels.head(x1, toY - head, toY, 2.9 * density, colors.arrow(chosen), strength);
    }

    private int px(double units) {
        return (int) Math.max(1, Math.round(units * density));
    }
}
