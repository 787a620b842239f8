package dev.potok.app.timeline;

import java.util.Arrays;

/** An opaque picture of device pixels, and how to paint upon it. All painting is clipped to it. For one thread. */
final class Pixels {
    private static final int OPAQUE = 0xFF000000;

    private final int width;
    private final int height;
    private final int[] argb;

    /** A picture over those pixels, row by row, {@code 0xAARRGGBB}. */
    Pixels(int width, int height, int[] argb) {
        this.width = width;
        this.height = height;
        this.argb = argb;
    }

    /** A black picture. */
    Pixels(int width, int height) {
        this(width, height, new int[width * height]);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int[] argb() {
        return argb;
    }

    /** The colour of a pixel as {@code 0xRRGGBB}. */
    int rgb(int x, int y) {
        return argb[y * width + x] & 0xFFFFFF;
    }

    /** Covers everything. */
    void clear(int rgb) {
        Arrays.fill(argb, OPAQUE | rgb);
    }

    /** Paints one pixel, {@code alpha} from 0 to 255. */
    void dot(int x, int y, int rgb, int alpha) {
        if (x >= 0 && x < width && y >= 0 && y < height) {
            blend(y * width + x, rgb, alpha);
        }
    }

    private void blend(int at, int rgb, int alpha) {
        if (alpha >= 255) {
            argb[at] = OPAQUE | rgb;
            return;
        }
        int under = argb[at];
        int rest = 255 - alpha;
        int red = ((rgb >> 16 & 0xFF) * alpha + (under >> 16 & 0xFF) * rest + 127) / 255;
        int green = ((rgb >> 8 & 0xFF) * alpha + (under >> 8 & 0xFF) * rest + 127) / 255;
        int blue = ((rgb & 0xFF) * alpha + (under & 0xFF) * rest + 127) / 255;
        argb[at] = OPAQUE | red << 16 | green << 8 | blue;
    }

    /** Paints a rectangle; the right and the lower bound are not in it. */
    void fill(int left, int top, int right, int bottom, int rgb, int alpha) {
        int x0 = Math.max(0, left);
        int x1 = Math.min(width, right);
        if (x1 <= x0) {
            return;
        }
        for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
            if (alpha >= 255) {
                Arrays.fill(argb, y * width + x0, y * width + x1, OPAQUE | rgb);
            } else {
                for (int at = y * width + x0; at < y * width + x1; at++) {
                    blend(at, rgb, alpha);
                }
            }
        }
    }

    /** Paints a column one pixel wide; it must lie within the picture's width or wholly out of it. */
    void column(int x, int top, int bottom, int rgb) {
        if (x < 0 || x >= width) {
            return;
        }
        int last = Math.min(height, bottom);
        for (int y = Math.max(0, top); y < last; y++) {
            argb[y * width + x] = OPAQUE | rgb;
        }
    }

    /** Paints a rectangle with rounded corners. */
    void fillRounded(int left, int top, int right, int bottom, double radius, int rgb, int alpha) {
        double round = Math.min(radius, Math.min(right - left, bottom - top) / 2.0);
        int corner = (int) Math.ceil(round);
        if (corner <= 0) {
            fill(left, top, right, bottom, rgb, alpha);
            return;
        }
        fill(left, top + corner, right, bottom - corner, rgb, alpha);
        fill(left + corner, top, right - corner, top + corner, rgb, alpha);
        fill(left + corner, bottom - corner, right - corner, bottom, rgb, alpha);
        for (int y = 0; y < corner; y++) {
            for (int x = 0; x < corner; x++) {
                double distance = Math.hypot(round - x - 0.5, round - y - 0.5);
                int covered = (int) Math.round(Math.clamp(round + 0.5 - distance, 0, 1) * alpha);
                fourCorners(left, top, right, bottom, x, y, rgb, covered);
            }
        }
    }

