package dev.potok.simulation.run;

/** What was thrown in another process, in its words. */
public final class FailureElsewhere extends Exception {
    private static final long serialVersionUID = 1L;

    /** With what {@link Failure#summary} says of it there. */
    public FailureElsewhere(String summary) {
        super(summary, null, false, false);
    }
}
