package dev.potok.app.timeline;

/** The patterns that tell states apart where a bar is too narrow for a glyph. */
enum Hatch {
    /** Plain. */
    NONE,
    /** Lines that rise to the right. */
    RISING,
    /** Lines that fall to the right. */
    FALLING,
    /** Both. */
    CROSSED,
    /** Level lines. */
    LEVEL,
    /** Upright lines. */
    UPRIGHT,
    /** Dots. */
    DOTTED;

    /**
     * Whether the pattern has a line at that pixel.
     *
     * @param period pixels from one line to the next
     * @param thick  pixels of a line
     */
    boolean at(int x, int y, int period, int thick) {
        return switch (this) {
            case NONE -> false;
            case RISING -> Math.floorMod(x + y, period) < thick;
            case FALLING -> Math.floorMod(x - y, period) < thick;
            case CROSSED -> Math.floorMod(x + y, period) < thick || Math.floorMod(x - y, period) < thick;
            case LEVEL -> Math.floorMod(y, period) < thick;
            case UPRIGHT -> Math.floorMod(x, period) < thick;
            case DOTTED -> Math.floorMod(x, period) < thick && Math.floorMod(y, period) < thick;
        };
    }
}