    /** Paints the outline of a rectangle with rounded corners, within its bounds; dashed where {@code dash} is not 0. */
    void outlineRounded(int left, int top, int right, int bottom, double radius, int thick, int dash, int rgb) {
        double round = Math.min(radius, Math.min(right - left, bottom - top) / 2.0);
        int corner = (int) Math.ceil(round);
        for (int x = Math.max(left + corner, 0); x < Math.min(right - corner, width); x++) {
            if (drawn(x - left - corner, dash)) {
                fill(x, top, x + 1, top + thick, rgb, 255);
                fill(x, bottom - thick, x + 1, bottom, rgb, 255);
            }
        }
        for (int y = top + corner; y < bottom - corner; y++) {
            if (drawn(y - top - corner, dash)) {
                fill(left, y, left + thick, y + 1, rgb, 255);
                fill(right - thick, y, right, y + 1, rgb, 255);
            }
        }
        for (int y = 0; y < corner; y++) {
            for (int x = 0; x < corner; x++) {
                double distance = Math.hypot(round - x - 0.5, round - y - 0.5);
                double ring = Math.min(Math.clamp(round + 0.5 - distance, 0, 1),
                        Math.clamp(distance - (round - thick) + 0.5, 0, 1));
                fourCorners(left, top, right, bottom, x, y, rgb, (int) Math.round(ring * 255));
            }
        }
    }

    private static boolean drawn(int along, int dash) {
        return dash == 0 || along % (dash + Math.max(1, dash * 2 / 3)) < dash;
    }

    private void fourCorners(int left, int top, int right, int bottom, int x, int y, int rgb, int alpha) {
        if (alpha > 0) {
            dot(left + x, top + y, rgb, alpha);
            dot(right - 1 - x, top + y, rgb, alpha);
            dot(left + x, bottom - 1 - y, rgb, alpha);
            dot(right - 1 - x, bottom - 1 - y, rgb, alpha);
        }
    }

    /** Paints a small picture in a colour, clipped to a stretch of columns as well. */
    void stamp(Mask mask, int left, int top, int clipLeft, int clipRight, int rgb) {
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                int covered = mask.at(x, y);
                if (covered > 0 && left + x >= clipLeft && left + x < clipRight) {
                    dot(left + x, top + y, rgb, covered);
                }
            }
        }
    }

    /**
     * Paints a line that leaves its first point and reaches its last one straight up or down and swings over in between.
     * The points lie at different heights.
     */
    void swing(double x0, int y0, double x1, int y1, double thick, int rgb, int alpha) {
        if (y0 == y1) {
            return;
        }
        int top = Math.min(y0, y1);
        int bottom = Math.max(y0, y1);
        for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
            double from = at(x0, x1, (double) (y - y0) / (y1 - y0));
            double to = at(x0, x1, (double) (y + 1 - y0) / (y1 - y0));
            double steep = Math.abs(to - from);
            // What a slanting line of that thickness covers of a row.
            double half = thick / 2 * Math.hypot(1, Math.min(steep, 2));
            stretch(Math.min(from, to) + Math.min(steep, 1) / 2 - half,
                    Math.max(from, to) - Math.min(steep, 1) / 2 + half,
                    y, rgb, alpha);
        }
    }

    private static double at(double x0, double x1, double part) {
        double share = Math.clamp(part, 0, 1);
        return x0 + (x1 - x0) * share * share * (3 - 2 * share);
    }

    /** Paints part of a row between two places that need not be whole. */
    private void stretch(double left, double right, int y, int rgb, int alpha) {
        int first = (int) Math.floor(Math.max(left, 0));
        int last = (int) Math.ceil(Math.min(right, width));
        for (int x = first; x < last; x++) {
            double covered = Math.min(right, x + 1) - Math.max(left, x);
            if (covered > 0) {
                dot(x, y, rgb, (int) Math.round(Math.min(1, covered) * alpha));
            }
        }
    }

    /** Paints the head of an arrow whose point is at {@code to}. */
    void head(double x, int from, int to, double half, int rgb, int alpha) {
        int top = Math.min(from, to);
        int bottom = Math.max(from, to);
        for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
            double part = Math.abs(to - y - 0.5) / Math.max(1, bottom - top);
            stretch(x - half * part - 0.3, x + half * part + 0.3, y, rgb, alpha);
        }
    }

    /** Paints a disc. */
    void disc(double x, double y, double radius, int rgb, int alpha) {
        for (int row = (int) Math.floor(y - radius); row <= Math.ceil(y + radius); row++) {
            double away = row + 0.5 - y;
            double half = radius * radius - away * away;
            if (half > 0 && row >= 0 && row < height) {
                stretch(x - Math.sqrt(half), x + Math.sqrt(half), row, rgb, alpha);
            }
        }
    }
}
