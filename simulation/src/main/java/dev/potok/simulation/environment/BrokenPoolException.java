package dev.potok.simulation.environment;

/** A worker of the pool ended in the middle of things, so what it had begun will never be done. */
public final class BrokenPoolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the pool, and tells who ended how. */
    public BrokenPoolException(String pool, String what) {
        super("the pool \"" + pool + "\" is broken: " + what);
    }

    /** The same once more, for another who asks. */
    public BrokenPoolException(BrokenPoolException known) {
        super(known.getMessage(), known);
    }
}
