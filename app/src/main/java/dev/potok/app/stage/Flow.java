package dev.potok.app.stage;

/**
 * Pills set in rows within a box, from the left or from the right. Where not all fit, the last place is left for a "+n".
 *
 * @param box       the space
 * @param metrics   the pills' size
 * @param fromRight whether the first stands at the right end
 * @param lead      space before each pill, for a mark
 */
record Flow(Box box, StageMetrics metrics, boolean fromRight, double lead) {
    Flow(Box box, StageMetrics metrics, boolean fromRight) {
        this(box, metrics, fromRight, 0);
    }

    private double step() {
        return lead + metrics.pillWidth() + metrics.gap();
    }

    /** Pills abreast; 0 where not even one has room. */
    int columns() {
        return Math.max(0, (int) ((box.width() + metrics.gap()) / step()));
    }

    int rows() {
        return Math.max(1, (int) ((box.height() + metrics.gap()) / (metrics.pillHeight() + metrics.gap())));
    }

    int places() {
        return columns() * rows();
    }

    /** How many of {@code count} pills are shown; the rest is told by a number in the place after them. */
    int shown(int count) {
        return count <= places() ? count : Math.max(0, places() - 1);
    }

    /** The place with that number; beyond the last it is the last. */
    Box place(int index) {
        int bounded = Math.max(0, Math.min(index, places() - 1));
        int column = bounded % Math.max(1, columns());
        int row = bounded / Math.max(1, columns());
        double x = fromRight
                ? box.right() - (column + 1) * metrics.pillWidth() - column * (metrics.gap() + lead)
                : box.x() + column * step() + lead;
        return new Box(x, box.y() + row * (metrics.pillHeight() + metrics.gap()), metrics.pillWidth(),
                metrics.pillHeight());
    }
}
