package dev.potok.app.stage;

/**
 * The sizes everything on the stage is made of, in pixels.
 *
 * @param pillWidth  width of an actor's pill
 * @param pillHeight height of it
 * @param gap        space between pills
 * @param pad        space inside a card's edge
 * @param header     height of a card's title line
 * @param space      space between cards
 * @param title      type size of titles
 * @param caption    type size of captions and figures
 * @param pillText   type size on pills, 0 where a pill shows its glyph alone
 */
record StageMetrics(double pillWidth, double pillHeight, double gap, double pad, double header, double space,
        double title, double caption, double pillText) {
    /** At a desk: pills shrink when there are many actors, to their glyph alone in the end. */
    static StageMetrics desk(int actors, double scale) {
        if (actors <= 24) {
            return new StageMetrics(112, 28, 7, 14, 36, 12, 14, 12, 13).times(scale);
        }
        if (actors <= 60) {
            return new StageMetrics(86, 22, 5, 12, 32, 10, 13, 11, 11).times(scale);
        }
        return new StageMetrics(20, 20, 4, 12, 32, 10, 13, 11, 0).times(scale);
    }

    /** Before a room: nothing smaller than 3% of the height, pills of 48 pixels at a height of 720. */
    static StageMetrics presenting(double windowHeight) {
        return new StageMetrics(186, 48, 8, 16, 44, 14, 26, 22, 22).times(windowHeight / 720);
    }

    /** The same with pills of another width. */
    StageMetrics withPillWidth(double width) {
        return dots() ? this : new StageMetrics(Math.round(width), pillHeight, gap, pad, header, space, title, caption,
                pillText);
    }

    StageMetrics times(double factor) {
        return new StageMetrics(Math.round(pillWidth * factor), Math.round(pillHeight * factor),
                Math.round(gap * factor), Math.round(pad * factor), Math.round(header * factor),
                Math.round(space * factor), title * factor, caption * factor, pillText * factor);
    }

    /** Whether a pill is a glyph without a name. */
    boolean dots() {
        return pillText == 0;
    }
}
