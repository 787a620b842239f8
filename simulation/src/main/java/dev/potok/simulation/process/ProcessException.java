package dev.potok.simulation.process;

/** A child process could not be had, or what it was asked for could not be done. */
public final class ProcessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says in one sentence what went wrong and what to do. */
    public ProcessException(String sentence) {
        super(sentence);
    }

    /** The same, with what Java says. */
    public ProcessException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
