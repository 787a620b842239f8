package dev.potok.app.stage;

/**
 * A rectangle on the stage, in whole pixels.
 *
 * @param x      left edge
 * @param y      upper edge
 * @param width  width, not negative
 * @param height height, not negative
 */
record Box(double x, double y, double width, double height) {
    Box {
        x = Math.round(x);
        y = Math.round(y);
        width = Math.max(0, Math.round(width));
        height = Math.max(0, Math.round(height));
    }

    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    /** The rectangle without a margin on each side. */
    Box inset(double horizontal, double vertical) {
        return new Box(x + horizontal, y + vertical, width - 2 * horizontal, height - 2 * vertical);
    }

    boolean contains(Box other) {
        return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
    }

    boolean overlaps(Box other) {
        return other.x < right() && other.right() > x && other.y < bottom() && other.bottom() > y;
    }
}
