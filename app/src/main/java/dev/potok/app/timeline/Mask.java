package dev.potok.app.timeline;

/**
 * A small picture of one colour: how much of each device pixel it covers.
 *
 * @param width  pixels
 * @param height pixels
 * @param alpha  coverage row by row, 0 to 255
 */
record Mask(int width, int height, byte[] alpha) {
    /** A picture of nothing. */
    static final Mask NOTHING = new Mask(0, 0, new byte[0]);

    /** Coverage of a pixel, 0 to 255. */
    int at(int x, int y) {
        return alpha[y * width + x] & 0xFF;
    }
}
