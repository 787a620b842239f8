package dev.potok.app.timeline;

/**
 * Which instants fall into which column of device pixels. Columns lie on a grid fixed in run time, so that bars keep their
 * widths to the pixel while the window moves over them. Immutable.
 *
 * @param origin        number of the leftmost column on the grid
 * @param nanosPerPixel width of a column
 */
record PixelScale(long origin, double nanosPerPixel) {
    /** The grid for a window that is so many device pixels wide. */
    static PixelScale of(TimeWindow window, int widthPixels) {
        double nanosPerPixel = (double) window.spanNanos() / Math.max(1, widthPixels);
        return new PixelScale(Math.round(window.fromNanos() / nanosPerPixel), nanosPerPixel);
    }

    /** The boundary of columns nearest to that instant, kept within what an int holds. */
    int boundary(long timeNanos) {
        return (int) Math.clamp(Math.round(timeNanos / nanosPerPixel) - origin, -1_000_000L, 1_000_000L);
    }

    /** The instant at the left boundary of a column. */
    long timeAt(int column) {
        return Math.round((origin + column) * nanosPerPixel);
    }

    /** Where that instant lies, in device pixels. */
    double exact(long timeNanos) {
        return timeNanos / nanosPerPixel - origin;
    }
}
