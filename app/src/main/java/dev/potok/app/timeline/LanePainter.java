package dev.potok.app.timeline;

import java.util.List;

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

    private static final int BAR_ALPHA = 236;
    private static final int HATCH_ALPHA = 80;
    private static final double RADIUS = 3;
    private static final int STATUSES = ActorStatus.values().length;
    /** Who stands upon whom where a column is shared, from the bottom up; whoever waits is never under the others. */
    private static final List<ActorStatus> STACK = List.of(ActorStatus.RUNNING, ActorStatus.IO, ActorStatus.READY,
            ActorStatus.JOINING, ActorStatus.SLEEPING, ActorStatus.WAITING, ActorStatus.UNKNOWN, ActorStatus.BLOCKED,
            ActorStatus.FAILED);

    private final Pixels pixels;
    private final LaneColors colors;
    private final Marks marks;
    private final PixelScale scale;
    private final double density;
    private final long end;

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
    }

    /** Sums by status for a track of an actor. */
    static TrackShares statusShares(TrackReader track) {
        return new TrackShares(track, STATUSES, value -> value % Recording.INFERRED);
    }

    /** Sums by colour for a track of a core. */
    static TrackShares actorShares(TrackReader track) {
        return new TrackShares(track, LaneColors.ACTORS + 1, LaneColors::actorClass);
    }

    // ---- actors

    /** What an actor did. */
    void actor(TrackShares shares, int top, int bottom) {
        walk(shares, new Strokes() {
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
            case CREATED -> {
                int thick = Math.max(px(2), height / 8);
                int y = top + (height - thick) / 2;
                pixels.fill(left, y, right, y + thick, colors.line(status), 110);
                return;
            }
            case FINISHED, FAILED -> {
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
                pixels.fillRounded(left, top, until, bottom, radius, colors.line(status), inferred ? 150 : BAR_ALPHA);
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

    /** One column shared out between the states that were in it. */
    private void share(int x, int top, int bottom, long[] times) {
        int height = bottom - top;
        long total = 0;
        int present = 0;
        for (long time : times) {
            total += time;
        }
        for (ActorStatus status : STACK) {
            present += times[status.ordinal()] > 0 ? 1 : 0;
        }
        if (total == 0 || present == 0) {
            return;
        }
        int spare = Math.max(0, height - present);
        // What is created or has ended has its share too: it is the ground that stays in sight.
        double perNano = (double) spare / total;
        double owed = 0;
        int y = bottom;
        for (ActorStatus status : STACK) {
            long time = times[status.ordinal()];
            if (time == 0 || y <= top) {
                continue;
            }
            owed += time * perNano;
            int rows = (int) Math.round(owed);
            owed -= rows;
            int from = Math.max(top, y - rows - 1);
            pixels.fill(x, from, x + 1, y, colors.line(status), status == ActorStatus.READY ? 90 : BAR_ALPHA);
            y = from;
        }
    }

    /** A finished lane ends, and says how. */
    private void end(TrackReader track, int top, int bottom) {
        if (track.size() == 0) {
            return;
        }
        int last = track.size() - 1;
        ActorStatus status = ActorStatus.of(track.value(last) % Recording.INFERRED);
        if (status != ActorStatus.FINISHED && status != ActorStatus.FAILED) {
            return;
        }
        int x = scale.boundary(track.time(last));
        int height = bottom - top;
        int size = Math.min(px(13), height - px(2));
        if (x + px(18) < 0 || x > pixels.width()) {
            return;
        }
        boolean failed = status == ActorStatus.FAILED;
        if (failed) {
            pixels.fillRounded(x, top, x + px(18), bottom, RADIUS * density, colors.fill(status), 255);
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
        walk(shares, new Strokes() {
            @Override
            public void bar(int left, int right, int value) {
                if (value > 0) {
                    occupant(left, right, top, bottom, value);
                }
            }

            @Override
            public void column(int x, long[] times) {
                occupants(x, top, bottom, times);
            }
        });
    }

    private void occupant(int left, int right, int top, int bottom, int actor) {
        int until = right - (right - left >= px(5) ? px(1) : 0);
        pixels.fillRounded(left, top, until, bottom, Math.min(RADIUS * density, (until - left) / 3.0),
                colors.actor(actor), 255);
        int from = Math.max(left, 0);
        int room = Math.min(until, pixels.width()) - from - px(4);
        if (room < px(8)) {
            return;
        }
        for (Mask name : List.of(marks.actorName(actor), marks.actorSign(actor))) {
            if (name.width() > 0 && name.width() <= room && name.height() <= bottom - top + px(2)) {
                int x = Math.min(from + px(6), from + (until - from - name.width()) / 2);
                pixels.stamp(name, x, top + (bottom - top - name.height()) / 2, from, until, colors.ink());
                return;
            }
        }
    }

    private void occupants(int x, int top, int bottom, long[] times) {
        long total = 0;
        int present = 0;
        for (int i = 0; i < times.length; i++) {
            total += times[i];
            present += i > 0 && times[i] > 0 ? 1 : 0;
        }
        double perNano = total == 0 ? 0 : (double) Math.max(0, bottom - top - present) / total;
        double owed = 0;
        int y = bottom;
        for (int i = 1; i < times.length && y > top; i++) {
            if (times[i] > 0) {
                owed += times[i] * perNano;
                int rows = (int) Math.round(owed);
                owed -= rows;
                int from = Math.max(top, y - rows - 1);
                pixels.fill(x, from, x + 1, y, colors.ofActorClass(i), 255);
                y = from;
            }
        }
    }

    // ---- resources

    /** How full a resource was: solid up to the least it held in a column's time, paler up to the most. */
    void level(TrackLevels levels, long capacity, int top, int bottom) {
        TrackReader track = levels.track();
        levels.extend();
        int first = Math.max(0, scale.boundary(0));
        int last = Math.min(pixels.width(), scale.boundary(end));
        if (last > first) {
            pixels.fillRounded(first, top, last, bottom, RADIUS * density, colors.slot(), 255);
        }
        int most = Math.max(1, capacity > 0 ? (int) Math.min(capacity, Integer.MAX_VALUE) : levels.greatest());
        int index = track.find(scale.timeAt(first), -1);
        int before = -1;
        for (int x = first; x < last; x++) {
            int next = track.find(Math.max(scale.timeAt(x + 1) - 1, scale.timeAt(x)), index);
            if (next < 0) {
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

    private void walk(TrackShares shares, Strokes strokes) {
        shares.extend();
        TrackReader track = shares.track();
        int width = pixels.width();
        long[] before = new long[shares.classes()];
        long[] after = new long[shares.classes()];
        int index = track.find(scale.timeAt(0), -1);
        if (index < 0) {
            if (track.size() == 0) {
                return;
            }
            index = 0;
        }
        // A bar that begins out of sight is painted from where its corners cannot be seen.
        int out = -px(8);
        int x = Math.max(out, scale.boundary(track.time(index)));
        long from = track.time(index);
        boolean summed = false;
        while (x < width && index < track.size()) {
            boolean lastOne = index + 1 == track.size();
            if (!lastOne && track.time(index + 1) == track.time(index)) {
                index++;
                continue;
            }
            int until = Math.min(scale.boundary(track.endOf(index, end)), width - out);
            if (until - x >= LEAST_BAR || (lastOne && until > x)) {
                strokes.bar(x, until, track.value(index));
                x = until;
                index++;
                from = index < track.size() ? track.time(index) : from;
                summed = false;
                continue;
            }
            if (lastOne) {
                break;
            }
            long begin = Math.min(from, scale.timeAt(x));
            long stop = Math.min(scale.timeAt(x + 1), Math.max(end, track.time(track.size() - 1)));
            if (stop > begin) {
                if (!summed) {
                    int hint = track.time(index) <= begin ? index : -1;
                    shares.until(begin, hint, before);
                }
                index = shares.until(stop, index, after);
                for (int i = 0; i < before.length; i++) {
                    before[i] = after[i] - before[i];
                }
                strokes.column(x, before);
                long[] swap = before;
                before = after;
                after = swap;
                summed = true;
            }
            from = Math.max(stop, from);
            x++;
        }
    }

    /** Lines at the ticks, dotted. */
    void grid(List<TimeAxis.Tick> ticks) {
        for (TimeAxis.Tick tick : ticks) {
            int x = scale.boundary(tick.timeNanos());
            for (int y = 0; y < pixels.height(); y += px(5)) {
                pixels.fill(x, y, x + px(1), y + px(1), colors.grid(), 255);
            }
        }
    }

    private int px(double units) {
        return (int) Math.max(1, Math.round(units * density));
    }
}
