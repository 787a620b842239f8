package dev.potok.simulation.environment;

/**
 * Whoever held this ended without giving it back, and nobody can tell what state he left behind. Thrown to all who wait
 * for it and to all who come, for nobody waits for the dead. What POSIX calls {@code EOWNERDEAD}.
 */
public final class OwnerDiedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the primitive and who died. */
    public OwnerDiedException(String primitive, String owner) {
        super("\"" + primitive + "\" will never be free again: " + owner + " died while it held it");
    }
}
