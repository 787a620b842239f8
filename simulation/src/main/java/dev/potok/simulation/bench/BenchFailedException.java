package dev.potok.simulation.bench;

/** What was to be measured did not come about; the message is one sentence that says why. */
public final class BenchFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Of that sentence. */
    public BenchFailedException(String sentence) {
        super(sentence);
    }

    /** The same, with what is behind it. */
    public BenchFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
