package dev.potok.simulation.environment;

/**
 * Whoever held this ended without giving it back, and nobody can tell what state he left behind. Thrown to all who wait
 * for it and to all who come, for nobody waits for the dead. What POSIX calls {@code EOWNERDEAD}.
 */
public final class OwnerDiedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private OwnerDiedException(String sentence) {
        super(sentence);
    }

    /** Of a primitive that somebody held. */
    public static OwnerDiedException holding(String primitive, String owner) {
        return new OwnerDiedException(
                "\"" + primitive + "\" will never be free again: " + owner + " died while it held it");
    }

    /** Of a pipe whose other end somebody had. */
    public static OwnerDiedException atOtherEnd(String pipe, String owner) {
        return new OwnerDiedException(
                "nobody is at the other end of \"" + pipe + "\" any more: " + owner + ", who had it, has died");
    }
}
