package dev.potok.simulation.environment;

/**
 * An object cannot leave its process, or cannot be made again in another: it is not serializable, too large, or of a
 * class that is not let in. Nothing of it was sent. Python's {@code PicklingError}.
 */
public final class CannotCrossException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says in one sentence what cannot cross, where it was met and what to do. */
    public CannotCrossException(String sentence) {
        super(sentence);
    }

    /** The same, with what Java says. */
    public CannotCrossException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The sentence. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
