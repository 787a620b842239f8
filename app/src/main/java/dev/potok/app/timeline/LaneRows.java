package dev.potok.app.timeline;

import java.util.List;

/**
 * Where rows lie in the pane of lanes, in units of the screen: the pinned ones on top, the others below and scrolled.
 * Immutable; equal ones lie equally.
 */
final class LaneRows {
    private static final double WIDEST_PITCH = 40;
    private static final double WIDEST_LEVEL_PITCH = 52;
    private static final double NARROWEST_PITCH = 14;
    private static final double SECTION = 0.78;
    /** A row that stands for many is higher than theirs. */
    private static final double SUMMARY = 1.4;
    private static final double HEADING = 0.62;
    private static final double LOWEST_HEADING = 16;
    private static final double HIGHEST_HEADING = 20;
    private static final double LOWEST_SECTION = 13;
    /** Room of the rule below the pinned rows. */
    private static final double RULE = 7;
    /** The pinned rows leave that much to the others; those for which there is no room scroll with them. */
    private static final double MOST_PINNED = 0.6;

    private final List<LaneRow> rows;
    private final double height;
    private final double scale;
    private final double pitch;
    private final double scroll;
    private final int pinned;
    private final double pinnedHeight;
    /** Tops; of those below the rule, as if nothing were scrolled. The last entry is the end. */
    private final double[] tops;

    private LaneRows(List<LaneRow> rows, double height, double scale, double scroll) {
        this.rows = rows;
        this.height = height;
        this.scale = scale;
        this.pitch = pitch(rows, height, scale);
        this.tops = new double[rows.size() + 1];
        int onTop = 0;
        double at = 0;
        for (int i = 0; i < rows.size(); i++) {
            double high = heightOf(rows.get(i), pitch, scale);
            if (onTop == i && rows.get(i).pinned() && at + high <= height * MOST_PINNED) {
                onTop++;
            } else if (onTop == i && onTop > 0) {
                at += RULE * scale;
            }
            tops[i] = at;
            at += high;
        }
        tops[rows.size()] = at;
        this.pinned = onTop;
        this.pinnedHeight = onTop == 0 ? 0
                : tops[onTop - 1] + heightOf(rows.get(onTop - 1), pitch, scale)
                        + (onTop < rows.size() ? RULE * scale : 0);
        this.scroll = Math.clamp(scroll, 0, Math.max(0, at - height));
    }

    /**
     * Lays rows out so that they fill the height, or as low as they can be if there are too many.
     *
     * @param height of the pane
     * @param scale  of the theme
     * @param scroll how far those that are not pinned are scrolled up
     */
    static LaneRows of(List<LaneRow> rows, double height, double scale, double scroll) {
        return new LaneRows(rows, height, scale, scroll);
    }

    /** How many lanes there is room for. */
    static int room(double height, double scale) {
        return (int) Math.max(1, height / (NARROWEST_PITCH * scale));
    }

    private static double pitch(List<LaneRow> rows, double height, double scale) {
        double weight = 0;
        boolean levels = false;
        boolean onTop = false;
        for (LaneRow row : rows) {
            weight += switch (row.role()) {
                case LANE -> 1;
                case SUMMARY -> SUMMARY;
                case SECTION -> SECTION;
                case HEADING -> HEADING;
            };
            levels |= row.lane().kind() != LaneKind.ACTORS;
            onTop |= row.pinned();
        }
        double room = height - (onTop ? RULE * scale : 0);
        return Math.clamp(Math.floor(room / Math.max(1, weight)), NARROWEST_PITCH * scale,
                (levels ? WIDEST_LEVEL_PITCH : WIDEST_PITCH) * scale);
    }

    private static double heightOf(LaneRow row, double pitch, double scale) {
        return switch (row.role()) {
            case LANE -> pitch;
            case SUMMARY -> Math.round(pitch * SUMMARY);
            case SECTION -> Math.max(LOWEST_SECTION * scale, Math.round(pitch * SECTION));
            case HEADING -> Math.clamp(Math.round(pitch * HEADING), LOWEST_HEADING * scale, HIGHEST_HEADING * scale);
        };
    }

    List<LaneRow> list() {
        return rows;
    }

    int size() {
        return rows.size();
    }

    LaneRow get(int row) {
        return rows.get(row);
    }

    /** From one lane to the next. */
    double pitch() {
        return pitch;
    }

    /** How far rows are scrolled up. */
    double scroll() {
        return scroll;
    }

    /** How far they can be scrolled. */
    double mostScroll() {
        return Math.max(0, tops[rows.size()] - height);
    }

    /** Height of all rows. */
    double contentHeight() {
        return tops[rows.size()];
    }

    /** How many rows stay on top. */
    int pinned() {
        return pinned;
    }

    /** How high those are, with the rule below them. */
    double pinnedHeight() {
        return pinnedHeight;
    }

    /** Where the rule below the pinned rows lies; negative if there is none. */
    double rule() {
        return pinned == 0 || pinned == rows.size() ? -1 : pinnedHeight - Math.round(RULE * scale / 2);
    }

    /** Upper edge of a row, which may be out of sight. */
    double top(int row) {
        return row < pinned ? tops[row] : tops[row] - scroll;
    }

    double heightOf(int row) {
        return heightOf(rows.get(row), pitch, scale);
    }

    /** Height of the bars of a row. */
    double bar(int row) {
        double gap = Math.min(16, 4 + 12 * (pitch / scale - NARROWEST_PITCH) / (WIDEST_PITCH - NARROWEST_PITCH));
        double high = heightOf(row);
        return Math.round(rows.get(row).role() == LaneRow.Role.SECTION
                ? high - Math.max(2, gap * 0.45) * scale
                : high - gap * scale);
    }

    /** Upper edge of the bars of a row. Sections lie close below the lane of their actor. */
    double barTop(int row) {
        return top(row) + (heightOf(row) - bar(row)) / (rows.get(row).role() == LaneRow.Role.SECTION ? 4 : 2);
    }

    /** The row at that height, -1 where there is none. */
    int at(double y) {
        int first = y < pinnedHeight ? 0 : pinned;
        int end = y < pinnedHeight ? pinned : rows.size();
        double wanted = y < pinnedHeight ? y : y + scroll;
        int low = first - 1;
        int high = end;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (tops[middle] <= wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low >= first && wanted < tops[low] + heightOf(low) ? low : -1;
    }

    /** The first row below the pinned ones that is in sight, {@link #size} if there is none. */
    int firstBelow() {
        for (int row = pinned; row < rows.size(); row++) {
            if (top(row) + heightOf(row) > pinnedHeight) {
                return row;
            }
        }
        return rows.size();
    }

    /** Whether some of a row is in sight. */
    boolean inSight(int row) {
        return row < pinned || top(row) < height && top(row) + heightOf(row) > pinnedHeight;
    }

    /** How far to scroll so that a row is in sight. */
    double scrollTo(int row) {
        if (row < pinned) {
            return scroll;
        }
        double lowest = tops[row] - pinnedHeight;
        double highest = tops[row] + heightOf(row) - height;
        return Math.clamp(scroll, Math.min(highest, lowest), Math.max(highest, lowest));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LaneRows that && rows.equals(that.rows) && height == that.height
                && scale == that.scale && scroll == that.scroll;
    }

    @Override
    public int hashCode() {
        return rows.hashCode();
    }
}
